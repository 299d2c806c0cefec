# Draft. A speaker has not checked it yet: see ../reviews.toml. Names of places and helplines also in Latin letters, as
# they stand on signs and in letters.

area-walsall = ਵਾਲਸਾਲ (Walsall)
area-wolverhampton = ਵੁਲਵਰਹੈਂਪਟਨ (Wolverhampton)
area-dudley = ਡਡਲੀ (Dudley)
area-sandwell = ਸੈਂਡਵੈੱਲ (Sandwell)
area-birmingham = ਬਰਮਿੰਘਮ (Birmingham)
area-solihull = ਸੋਲੀਹੱਲ (Solihull)
area-coventry = ਕੋਵੈਂਟਰੀ (Coventry)
area-elsewhere = ਇਨ੍ਹਾਂ ਇਲਾਕਿਆਂ ਤੋਂ ਬਾਹਰ
area-prefer-not-to-say = ਨਾ ਦੱਸਣਾ ਬਿਹਤਰ ਹੈ

contact-emergency = ਹੁਣੇ ਖ਼ਤਰੇ ਵਿੱਚ
contact-emergency-silent = ਖ਼ਤਰੇ ਵਿੱਚ ਹੋ ਅਤੇ ਬੋਲ ਨਹੀਂ ਸਕਦੇ
    .number = 999, ਫਿਰ ਕਹਿਣ 'ਤੇ 55
    .note = ਸਿਰਫ਼ ਮੋਬਾਈਲ ਤੋਂ। ਇਸ ਨਾਲ ਉਨ੍ਹਾਂ ਨੂੰ ਪਤਾ ਨਹੀਂ ਲੱਗਦਾ ਕਿ ਤੁਸੀਂ ਕਿੱਥੇ ਹੋ।
contact-emergency-relay = ਖ਼ਤਰੇ ਵਿੱਚ, ਟੈਕਸਟਫ਼ੋਨ ਜਾਂ Relay UK ਐਪ ਨਾਲ
    .note = 999 'ਤੇ ਟੈਕਸਟ ਭੇਜਣ ਲਈ ਪਹਿਲਾਂ ਤੋਂ ਨਾਮ ਦਰਜ ਕਰਵਾਉਣਾ ਜ਼ਰੂਰੀ ਹੈ।
contact-dudley-single-point = ਡਡਲੀ (Dudley) ਵਿੱਚ ਸੰਪਰਕ ਦੀ ਥਾਂ
    .note = ਸਹੀ ਸੇਵਾ ਲੱਭਣ ਵਿੱਚ ਮਦਦ ਕਰਦੀ ਹੈ। ਪਰਿਵਾਰ ਵੀ ਫ਼ੋਨ ਕਰ ਸਕਦੇ ਹਨ।
contact-dudley-children = ਡਡਲੀ (Dudley): ਕਿਸੇ ਬੱਚੇ ਦੀ ਚਿੰਤਾ ਹੋਵੇ (MASH)
    .hours = ਸੋਮਵਾਰ ਤੋਂ ਸ਼ੁੱਕਰਵਾਰ, ਸਵੇਰੇ 9 ਤੋਂ ਸ਼ਾਮ 5 ਵਜੇ
contact-dudley-out-of-hours = ਡਡਲੀ (Dudley) ਸਮਾਜਿਕ ਦੇਖਭਾਲ, ਦਫ਼ਤਰੀ ਸਮੇਂ ਤੋਂ ਬਾਅਦ
contact-rape-crisis = Rape Crisis
    .hours = ਦਿਨ ਰਾਤ
    .ages = 16 ਸਾਲ ਜਾਂ ਵੱਧ ਉਮਰ
contact-survivors-trust = The Survivors Trust
contact-childline = Childline
    .ages = 19 ਸਾਲ ਤੋਂ ਘੱਟ ਉਮਰ
contact-samaritans = Samaritans
    .hours = ਦਿਨ ਰਾਤ
contact-domestic-abuse-helpline = ਘਰੇਲੂ ਹਿੰਸਾ ਹੈਲਪਲਾਈਨ (Domestic Abuse Helpline)
    .hours = ਦਿਨ ਰਾਤ
contact-galop = Galop, LGBT+ ਲੋਕਾਂ ਲਈ
    .hours = ਸੋਮਵਾਰ ਤੋਂ ਵੀਰਵਾਰ ਸਵੇਰੇ 10 ਤੋਂ ਸ਼ਾਮ 8.30, ਸ਼ੁੱਕਰਵਾਰ ਸਵੇਰੇ 10 ਤੋਂ ਸ਼ਾਮ 4.30
contact-victim-support = Victim Support
    .hours = ਦਿਨ ਰਾਤ
contact-nspcc = NSPCC, ਉਨ੍ਹਾਂ ਬਾਲਗਾਂ ਲਈ ਜਿਨ੍ਹਾਂ ਨੂੰ ਕਿਸੇ ਬੱਚੇ ਦੀ ਚਿੰਤਾ ਹੈ
    .ages = ਬਾਲਗ
contact-police = ਪੁਲਿਸ, ਜਦੋਂ ਤੁਰੰਤ ਲੋੜ ਨਾ ਹੋਵੇ
