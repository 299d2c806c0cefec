# Draft. A speaker has not checked it yet: see ../reviews.toml.

title = Ra'yigaaga

option-yes = Haa
option-a-bit = Wax yar
option-no = Maya
option-do-not-know = Ma garanayo
option-prefer-not-to-say = Ma rabo inaan sheego

section-how-it-was = Sidee bay ahayd markii lagu caawinayay?
    .note = Jawaab khaldan ma jirto. Waad ka boodi kartaa su'aal kasta. Waad joojin kartaa.
question-believed = Ma ku dhegaysteen?
question-respect = Si naxariis leh ma kuula dhaqmeen?
question-choice = Ma laguu oggolaaday inaad wax doorato?
question-control = Ma joojin kartay ama ma nasan kartay?
question-safe = Halkaas ammaan ma ku dareentay?
question-clear = Ma fahantay wixii ay yiraahdeen?

section-your-words = Erayadaada
    .note = Koox yar ayaa tan akhrin karta. Cidna kama soo jawaabi doonto.
question-helped = Maxaa fiicnaa?
    .hint = Ha qorin magacyo iyo meelo. Waxaad oran kartaa: Wakhti ayay i siiyeen.
question-change = Maxaa ka sii fiicnaan kara?
    .hint = Ha qorin magacyo iyo meelo. Waxaad oran kartaa: Qolku qabow buu ahaa.
