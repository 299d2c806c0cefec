# The fixed words of the survivor's pages: plain, calm, short. Other languages have the same keys and the same variables.

skip = Skip to the page
leave = Leave this page now
leave-area = Leave
language = Language
language-again = If you change the language, the questions start again. Your link or card still works.
unchecked = This translation has not yet been checked by a speaker of the language.
demo = This is a demonstration. Everyone in it is made up. Please do not write about yourself.
feedback = Your feedback
questions = Questions
loading = Loading
go-on = Go on
help-now = Help now
help = Help
safety-link = Staying safe on this device
come-back = To come back, use the same link or card.
comma = ,
stop = .
area-missing = { $area }: area contact not yet given.
here-missing = Area contact not yet given.

date = { $day } { $month } { $year }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

## Before any question

landing-for = For victims and survivors, however long ago. It takes about { $minutes } minutes.
landing-asks = We ask about services. We never ask what happened, or your name or address. We keep nothing about your device.
landing-who = { $who } runs this. Only a small trained team may read what people write, after we take out the names we find.
landing-choose = You choose
landing-skip = Skip anything. Stop at any time. Your support will not change.
landing-kept = Nothing is kept until you press Send.
landing-reply = Nobody will reply or come to you.
landing-emergency = Not for emergencies
landing-danger = Nobody reads your words before { $date }, and we will not know who you are. If someone is in danger now, call { $number }.
landing-totals = We share totals, hide small numbers and take out names we find. We cannot promise that nobody will guess.
landing-leave = If you need to leave
landing-leaving = “Leave this page now” opens { $site }. Your answers are lost. Your history still shows this page. To come back, use the same link or card.
start = Start

## The questions

form-skip = Skip anything you like. Nothing is kept until you press Send.
form-another = Tell us about another service
form-another-kind = Choose another kind of service here, or we cannot count this part. It is kept apart from your other answers.
form-back = I may want to take this back
form-back-code = Changed your mind later? To take your answers out, use this code by { $date }:
form-back-where = Type it at { $address }. After that day your answers stay in the totals.
form-back-keep = We cannot find your answers without it. Keep it only if that is safe.
form-read = Nobody reads this before { $date }. Nobody will reply.
bsl = Watch this question in BSL (opens another website)
audio = Listen to this question (opens another website)
send = Send
empty = Please leave this empty

## The questions, one part at a time

step = Part { $n } of { $all }
next = Next
back = Back
check = Check your answers
check-none = No answers yet. You can go back to any part.
change = Change
remove = Take out
text-left = Letters left: { $n }.
text-points = This looks like a phone number, an email or a postcode. You can take it out.
sending = Sending…
failed = It may not have arrived. Your answers are still here. When your phone has a signal, press Send again.

## After Send

thanks = Thank you
thanks-talk = Want to talk?
thanks-change = Your answers can help services change.
thanks-reply = Nobody will reply to you. We do not know who you are.
thanks-posted = We post what people told us at { $link } when the numbers are safe to show.
thanks-results = results
thanks-close = You can close this page now.

## Staying safe

safety = Staying safe
safety-device = Use a device that nobody else checks, if you can.
safety-private = A private window hides only some things.
safety-history = Afterwards, remove this page from your history. An empty history may be noticed.
safety-spy = Spy software sees everything. If you think it may be there, use another device.
safety-does = What “Leave this page now” does
safety-opens = It opens { $site }.
safety-shift = On a keyboard you can press Shift three times instead.
safety-lost = Answers you have not sent are lost. We keep nothing of them.
safety-back = The back button does not show your answers again.
safety-swipe = On a phone, swiping back may show an old picture of a page for a moment.
safety-shows = Your history still shows that you were on this website.
safety-cannot = What it cannot do
safety-limits = It cannot clear your history, hide the page from someone who watches the screen, or stop spy software, screenshots, or what your keyboard remembers.

## Using the pages

access = Using these pages
access-works = These pages work with a keyboard, a screen reader, big text, and without script. You can zoom to 400%.
access-checked = A machine checks them against a standard (WCAG 2.2, AA). People with disabilities have not tested them yet.
access-paper = Would paper be better? Or someone to help you? Ask the service that gave you the link.
access-wrong = Is something hard to use? Tell { $who }. They must put it right if they can.
access-eass = If they do not, the Equality Advisory and Support Service can help: { $number }.

## Closed, or not sent

closed = Not open now
closed-kept = These questions are not open now. Nothing was sent and nothing was kept.
closed-ask = Would you still like to tell us? Please ask the service for a new link or card.
paused = Closed for now
paused-kept = These questions are closed for now. Nothing was sent and nothing was kept.
paused-ask = You can try again another day, or ask the service. The help below is there as always.
lapsed = Page closed
lapsed-again = This page has closed. You can open your link again.
sorry = Not sent yet
sorry-too-long = Something you wrote is longer than we can take. Please go back, make it shorter, and press Send.
sorry-form = Your answers did not arrive as we expected. Please go back and press Send again.
sorry-busy = We could not take your answers just now. Please go back and press Send again in a minute.
sorry-kept = Nothing was kept by us. Most phones still show your answers when you go back. If yours shows an empty page, open your link or card again. We are sorry.

## The first page, and taking back

home-card = Do you have a card? Type the code from it here.
home-typo = That code did not work. One letter or number may be wrong, or the time to use it may be over. Please check each one and try again. A code has 18 letters and numbers.
home-help = All help numbers
home-results = What people told us so far
code = Code
code-hint = It does not matter if you use big or small letters, or leave out the lines.
takeback = Take back
takeback-sent = Take back what I sent
takeback-type = Type the code that stood on the page with the questions.
takeback-button = Take it back
takeback-counted = Answers that were already counted stay in the totals. Nobody can find them there.
takeback-typo = One letter or number of that code is not right. Please check each one and try again.
done = Done
done-gone = If we still had answers with that code, they are gone now.
done-counted = If they were already counted, they stay in the totals, where nobody can find them.

## On a tablet that a service lends

kiosk-forgets = This tablet forgets. Each person starts with an empty page.
kiosk-leaving = “{ $leave }” empties the page. So does stopping for one minute. Then what you chose is gone.
kiosk-still = Are you still there? Touch the page to go on. If not, it empties itself soon.
kiosk-over = This page has ended. Please ask somebody who works here.

## On paper

paper-skip = Leave out anything you like. Your support will not change.
paper-name = Please do not write your name, and not what happened.
paper-back = When you have finished, put it into the envelope, close it, and post it or give it to the service to pass on, by { $date }.
paper-who = Somebody at { $who } opens it and types in what you ticked and wrote. Then the paper is destroyed. The service does not open it.
paper-danger = We do not know who you are, and nobody can come to you. If someone is in danger now, call { $number }.
paper-one = Tick one.
paper-any = Tick any that fit.
paper-another = Only if you had help from another kind of service. Tick which, or we cannot count this part.
