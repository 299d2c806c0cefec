# Draft. A speaker has not checked it yet: see ../reviews.toml. Young people and children are addressed with „tu”, so
# more words of shell.ftl stand here than in English. The way out keeps its name, because other pages name it.

skip = Treci la conținutul paginii
language-again = Dacă schimbi limba, întrebările încep din nou. Linkul sau cardul tău funcționează în continuare.
demo = Aceasta este o demonstrație. Toate persoanele sunt inventate. Te rugăm să nu scrii despre tine.
safety-link = Cum rămâi în siguranță pe acest dispozitiv

landing-for =
    Pentru tineri de la 13 la 17 ani. Spune-ne despre ajutorul pe care l-ai primit. Durează cam { $minutes ->
        [one] { $minutes } minut
        [few] { $minutes } minute
       *[other] { $minutes } de minute
    }.
landing-asks = Întrebăm despre ajutor. Nu te întrebăm cum te cheamă sau ce s-a întâmplat. Nu păstrăm nimic despre telefonul tău.
landing-choose = Tu hotărăști
landing-skip = Poți sări peste orice întrebare. Te poți opri oricând. Ajutorul pe care îl primești nu se schimbă.
landing-kept = Nu se păstrează nimic până când apeși „Trimite”.
landing-reply = Nimeni nu îți va răspunde și nu va veni la tine.
landing-danger = Nimeni nu îți citește cuvintele înainte de { $date } și nu vom ști cine ești. Dacă cineva este în pericol acum, sună la { $number }. Dacă vrei să vorbești cu cineva, Childline este gratuit: 0800 1111.
landing-totals = S-ar putea să răspundă puține persoane de vârsta ta, așa că cineva ar putea ghici cine ești. Ascundem numerele mici, ca să fie mai greu. Poți alege „Prefer să nu spun”. Nu scrie nume, școli sau locuri.
landing-leave = Dacă trebuie să pleci
landing-leaving = „Părăsiți pagina acum” deschide { $site }. Răspunsurile se pierd. Istoricul arată în continuare această pagină. Ca să revii, folosește același link sau card.
start = Începe

form-skip = Poți sări peste orice vrei. Nu se păstrează nimic până când apeși „Trimite”.
form-back-code = Te răzgândești mai târziu? Ca să scoți răspunsurile, folosește acest cod până la { $date }:
form-back-where = Scrie-l la { $address }. După acea zi, răspunsurile rămân în totaluri.
form-back-keep = Fără cod nu îți putem găsi răspunsurile. Păstrează-l doar dacă este sigur.
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
