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

section-how-it-was = Ajutorul pe care l-ați primit chiar dumneavoastră
    .note = Este vorba despre felul în care v-au tratat serviciile. Vă rugăm să nu spuneți povestea celeilalte persoane.
question-believed = V-au luat în serios?
question-notblamed = V-a tratat personalul fără să vă învinovățească?
question-respect = V-a tratat personalul cu respect?
question-choice = Ați avut de ales cu adevărat?
question-control = Ați avut un cuvânt de spus despre ajutorul primit?
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
    .hint = Nu scrieți nume, date, locuri sau povestea celeilalte persoane. De exemplu: M-au sunat înapoi în aceeași zi.
question-change = Ce ar trebui să se schimbe?
    .hint = Nu scrieți nume, date, locuri sau povestea celeilalte persoane. De exemplu: Nu știam unde să întreb.
