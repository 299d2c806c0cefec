# Draft. A speaker has not checked it yet: see ../reviews.toml.

title = Ra'yigaaga

option-prefer-not-to-say = Ma rabo inaan sheego

section-staying = Sii wadid ama joojin
    .note = Dadka qaar way joojiyaan, qaarna way sii wadaan. Labaduba waa caadi. Qaybtani way adkaan kartaa. Waad ka boodi kartaa.
question-stage = Kee ayaa kugu habboon?
    .option-not-reported = Ma aan soo sheegin
    .option-never-thought = Weligay kama fikirin inaan joojiyo
    .option-carried-on = Waan ka fikiray, waanan sii waday
    .option-stopped = Waan joojiyay
    .option-closed = Dad kale ayaa xiray
    .option-too-early = Weli waa goor hore in la sheego
question-hard = Maxaa adkeeyay?
    .option-too-long = Wakhti aad u dheer ayay qaadatay
    .option-going-over = In mar kale laga hadlo
    .option-too-personal = Aad bay iigu gaar ahayd
    .option-life = Waxyaabo kale oo noloshayda ah
    .option-not-safe = Ammaan kuma jirin
    .option-move-on = Way adkayd in hore loo socdo
    .option-updates = La iima sheegin wixii socday
    .option-support = Taageero ku filan ma jirin
    .option-other = Wax kale

section-which-service = Adeeggee
question-area = Deegaankee ayuu adeeggu ku yaallay?

section-your-words = Erayadaada
    .note = Kaliya koox yar oo tababaran ayaa tan akhrin karta. Cidna kama soo jawaabi doonto.
question-change = Maxaa sahli lahaa?
    .hint = Ha qorin magacyo, taariikho, meelo iyo wixii dhacay. Tusaale: In qof dib ii soo waco.
