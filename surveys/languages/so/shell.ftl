# Draft. A speaker has not checked it yet: see ../reviews.toml.

skip = U gudub bogga qoraalkiisa
leave = Hadda ka bax boggan
leave-area = Ka bixid
language = Luqadda
language-again = Haddii aad beddesho luqadda, su'aaluhu mar kale ayay bilaabmayaan. Linkigaaga ama kaarkaagu weli wuu shaqaynayaa.
unchecked = Turjumaaddan weli ma hubin qof ku hadla af Soomaali.
demo = Kani waa tusaale. Dadka ku jira oo dhan waa mala-awaal. Fadlan naftaada wax ha ka qorin.
feedback = Ra'yigaaga
questions = Su'aalo
loading = Waa soo dhacayaa
go-on = Sii wad
help-now = Caawimaad hadda
help = Caawimaad
safety-link = Sida aad ugu ammaan ahaan karto qalabkan
come-back = Si aad u soo noqoto, isticmaal isla linkiga ama kaarka.
comma = ,
stop = .
area-missing = { $area }: weli lama siin xiriir deegaanka ah.
here-missing = Weli lama siin xiriir deegaanka ah.

date = { $day } { $month } { $year }
month-1 = Jannaayo
month-2 = Febraayo
month-3 = Maarso
month-4 = Abriil
month-5 = Maajo
month-6 = Juun
month-7 = Luuliyo
month-8 = Ogosto
month-9 = Sebtembar
month-10 = Oktoobar
month-11 = Nofembar
month-12 = Desembar

## Before any question

landing-for = Waxaa loogu talagalay dhibbanayaasha iyo badbaadayaasha, xitaa haddii wakhti dheer laga joogo. Waxay qaadataa qiyaastii { $minutes } daqiiqo.
landing-asks = Waxaan wax ka weydiinaynaa adeegyada. Marnaba ma weydiinno wixii dhacay, ama magacaaga ama cinwaankaaga. Waxba kama kaydinno qalabkaaga.
landing-who = Waxaa maamula { $who }. Kaliya koox yar oo tababaran ayaa akhrin karta waxa dadku qoraan, iyadoo magacyada aan helno marka hore laga saaro.
landing-choose = Adiga ayaa dooranaya
landing-skip = Ka bood wax kasta. Jooji mar kasta. Taageeradaadu isma beddelayso.
landing-kept = Waxba lama kaydiyo ilaa aad riixdo “Dir”.
landing-reply = Cidna kuma soo jawaabi doonto, cidna kuuma iman doonto.
landing-emergency = Looguma talagelin xaaladaha degdegga ah
landing-danger = Cidna ma akhrin doonto erayadaada ka hor { $date }, mana ogaan doonno cidda aad tahay. Haddii qof hadda khatar ku jiro, wac { $number }.
landing-totals = Waxaan soo bandhignaa isugeynta, waxaan qarinnaa tirooyinka yaryar, waxaana ka saarnaa magacyada. Ma ballanqaadi karno in qofna aanu qiyaasi doonin.
landing-leave = Haddii aad u baahan tahay inaad baxdo
landing-leaving = “Hadda ka bax boggan” wuxuu furaa { $site }. Jawaabahaagu way lumayaan. Taariikhdaada raadinta weli boggan ayaa ka muuqda. Si aad u soo noqoto, isticmaal isla linkiga ama kaarka.
start = Bilow

## The questions

form-skip = Ka bood wax kasta oo aad rabto. Waxba lama kaydiyo ilaa aad riixdo “Dir”.
form-another = Noo sheeg adeeg kale
form-another-kind = Halkan ka dooro nooc kale oo adeeg ah, haddii kale qaybtan ma tirin karno. Waxaa laga sooc jawaabahaaga kale.
form-back = Waxaa laga yaabaa inaan rabo inaan tan la noqdo
form-back-code = Ma beddeshay fikirkaaga? Si aad jawaabahaaga uga saarto, isticmaal koodhkan ilaa { $date }:
form-back-where = Ku qor { $address }. Maalintaas ka dib jawaabahaagu waxay ku sii jirayaan isugeynta.
form-back-keep = La'aantiis ma heli karno jawaabahaaga. Hayso kaliya haddii ay ammaan tahay.
form-read = Cidna ma akhrido tan ka hor { $date }. Cidna kama soo jawaabi doonto.
bsl = Su'aashan ku daawo luqadda dhegoolaha Ingiriiska, BSL (waxay furaysaa bog kale)
audio = Dhegayso su'aashan (waxay furaysaa bog kale)
send = Dir
empty = Fadlan maran ka tag

