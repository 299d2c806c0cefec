# Draft. A speaker has not checked it yet: see ../reviews.toml.

landing-for =
    Dla osób w wieku od 13 do 17 lat. Opowiedz nam o pomocy, którą Ci dano. Zajmie to około { $minutes ->
        [one] { $minutes } minuty
       *[other] { $minutes } minut
    }.
landing-asks = Pytamy o pomoc. Nie zapytamy o imię ani o to, co się stało. Nie zachowujemy żadnych informacji o Twoim telefonie.
landing-skip = Możesz pominąć każde pytanie. Możesz przerwać w każdej chwili. Pomoc, którą dostajesz, się nie zmieni.
landing-danger = Nikt nie przeczyta Twoich słów wcześniej niż { $date } i nie będziemy wiedzieć, kim jesteś. Jeśli ktoś jest teraz w niebezpieczeństwie, zadzwoń pod numer { $number }. Chcesz porozmawiać? Childline jest za darmo: 0800 1111.
landing-totals = Może odpowiedzieć niewiele osób w Twoim wieku, więc ktoś mógłby się domyślić, kim jesteś. Ukrywamy małe liczby, żeby to utrudnić. Możesz wybrać „Wolę nie mówić”. Nie podawaj imion i nazwisk, szkół ani miejsc.
