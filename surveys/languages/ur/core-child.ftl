# Draft. A speaker has not checked it yet: see ../reviews.toml.

title = آپ کی رائے

option-yes = ہاں
option-a-bit = تھوڑا سا
option-no = نہیں
option-do-not-know = مجھے نہیں معلوم
option-prefer-not-to-say = بتانے کو دل نہیں چاہتا

section-how-it-was = مدد ملنا کیسا لگا؟
    .note = کوئی جواب غلط نہیں۔ کوئی بھی سوال چھوڑ دیں۔ جب چاہیں رک جائیں۔
question-believed = کیا انہوں نے آپ کی بات سنی؟
question-respect = کیا وہ آپ کے ساتھ مہربانی سے پیش آئے؟
question-choice = کیا آپ کو خود چننے دیا گیا؟
question-control = کیا رکنے یا وقفہ لینے کی اجازت تھی؟
question-safe = کیا آپ کو وہاں محفوظ محسوس ہوا؟
question-clear = کیا آپ کو ان کی باتیں سمجھ آئیں؟

section-your-words = آپ کے الفاظ
    .note = اسے ایک چھوٹی ٹیم پڑھ سکتی ہے۔ کوئی جواب نہیں لکھے گا۔
question-helped = کیا اچھا تھا؟
    .hint = نام اور جگہیں نہ لکھیں۔ مثلاً: انہوں نے مجھے وقت دیا۔
question-change = کیا بہتر ہو سکتا تھا؟
    .hint = نام اور جگہیں نہ لکھیں۔ مثلاً: کمرہ ٹھنڈا تھا۔
