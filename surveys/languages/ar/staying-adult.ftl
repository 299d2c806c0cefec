# Draft. A speaker has not checked it yet: see ../reviews.toml.

title = رأيك

option-prefer-not-to-say = أفضّل عدم الإجابة

section-staying = الاستمرار أو التوقف
    .note = بعض الناس يتوقفون، وبعضهم يستمرون. كلا الأمرين مقبول. قد يكون هذا القسم صعبًا. يمكنك تخطّيه.
question-stage = ما الذي ينطبق عليك؟
    .option-not-reported = لم أقدّم بلاغًا
    .option-never-thought = لم أفكّر قط في التوقف
    .option-carried-on = فكّرت في التوقف، لكنني واصلت
    .option-stopped = توقفت
    .option-closed = أغلق آخرون الملف
    .option-too-early = ما زال الوقت مبكرًا للقول
question-hard = ما الذي جعل الأمر صعبًا؟
    .option-too-long = استغرق وقتًا طويلًا جدًا
    .option-going-over = العودة إلى الحديث عن الأمر من جديد
    .option-too-personal = بدا الأمر شخصيًا أكثر من اللازم
    .option-life = أمور أخرى في حياتي
    .option-not-safe = لم أكن في أمان
    .option-move-on = كان من الصعب المضيّ قدمًا
    .option-updates = لم يُطلعني أحد على المستجدات
    .option-support = لم يكن الدعم كافيًا
    .option-other = شيء آخر

section-which-service = أي خدمة
question-area = في أي منطقة كانت الخدمة؟

section-your-words = بكلماتك
    .note = لا يقرأ هذا إلا فريق صغير مدرَّب. ولن يردّ أحد.
question-change = ما الذي كان سيجعل الأمر أسهل؟
    .hint = نرجو عدم ذكر الأسماء والتواريخ والأماكن وما حدث. مثلًا: أن يعاود أحد الاتصال بي.
