# Draft. A speaker has not checked it yet: see ../reviews.toml.

title = Părerea dumneavoastră

option-prefer-not-to-say = Prefer să nu spun

section-staying = Continuare sau oprire
    .note = Unii oameni se opresc, alții continuă. Ambele sunt în regulă. Această parte poate fi grea. Puteți sări peste ea.
question-stage = Ce vi se potrivește?
    .option-not-reported = Nu am raportat
    .option-never-thought = Nu m-am gândit niciodată să mă opresc
    .option-carried-on = M-am gândit la asta și am continuat
    .option-stopped = M-am oprit
    .option-closed = Alții au închis cazul
    .option-too-early = Este prea devreme ca să spun
question-hard = Ce a făcut să fie greu?
    .option-too-long = A durat prea mult
    .option-going-over = Să trec din nou prin toate
    .option-too-personal = Era prea personal
    .option-life = Alte lucruri din viața mea
    .option-not-safe = Nu eram în siguranță
    .option-move-on = Era greu să merg mai departe
    .option-updates = Nu mi se spunea ce se mai întâmplă
    .option-support = Nu era destul sprijin
    .option-other = Altceva

section-which-service = Care serviciu
question-area = În ce zonă era serviciul?

section-your-words = Cu cuvintele dumneavoastră
    .note = Doar o echipă mică și pregătită poate citi aceasta. Nimeni nu va răspunde.
question-change = Ce ar fi făcut să fie mai ușor?
    .hint = Nu scrieți nume, date, locuri sau ce s-a întâmplat. De exemplu: Să mă sune cineva înapoi.
