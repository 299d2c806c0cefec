# Draft. A speaker has not checked it yet: see ../reviews.toml.

title = آپ کی رائے

option-yes-fully = ہاں، پوری طرح
option-mostly = زیادہ تر
option-a-little = تھوڑا سا
option-no = نہیں
option-yes = ہاں
option-a-bit-late = کچھ دیر سے
option-much-too-late = بہت دیر سے
option-still-waiting = ابھی تک انتظار ہے
option-does-not-apply = مجھ پر لاگو نہیں
option-prefer-not-to-say = نہ بتانا بہتر ہے

section-how-it-was = جو مدد خود آپ کو ملی
    .note = یہ اس بارے میں ہے کہ اداروں نے آپ کے ساتھ کیسا سلوک کیا۔ براہ کرم دوسرے شخص کی کہانی نہ بتائیں۔
question-believed = کیا آپ کی بات کو سنجیدگی سے لیا گیا؟
question-notblamed = کیا عملے نے آپ پر الزام لگائے بغیر سلوک کیا؟
question-respect = کیا عملے نے آپ کے ساتھ عزت سے سلوک کیا؟
question-choice = کیا آپ کو اصل میں چننے کا موقع ملا؟
question-control = جو مدد آپ کو ملی، کیا اس میں آپ کی رائے لی گئی؟
question-support = کیا آپ کو وہ مدد ملی جس کی ضرورت تھی؟
question-safe = کیا آپ نے ان کے ساتھ خود کو محفوظ محسوس کیا؟
question-trauma = کیا عملہ سمجھتا تھا کہ صدمہ لوگوں پر کیسے اثر کرتا ہے؟
question-wait = کیا مدد کافی جلدی شروع ہوئی؟
question-joined = کیا اداروں نے مل کر اچھا کام کیا؟

section-which-service = کون سا ادارہ
question-service = یہ کس قسم کے ادارے کے بارے میں ہے؟
    .option-police = پولیس
    .option-sarc = SARC (دیکھ بھال کا مرکز)
    .option-isva = ISVA (آزاد مشیر)
    .option-specialist = کونسلنگ یا ماہرانہ مدد
    .option-health = صحت
    .option-social-care = سماجی دیکھ بھال
    .option-cps-or-court = استغاثہ (CPS) یا عدالت
    .option-other = کوئی اور
question-area = ادارہ کس علاقے میں تھا؟

section-your-words = آپ کے اپنے الفاظ میں
    .note = اسے صرف ایک چھوٹی تربیت یافتہ ٹیم پڑھ سکتی ہے۔ کوئی جواب نہیں دے گا۔
question-helped = آپ کو کس چیز سے مدد ملی؟
    .hint = نام، تاریخیں، جگہیں اور دوسرے شخص کی کہانی نہ لکھیں۔ مثلاً: کارکن نے اسی دن مجھے واپس فون کیا۔
question-change = کیا بدلنا چاہیے؟
    .hint = نام، تاریخیں، جگہیں اور دوسرے شخص کی کہانی نہ لکھیں۔ مثلاً: مجھے معلوم نہیں تھا کہ کہاں پوچھوں۔
