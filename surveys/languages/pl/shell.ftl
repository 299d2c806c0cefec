# Wersja robocza / draft. A speaker has not checked it yet: see ../reviews.toml.

skip = Przejdź do treści
leave = Opuść tę stronę teraz
leave-area = Wyjście
language = Język
language-again = Po zmianie języka pytania zaczynają się od nowa. Twój link lub karta nadal działa.
unchecked = Tego tłumaczenia nie sprawdziła jeszcze osoba mówiąca po polsku.
demo = To jest wersja pokazowa. Wszystkie osoby są zmyślone. Prosimy nie pisać o sobie.
feedback = Twoja opinia
questions = Pytania
loading = Ładowanie
go-on = Dalej
help-now = Pomoc teraz
help = Pomoc
safety-link = Jak zachować bezpieczeństwo na tym urządzeniu
come-back = Aby wrócić, użyj tego samego linku lub karty.
comma = ,
stop = .
area-missing = { $area }: nie podano jeszcze lokalnego kontaktu.
here-missing = Nie podano jeszcze lokalnego kontaktu.

date = { $day } { $month } { $year }
month-1 = stycznia
month-2 = lutego
month-3 = marca
month-4 = kwietnia
month-5 = maja
month-6 = czerwca
month-7 = lipca
month-8 = sierpnia
month-9 = września
month-10 = października
month-11 = listopada
month-12 = grudnia

## Before any question

landing-for =
    Dla osób pokrzywdzonych i ocalałych, bez względu na to, jak dawno to było. Zajmie to około { $minutes ->
        [one] { $minutes } minuty
       *[other] { $minutes } minut
    }.
landing-asks = Pytamy o usługi i pomoc. Nigdy nie pytamy, co się stało, ani o imię, nazwisko czy adres. Nie zachowujemy żadnych informacji o Twoim urządzeniu.
landing-who = Badanie prowadzi: { $who }. Tylko mały, przeszkolony zespół może czytać to, co ludzie piszą. Wcześniej usuwamy imiona i nazwiska, które znajdziemy.
landing-choose = Ty decydujesz
landing-skip = Możesz pominąć każde pytanie. Możesz przerwać w każdej chwili. Twoje wsparcie się nie zmieni.
landing-kept = Nic nie jest zachowywane, dopóki nie naciśniesz „Wyślij”.
landing-reply = Nikt nie odpisze ani do Ciebie nie przyjdzie.
landing-emergency = Nie w nagłych wypadkach
landing-danger = Nikt nie przeczyta Twoich słów wcześniej niż { $date } i nie będziemy wiedzieć, kim jesteś. Jeśli ktoś jest teraz w niebezpieczeństwie, zadzwoń pod numer { $number }.
landing-totals = Podajemy wyniki łączne, ukrywamy małe liczby i usuwamy imiona i nazwiska. Nie możemy obiecać, że nikt się nie domyśli.
landing-leave = Jeśli chcesz wyjść
landing-leaving = „Opuść tę stronę teraz” otwiera { $site }. Twoje odpowiedzi przepadną. W historii nadal będzie widać tę stronę. Aby wrócić, użyj tego samego linku lub karty.
start = Zacznij

## The questions

form-skip = Możesz pominąć wszystko, co chcesz. Nic nie jest zachowywane, dopóki nie naciśniesz „Wyślij”.
form-another = Opowiedz nam o innej placówce
form-another-kind = Wybierz tu inny rodzaj placówki, inaczej nie możemy policzyć tej części. Trzymamy ją osobno od innych odpowiedzi.
form-back = Może zechcę to wycofać
form-back-code = Zmienisz zdanie? Aby wycofać odpowiedzi, użyj tego kodu najpóźniej { $date }:
form-back-where = Wpisz go na stronie { $address }. Po tym dniu Twoje odpowiedzi zostaną w wynikach łącznych.
form-back-keep = Bez kodu nie możemy znaleźć Twoich odpowiedzi. Zachowaj go tylko wtedy, gdy to bezpieczne.
form-read = Nikt nie przeczyta tego wcześniej niż { $date }. Nikt nie odpisze.
bsl = Obejrzyj to pytanie w brytyjskim języku migowym BSL (otwiera inną stronę)
audio = Posłuchaj tego pytania (otwiera inną stronę)
send = Wyślij
empty = Prosimy zostawić puste

