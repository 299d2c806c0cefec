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

section-how-it-was = ਜੋ ਮਦਦ ਤੁਹਾਨੂੰ ਮਿਲੀ
    .note = ਇਹ ਇਸ ਬਾਰੇ ਹੈ ਕਿ ਸੇਵਾਵਾਂ ਨੇ ਤੁਹਾਡੇ ਨਾਲ ਕਿਹੋ ਜਿਹਾ ਵਿਹਾਰ ਕੀਤਾ।
question-believed = ਕੀ ਤੁਹਾਨੂੰ ਲੱਗਿਆ ਕਿ ਤੁਹਾਡੀ ਗੱਲ 'ਤੇ ਵਿਸ਼ਵਾਸ ਕੀਤਾ ਗਿਆ?
question-notblamed = ਕੀ ਸਟਾਫ਼ ਨੇ ਤੁਹਾਡੇ 'ਤੇ ਦੋਸ਼ ਲਾਏ ਬਿਨਾਂ ਵਿਹਾਰ ਕੀਤਾ?
question-respect = ਕੀ ਸਟਾਫ਼ ਨੇ ਤੁਹਾਡੇ ਨਾਲ ਇੱਜ਼ਤ ਨਾਲ ਵਿਹਾਰ ਕੀਤਾ?
question-choice = ਕੀ ਤੁਹਾਨੂੰ ਅਸਲ ਵਿੱਚ ਚੁਣਨ ਦਾ ਮੌਕਾ ਮਿਲਿਆ?
question-control = ਕੀ ਅੱਗੇ ਕੀ ਹੋਵੇ, ਇਸ ਵਿੱਚ ਤੁਹਾਡੀ ਰਾਏ ਲਈ ਗਈ?
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
    .hint = ਨਾਮ, ਤਾਰੀਖ਼ਾਂ, ਥਾਵਾਂ ਅਤੇ ਜੋ ਹੋਇਆ, ਉਹ ਨਾ ਲਿਖੋ। ਜਿਵੇਂ: ਮੇਰੀ ਵਰਕਰ ਨੇ ਉਦੋਂ ਹੀ ਫ਼ੋਨ ਕੀਤਾ ਜਦੋਂ ਉਸ ਨੇ ਕਿਹਾ ਸੀ।
question-change = ਕੀ ਬਦਲਣਾ ਚਾਹੀਦਾ ਹੈ?
    .hint = ਨਾਮ, ਤਾਰੀਖ਼ਾਂ, ਥਾਵਾਂ ਅਤੇ ਜੋ ਹੋਇਆ, ਉਹ ਨਾ ਲਿਖੋ। ਜਿਵੇਂ: ਉਡੀਕ ਬਹੁਤ ਲੰਬੀ ਸੀ।
question-quote = ਕੀ ਅਸੀਂ ਤੁਹਾਡੇ ਕੁਝ ਸ਼ਬਦ ਸਭ ਨੂੰ ਦਿਖਾ ਸਕਦੇ ਹਾਂ?
    .hint = ਸਿਰਫ਼ ਜੇ ਤੁਸੀਂ ਇੱਥੇ ਨਿਸ਼ਾਨ ਲਗਾਓ। ਪਹਿਲਾਂ ਦੋ ਲੋਕ ਇਹਨਾਂ ਨੂੰ ਦੇਖਦੇ ਹਨ ਅਤੇ ਨਾਂ ਕੱਢ ਦਿੰਦੇ ਹਨ। ਫਿਰ ਵੀ ਤੁਹਾਡਾ ਕੋਈ ਨੇੜਲਾ ਵਿਅਕਤੀ ਤੁਹਾਡੇ ਸ਼ਬਦ ਪਛਾਣ ਸਕਦਾ ਹੈ।
    .option-yes = ਹਾਂ, ਤੁਸੀਂ ਦਿਖਾ ਸਕਦੇ ਹੋ

section-about-you = ਤੁਹਾਡੇ ਬਾਰੇ
    .note = ਇਸ ਨਾਲ ਸਾਨੂੰ ਪਤਾ ਲੱਗਦਾ ਹੈ ਕਿ ਸੇਵਾਵਾਂ ਸਾਰਿਆਂ ਲਈ ਨਿਰਪੱਖ ਹਨ ਜਾਂ ਨਹੀਂ। ਕੋਈ ਇੱਕ ਜਾਂ ਸਾਰੇ ਸਵਾਲ ਛੱਡ ਦਿਓ।
question-age = ਤੁਹਾਡੀ ਉਮਰ ਕਿੰਨੀ ਹੈ?
    .option-18-24 = 18-24
    .option-25-44 = 25-44
    .option-45-64 = 45-64
    .option-65-plus = 65 ਜਾਂ ਵੱਧ
question-sex = ਤੁਹਾਡਾ ਲਿੰਗ ਕੀ ਹੈ?
    .option-female = ਔਰਤ
    .option-male = ਮਰਦ
question-ethnic = ਤੁਹਾਡਾ ਨਸਲੀ ਸਮੂਹ ਕੀ ਹੈ?
    .option-asian = ਏਸ਼ੀਆਈ
    .option-black = ਕਾਲੇ (ਸਿਆਹਫ਼ਾਮ)
    .option-mixed = ਮਿਸ਼ਰਤ
    .option-white = ਗੋਰੇ
    .option-other = ਹੋਰ
question-condition = ਕੀ ਤੁਹਾਨੂੰ ਸਿਹਤ ਦੀ ਕੋਈ ਲੰਬੀ ਸਮੱਸਿਆ ਹੈ ਜੋ ਰੋਜ਼ਾਨਾ ਜੀਵਨ ਨੂੰ ਸੀਮਤ ਕਰਦੀ ਹੈ?
question-orientation = ਤੁਹਾਡੇ 'ਤੇ ਸਭ ਤੋਂ ਵੱਧ ਕੀ ਢੁੱਕਦਾ ਹੈ?
    .option-straight = ਸਟ੍ਰੇਟ (Straight)
    .option-lgb-or-other = ਲੈਸਬੀਅਨ, ਗੇ, ਬਾਈਸੈਕਸੁਅਲ ਜਾਂ ਹੋਰ
question-found = ਤੁਹਾਨੂੰ ਸਾਡੇ ਬਾਰੇ ਕਿਵੇਂ ਪਤਾ ਲੱਗਿਆ?
    .option-worker = ਕਿਸੇ ਕਰਮਚਾਰੀ ਤੋਂ ਮਿਲਿਆ ਕਾਰਡ ਜਾਂ ਲਿੰਕ
    .option-poster = ਪੋਸਟਰ
    .option-online = ਔਨਲਾਈਨ
    .option-friend-or-family = ਦੋਸਤ ਜਾਂ ਪਰਿਵਾਰ ਦਾ ਕੋਈ ਜੀਅ
    .option-other = ਹੋਰ ਤਰੀਕਾ
