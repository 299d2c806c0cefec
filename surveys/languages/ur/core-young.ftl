# Draft. A speaker has not checked it yet: see ../reviews.toml.

title = آپ کی رائے

option-yes = ہاں
option-a-bit = تھوڑا سا
option-no = نہیں
option-a-bit-late = کچھ دیر سے
option-much-too-late = بہت دیر سے
option-still-waiting = ابھی تک انتظار ہے
option-does-not-apply = مجھ پر لاگو نہیں
option-prefer-not-to-say = نہ بتانا بہتر ہے

section-how-it-was = جو مدد آپ کو ملی
    .note = یہ اس بارے میں ہے کہ عملے اور اداروں نے آپ کے ساتھ کیسا سلوک کیا۔ کوئی بھی سوال چھوڑ دیں۔
question-believed = کیا آپ کو لگا کہ آپ کی بات پر یقین کیا گیا؟
question-notblamed = کیا عملے نے آپ پر الزام لگائے بغیر سلوک کیا؟
question-respect = کیا عملے نے آپ کے ساتھ عزت سے سلوک کیا؟
question-choice = کیا آپ کو اصل میں چننے کا موقع ملا؟
question-control = کیا آگے کیا ہو، اس میں آپ کی رائے لی گئی؟
question-support = کیا آپ کو وہ مدد ملی جس کی ضرورت تھی؟
question-safe = کیا آپ نے ان کے ساتھ خود کو محفوظ محسوس کیا؟
question-trauma = کیا عملہ سمجھتا تھا کہ آپ کو کیسا لگ رہا ہوگا؟
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
    .hint = نام، اسکول، جگہیں، تاریخیں اور جو ہوا، وہ نہ لکھیں۔ مثلاً: میری کارکن نے اسی وقت فون کیا جب اس نے کہا تھا۔
question-change = کیا بدلنا چاہیے؟
    .hint = نام، اسکول، جگہیں، تاریخیں اور جو ہوا، وہ نہ لکھیں۔ مثلاً: انتظار بہت لمبا تھا۔

section-about-you = آپ کے بارے میں
    .note = ہو سکتا ہے آپ کی عمر کے تھوڑے ہی لوگ جواب دیں، اس لیے کوئی اندازہ لگا سکتا ہے کہ آپ کون ہیں۔ اسے مشکل بنانے کے لیے ہم چھوٹی تعداد چھپاتے ہیں۔ کوئی ایک یا سب سوال چھوڑ دیں۔
question-age = آپ کی عمر کیا ہے؟
    .option-13-15 = 13-15
    .option-16-17 = 16-17
question-sex = آپ کی جنس کیا ہے؟
    .option-female = لڑکی
    .option-male = لڑکا
question-condition = کیا آپ کو صحت کا کوئی دیرپا مسئلہ ہے جو روزمرہ زندگی کو محدود کرتا ہے؟
