# Draft. A speaker has not checked it yet: see ../reviews.toml.

title = آپ کی رائے

option-prefer-not-to-say = نہ بتانا بہتر ہے

section-staying = جاری رکھنا یا رک جانا
    .note = کچھ لوگ رک جاتے ہیں، کچھ جاری رکھتے ہیں۔ دونوں ٹھیک ہیں۔ یہ حصہ مشکل لگ سکتا ہے۔ اسے چھوڑا جا سکتا ہے۔
question-stage = آپ پر کیا صادق آتا ہے؟
    .option-not-reported = میں نے رپورٹ نہیں کی
    .option-never-thought = میں نے رکنے کا کبھی نہیں سوچا
    .option-carried-on = میں نے رکنے کا سوچا، پھر بھی جاری رکھا
    .option-stopped = میں نے یہ سلسلہ روک دیا
    .option-closed = دوسروں نے اسے بند کر دیا
    .option-too-early = ابھی کہنا بہت جلدی ہے
question-hard = کس چیز نے اسے مشکل بنایا؟
    .option-too-long = بہت زیادہ وقت لگا
    .option-going-over = وہی باتیں پھر سے دہرانا
    .option-too-personal = یہ بہت ذاتی لگا
    .option-life = میری زندگی کی دوسری باتیں
    .option-not-safe = مجھے خطرہ تھا
    .option-move-on = آگے بڑھنا مشکل تھا
    .option-updates = مجھے باخبر نہیں رکھا گیا
    .option-support = مدد کافی نہیں تھی
    .option-other = کچھ اور

section-which-service = کون سا ادارہ
question-area = ادارہ کس علاقے میں تھا؟

section-your-words = آپ کے اپنے الفاظ میں
    .note = اسے صرف ایک چھوٹی تربیت یافتہ ٹیم پڑھ سکتی ہے۔ کوئی جواب نہیں دے گا۔
question-change = کس چیز سے آسانی ہوتی؟
    .hint = نام، تاریخیں، جگہیں اور جو ہوا، وہ نہ لکھیں۔ مثلاً: کوئی مجھے واپس فون کرتا۔
