# Draft. A speaker has not checked it yet: see ../reviews.toml.

title = ਤੁਹਾਡੀ ਰਾਏ

option-yes-fully = ਹਾਂ, ਪੂਰੀ ਤਰ੍ਹਾਂ
option-mostly = ਜ਼ਿਆਦਾਤਰ
option-a-little = ਥੋੜ੍ਹਾ ਜਿਹਾ
option-no = ਨਹੀਂ
option-yes = ਹਾਂ
option-a-bit-late = ਥੋੜ੍ਹੀ ਦੇਰ ਨਾਲ
option-much-too-late = ਬਹੁਤ ਦੇਰ ਨਾਲ
option-still-waiting = ਅਜੇ ਵੀ ਉਡੀਕ ਹੈ
option-does-not-apply = ਮੇਰੇ 'ਤੇ ਲਾਗੂ ਨਹੀਂ
option-prefer-not-to-say = ਨਾ ਦੱਸਣਾ ਬਿਹਤਰ ਹੈ

section-how-it-was = ਜੋ ਮਦਦ ਖ਼ੁਦ ਤੁਹਾਨੂੰ ਮਿਲੀ
    .note = ਇਹ ਇਸ ਬਾਰੇ ਹੈ ਕਿ ਸੇਵਾਵਾਂ ਨੇ ਤੁਹਾਡੇ ਨਾਲ ਕਿਹੋ ਜਿਹਾ ਵਿਹਾਰ ਕੀਤਾ। ਕਿਰਪਾ ਕਰਕੇ ਦੂਜੇ ਵਿਅਕਤੀ ਦੀ ਕਹਾਣੀ ਨਾ ਦੱਸੋ।
question-believed = ਕੀ ਤੁਹਾਡੀ ਗੱਲ ਨੂੰ ਗੰਭੀਰਤਾ ਨਾਲ ਲਿਆ ਗਿਆ?
question-notblamed = ਕੀ ਸਟਾਫ਼ ਨੇ ਤੁਹਾਡੇ 'ਤੇ ਦੋਸ਼ ਲਾਏ ਬਿਨਾਂ ਵਿਹਾਰ ਕੀਤਾ?
question-respect = ਕੀ ਸਟਾਫ਼ ਨੇ ਤੁਹਾਡੇ ਨਾਲ ਇੱਜ਼ਤ ਨਾਲ ਵਿਹਾਰ ਕੀਤਾ?
question-choice = ਕੀ ਤੁਹਾਨੂੰ ਅਸਲ ਵਿੱਚ ਚੁਣਨ ਦਾ ਮੌਕਾ ਮਿਲਿਆ?
question-control = ਜੋ ਮਦਦ ਤੁਹਾਨੂੰ ਮਿਲੀ, ਕੀ ਉਸ ਵਿੱਚ ਤੁਹਾਡੀ ਰਾਏ ਲਈ ਗਈ?
question-support = ਕੀ ਤੁਹਾਨੂੰ ਉਹ ਮਦਦ ਮਿਲੀ ਜਿਸ ਦੀ ਲੋੜ ਸੀ?
question-safe = ਕੀ ਤੁਸੀਂ ਉਨ੍ਹਾਂ ਨਾਲ ਸੁਰੱਖਿਅਤ ਮਹਿਸੂਸ ਕੀਤਾ?
question-trauma = ਕੀ ਸਟਾਫ਼ ਸਮਝਦਾ ਸੀ ਕਿ ਸਦਮਾ ਲੋਕਾਂ 'ਤੇ ਕਿਵੇਂ ਅਸਰ ਕਰਦਾ ਹੈ?
question-wait = ਕੀ ਮਦਦ ਕਾਫ਼ੀ ਜਲਦੀ ਸ਼ੁਰੂ ਹੋਈ?
question-joined = ਕੀ ਸੇਵਾਵਾਂ ਨੇ ਮਿਲ ਕੇ ਚੰਗਾ ਕੰਮ ਕੀਤਾ?

section-which-service = ਕਿਹੜੀ ਸੇਵਾ
question-service = ਇਹ ਕਿਸ ਕਿਸਮ ਦੀ ਸੇਵਾ ਬਾਰੇ ਹੈ?
    .option-police = ਪੁਲਿਸ
    .option-sarc = SARC (ਦੇਖਭਾਲ ਕੇਂਦਰ)
    .option-isva = ISVA (ਸੁਤੰਤਰ ਸਲਾਹਕਾਰ)
    .option-specialist = ਕਾਊਂਸਲਿੰਗ ਜਾਂ ਮਾਹਰ ਮਦਦ
    .option-health = ਸਿਹਤ
    .option-social-care = ਸਮਾਜਿਕ ਦੇਖਭਾਲ
    .option-cps-or-court = ਸਰਕਾਰੀ ਵਕੀਲ (CPS) ਜਾਂ ਅਦਾਲਤ
    .option-other = ਕੋਈ ਹੋਰ
question-area = ਸੇਵਾ ਕਿਸ ਇਲਾਕੇ ਵਿੱਚ ਸੀ?

section-your-words = ਤੁਹਾਡੇ ਆਪਣੇ ਸ਼ਬਦਾਂ ਵਿੱਚ
    .note = ਇਸ ਨੂੰ ਸਿਰਫ਼ ਇੱਕ ਛੋਟੀ ਸਿਖਲਾਈ ਪ੍ਰਾਪਤ ਟੀਮ ਪੜ੍ਹ ਸਕਦੀ ਹੈ। ਕੋਈ ਜਵਾਬ ਨਹੀਂ ਦੇਵੇਗਾ।
question-helped = ਤੁਹਾਨੂੰ ਕਿਸ ਚੀਜ਼ ਨਾਲ ਮਦਦ ਮਿਲੀ?
    .hint = ਨਾਮ, ਤਾਰੀਖ਼ਾਂ, ਥਾਵਾਂ ਅਤੇ ਦੂਜੇ ਵਿਅਕਤੀ ਦੀ ਕਹਾਣੀ ਨਾ ਲਿਖੋ। ਜਿਵੇਂ: ਵਰਕਰ ਨੇ ਉਸੇ ਦਿਨ ਮੈਨੂੰ ਵਾਪਸ ਫ਼ੋਨ ਕੀਤਾ।
question-change = ਕੀ ਬਦਲਣਾ ਚਾਹੀਦਾ ਹੈ?
    .hint = ਨਾਮ, ਤਾਰੀਖ਼ਾਂ, ਥਾਵਾਂ ਅਤੇ ਦੂਜੇ ਵਿਅਕਤੀ ਦੀ ਕਹਾਣੀ ਨਾ ਲਿਖੋ। ਜਿਵੇਂ: ਮੈਨੂੰ ਪਤਾ ਨਹੀਂ ਸੀ ਕਿ ਕਿੱਥੇ ਪੁੱਛਾਂ।
