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

section-how-it-was = المساعدة التي حصلت عليها
    .note = هذا القسم عن طريقة معاملة الخدمات لك.
question-believed = هل شعرت بأنهم صدّقوك؟
question-notblamed = هل عاملك الموظفون من دون لوم؟
question-respect = هل عاملك الموظفون باحترام؟
question-choice = هل أُعطيت خيارات حقيقية؟
question-control = هل كان لك رأي فيما سيحدث بعد ذلك؟
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
    .hint = نرجو عدم ذكر الأسماء والتواريخ والأماكن وما حدث. مثلًا: اتصلت بي الموظفة في الوقت الذي وعدت به.
question-change = ما الذي ينبغي أن يتغير؟
    .hint = نرجو عدم ذكر الأسماء والتواريخ والأماكن وما حدث. مثلًا: كان الانتظار طويلًا جدًا.
question-quote = هل يمكننا أن نعرض بعض كلماتك للجميع؟
    .hint = فقط إذا وضعت علامة هنا. يراجعها شخصان أولًا ويحذفان الأسماء. قد يتعرّف شخص قريب منك على كلماتك رغم ذلك.
    .option-yes = نعم، يمكنكم عرضها

section-about-you = عنك
    .note = هذا يبيّن لنا ما إذا كانت الخدمات عادلة. يمكن تخطّي أي سؤال أو كل الأسئلة.
question-age = كم عمرك؟
    .option-18-24 = 18-24
    .option-25-44 = 25-44
    .option-45-64 = 45-64
    .option-65-plus = 65 فأكثر
question-sex = ما جنسك؟
    .option-female = أنثى
    .option-male = ذكر
question-ethnic = ما مجموعتك العرقية؟
    .option-asian = آسيوية
    .option-black = سوداء
    .option-mixed = مختلطة
    .option-white = بيضاء
    .option-other = أخرى
question-condition = هل لديك حالة صحية طويلة الأمد تحدّ من حياتك اليومية؟
question-orientation = ما الأنسب لك؟
    .option-straight = مغاير الجنس / مغايرة الجنس
    .option-lgb-or-other = مثلية أو مثلي أو ثنائي الميل أو غير ذلك
question-found = كيف وصلت إلينا؟
    .option-worker = بطاقة أو رابط من أحد العاملين
    .option-poster = ملصق
    .option-online = عبر الإنترنت
    .option-friend-or-family = صديق أو فرد من العائلة
    .option-other = طريقة أخرى
