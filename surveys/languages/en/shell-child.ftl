# What children under 13 read instead of the words for adults. All other words are those of shell.ftl.

landing-for = What was it like to get help? A grown-up you trust can read this with you. It takes about { $minutes } minutes.
landing-asks = No answer is wrong. We won't ask your name or what happened.
landing-who = { $who } asks you this. A small team may read what you write. We take out the names we find first.
landing-skip = You can miss any question. You can stop. You will still get help.
landing-kept = We keep nothing until you press Send.
landing-reply = Nobody will write back.
landing-emergency = Sad or worried?
landing-danger = Tell a grown-up you trust, or call Childline: 0800 1111. Are you in danger now? Call { $number }. Nobody reads your words before { $date }.
landing-totals = Few children do this, so someone might guess it was you. We hide small numbers to help stop that.
landing-leave = If you want to leave
landing-leaving = “Leave this page now” shows you { $site }. Your answers are lost. This phone may still show this page later. To come back, use the same link or card.
form-skip = You can miss any question. We keep nothing until you press Send.
form-back = I may want this back
form-back-code = Did you change your mind? A grown-up can help you take it back with this code by { $date }:
form-back-where = Type it at { $address }. After that day we can't take it out.
form-back-keep = We can't find your answers without the code. Only keep it if that is safe.
form-read = Nobody reads this before { $date }. Nobody will write back.
