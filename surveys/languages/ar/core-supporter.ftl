# Draft. A speaker has not checked it yet: see ../reviews.toml.

title = رأيك

option-yes-fully = نعم، تمامًا
option-mostly = في الغالب
option-a-little = قليلًا
option-no = لا
option-yes = نعم
option-a-bit-late = متأخرًا قليلًا
option-much-too-late = متأخرًا جدًا
option-still-waiting = ما زلت في الانتظار
option-does-not-apply = لا ينطبق
option-prefer-not-to-say = أفضّل عدم الإجابة

section-how-it-was = المساعدة التي حصلت عليها أنت
    .note = هذا القسم عن طريقة معاملة الخدمات لك. نرجو عدم رواية قصة الشخص الآخر.
question-believed = هل أُخذ كلامك على محمل الجد؟
question-notblamed = هل عاملك الموظفون من دون لوم؟
question-respect = هل عاملك الموظفون باحترام؟
question-choice = هل أُعطيت خيارات حقيقية؟
question-control = هل كان لك رأي في المساعدة التي حصلت عليها؟
question-support = هل حصلت على المساعدة التي احتجت إليها؟
question-safe = هل شعرت بالأمان معهم؟
question-trauma = هل فهم الموظفون كيف تؤثر الصدمة النفسية في الناس؟
question-wait = هل بدأت المساعدة في وقت قريب بما يكفي؟
question-joined = هل عملت الخدمات معًا بشكل جيد؟

section-which-service = أي خدمة
question-service = عن أي نوع من الخدمات هذه الإجابات؟
    .option-police = الشرطة
    .option-sarc = SARC (مركز رعاية)
    .option-isva = ISVA (مستشار مستقل)
    .option-specialist = استشارة نفسية أو دعم متخصص
    .option-health = الصحة
    .option-social-care = الرعاية الاجتماعية
    .option-cps-or-court = النيابة (CPS) أو المحكمة
    .option-other = خدمة أخرى
question-area = في أي منطقة كانت الخدمة؟

section-your-words = بكلماتك
    .note = لا يقرأ هذا إلا فريق صغير مدرَّب. ولن يردّ أحد.
question-helped = ما الذي ساعدك؟
    .hint = نرجو عدم ذكر الأسماء والتواريخ والأماكن وقصة الشخص الآخر. مثلًا: عاودت الموظفة الاتصال بي في اليوم نفسه.
question-change = ما الذي ينبغي أن يتغير؟
    .hint = نرجو عدم ذكر الأسماء والتواريخ والأماكن وقصة الشخص الآخر. مثلًا: لم أعرف أين أسأل.
