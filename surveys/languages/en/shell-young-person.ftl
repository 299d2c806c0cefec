# What young people of 13 to 17 read instead of the words for adults. All other words are those of shell.ftl.

landing-for = For ages 13 to 17. Tell us about the help you had. It takes about { $minutes } minutes.
landing-asks = We ask about the help. We won't ask your name or what happened. We keep nothing about your phone.
landing-skip = Skip anything. Stop at any time. The help you get will not change.
landing-danger = Nobody reads your words before { $date }, and we will not know who you are. If someone is in danger now, call { $number }. To talk, Childline is free: 0800 1111.
landing-totals = Few people your age may answer, so someone could guess who you are. We hide small numbers to make that harder. You can pick “Prefer not to say”. Leave out names, schools and places.
