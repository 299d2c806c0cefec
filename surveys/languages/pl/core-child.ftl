# Draft. A speaker has not checked it yet: see ../reviews.toml.

title = Twoja opinia

option-yes = Tak
option-a-bit = Trochę
option-no = Nie
option-do-not-know = Nie wiem
option-prefer-not-to-say = Nie chcę mówić

section-how-it-was = Jak było, gdy Ci pomagano?
    .note = Nie ma złych odpowiedzi. Możesz pominąć każde pytanie. Możesz przestać.
question-believed = Czy Cię słuchali?
question-respect = Czy byli dla Ciebie mili?
question-choice = Czy pozwolili Ci wybierać?
question-control = Czy można było przestać albo zrobić przerwę?
question-safe = Czy było Ci tam bezpiecznie?
question-clear = Czy łatwo było zrozumieć, co mówili?

section-your-words = Twoje słowa
    .note = Może to czytać mały zespół. Nikt nie odpisze.
question-helped = Co było dobre?
    .hint = Nie pisz imion, nazwisk ani miejsc. Możesz napisać: Dali mi czas.
question-change = Co mogłoby być lepsze?
    .hint = Nie pisz imion, nazwisk ani miejsc. Możesz napisać: W pokoju było zimno.
