# Draft. A speaker has not checked it yet: see ../reviews.toml.

title = Părerea ta

option-yes = Da
option-a-bit = Puțin
option-no = Nu
option-do-not-know = Nu știu
option-prefer-not-to-say = Nu vreau să spun

section-how-it-was = Cum a fost când ai primit ajutor?
    .note = Niciun răspuns nu este greșit. Poți sări peste orice întrebare. Te poți opri.
question-believed = Te-au ascultat?
question-respect = S-au purtat frumos cu tine?
question-choice = Ai putut să alegi unele lucruri?
question-control = Te puteai opri sau puteai lua o pauză?
question-safe = Te-ai simțit în siguranță acolo?
question-clear = Ai înțeles ce ți-au spus?

section-your-words = Cuvintele tale
    .note = O echipă mică poate citi asta. Nimeni nu va răspunde.
question-helped = Ce a fost bine?
    .hint = Nu scrie nume sau locuri. Poți spune: Mi-au dat timp.
question-change = Ce ar putea fi mai bine?
    .hint = Nu scrie nume sau locuri. Poți spune: În cameră era frig.
