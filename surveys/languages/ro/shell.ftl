# Draft. A speaker has not checked it yet: see ../reviews.toml.

skip = Treceți la conținutul paginii
leave = Părăsiți pagina acum
leave-area = Ieșire
language = Limba
language-again = Dacă schimbați limba, întrebările încep din nou. Linkul sau cardul dumneavoastră funcționează în continuare.
unchecked = Această traducere nu a fost încă verificată de un vorbitor de limba română.
demo = Aceasta este o demonstrație. Toate persoanele sunt inventate. Vă rugăm să nu scrieți despre dumneavoastră.
feedback = Părerea dumneavoastră
questions = Întrebări
loading = Se încarcă
go-on = Continuați
help-now = Ajutor acum
help = Ajutor
safety-link = Cum rămâneți în siguranță pe acest dispozitiv
come-back = Ca să reveniți, folosiți același link sau card.
comma = ,
stop = .
area-missing = { $area }: nu avem încă un contact local.
here-missing = Nu avem încă un contact local.

date = { $day } { $month } { $year }
month-1 = ianuarie
month-2 = februarie
month-3 = martie
month-4 = aprilie
month-5 = mai
month-6 = iunie
month-7 = iulie
month-8 = august
month-9 = septembrie
month-10 = octombrie
month-11 = noiembrie
month-12 = decembrie

## Before any question

landing-for =
    Pentru victime și supraviețuitori, oricât timp ar fi trecut. Durează cam { $minutes ->
        [one] { $minutes } minut
        [few] { $minutes } minute
       *[other] { $minutes } de minute
    }.
landing-asks = Întrebăm despre servicii. Nu întrebăm niciodată ce s-a întâmplat, nici numele sau adresa. Nu păstrăm nimic despre dispozitivul dumneavoastră.
landing-who = Chestionarul este condus de { $who }. Doar o echipă mică și pregătită poate citi ce scriu oamenii, după ce scoatem numele pe care le găsim.
landing-choose = Dumneavoastră hotărâți
landing-skip = Săriți peste orice întrebare. Opriți-vă oricând. Sprijinul pe care îl primiți nu se schimbă.
landing-kept = Nu se păstrează nimic până când apăsați „Trimite”.
landing-reply = Nimeni nu vă va răspunde și nu va veni la dumneavoastră.
landing-emergency = Nu este pentru urgențe
landing-danger = Nimeni nu vă citește cuvintele înainte de { $date } și nu vom ști cine sunteți. Dacă cineva este în pericol acum, sunați la { $number }.
landing-totals = Publicăm totaluri, ascundem numerele mici și scoatem numele. Nu putem promite că nimeni nu va ghici.
landing-leave = Dacă trebuie să plecați
landing-leaving = „Părăsiți pagina acum” deschide { $site }. Răspunsurile se pierd. Istoricul arată în continuare această pagină. Ca să reveniți, folosiți același link sau card.
start = Începeți

## The questions

form-skip = Săriți peste orice doriți. Nu se păstrează nimic până când apăsați „Trimite”.
form-another = Spuneți-ne despre alt serviciu
form-another-kind = Alegeți aici alt fel de serviciu, altfel nu putem număra această parte. Ea este păstrată separat de celelalte răspunsuri.
form-back = Poate vreau să-mi retrag răspunsurile
form-back-code = V-ați răzgândit mai târziu? Ca să scoateți răspunsurile, folosiți acest cod până la { $date }:
form-back-where = Scrieți-l la { $address }. După acea zi, răspunsurile rămân în totaluri.
form-back-keep = Fără cod nu vă putem găsi răspunsurile. Păstrați-l doar dacă este sigur.
form-read = Nimeni nu citește acestea înainte de { $date }. Nimeni nu va răspunde.
bsl = Vedeți această întrebare în limbajul britanic al semnelor, BSL (deschide alt site)
audio = Ascultați această întrebare (deschide alt site)
send = Trimite
empty = Lăsați gol

## The questions, one part at a time

step = Partea { $n } din { $all }
next = Înainte
back = Înapoi
check = Verificați-vă răspunsurile
check-none = Încă nu sunt răspunsuri. Vă puteți întoarce la orice parte.
change = Schimbați
remove = Scoateți
text-left = Caractere rămase: { $n }.
text-points = Pare a fi un număr de telefon, un e-mail sau un cod poștal. Îl puteți scoate.
sending = Se trimite…
failed = Poate că nu a ajuns. Răspunsurile sunt încă aici. Când telefonul are semnal, apăsați din nou „Trimite”.

## After Send

thanks = Vă mulțumim
thanks-talk = Doriți să vorbiți cu cineva?
thanks-change = Răspunsurile dumneavoastră pot ajuta la schimbarea serviciilor.
thanks-reply = Nimeni nu vă va răspunde. Nu știm cine sunteți.
thanks-posted = Publicăm ce ne-au spus oamenii la { $link }, atunci când numerele pot fi arătate în siguranță.
thanks-results = rezultate (în engleză)
thanks-close = Acum puteți închide această pagină.

## Staying safe

