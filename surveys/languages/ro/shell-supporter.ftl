# Draft. A speaker has not checked it yet: see ../reviews.toml.

landing-for =
    Pentru părinți, îngrijitori, familie și prieteni. Spuneți-ne despre ajutorul pe care l-ați primit chiar dumneavoastră. Durează cam { $minutes ->
        [one] { $minutes } minut
        [few] { $minutes } minute
       *[other] { $minutes } de minute
    }.
landing-asks = Vă rugăm să nu spuneți povestea celeilalte persoane. Nu întrebăm niciodată ce s-a întâmplat, nici numele sau adresa. Nu păstrăm nimic despre dispozitivul dumneavoastră.
