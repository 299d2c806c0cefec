# Draft. A speaker has not checked it yet: see ../reviews.toml. Names of places and helplines also in Latin letters, as
# they stand on signs and in letters.

area-walsall = وولسول (Walsall)
area-wolverhampton = وولفرهامبتون (Wolverhampton)
area-dudley = دادلي (Dudley)
area-sandwell = ساندويل (Sandwell)
area-birmingham = برمنغهام (Birmingham)
area-solihull = سوليهل (Solihull)
area-coventry = كوفنتري (Coventry)
area-elsewhere = خارج هذه المناطق
area-prefer-not-to-say = أفضّل عدم الإجابة

contact-emergency = خطر الآن
contact-emergency-silent = خطر الآن مع عدم القدرة على الكلام
    .number = 999 ثم 55 عند الطلب
    .note = من هاتف محمول فقط. هذا لا يخبرهم بمكانك.
contact-emergency-relay = خطر الآن، عبر الهاتف النصي أو تطبيق Relay UK
    .note = لإرسال رسالة نصية إلى 999 يجب التسجيل مسبقًا.
contact-dudley-single-point = نقطة الاتصال في دادلي (Dudley)
    .note = تساعد على إيجاد الخدمة المناسبة. ويمكن للعائلات الاتصال أيضًا.
contact-dudley-children = دادلي (Dudley): القلق على طفل (MASH)
    .hours = من الاثنين إلى الجمعة، من 9 صباحًا إلى 5 مساءً
contact-dudley-out-of-hours = الرعاية الاجتماعية في دادلي (Dudley) خارج ساعات العمل
contact-rape-crisis = Rape Crisis
    .hours = ليلًا ونهارًا
    .ages = من عمر 16 فما فوق
contact-survivors-trust = The Survivors Trust
contact-childline = Childline
    .ages = أقل من 19 عامًا
contact-samaritans = Samaritans
    .hours = ليلًا ونهارًا
contact-domestic-abuse-helpline = خط المساعدة بشأن العنف المنزلي (Domestic Abuse Helpline)
    .hours = ليلًا ونهارًا
contact-galop = Galop، لمجتمع +LGBT
    .hours = من الاثنين إلى الخميس من 10 صباحًا إلى 8.30 مساءً، الجمعة من 10 صباحًا إلى 4.30 مساءً
contact-victim-support = Victim Support
    .hours = ليلًا ونهارًا
contact-nspcc = NSPCC، للبالغين القلقين على طفل
    .ages = للبالغين
contact-police = الشرطة، لغير الحالات العاجلة
