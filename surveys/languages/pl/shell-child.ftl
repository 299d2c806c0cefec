# Draft. A speaker has not checked it yet: see ../reviews.toml.

landing-for =
    Jak było, gdy Ci pomagano? Może to z Tobą przeczytać dorosła osoba, której ufasz. Zajmie to około { $minutes ->
        [one] { $minutes } minuty
       *[other] { $minutes } minut
    }.
landing-asks = Nie ma złych odpowiedzi. Nie zapytamy, jak masz na imię ani co się stało.
landing-who = Pytania zadaje: { $who }. To, co napiszesz, może czytać mały zespół. Najpierw usuwamy imiona i nazwiska, które znajdziemy.
landing-skip = Możesz pominąć każde pytanie. Możesz przestać. Pomoc i tak dostaniesz.
landing-kept = Niczego nie zachowujemy, dopóki nie naciśniesz „Wyślij”.
landing-reply = Nikt nie odpisze.
landing-emergency = Smutno Ci albo się martwisz?
landing-danger = Powiedz dorosłej osobie, której ufasz, albo zadzwoń do Childline: 0800 1111. Grozi Ci teraz niebezpieczeństwo? Zadzwoń pod numer { $number }. Nikt nie przeczyta Twoich słów wcześniej niż { $date }.
landing-totals = Niewiele dzieci to wypełnia, więc ktoś może się domyślić, że to Ty. Ukrywamy małe liczby, żeby to utrudnić.
landing-leave = Jeśli chcesz wyjść
landing-leaving = „Opuść tę stronę teraz” pokazuje { $site }. Twoje odpowiedzi przepadną. Ten telefon może później nadal pokazywać tę stronę. Aby wrócić, użyj tego samego linku lub karty.
form-skip = Możesz pominąć każde pytanie. Niczego nie zachowujemy, dopóki nie naciśniesz „Wyślij”.
form-back = Może zechcę to wycofać
form-back-code = Zmienisz zdanie? Dorosła osoba może pomóc Ci to wycofać tym kodem, najpóźniej { $date }:
form-back-where = Wpisz go na stronie { $address }. Po tym dniu nie możemy już tego usunąć.
form-back-keep = Bez kodu nie możemy znaleźć Twoich odpowiedzi. Zachowaj go tylko wtedy, gdy to bezpieczne.
form-read = Nikt nie przeczyta tego wcześniej niż { $date }. Nikt nie odpisze.
