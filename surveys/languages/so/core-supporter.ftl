# Draft. A speaker has not checked it yet: see ../reviews.toml.

title = Ra'yigaaga

option-yes-fully = Haa, si buuxda
option-mostly = Badanaa
option-a-little = Wax yar
option-no = Maya
option-yes = Haa
option-a-bit-late = Xoogaa way daahday
option-much-too-late = Aad bay u daahday
option-still-waiting = Weli waan sugayaa
option-does-not-apply = Ima khuseyso
option-prefer-not-to-say = Ma rabo inaan sheego

section-how-it-was = Caawimaaddii aad adigu heshay
    .note = Tani waxay ku saabsan tahay sida adeegyadu kuula dhaqmeen. Fadlan ha sheegin sheekada qofka kale.
question-believed = Hadalkaaga si dhab ah ma loo qaatay?
question-notblamed = Shaqaaluhu ma kuula dhaqmeen iyagoo aan ku eedayn?
question-respect = Shaqaaluhu ma kuula dhaqmeen si xushmad leh?
question-choice = Ma heshay doorashooyin dhab ah?
question-control = Ra'yi ma ku lahayd caawimaaddii aad heshay?
question-support = Ma heshay caawimaaddii aad u baahnayd?
question-safe = Ma dareentay ammaan markaad iyaga la joogtay?
question-trauma = Shaqaaluhu ma fahmeen sida dhaawaca nafsiga ahi dadka u saameeyo?
question-wait = Caawimaaddu ma ku bilaabatay wakhti ku habboon?
question-joined = Adeegyadu si fiican ma u wada shaqeeyeen?

section-which-service = Adeeggee
question-service = Noocee adeeg ah ayay tani ku saabsan tahay?
    .option-police = Booliska
    .option-sarc = SARC (xarun daryeel)
    .option-isva = ISVA (la-taliye madax-bannaan)
    .option-specialist = La-talin ama taageero khaas ah
    .option-health = Caafimaadka
    .option-social-care = Daryeelka bulshada
    .option-cps-or-court = Xeer-ilaalinta (CPS) ama maxkamadda
    .option-other = Mid kale
question-area = Deegaankee ayuu adeeggu ku yaallay?

section-your-words = Erayadaada
    .note = Kaliya koox yar oo tababaran ayaa tan akhrin karta. Cidna kama soo jawaabi doonto.
question-helped = Maxaa ku caawiyay?
    .hint = Ha qorin magacyo, taariikho, meelo iyo sheekada qofka kale. Tusaale: Shaqaaluhu isla maalintaas ayuu dib ii soo wacay.
question-change = Maxaa ay tahay in la beddelo?
    .hint = Ha qorin magacyo, taariikho, meelo iyo sheekada qofka kale. Tusaale: Ma aan garanayn meel aan wax weydiiyo.
