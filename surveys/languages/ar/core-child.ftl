# Draft. A speaker has not checked it yet: see ../reviews.toml.

title = رأيك

option-yes = نعم
option-a-bit = قليلًا
option-no = لا
option-do-not-know = لا أعرف
option-prefer-not-to-say = لا أريد أن أقول

section-how-it-was = كيف كان الحصول على المساعدة؟
    .note = لا توجد إجابة خاطئة. يمكنك تخطّي أي سؤال. ويمكنك التوقف.
question-believed = هل استمعوا إليك؟
question-respect = هل كانوا لطفاء معك؟
question-choice = هل كان بإمكانك اختيار بعض الأشياء؟
question-control = هل كان بإمكانك التوقف أو أخذ استراحة؟
question-safe = هل شعرت بالأمان هناك؟
question-clear = هل فهمت ما قالوه؟

section-your-words = كلماتك
    .note = قد يقرأ هذا فريق صغير. ولن يردّ أحد.
question-helped = ما الذي كان جيدًا؟
    .hint = نرجو عدم كتابة الأسماء والأماكن. مثلًا: أعطوني وقتًا.
question-change = ما الذي يمكن أن يكون أفضل؟
    .hint = نرجو عدم كتابة الأسماء والأماكن. مثلًا: كانت الغرفة باردة.
