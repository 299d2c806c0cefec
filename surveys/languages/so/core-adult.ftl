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

section-how-it-was = Caawimaaddii aad heshay
    .note = Tani waxay ku saabsan tahay sida adeegyadu kuula dhaqmeen.
question-believed = Ma dareentay in lagu rumaystay?
question-notblamed = Shaqaaluhu ma kuula dhaqmeen iyagoo aan ku eedayn?
question-respect = Shaqaaluhu ma kuula dhaqmeen si xushmad leh?
question-choice = Ma heshay doorashooyin dhab ah?
question-control = Ra'yi ma ku lahayd wixii xigay?
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
    .hint = Ha qorin magacyo, taariikho, meelo iyo wixii dhacay. Tusaale: Shaqaalahaygu wuxuu i soo wacay markii uu sheegay.
question-change = Maxaa ay tahay in la beddelo?
    .hint = Ha qorin magacyo, taariikho, meelo iyo wixii dhacay. Tusaale: Sugitaanku aad buu u dheeraa.
question-quote = Ma tusi karnaa dadka oo dhan qaar ka mid ah ereyadaada?
    .hint = Kaliya haddii aad halkan calaamadiso. Marka hore laba qof ayaa hubiya oo ka saara magacyada. Qof kuu dhow ayaa weli garan kara ereyadaada.
    .option-yes = Haa, waad tusi kartaan

section-about-you = Adiga ku saabsan
    .note = Tani waxay na tustaa in adeegyadu caddaalad yihiin. Ka bood mid kasta ama dhammaan.
question-age = Immisa jir ayaad tahay?
    .option-18-24 = 18-24
    .option-25-44 = 25-44
    .option-45-64 = 45-64
    .option-65-plus = 65 ama ka weyn
question-sex = Jinsigaagu waa maxay?
    .option-female = Dheddig
    .option-male = Lab
question-ethnic = Waa maxay qowmiyaddaadu?
    .option-asian = Aasiyaan
    .option-black = Madow
    .option-mixed = Isku-dhaf
    .option-white = Caddaan
    .option-other = Mid kale
question-condition = Ma qabtaa xaalad caafimaad oo muddo dheer ah oo xaddidda nolol maalmeedkaaga?
question-orientation = Keebaa sida ugu fiican kugu habboon?
    .option-straight = Straight (jinsiga kale u janjeera)
    .option-lgb-or-other = Lesbian, gay, bisexual ama wax kale
question-found = Sidee noo heshay?
    .option-worker = Kaar ama link uu i siiyay shaqaale
    .option-poster = Boodhadh
    .option-online = Internetka
    .option-friend-or-family = Saaxiib ama qof qoyska ah
    .option-other = Si kale