## The questions, one part at a time

step = Qaybta { $n } ee { $all }
next = Xiga
back = Dib
check = Hubi jawaabahaaga
check-none = Weli jawaab ma jirto. Waxaad ku noqon kartaa qayb kasta.
change = Beddel
remove = Ka saar
text-left = Xarfaha haray: { $n }.
text-points = Tani waxay u egtahay lambar taleefan, iimayl ama boosto kood. Waad ka saari kartaa.
sending = Waa la dirayaa…
failed = Waxaa laga yaabaa inaanay gaarin. Jawaabahaagu weli halkan ayay ku jiraan. Marka taleefankaagu helo shabakad, mar kale riix badhanka dirista.

## After Send

thanks = Mahadsanid
thanks-talk = Ma rabtaa inaad la hadasho qof?
thanks-change = Jawaabahaagu waxay gacan ka geysan karaan in adeegyadu isbeddelaan.
thanks-reply = Cidna kuma soo jawaabi doonto. Ma naqaanno cidda aad tahay.
thanks-posted = Waxa dadku noo sheegeen waxaan ku soo bandhignaa halkan: { $link }, marka tirooyinka la muujin karo si ammaan ah.
thanks-results = natiijooyinka (af Ingiriisi)
thanks-close = Hadda waad xiri kartaa boggan.

## Staying safe

safety = Ammaan ahaansho
safety-device = Isticmaal qalab aanu qof kale eegin, haddii aad awooddo.
safety-private = Daaqadda gaarka ah waxay qarisaa waxyaabaha qaar oo kaliya.
safety-history = Ka dib, boggan ka saar taariikhda raadinta. Taariikh madhan waa la dareemi karaa.
safety-spy = Barnaamijka basaasku wax walba wuu arkaa. Haddii aad u malaynayso inuu ku jiro, isticmaal qalab kale.
safety-does = Waxa “Hadda ka bax boggan” uu sameeyo
safety-opens = Wuxuu furaa { $site }.
safety-shift = Kiiboodhka waxaad taas beddelkeeda riixi kartaa Shift saddex jeer.
safety-lost = Jawaabahaagu way lumayaan. Waxba lama kaydin, sababtoo ah ma aadan riixin “Dir”.
safety-back = Badhanka dib u noqoshadu mar kale ma muujiyo jawaabahaaga.
safety-swipe = Taleefanka, haddii aad fartaada dib ugu jiiddo, waxaa laga yaabaa inuu ilbiriqsi muujiyo sawirka bog hore.
safety-shows = Taariikhdaada raadinta weli waxaa ka muuqda inaad boggan internetka joogtay.
safety-cannot = Waxa aanu samayn karin
safety-limits = Ma tirtiri karo taariikhdaada raadinta, bogga kama qarin karo qof shaashadda eegaya, mana joojin karo barnaamijyada basaaska, sawirrada shaashadda, ama waxa kiiboodhku xasuusto.

## Using the pages

access = Isticmaalka boggaggan
access-works = Boggaggani waxay ku shaqeeyaan kiiboodh, akhriste shaashad, qoraal weyn, iyo la'aanta skiribt. Waxaad weynayn kartaa ilaa 400%.
access-checked = Mashiin ayaa ku hubiya heerka WCAG 2.2, AA. Dad naafo ah weli ma tijaabin.
access-paper = Warqad ma fiicnaan lahayd? Mise qof ku caawiya? Weydii adeegga linkiga ku siiyay.
access-wrong = Wax ma adag yihiin in la isticmaalo? U sheeg: { $who }. Waa inay hagaajiyaan haddii ay suurtogal tahay.
access-eass = Haddii aysan samayn, Equality Advisory and Support Service ayaa caawin karta: { $number }.

## Closed, or not sent

