# Draft. A speaker has not checked it yet: see ../reviews.toml.

title = رأيك

option-yes = نعم
option-a-bit = قليلًا
option-no = لا
option-a-bit-late = متأخرًا قليلًا
option-much-too-late = متأخرًا جدًا
option-still-waiting = ما زلت في الانتظار
option-does-not-apply = لا ينطبق
option-prefer-not-to-say = أفضّل عدم الإجابة

section-how-it-was = المساعدة التي حصلت عليها
    .note = هذا القسم عن طريقة معاملة الموظفين والخدمات لك. يمكن تخطّي أي سؤال.
question-believed = هل شعرت بأنهم صدّقوك؟
question-notblamed = هل عاملك الموظفون من دون لوم؟
question-respect = هل عاملك الموظفون باحترام؟
question-choice = هل أُعطيت خيارات حقيقية؟
question-control = هل كان لك رأي فيما سيحدث بعد ذلك؟
question-support = هل حصلت على المساعدة التي احتجت إليها؟
question-safe = هل شعرت بالأمان معهم؟
question-trauma = هل فهم الموظفون كيف قد يكون شعورك؟
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
    .hint = نرجو عدم ذكر الأسماء والمدارس والأماكن والتواريخ وما حدث. مثلًا: اتصلت بي الموظفة في الوقت الذي وعدت به.
question-change = ما الذي ينبغي أن يتغير؟
    .hint = نرجو عدم ذكر الأسماء والمدارس والأماكن والتواريخ وما حدث. مثلًا: كان الانتظار طويلًا جدًا.

section-about-you = عنك
    .note = قد يجيب عدد قليل ممّن هم في عمرك، ولذلك قد يخمّن أحدهم من أنت. نخفي الأعداد الصغيرة ليكون ذلك أصعب. يمكن تخطّي أي سؤال أو كل الأسئلة.
question-age = كم عمرك؟
    .option-13-15 = 13-15
    .option-16-17 = 16-17
question-sex = ما جنسك؟
    .option-female = أنثى
    .option-male = ذكر
question-condition = هل لديك حالة صحية طويلة الأمد تحدّ من حياتك اليومية؟
