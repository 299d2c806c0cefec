# Draft. A speaker has not checked it yet: see ../reviews.toml.

title = Părerea ta

option-yes = Da
option-a-bit = Puțin
option-no = Nu
option-a-bit-late = Puțin târziu
option-much-too-late = Mult prea târziu
option-still-waiting = Încă aștept
option-does-not-apply = Nu mi se aplică
option-prefer-not-to-say = Prefer să nu spun

section-how-it-was = Ajutorul pe care l-ai primit
    .note = Este vorba despre felul în care te-au tratat personalul și serviciile. Poți sări peste orice.
question-believed = Ai simțit că ți s-a dat crezare?
question-notblamed = Te-a tratat personalul fără să te învinovățească?
question-respect = Te-a tratat personalul cu respect?
question-choice = Ai avut de ales cu adevărat?
question-control = Ai avut un cuvânt de spus în ce urma?
question-support = Ai primit ajutorul de care aveai nevoie?
question-safe = Te-ai simțit în siguranță cu ei?
question-trauma = A înțeles personalul cum te-ai putea simți?
question-wait = A început ajutorul destul de repede?
question-joined = Au lucrat bine serviciile împreună?

section-which-service = Care serviciu
question-service = Despre ce fel de serviciu este vorba?
    .option-police = Poliție
    .option-sarc = SARC (centru de îngrijire)
    .option-isva = ISVA (consilier independent)
    .option-specialist = Consiliere sau ajutor de specialitate
    .option-health = Sănătate
    .option-social-care = Asistență socială
    .option-cps-or-court = Procuratură (CPS) sau tribunal
    .option-other = Altul
question-area = În ce zonă era serviciul?

section-your-words = Cu cuvintele tale
    .note = Doar o echipă mică și pregătită poate citi aceasta. Nimeni nu va răspunde.
question-helped = Ce te-a ajutat?
    .hint = Nu scrie nume, școli, locuri, date sau ce s-a întâmplat. De exemplu: Persoana care mă ajuta a sunat când a spus că va suna.
question-change = Ce ar trebui să se schimbe?
    .hint = Nu scrie nume, școli, locuri, date sau ce s-a întâmplat. De exemplu: Așteptarea a fost prea lungă.

section-about-you = Despre tine
    .note = S-ar putea să răspundă puține persoane de vârsta ta, așa că cineva ar putea ghici cine ești. Ascundem numerele mici, ca să fie mai greu. Poți sări peste oricare sau peste toate.
question-age = Câți ani ai?
    .option-13-15 = 13-15
    .option-16-17 = 16-17
question-sex = Care este sexul tău?
    .option-female = Feminin
    .option-male = Masculin
question-condition = Ai o problemă de sănătate de lungă durată care îți limitează viața de zi cu zi?