closed = Hadda ma furna
closed-kept = Su'aalahan hadda ma furna. Waxba lama dirin, waxbana lama kaydin.
closed-ask = Weli ma rabtaa inaad noo sheegto? Fadlan adeegga weydii link ama kaar cusub.
paused = Hadda waa xiran yahay
paused-kept = Su'aalahan hadda waa xiran yihiin. Waxba lama dirin, waxbana lama kaydin.
paused-ask = Maalin kale ayaad mar kale isku dayi kartaa, ama weydii adeegga. Caawimada hoose sidii caadiga ahayd ayay u jirtaa.
lapsed = Boggu waa xiran yahay
lapsed-again = Boggan waa la xiray. Linkigaaga mar kale ayaad furi kartaa.
sorry = Weli lama dirin
sorry-too-long = Wax aad qortay ayaa ka dheer inta aan qaadan karno. Fadlan dib u noqo, soo gaabi, oo riix “Dir”.
sorry-form = Jawaabahaagu si sax ah uma soo gaarin. Fadlan dib u noqo oo mar kale riix “Dir”.
sorry-busy = Hadda ma qaadan karin jawaabahaaga. Fadlan dib u noqo oo daqiiqad ka dib mar kale riix “Dir”.
sorry-kept = Waxba ma kaydin. Taleefannada intooda badan waxay weli muujiyaan jawaabahaaga marka aad dib u noqoto. Haddii boggu madhan yahay, mar kale fur linkigaaga ama isticmaal kaarkaaga. Waan ka xunnahay.

## The first page, and taking back

home-card = Ma haysataa kaar? Koodhka ku qoran halkan ku qor.
home-typo = Koodhkaasi ma shaqayn. Hal xaraf ama tiro ayaa laga yaabaa inuu khaldan yahay, ama wakhtiga isticmaalka ayaa laga yaabaa inuu dhammaaday. Fadlan mid kasta hubi oo mar kale isku day. Koodhku wuxuu leeyahay 18 xaraf iyo tiro.
home-help = Dhammaan lambarrada caawimaadda
home-results = Waxa dadku noo sheegeen ilaa hadda (af Ingiriisi)
code = Koodh
code-hint = Dhib ma leh haddii aad isticmaasho xarfo waaweyn ama yaryar, ama aad ka tagto xarriiqyada.
takeback = La noqosho
takeback-sent = La noqo wixii aan diray
takeback-type = Qor koodhkii ku yaallay bogga su'aalaha.
takeback-button = La noqo
takeback-counted = Jawaabaha horeba loo tiriyay waxay ku sii jirayaan isugeynta. Cidna halkaas kama heli karto.
takeback-typo = Hal xaraf ama tiro oo koodhkaas ka mid ah sax ma aha. Fadlan mid kasta hubi oo mar kale isku day.
done = Waa la dhammeeyay
done-gone = Haddii aan weli haynay jawaabo leh koodhkaas, hadda waa la tirtiray.
done-counted = Haddii horeba loo tiriyay, waxay ku sii jirayaan isugeynta, halkaas oo aan cidna ka heli karin.

## On a tablet that a service lends

kiosk-forgets = Tableetkan wax ma xasuusto. Qof kasta wuxuu ka bilaabaa bog madhan.
kiosk-leaving = “{ $leave }” boggu wuu madhinayaa. Sidoo kale haddii aad hal daqiiqo joogsato. Markaas jawaabahaagu way lumayaan.
kiosk-still = Weli ma joogtaa? Taabo bogga si aad u sii wadato. Haddii kale dhawaan wuu madhan doonaa.
kiosk-over = Boggan wuu dhammaaday. Fadlan weydii qof halkan ka shaqeeya.

## On paper

paper-skip = Ka tag wixii aad rabto. Taageeradaadu isma beddesho.
paper-name = Fadlan ha qorin magacaaga, hana qorin wixii dhacay.
paper-back = Markaad dhammayso, geli baqshadda, xir, oo boostada ku dir ama sii adeegga si ay u gudbiyaan, ka hor dhammaadka { $date }.
paper-who = Qof jooga { $who } ayaa furaya oo qoraya wixii aad calaamadisay iyo wixii aad qortay. Kadib warqadda waa la burburiyaa. Adeeggu ma furo.
paper-danger = Ma garanayno cidda aad tahay, cidna kuuma iman karto. Haddii qof hadda khatar ku jiro, wac { $number }.
paper-one = Calaamadi mid.
paper-any = Calaamadi kuwa ku habboon oo dhan.
paper-another = Kaliya haddii adeeg nooc kale ahi ku caawiyay. Calaamadi kee, haddii kale qaybtan ma tirin karno.
