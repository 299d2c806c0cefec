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

section-how-it-was = Pomoc, którą otrzymano
    .note = Chodzi o to, jak traktowały Cię różne służby i placówki.
question-believed = Czy masz poczucie, że Ci wierzono?
question-notblamed = Czy pracownicy traktowali Cię bez obwiniania?
question-respect = Czy pracownicy traktowali Cię z szacunkiem?
question-choice = Czy dano Ci prawdziwy wybór?
question-control = Czy liczono się z Twoim zdaniem w sprawie tego, co będzie dalej?
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
    .hint = Prosimy nie podawać imion i nazwisk, dat, miejsc ani tego, co się stało. Na przykład: Moja opiekunka zadzwoniła, kiedy obiecała.
question-change = Co powinno się zmienić?
    .hint = Prosimy nie podawać imion i nazwisk, dat, miejsc ani tego, co się stało. Na przykład: Czekanie trwało zbyt długo.
question-quote = Czy możemy pokazać wszystkim część Twoich słów?
    .hint = Tylko jeśli to zaznaczysz. Najpierw dwie osoby je sprawdzą i usuną imiona i nazwiska. Ktoś bliski może mimo to rozpoznać Twoje słowa.
    .option-yes = Tak, można je pokazać

section-about-you = O Tobie
    .note = To pokazuje nam, czy wszyscy są traktowani sprawiedliwie. Możesz pominąć część pytań lub wszystkie.
question-age = Ile masz lat?
    .option-18-24 = 18-24
    .option-25-44 = 25-44
    .option-45-64 = 45-64
    .option-65-plus = 65 lub więcej
question-sex = Jaka jest Twoja płeć?
    .option-female = Kobieta
    .option-male = Mężczyzna
question-ethnic = Jakie jest Twoje pochodzenie etniczne?
    .option-asian = Azjatyckie
    .option-black = Czarne
    .option-mixed = Mieszane
    .option-white = Białe
    .option-other = Inne
question-condition = Czy masz długotrwały stan zdrowia, który ogranicza Twoje codzienne życie?
question-orientation = Co najlepiej do Ciebie pasuje?
    .option-straight = Osoba heteroseksualna
    .option-lgb-or-other = Lesbijka, gej, osoba biseksualna lub inna
question-found = Skąd się o nas dowiadujesz?
    .option-worker = Karta lub link od pracownika
    .option-poster = Plakat
    .option-online = Internet
    .option-friend-or-family = Ktoś z rodziny lub przyjaciół
    .option-other = Inaczej
