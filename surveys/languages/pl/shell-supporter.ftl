# Draft. A speaker has not checked it yet: see ../reviews.toml.

landing-for =
    Dla rodziców, opiekunów, rodziny i przyjaciół. Opowiedz nam o pomocy, której udzielono Tobie. Zajmie to około { $minutes ->
        [one] { $minutes } minuty
       *[other] { $minutes } minut
    }.
landing-asks = Prosimy nie opowiadać historii drugiej osoby. Nigdy nie pytamy, co się stało, ani o Twoje imię, nazwisko czy adres. Nie zachowujemy żadnych informacji o Twoim urządzeniu.