## The questions, one part at a time

step = Część { $n } z { $all }
next = Dalej
back = Wstecz
check = Sprawdź swoje odpowiedzi
check-none = Nie ma jeszcze odpowiedzi. Możesz wrócić do każdej części.
change = Zmień
remove = Usuń
text-left = Pozostało znaków: { $n }.
text-points = To wygląda na numer telefonu, e-mail albo kod pocztowy. Możesz to usunąć.
sending = Wysyłanie…
failed = Mogło nie dotrzeć. Twoje odpowiedzi nadal tu są. Gdy telefon złapie zasięg, naciśnij „Wyślij” jeszcze raz.

## After Send

thanks = Dziękujemy
thanks-talk = Chcesz porozmawiać?
thanks-change = Twoje odpowiedzi mogą pomóc zmienić usługi.
thanks-reply = Nikt Ci nie odpisze. Nie wiemy, kim jesteś.
thanks-posted = To, co ludzie nam powiedzieli, pokażemy tutaj: { $link }, gdy liczby będą bezpieczne do pokazania.
thanks-results = wyniki (po angielsku)
thanks-close = Możesz teraz zamknąć tę stronę.

## Staying safe

safety = Bezpieczeństwo
safety-device = Jeśli możesz, użyj urządzenia, którego nikt inny nie sprawdza.
safety-private = Okno prywatne ukrywa tylko niektóre rzeczy.
safety-history = Potem usuń tę stronę z historii. Ktoś może zauważyć pustą historię.
safety-spy = Program szpiegujący widzi wszystko. Jeśli myślisz, że może tam być, użyj innego urządzenia.
safety-does = Co robi „Opuść tę stronę teraz”
safety-opens = Otwiera { $site }.
safety-shift = Na klawiaturze możesz zamiast tego nacisnąć trzy razy Shift.
safety-lost = Twoje odpowiedzi przepadną. Nic nie zostało zachowane, bo „Wyślij” nie zostało naciśnięte.
safety-back = Przycisk „wstecz” nie pokaże ponownie Twoich odpowiedzi.
safety-swipe = Na telefonie gest cofania może na chwilę pokazać obraz poprzedniej strony.
safety-shows = W historii nadal będzie widać, że ta strona była otwarta.
safety-cannot = Czego to nie zrobi
safety-limits = Nie wyczyści historii, nie ukryje strony przed kimś, kto patrzy na ekran, i nie powstrzyma programów szpiegujących, zrzutów ekranu ani tego, co zapamięta klawiatura.

## Using the pages

access = Korzystanie z tych stron
access-works = Strony działają z klawiaturą, czytnikiem ekranu, dużym tekstem i bez skryptów. Można je powiększyć do 400%.
access-checked = Maszyna sprawdza je według standardu WCAG 2.2, AA. Osoby z niepełnosprawnościami jeszcze ich nie testowały.
access-paper = Wygodniej na papierze? Albo z czyjąś pomocą? Prosimy zapytać w miejscu, z którego jest link.
access-wrong = Coś jest trudne w użyciu? Kontakt: { $who }. Jeśli to możliwe, trzeba to poprawić.
access-eass = Jeśli to nie pomoże, pomaga Equality Advisory and Support Service: { $number }.

## Closed, or not sent

