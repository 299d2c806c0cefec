# Draft. A speaker has not checked it yet: see ../reviews.toml.

title = ਤੁਹਾਡੀ ਰਾਏ

option-yes = ਹਾਂ
option-a-bit = ਥੋੜ੍ਹਾ ਜਿਹਾ
option-no = ਨਹੀਂ
option-a-bit-late = ਥੋੜ੍ਹੀ ਦੇਰ ਨਾਲ
option-much-too-late = ਬਹੁਤ ਦੇਰ ਨਾਲ
option-still-waiting = ਅਜੇ ਵੀ ਉਡੀਕ ਹੈ
option-does-not-apply = ਮੇਰੇ 'ਤੇ ਲਾਗੂ ਨਹੀਂ
option-prefer-not-to-say = ਨਾ ਦੱਸਣਾ ਬਿਹਤਰ ਹੈ

section-how-it-was = ਜੋ ਮਦਦ ਤੁਹਾਨੂੰ ਮਿਲੀ
    .note = ਇਹ ਇਸ ਬਾਰੇ ਹੈ ਕਿ ਸਟਾਫ਼ ਅਤੇ ਸੇਵਾਵਾਂ ਨੇ ਤੁਹਾਡੇ ਨਾਲ ਕਿਹੋ ਜਿਹਾ ਵਿਹਾਰ ਕੀਤਾ। ਕੋਈ ਵੀ ਸਵਾਲ ਛੱਡ ਦਿਓ।
question-believed = ਕੀ ਤੁਹਾਨੂੰ ਲੱਗਿਆ ਕਿ ਤੁਹਾਡੀ ਗੱਲ 'ਤੇ ਵਿਸ਼ਵਾਸ ਕੀਤਾ ਗਿਆ?
question-notblamed = ਕੀ ਸਟਾਫ਼ ਨੇ ਤੁਹਾਡੇ 'ਤੇ ਦੋਸ਼ ਲਾਏ ਬਿਨਾਂ ਵਿਹਾਰ ਕੀਤਾ?
question-respect = ਕੀ ਸਟਾਫ਼ ਨੇ ਤੁਹਾਡੇ ਨਾਲ ਇੱਜ਼ਤ ਨਾਲ ਵਿਹਾਰ ਕੀਤਾ?
question-choice = ਕੀ ਤੁਹਾਨੂੰ ਅਸਲ ਵਿੱਚ ਚੁਣਨ ਦਾ ਮੌਕਾ ਮਿਲਿਆ?
question-control = ਕੀ ਅੱਗੇ ਕੀ ਹੋਵੇ, ਇਸ ਵਿੱਚ ਤੁਹਾਡੀ ਰਾਏ ਲਈ ਗਈ?
question-support = ਕੀ ਤੁਹਾਨੂੰ ਉਹ ਮਦਦ ਮਿਲੀ ਜਿਸ ਦੀ ਲੋੜ ਸੀ?
question-safe = ਕੀ ਤੁਸੀਂ ਉਨ੍ਹਾਂ ਨਾਲ ਸੁਰੱਖਿਅਤ ਮਹਿਸੂਸ ਕੀਤਾ?
question-trauma = ਕੀ ਸਟਾਫ਼ ਸਮਝਦਾ ਸੀ ਕਿ ਤੁਹਾਨੂੰ ਕਿਵੇਂ ਲੱਗ ਰਿਹਾ ਹੋਵੇਗਾ?
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
    .hint = ਨਾਮ, ਸਕੂਲ, ਥਾਵਾਂ, ਤਾਰੀਖ਼ਾਂ ਅਤੇ ਜੋ ਹੋਇਆ, ਉਹ ਨਾ ਲਿਖੋ। ਜਿਵੇਂ: ਮੇਰੀ ਵਰਕਰ ਨੇ ਉਦੋਂ ਹੀ ਫ਼ੋਨ ਕੀਤਾ ਜਦੋਂ ਉਸ ਨੇ ਕਿਹਾ ਸੀ।
question-change = ਕੀ ਬਦਲਣਾ ਚਾਹੀਦਾ ਹੈ?
    .hint = ਨਾਮ, ਸਕੂਲ, ਥਾਵਾਂ, ਤਾਰੀਖ਼ਾਂ ਅਤੇ ਜੋ ਹੋਇਆ, ਉਹ ਨਾ ਲਿਖੋ। ਜਿਵੇਂ: ਉਡੀਕ ਬਹੁਤ ਲੰਬੀ ਸੀ।

section-about-you = ਤੁਹਾਡੇ ਬਾਰੇ
    .note = ਹੋ ਸਕਦਾ ਹੈ ਤੁਹਾਡੀ ਉਮਰ ਦੇ ਥੋੜ੍ਹੇ ਹੀ ਲੋਕ ਜਵਾਬ ਦੇਣ, ਇਸ ਲਈ ਕੋਈ ਅੰਦਾਜ਼ਾ ਲਾ ਸਕਦਾ ਹੈ ਕਿ ਤੁਸੀਂ ਕੌਣ ਹੋ। ਇਸ ਨੂੰ ਔਖਾ ਬਣਾਉਣ ਲਈ ਅਸੀਂ ਛੋਟੀ ਗਿਣਤੀ ਲੁਕਾਉਂਦੇ ਹਾਂ। ਕੋਈ ਇੱਕ ਜਾਂ ਸਾਰੇ ਸਵਾਲ ਛੱਡ ਦਿਓ।
question-age = ਤੁਹਾਡੀ ਉਮਰ ਕਿੰਨੀ ਹੈ?
    .option-13-15 = 13-15
    .option-16-17 = 16-17
question-sex = ਤੁਹਾਡਾ ਲਿੰਗ ਕੀ ਹੈ?
    .option-female = ਕੁੜੀ
    .option-male = ਮੁੰਡਾ
question-condition = ਕੀ ਤੁਹਾਨੂੰ ਸਿਹਤ ਦੀ ਕੋਈ ਲੰਬੀ ਸਮੱਸਿਆ ਹੈ ਜੋ ਰੋਜ਼ਾਨਾ ਜੀਵਨ ਨੂੰ ਸੀਮਤ ਕਰਦੀ ਹੈ?