safety = În siguranță
safety-device = Dacă puteți, folosiți un dispozitiv pe care nu îl verifică nimeni altcineva.
safety-private = O fereastră privată ascunde doar unele lucruri.
safety-history = După aceea, ștergeți această pagină din istoric. Un istoric gol poate fi observat.
safety-spy = Programele de spionaj văd tot. Dacă bănuiți că există, folosiți alt dispozitiv.
safety-does = Ce face „Părăsiți pagina acum”
safety-opens = Deschide { $site }.
safety-shift = La tastatură puteți apăsa de trei ori Shift.
safety-lost = Răspunsurile se pierd. Nu s-a păstrat nimic, pentru că nu ați apăsat „Trimite”.
safety-back = Butonul „înapoi” nu vă mai arată răspunsurile.
safety-swipe = Pe telefon, gestul „înapoi” poate arăta pentru o clipă imaginea unei pagini vechi.
safety-shows = Istoricul arată în continuare că ați fost pe acest site.
safety-cannot = Ce nu poate face
safety-limits = Nu poate șterge istoricul, nu poate ascunde pagina de cineva care se uită la ecran și nu poate opri programele de spionaj, capturile de ecran sau ceea ce reține tastatura.

## Using the pages

access = Folosirea acestor pagini
access-works = Paginile merg cu tastatura, cu cititor de ecran, cu text mare și fără scripturi. Puteți mări până la 400%.
access-checked = O mașină le verifică după standardul WCAG 2.2, AA. Persoane cu dizabilități nu le-au testat încă.
access-paper = Ar fi mai bine pe hârtie? Sau cu ajutorul cuiva? Întrebați serviciul care v-a dat linkul.
access-wrong = E ceva greu de folosit? Spuneți: { $who }. Trebuie să repare dacă se poate.
access-eass = Dacă nu o fac, vă poate ajuta Equality Advisory and Support Service: { $number }.

## Closed, or not sent

closed = Închis acum
closed-kept = Aceste întrebări nu sunt deschise acum. Nu s-a trimis și nu s-a păstrat nimic.
closed-ask = Doriți totuși să ne spuneți? Cereți serviciului un link sau un card nou.
paused = Închis deocamdată
paused-kept = Aceste întrebări sunt închise deocamdată. Nu s-a trimis și nu s-a păstrat nimic.
paused-ask = Puteți încerca din nou în altă zi sau puteți întreba serviciul. Ajutorul de mai jos este disponibil ca întotdeauna.
lapsed = Pagină închisă
lapsed-again = Această pagină s-a închis. Puteți deschide din nou linkul.
sorry = Încă nu s-a trimis
sorry-too-long = Ceva din ce ați scris este mai lung decât putem primi. Mergeți înapoi, scurtați textul și apăsați „Trimite”.
sorry-form = Răspunsurile nu au ajuns cum trebuie. Mergeți înapoi și apăsați din nou „Trimite”.
sorry-busy = Nu am putut primi răspunsurile acum. Mergeți înapoi și apăsați din nou „Trimite” peste un minut.
sorry-kept = Nu am păstrat nimic. Cele mai multe telefoane arată încă răspunsurile când mergeți înapoi. Dacă pagina este goală, deschideți din nou linkul sau folosiți cardul. Ne pare rău.

## The first page, and taking back

home-card = Aveți un card? Scrieți aici codul de pe el.
home-typo = Codul nu a funcționat. Poate o literă sau o cifră este greșită sau a trecut timpul în care putea fi folosit. Verificați fiecare semn și încercați din nou. Un cod are 18 litere și cifre.
home-help = Toate numerele de ajutor
home-results = Ce ne-au spus oamenii până acum (în engleză)
code = Cod
code-hint = Nu contează dacă folosiți litere mari sau mici ori dacă lăsați deoparte liniuțele.
takeback = Retragere
takeback-sent = Retrag ce am trimis
takeback-type = Scrieți codul care era pe pagina cu întrebările.
takeback-button = Retrag
takeback-counted = Răspunsurile deja numărate rămân în totaluri. Nimeni nu le poate găsi acolo.
takeback-typo = O literă sau o cifră din cod nu este corectă. Verificați fiecare semn și încercați din nou.
done = Gata
done-gone = Dacă mai aveam răspunsuri cu acest cod, acum sunt șterse.
done-counted = Dacă fuseseră deja numărate, rămân în totaluri, unde nimeni nu le poate găsi.

## On a tablet that a service lends

kiosk-forgets = Această tabletă uită. Fiecare persoană începe cu o pagină goală.
kiosk-leaving = „{ $leave }” golește pagina. La fel și o pauză de un minut. Atunci răspunsurile se pierd.
kiosk-still = Mai sunteți aici? Atingeți pagina pentru a continua. Altfel, se va goli în curând.
kiosk-over = Această pagină s-a încheiat. Vă rugăm să întrebați pe cineva care lucrează aici.

## On paper

paper-skip = Lăsați deoparte orice doriți. Sprijinul nu se schimbă.
paper-name = Vă rugăm să nu scrieți numele dumneavoastră și nici ce s-a întâmplat.
paper-back = La sfârșit, puneți foaia în plic, închideți-l și trimiteți-l prin poștă sau dați-l serviciului să îl trimită, până la { $date }.
paper-who = Cineva de la { $who } îl deschide și introduce ce ați bifat și ați scris. Apoi hârtia este distrusă. Serviciul nu îl deschide.
paper-danger = Nu știm cine sunteți și nimeni nu poate veni la dumneavoastră. Dacă cineva este în pericol acum, sunați la { $number }.
paper-one = Bifați una.
paper-any = Bifați tot ce se potrivește.
paper-another = Doar dacă ați primit ajutor de la un alt fel de serviciu. Bifați care, altfel nu putem număra această parte.