closed = Teraz nieczynne
closed-kept = Te pytania są teraz zamknięte. Nic nie zostało wysłane ani zachowane.
closed-ask = Nadal chcesz nam o tym powiedzieć? Poproś w placówce o nowy link lub kartę.
paused = Na razie zamknięte
paused-kept = Te pytania są na razie zamknięte. Nic nie zostało wysłane ani zachowane.
paused-ask = Możesz spróbować innego dnia albo zapytać w placówce. Pomoc podana niżej jest dostępna jak zawsze.
lapsed = Strona zamknięta
lapsed-again = Ta strona została zamknięta. Możesz ponownie otworzyć swój link.
sorry = Jeszcze nie wysłano
sorry-too-long = Jedna z wypowiedzi jest dłuższa, niż możemy przyjąć. Wróć, skróć ją i naciśnij „Wyślij”.
sorry-form = Twoje odpowiedzi nie dotarły tak, jak powinny. Wróć i naciśnij „Wyślij” jeszcze raz.
sorry-busy = Nie mogliśmy teraz przyjąć Twoich odpowiedzi. Wróć i za minutę naciśnij „Wyślij” jeszcze raz.
sorry-kept = Niczego nie zachowaliśmy. Po powrocie większość telefonów nadal pokazuje odpowiedzi. Jeśli strona jest pusta, otwórz ponownie link lub użyj karty. Przepraszamy.

## The first page, and taking back

home-card = Masz kartę? Wpisz tutaj kod z karty.
home-typo = Ten kod nie zadziałał. Jedna litera lub cyfra może być błędna albo minął czas, w którym można go użyć. Sprawdź każdy znak i spróbuj ponownie. Kod ma 18 liter i cyfr.
home-help = Wszystkie numery pomocy
home-results = Co ludzie powiedzieli nam do tej pory (po angielsku)
code = Kod
code-hint = Wielkość liter nie ma znaczenia. Kreski można pominąć.
takeback = Wycofanie
takeback-sent = Wycofaj to, co zostało wysłane
takeback-type = Wpisz kod, który był na stronie z pytaniami.
takeback-button = Wycofaj
takeback-counted = Odpowiedzi, które już policzono, zostają w wynikach łącznych. Nikt ich tam nie znajdzie.
takeback-typo = Jedna litera lub cyfra w kodzie jest błędna. Sprawdź każdy znak i spróbuj ponownie.
done = Gotowe
done-gone = Jeśli mieliśmy jeszcze odpowiedzi z tym kodem, są już usunięte.
done-counted = Jeśli zostały już policzone, zostają w wynikach łącznych, gdzie nikt ich nie znajdzie.

## On a tablet that a service lends

kiosk-forgets = Ten tablet zapomina. Każda osoba zaczyna od pustej strony.
kiosk-leaving = „{ $leave }” opróżnia stronę. Tak samo przerwa trwająca minutę. Wtedy odpowiedzi przepadają.
kiosk-still = Czy nadal tu jesteś? Dotknij strony, aby kontynuować. Inaczej wkrótce zostanie opróżniona.
kiosk-over = Ta strona została zakończona. Poproś osobę, która tu pracuje.

## On paper

paper-skip = Można pominąć wszystko. Wsparcie się nie zmieni.
paper-name = Prosimy nie pisać imienia ani nazwiska, ani tego, co się stało.
paper-back = Na koniec prosimy włożyć to do koperty, zakleić i wysłać lub oddać w placówce do przekazania, do dnia { $date }.
paper-who = Ktoś w { $who } otwiera kopertę i wpisuje zaznaczone odpowiedzi i tekst. Potem papier jest niszczony. Placówka go nie otwiera.
paper-danger = Nie wiemy, kto to pisze, i nikt nie może przyjść. Jeśli ktoś jest teraz w niebezpieczeństwie, prosimy dzwonić pod { $number }.
paper-one = Zaznacz jedno.
paper-any = Zaznacz wszystko, co pasuje.
paper-another = Tylko jeśli pomagała też inna placówka. Prosimy zaznaczyć, jaka, inaczej nie policzymy tej części.
