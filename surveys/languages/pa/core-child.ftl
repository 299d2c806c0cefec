# Draft. A speaker has not checked it yet: see ../reviews.toml.

title = ਤੁਹਾਡੀ ਰਾਏ

option-yes = ਹਾਂ
option-a-bit = ਥੋੜ੍ਹਾ ਜਿਹਾ
option-no = ਨਹੀਂ
option-do-not-know = ਮੈਨੂੰ ਨਹੀਂ ਪਤਾ
option-prefer-not-to-say = ਦੱਸਣ ਨੂੰ ਦਿਲ ਨਹੀਂ ਕਰਦਾ

section-how-it-was = ਮਦਦ ਮਿਲਣਾ ਕਿਹੋ ਜਿਹਾ ਲੱਗਿਆ?
    .note = ਕੋਈ ਜਵਾਬ ਗ਼ਲਤ ਨਹੀਂ। ਕੋਈ ਵੀ ਸਵਾਲ ਛੱਡ ਦਿਓ। ਜਦੋਂ ਚਾਹੋ ਰੁਕ ਜਾਓ।
question-believed = ਕੀ ਉਨ੍ਹਾਂ ਨੇ ਤੁਹਾਡੀ ਗੱਲ ਸੁਣੀ?
question-respect = ਕੀ ਉਹ ਤੁਹਾਡੇ ਨਾਲ ਚੰਗੀ ਤਰ੍ਹਾਂ ਪੇਸ਼ ਆਏ?
question-choice = ਕੀ ਤੁਹਾਨੂੰ ਆਪ ਚੁਣਨ ਦਿੱਤਾ ਗਿਆ?
question-control = ਕੀ ਰੁਕਣ ਜਾਂ ਥੋੜ੍ਹਾ ਆਰਾਮ ਕਰਨ ਦੀ ਇਜਾਜ਼ਤ ਸੀ?
question-safe = ਕੀ ਤੁਹਾਨੂੰ ਉੱਥੇ ਸੁਰੱਖਿਅਤ ਮਹਿਸੂਸ ਹੋਇਆ?
question-clear = ਕੀ ਤੁਹਾਨੂੰ ਉਨ੍ਹਾਂ ਦੀਆਂ ਗੱਲਾਂ ਸਮਝ ਆਈਆਂ?

section-your-words = ਤੁਹਾਡੇ ਸ਼ਬਦ
    .note = ਇਸ ਨੂੰ ਇੱਕ ਛੋਟੀ ਟੀਮ ਪੜ੍ਹ ਸਕਦੀ ਹੈ। ਕੋਈ ਜਵਾਬ ਨਹੀਂ ਲਿਖੇਗਾ।
question-helped = ਕੀ ਚੰਗਾ ਸੀ?
    .hint = ਨਾਮ ਅਤੇ ਥਾਵਾਂ ਨਾ ਲਿਖੋ। ਜਿਵੇਂ: ਉਨ੍ਹਾਂ ਨੇ ਮੈਨੂੰ ਸਮਾਂ ਦਿੱਤਾ।
question-change = ਕੀ ਬਿਹਤਰ ਹੋ ਸਕਦਾ ਸੀ?
    .hint = ਨਾਮ ਅਤੇ ਥਾਵਾਂ ਨਾ ਲਿਖੋ। ਜਿਵੇਂ: ਕਮਰਾ ਠੰਢਾ ਸੀ।
