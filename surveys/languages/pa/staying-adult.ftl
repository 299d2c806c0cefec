# Draft. A speaker has not checked it yet: see ../reviews.toml.

title = ਤੁਹਾਡੀ ਰਾਏ

option-prefer-not-to-say = ਨਾ ਦੱਸਣਾ ਬਿਹਤਰ ਹੈ

section-staying = ਜਾਰੀ ਰੱਖਣਾ ਜਾਂ ਰੁਕਣਾ
    .note = ਕੁਝ ਲੋਕ ਰੁਕ ਜਾਂਦੇ ਹਨ, ਕੁਝ ਜਾਰੀ ਰੱਖਦੇ ਹਨ। ਦੋਵੇਂ ਠੀਕ ਹਨ। ਇਹ ਹਿੱਸਾ ਔਖਾ ਲੱਗ ਸਕਦਾ ਹੈ। ਤੁਸੀਂ ਇਸ ਨੂੰ ਛੱਡ ਸਕਦੇ ਹੋ।
question-stage = ਤੁਹਾਡੇ 'ਤੇ ਕੀ ਢੁੱਕਦਾ ਹੈ?
    .option-not-reported = ਮੈਂ ਰਿਪੋਰਟ ਨਹੀਂ ਕੀਤੀ
    .option-never-thought = ਮੈਂ ਰੁਕਣ ਬਾਰੇ ਕਦੇ ਨਹੀਂ ਸੋਚਿਆ
    .option-carried-on = ਮੈਂ ਰੁਕਣ ਬਾਰੇ ਸੋਚਿਆ, ਫਿਰ ਵੀ ਜਾਰੀ ਰੱਖਿਆ
    .option-stopped = ਮੈਂ ਇਹ ਰੋਕ ਦਿੱਤਾ
    .option-closed = ਦੂਜਿਆਂ ਨੇ ਇਹ ਬੰਦ ਕਰ ਦਿੱਤਾ
    .option-too-early = ਹੁਣੇ ਕਹਿਣਾ ਬਹੁਤ ਜਲਦੀ ਹੈ
question-hard = ਕਿਸ ਚੀਜ਼ ਨੇ ਇਸ ਨੂੰ ਔਖਾ ਬਣਾਇਆ?
    .option-too-long = ਬਹੁਤ ਜ਼ਿਆਦਾ ਸਮਾਂ ਲੱਗਿਆ
    .option-going-over = ਉਹੀ ਗੱਲਾਂ ਮੁੜ ਦੁਹਰਾਉਣਾ
    .option-too-personal = ਇਹ ਬਹੁਤ ਨਿੱਜੀ ਲੱਗਿਆ
    .option-life = ਮੇਰੀ ਜ਼ਿੰਦਗੀ ਦੀਆਂ ਹੋਰ ਗੱਲਾਂ
    .option-not-safe = ਮੈਨੂੰ ਖ਼ਤਰਾ ਸੀ
    .option-move-on = ਅੱਗੇ ਵਧਣਾ ਔਖਾ ਸੀ
    .option-updates = ਮੈਨੂੰ ਖ਼ਬਰ ਨਹੀਂ ਦਿੱਤੀ ਗਈ
    .option-support = ਮਦਦ ਕਾਫ਼ੀ ਨਹੀਂ ਸੀ
    .option-other = ਕੁਝ ਹੋਰ

section-which-service = ਕਿਹੜੀ ਸੇਵਾ
question-area = ਸੇਵਾ ਕਿਸ ਇਲਾਕੇ ਵਿੱਚ ਸੀ?

section-your-words = ਤੁਹਾਡੇ ਆਪਣੇ ਸ਼ਬਦਾਂ ਵਿੱਚ
    .note = ਇਸ ਨੂੰ ਸਿਰਫ਼ ਇੱਕ ਛੋਟੀ ਸਿਖਲਾਈ ਪ੍ਰਾਪਤ ਟੀਮ ਪੜ੍ਹ ਸਕਦੀ ਹੈ। ਕੋਈ ਜਵਾਬ ਨਹੀਂ ਦੇਵੇਗਾ।
question-change = ਕਿਸ ਚੀਜ਼ ਨਾਲ ਇਹ ਸੌਖਾ ਹੁੰਦਾ?
    .hint = ਨਾਮ, ਤਾਰੀਖ਼ਾਂ, ਥਾਵਾਂ ਅਤੇ ਜੋ ਹੋਇਆ, ਉਹ ਨਾ ਲਿਖੋ। ਜਿਵੇਂ: ਕੋਈ ਮੈਨੂੰ ਵਾਪਸ ਫ਼ੋਨ ਕਰਦਾ।
