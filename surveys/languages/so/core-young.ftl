# Draft. A speaker has not checked it yet: see ../reviews.toml.

title = Ra'yigaaga

option-yes = Haa
option-a-bit = Wax yar
option-no = Maya
option-a-bit-late = Xoogaa way daahday
option-much-too-late = Aad bay u daahday
option-still-waiting = Weli waan sugayaa
option-does-not-apply = Ima khuseyso
option-prefer-not-to-say = Ma rabo inaan sheego

section-how-it-was = Caawimaaddii aad heshay
    .note = Tani waxay ku saabsan tahay sida shaqaalaha iyo adeegyadu kuula dhaqmeen. Ka bood wax kasta.
question-believed = Ma dareentay in lagu rumaystay?
question-notblamed = Shaqaaluhu ma kuula dhaqmeen iyagoo aan ku eedayn?
question-respect = Shaqaaluhu ma kuula dhaqmeen si xushmad leh?
question-choice = Ma heshay doorashooyin dhab ah?
question-control = Ra'yi ma ku lahayd wixii xigay?
question-support = Ma heshay caawimaaddii aad u baahnayd?
question-safe = Ma dareentay ammaan markaad iyaga la joogtay?
question-trauma = Shaqaaluhu ma fahmeen sida aad dareemi karto?
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
    .hint = Ha qorin magacyo, iskuullo, meelo, taariikho iyo wixii dhacay. Tusaale: Shaqaalahaygu wuxuu i soo wacay markii uu sheegay.
question-change = Maxaa ay tahay in la beddelo?
    .hint = Ha qorin magacyo, iskuullo, meelo, taariikho iyo wixii dhacay. Tusaale: Sugitaanku aad buu u dheeraa.

section-about-you = Adiga ku saabsan
    .note = Waxaa laga yaabaa in dad tiro yar oo da'daada ah ay ka jawaabaan, markaa qof ayaa qiyaasi kara cidda aad tahay. Waxaan qarinnaa tirooyinka yaryar si taasi u adkaato. Ka bood mid kasta ama dhammaan.
question-age = Immisa jir ayaad tahay?
    .option-13-15 = 13-15
    .option-16-17 = 16-17
question-sex = Jinsigaagu waa maxay?
    .option-female = Dheddig
    .option-male = Lab
question-condition = Ma qabtaa xaalad caafimaad oo muddo dheer ah oo xaddidda nolol maalmeedkaaga?
