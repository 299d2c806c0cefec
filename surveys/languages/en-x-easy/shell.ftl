# Easy Read. One idea a line. People who use Easy Read have not checked it yet: see ../reviews.toml.

skip = Skip to the page
leave = Leave this page now
leave-area = Leave
language = Language
language-again =
    You can change the language.
    Then the questions start again.
    Your link or card still works.
unchecked = People who use Easy Read have not checked these words yet.
demo =
    This page is only for practice.
    The people in it are not real.
    Please do not write about yourself.
feedback = Your feedback
questions = Questions
loading = Loading
go-on = Go on
help-now = Help now
help = Help
safety-link = How to stay safe on this phone
come-back =
    Do you want to come back?
    Use the same link or card.
comma = ,
stop = .
area-missing = { $area }: we do not have a number here yet.
here-missing = We do not have a number here yet.

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

landing-for =
    Tell us about the help you had.
    It can be from a long time ago.
    It takes about { $minutes } minutes.
    You can take longer.
landing-asks =
    We ask about the help.
    We will not ask what happened.
    We will not ask your name.
    We will not ask where you live.
    We keep nothing about your phone.
landing-who =
    { $who } runs this.
    A small team may read what you write.
    We take out the names we find first.
landing-choose = You choose
landing-skip =
    You can say no.
    You can miss questions.
    You can stop.
    You will still get your help.
landing-kept =
    We keep nothing at first.
    We only keep it when you press Send.
landing-reply =
    We will not write back.
    Nobody will come to you.
landing-emergency = Are you in danger?
landing-danger =
    Are you in danger now?
    Call { $number }.
    Nobody reads your words before { $date }.
    We will not know who you are.
landing-totals =
    We add up all the answers.
    We hide small numbers.
    We take out the names we find.
    Someone could still guess it was you.
landing-leave = If you want to leave
landing-leaving =
    Press “Leave this page now”.
    Then you see { $site }.
    Your answers are lost.
    Your phone may still show this page.
    Do you want to come back?
    Use the same link or card.
start = Start

## The questions

form-skip =
    You can miss any question.
    We only keep it when you press Send.
form-another = Tell us about another service
form-another-kind =
    Choose a different service here.
    If you do not, we cannot count this part.
    We keep this apart from your other answers.
form-back = I may want my answers back
form-back-code =
    You can take your answers back.
    You can do it until { $date }.
    You need this code:
form-back-where =
    Go to { $address }.
    Type the code there.
    After that day we can not take your answers out.
form-back-keep =
    We can not find your answers without the code.
    Only keep the code if that is safe.
form-read =
    Nobody reads this before { $date }.
    We will not write back.
bsl = Watch this question in sign language (BSL). It is on a different website.
audio = Listen to this question. It is on a different website.
send = Send
empty = Please leave this empty

## The questions, one part at a time

step = Part { $n } of { $all }
next = Next
back = Back
check = Look at your answers
check-none =
    There are no answers yet.
    You can go back.
change = Change
remove = Take out
text-left = Letters left: { $n }.
text-points =
    This looks like a phone number, an email or a postcode.
    You can take it out.
sending = Sending…
failed =
    It may not have arrived.
    Your answers are still here.
    Wait until your phone has a signal.
    Then press Send again.

## After Send

thanks = Thank you
thanks-talk = Do you want to talk?
thanks-change = Your answers can help to make things better.
thanks-reply =
    We will not write back.
    We do not know who you are.
thanks-posted =
    We will show what people told us.
    We only show it when it is safe.
    You can see it here: { $link }
thanks-results = results
thanks-close = You can close this page now.

## Staying safe

safety = Staying safe
safety-device =
    Does someone look at your phone?
    Try to use a phone that nobody else looks at.
safety-private = A private window hides only some things.
safety-history =
    After this, take this page out of your history.
    Someone may notice an empty history.
safety-spy =
    Spy software can see all you do.
    Do you think it is on your phone?
    Use a different phone.
