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

section-how-it-was = جو مدد آپ کو ملی
    .note = یہ اس بارے میں ہے کہ اداروں نے آپ کے ساتھ کیسا سلوک کیا۔
question-believed = کیا آپ کو لگا کہ آپ کی بات پر یقین کیا گیا؟
question-notblamed = کیا عملے نے آپ پر الزام لگائے بغیر سلوک کیا؟
question-respect = کیا عملے نے آپ کے ساتھ عزت سے سلوک کیا؟
question-choice = کیا آپ کو اصل میں چننے کا موقع ملا؟
question-control = کیا آگے کیا ہو، اس میں آپ کی رائے لی گئی؟
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
    .hint = نام، تاریخیں، جگہیں اور جو ہوا، وہ نہ لکھیں۔ مثلاً: میری کارکن نے اسی وقت فون کیا جب اس نے کہا تھا۔
question-change = کیا بدلنا چاہیے؟
    .hint = نام، تاریخیں، جگہیں اور جو ہوا، وہ نہ لکھیں۔ مثلاً: انتظار بہت لمبا تھا۔
question-quote = کیا ہم آپ کے کچھ الفاظ سب کو دکھا سکتے ہیں؟
    .hint = صرف اگر آپ یہاں نشان لگائیں۔ پہلے دو لوگ انہیں دیکھتے ہیں اور نام نکال دیتے ہیں۔ پھر بھی کوئی قریبی شخص آپ کے الفاظ پہچان سکتا ہے۔
    .option-yes = ہاں، آپ دکھا سکتے ہیں

section-about-you = آپ کے بارے میں
    .note = اس سے ہمیں پتا چلتا ہے کہ خدمات سب کے لیے منصفانہ ہیں یا نہیں۔ کوئی ایک یا سب سوال چھوڑ دیں۔
question-age = آپ کی عمر کیا ہے؟
    .option-18-24 = 18-24
    .option-25-44 = 25-44
    .option-45-64 = 45-64
    .option-65-plus = 65 یا زیادہ
question-sex = آپ کی جنس کیا ہے؟
    .option-female = عورت
    .option-male = مرد
question-ethnic = آپ کا نسلی گروہ کیا ہے؟
    .option-asian = ایشیائی
    .option-black = سیاہ فام
    .option-mixed = ملا جلا
    .option-white = سفید فام
    .option-other = کوئی اور
question-condition = کیا آپ کو صحت کا کوئی دیرپا مسئلہ ہے جو روزمرہ زندگی کو محدود کرتا ہے؟
question-orientation = آپ پر کیا سب سے زیادہ صادق آتا ہے؟
    .option-straight = ہم جنس پرست نہیں (Straight)
    .option-lgb-or-other = لیسبین، گے، بائی سیکشوئل یا کوئی اور
question-found = آپ کو ہمارا پتا کیسے چلا؟
    .option-worker = کسی کارکن سے ملا کارڈ یا لنک
    .option-poster = پوسٹر
    .option-online = آن لائن
    .option-friend-or-family = دوست یا گھر کا کوئی فرد
    .option-other = کوئی اور طریقہ
