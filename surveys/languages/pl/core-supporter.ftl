# Draft. A speaker has not checked it yet: see ../reviews.toml.

title = Twoja opinia

option-yes-fully = Tak, w pełni
option-mostly = W większości
option-a-little = Trochę
option-no = Nie
option-yes = Tak
option-a-bit-late = Trochę za późno
option-much-too-late = O wiele za późno
option-still-waiting = Nadal czekam
option-does-not-apply = Nie dotyczy
option-prefer-not-to-say = Wolę nie mówić

section-how-it-was = Pomoc, której udzielono Tobie
    .note = Chodzi o to, jak służby i placówki traktowały Ciebie. Prosimy nie opowiadać historii drugiej osoby.
question-believed = Czy potraktowano Cię poważnie?
question-notblamed = Czy pracownicy traktowali Cię bez obwiniania?
question-respect = Czy pracownicy traktowali Cię z szacunkiem?
question-choice = Czy dano Ci prawdziwy wybór?
question-control = Czy liczono się z Twoim zdaniem w sprawie pomocy dla Ciebie?
question-support = Czy udzielono Ci pomocy, której trzeba Ci było?
question-safe = Czy było przy nich poczucie bezpieczeństwa?
question-trauma = Czy pracownicy rozumieli, jak trauma wpływa na ludzi?
question-wait = Czy pomoc zaczęła się wystarczająco szybko?
question-joined = Czy służby i placówki dobrze ze sobą współpracowały?

section-which-service = Która placówka
question-service = Jakiego rodzaju placówki to dotyczy?
    .option-police = Policja
    .option-sarc = SARC (ośrodek pomocy medycznej)
    .option-isva = ISVA (niezależny doradca)
    .option-specialist = Terapia lub pomoc specjalistyczna
    .option-health = Służba zdrowia
    .option-social-care = Opieka społeczna
    .option-cps-or-court = Prokuratura (CPS) lub sąd
    .option-other = Inna
question-area = Na jakim obszarze była ta placówka?

section-your-words = Własnymi słowami
    .note = Tylko mały, przeszkolony zespół może to czytać. Nikt nie odpisze.
question-helped = Co Ci pomogło?
    .hint = Prosimy nie podawać imion i nazwisk, dat, miejsc ani historii drugiej osoby. Na przykład: Pracownica oddzwoniła do mnie tego samego dnia.
question-change = Co powinno się zmienić?
    .hint = Prosimy nie podawać imion i nazwisk, dat, miejsc ani historii drugiej osoby. Na przykład: Nie było wiadomo, gdzie pytać.