safety-does = What “Leave this page now” does
safety-opens = You see { $site }.
safety-shift =
    Do you have a keyboard?
    You can press Shift three times.
safety-lost =
    Answers you did not send are lost.
    We do not keep them.
safety-back = The back button does not show your answers.
safety-swipe = If you swipe back, your phone may show an old page for a moment.
safety-shows = Your phone may still show that you were here.
safety-cannot = What it can not do
safety-limits =
    It can not clear your history.
    It can not hide the page from someone who looks at your screen.
    It can not stop spy software.
    It can not stop pictures of your screen.
    It can not clear what your keyboard has learned.

## Using the pages

access = How to use these pages
access-works =
    These pages work with a keyboard.
    They work with a screen reader.
    You can make the words bigger.
access-checked =
    A machine checks these pages.
    The rules are called WCAG 2.2, AA.
    People with disabilities have not tested them yet.
access-paper =
    Is paper better for you?
    Do you want help to fill it in?
    Ask the service that gave you the link.
access-wrong =
    Is something hard to use?
    Tell { $who }.
    They must put it right if they can.
access-eass =
    If they do not, these people can help:
    the Equality Advisory and Support Service.
    Call { $number }.

## Closed, or not sent

closed = Not open now
closed-kept =
    You can not answer the questions now.
    Nothing was sent.
    We kept nothing.
closed-ask =
    Do you still want to tell us?
    Ask your worker for a new link or card.
paused = Closed for now
paused-kept =
    These questions are closed for now.
    We have kept nothing.
paused-ask =
    You can try again another day.
    Or ask the service.
    The help below is there as always.
lapsed = Page closed
lapsed-again =
    This page has closed.
    You can open your link again.
sorry = Not sent yet
sorry-too-long =
    You wrote more than we can take.
    Please go back.
    Make it shorter.
    Then press Send.
sorry-form =
    Something went wrong.
    Please go back.
    Press Send again.
sorry-busy =
    Something went wrong.
    Please wait a minute.
    Then go back.
    Press Send again.
sorry-kept =
    We kept nothing.
    Most phones still show your answers.
    Is your page empty?
    Open your link or card again.
    We are sorry.

## The first page, and taking back

home-card =
    Do you have a card?
    Type the code from the card here.
home-typo =
    That code did not work.
    One letter or number may be wrong.
    Or it may be too late to use it.
    Please look at each one.
    Try again.
    A code has 18 letters and numbers.
home-help = All help numbers
home-results = What people told us
code = Code
code-hint =
    Big or small letters are both OK.
    You can leave out the lines.
takeback = Take back
takeback-sent = Take back what I sent
takeback-type =
    There was a code on the page with the questions.
    Type the code here.
takeback-button = Take it back
takeback-counted =
    Some answers are counted already.
    We can not take those out.
    Nobody can find them.
takeback-typo =
    That code is not right.
    Please look at each letter and number.
    Try again.
done = Done
done-gone =
    Did we still have your answers?
    They are gone now.
done-counted =
    Were they counted already?
    Then they stay in the numbers.
    Nobody can find them there.

## On a tablet that a service lends

kiosk-forgets =
    This tablet forgets.
    Each person starts with an empty page.
kiosk-leaving =
    Do you want to stop?
    Press “{ $leave }”. The page is emptied.
    If you stop for one minute, the page is emptied too.
kiosk-still =
    Are you still there?
    Touch the page to go on.
kiosk-over =
    This page has ended.
    Please ask somebody who works here.

## On paper

paper-skip = You can leave things out. You will still get help.
paper-name = Do not write your name. Do not write what happened.
paper-back = When you finish: put it in the envelope. Close it. Post it, or give it to the service. Do this by { $date }.
paper-who = A person at { $who } opens it and types it in. Then they destroy the paper. The service does not open it.
paper-danger = We do not know who you are. Nobody can come to you. If someone is in danger now, call { $number }.
paper-one = Tick one box.
paper-any = Tick as many boxes as you like.
paper-another = Only if another kind of service helped you. Tick which one, or we cannot count this part.
