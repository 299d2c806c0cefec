# Draft. A speaker has not checked it yet: see ../reviews.toml. Young people and children are addressed with „tu”, so
# more words of shell.ftl stand here than in English. The way out keeps its name, because other pages name it.

skip = Treci la conținutul paginii
language-again = Dacă schimbi limba, întrebările încep din nou. Linkul sau cardul tău funcționează în continuare.
demo = Aceasta este o demonstrație. Toate persoanele sunt inventate. Te rugăm să nu scrii despre tine.
safety-link = Cum rămâi în siguranță pe acest dispozitiv

landing-for =
    Cum a fost când ai primit ajutor? Un adult în care ai încredere poate citi asta cu tine. Durează cam { $minutes ->
        [one] { $minutes } minut
        [few] { $minutes } minute
       *[other] { $minutes } de minute
    }.
landing-asks = Niciun răspuns nu este greșit. Nu te întrebăm cum te cheamă sau ce s-a întâmplat.
landing-who = Întrebările vin de la { $who }. O echipă mică poate citi ce scrii. Mai întâi scoatem numele pe care le găsim.
landing-choose = Tu hotărăști
landing-skip = Poți sări peste orice întrebare. Te poți opri. Vei primi ajutor în continuare.
landing-kept = Nu păstrăm nimic până când apeși „Trimite”.
landing-reply = Nimeni nu va răspunde.
landing-emergency = Ai o supărare sau o grijă?
landing-danger = Spune-i unui adult în care ai încredere sau sună la Childline: 0800 1111. Ești în pericol acum? Sună la { $number }. Nimeni nu îți citește cuvintele înainte de { $date }.
landing-totals = Puțini copii răspund aici, așa că cineva ar putea ghici că ești tu. Ascundem numerele mici, ca să fie mai greu.
landing-leave = Dacă vrei să pleci
landing-leaving = „Părăsiți pagina acum” arată { $site }. Răspunsurile tale se pierd. Acest telefon poate arăta și mai târziu această pagină. Ca să revii, folosește același link sau card.
start = Începe

form-skip = Poți sări peste orice întrebare. Nu păstrăm nimic până când apeși „Trimite”.
form-back = Poate vreau să-mi retrag răspunsurile
form-back-code = Te răzgândești? Un adult te poate ajuta să le retragi cu acest cod, până la { $date }:
form-back-where = Scrie-l la { $address }. După acea zi nu le mai putem scoate.
form-back-keep = Fără cod nu îți putem găsi răspunsurile. Păstrează-l doar dacă este sigur.
form-read = Nimeni nu citește acestea înainte de { $date }. Nimeni nu va răspunde.
bsl = Vezi această întrebare în limbajul britanic al semnelor, BSL (deschide alt site)
audio = Ascultă această întrebare (deschide alt site)

check = Verifică-ți răspunsurile
check-none = Încă nu sunt răspunsuri. Te poți întoarce la orice parte.
change = Schimbă
remove = Scoate
text-points = Pare a fi un număr de telefon, un e-mail sau un cod poștal. Îl poți scoate.
failed = Nu s-a trimis. Răspunsurile sunt încă aici. Când telefonul are semnal, apasă din nou „Trimite”.

kiosk-still = Mai ești aici? Atinge pagina pentru a continua. Altfel, se va goli în curând.

paper-skip = Lasă deoparte orice vrei. Sprijinul nu se schimbă.
paper-name = Te rugăm să nu îți scrii numele și nici ce s-a întâmplat.
paper-back = La sfârșit, pune foaia în plic, închide-l și trimite-l prin poștă sau dă-l serviciului să îl trimită, până la { $date }.
paper-who = Cineva de la { $who } îl deschide și introduce ce ai bifat și ai scris. Apoi hârtia este distrusă. Serviciul nu îl deschide.
paper-danger = Nu știm cine ești și nimeni nu poate veni la tine. Dacă cineva este în pericol acum, sună la { $number }.
paper-one = Bifează una.
paper-any = Bifează tot ce se potrivește.
