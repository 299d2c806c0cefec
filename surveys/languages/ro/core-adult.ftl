# Draft. A speaker has not checked it yet: see ../reviews.toml.

title = Părerea dumneavoastră

option-yes-fully = Da, pe deplin
option-mostly = În mare parte
option-a-little = Puțin
option-no = Nu
option-yes = Da
option-a-bit-late = Puțin târziu
option-much-too-late = Mult prea târziu
option-still-waiting = Încă aștept
option-does-not-apply = Nu mi se aplică
option-prefer-not-to-say = Prefer să nu spun

section-how-it-was = Ajutorul pe care l-ați primit
    .note = Este vorba despre felul în care v-au tratat serviciile.
question-believed = Ați simțit că vi s-a dat crezare?
question-notblamed = V-a tratat personalul fără să vă învinovățească?
question-respect = V-a tratat personalul cu respect?
question-choice = Ați avut de ales cu adevărat?
question-control = Ați avut un cuvânt de spus în ce urma?
question-support = Ați primit ajutorul de care aveați nevoie?
question-safe = V-ați simțit în siguranță cu ei?
question-trauma = A înțeles personalul cum îi afectează trauma pe oameni?
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

section-your-words = Cu cuvintele dumneavoastră
    .note = Doar o echipă mică și pregătită poate citi aceasta. Nimeni nu va răspunde.
question-helped = Ce v-a ajutat?
    .hint = Nu scrieți nume, date, locuri sau ce s-a întâmplat. De exemplu: Persoana care mă ajuta a sunat când a spus că va suna.
question-change = Ce ar trebui să se schimbe?
    .hint = Nu scrieți nume, date, locuri sau ce s-a întâmplat. De exemplu: Așteptarea a fost prea lungă.
question-quote = Putem arăta tuturor o parte din cuvintele dumneavoastră?
    .hint = Numai dacă bifați aici. Mai întâi, două persoane le verifică și scot numele. Cineva apropiat ar putea totuși să vă recunoască vorbele.
    .option-yes = Da, le puteți arăta

section-about-you = Despre dumneavoastră
    .note = Așa vedem dacă serviciile sunt corecte cu toți. Săriți peste oricare sau peste toate.
question-age = Ce vârstă aveți?
    .option-18-24 = 18-24
    .option-25-44 = 25-44
    .option-45-64 = 45-64
    .option-65-plus = 65 sau peste
question-sex = Care este sexul dumneavoastră?
    .option-female = Feminin
    .option-male = Masculin
question-ethnic = Care este grupul dumneavoastră etnic?
    .option-asian = Asiatic
    .option-black = Negru
    .option-mixed = Mixt
    .option-white = Alb
    .option-other = Altul
question-condition = Aveți o problemă de sănătate de lungă durată care vă limitează viața de zi cu zi?
question-orientation = Ce vi se potrivește cel mai bine?
    .option-straight = Heterosexual(ă)
    .option-lgb-or-other = Lesbiană, gay, bisexual(ă) sau alta
question-found = Cum ați aflat de noi?
    .option-worker = Un card sau un link de la un lucrător
    .option-poster = Un afiș
    .option-online = Pe internet
    .option-friend-or-family = Un prieten sau cineva din familie
    .option-other = Altfel
