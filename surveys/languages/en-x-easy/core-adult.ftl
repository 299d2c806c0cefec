# Easy Read. One idea a line, a picture beside each question. People who use Easy Read have not checked it yet: see
# ../reviews.toml. Answers have the same ids as the English ones, so they are counted together.

title = Your feedback

option-yes-fully = Yes
option-mostly = Mostly
option-a-little = A bit
option-no = No
option-yes = Yes
option-a-bit-late = A bit late
option-much-too-late = Much too late
option-still-waiting = I am still waiting
option-does-not-apply = This is not about me
option-prefer-not-to-say = I do not want to say

section-how-it-was = The help you had
    .note = This is about how staff were with you.
question-believed = Did staff believe you?
    .picture = ear
question-notblamed = Did staff show it was not your fault?
    .picture = heart
question-respect = Were staff kind to you?
    .picture = smile
question-choice = Did you get real choices?
    .picture = choice
question-control = Did you have a say in what came next?
    .picture = talk
question-support = Did you get the help you needed?
    .picture = hands
question-safe = Did you feel safe with them?
    .picture = shield
question-trauma = Did staff understand how you felt?
    .picture = mind
question-wait = Did help start soon enough?
    .picture = clock
question-joined = Did services talk to each other?
    .picture = rings

section-which-service = Who helped you
question-service = Who is this about?
    .picture = house
    .option-police = Police
    .option-sarc = SARC, a health centre
    .option-isva = ISVA, a support worker
    .option-specialist = Someone to talk to, like a counsellor
    .option-health = Doctor, nurse or hospital
    .option-social-care = Social worker or social care
    .option-cps-or-court = Court, or the lawyers (CPS)
    .option-other = Someone else
question-area = Where did you get help?
    .picture = map

section-your-words = Your words
    .note =
        A small team may read this.
        We will not write back.
question-helped = What helped you?
    .hint =
        Do not write names or places.
        Do not write dates.
        Do not write what happened.
        You could say: My worker rang when she said she would.
    .picture = pen
question-change = What should be better?
    .hint =
        Do not write names or places.
        Do not write dates.
        Do not write what happened.
        You could say: The wait was too long.
    .picture = arrow
question-quote = May we show some of your words to all people?
    .picture = people
    .hint =
        Only if you tick this.
        Two people check your words first.
        They take out names.
        A person close to you may still know your words.
    .option-yes = Yes, you may show them

section-about-you = About you
    .note =
        This shows us if help is fair for all.
        You can miss these questions.
question-age = How old are you?
    .picture = person
    .option-18-24 = 18 to 24
    .option-25-44 = 25 to 44
    .option-45-64 = 45 to 64
    .option-65-plus = 65 or older
question-sex = Are you female or male?
    .picture = person
    .option-female = Female
    .option-male = Male
question-ethnic = What is your ethnic group?
    .picture = people
    .option-asian = Asian
    .option-black = Black
    .option-mixed = Mixed
    .option-white = White
    .option-other = Other
question-condition =
    Do you have a disability?
    Or are you ill for a long time?
    Does it make daily life hard?
    .picture = person
question-orientation = Which fits you best?
    .picture = people
    .option-straight = Straight
    .option-lgb-or-other = Lesbian, gay, bi or other
question-found = How did you find us?
    .picture = map
    .option-worker = A worker gave me a card or a link
    .option-poster = I saw a poster
    .option-online = On the internet
    .option-friend-or-family = A friend or my family told me
    .option-other = Something else
