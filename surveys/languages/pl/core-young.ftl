# Draft. A speaker has not checked it yet: see ../reviews.toml.

title = Twoja opinia

option-yes = Tak
option-a-bit = Trochę
option-no = Nie
option-a-bit-late = Trochę za późno
option-much-too-late = O wiele za późno
option-still-waiting = Nadal czekam
option-does-not-apply = Nie dotyczy
option-prefer-not-to-say = Wolę nie mówić

section-how-it-was = Pomoc, którą Ci dano
    .note = Chodzi o to, jak traktowali Cię pracownicy, służby i placówki. Możesz pominąć wszystko.
question-believed = Czy masz poczucie, że Ci wierzono?
question-notblamed = Czy pracownicy traktowali Cię bez obwiniania?
question-respect = Czy pracownicy traktowali Cię z szacunkiem?
question-choice = Czy dano Ci prawdziwy wybór?
question-control = Czy liczono się z Twoim zdaniem w sprawie tego, co będzie dalej?
question-support = Czy udzielono Ci pomocy, której trzeba Ci było?
question-safe = Czy było Ci przy nich bezpiecznie?
question-trauma = Czy pracownicy rozumieli, co możesz czuć?
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
    .hint = Nie podawaj imion i nazwisk, szkół, miejsc, dat ani tego, co się stało. Na przykład: Moja opiekunka zadzwoniła, kiedy obiecała.
question-change = Co powinno się zmienić?
    .hint = Nie podawaj imion i nazwisk, szkół, miejsc, dat ani tego, co się stało. Na przykład: Czekanie trwało zbyt długo.

section-about-you = O Tobie
    .note = Może odpowiedzieć niewiele osób w Twoim wieku, więc ktoś mógłby się domyślić, kim jesteś. Ukrywamy małe liczby, żeby to utrudnić. Możesz pominąć część pytań lub wszystkie.
question-age = Ile masz lat?
    .option-13-15 = 13-15
    .option-16-17 = 16-17
question-sex = Jaka jest Twoja płeć?
    .option-female = Żeńska
    .option-male = Męska
question-condition = Czy masz długotrwały stan zdrowia, który ogranicza Twoje codzienne życie?
