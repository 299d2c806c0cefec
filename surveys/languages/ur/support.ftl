# Draft. A speaker has not checked it yet: see ../reviews.toml. Names of places and helplines also in Latin letters, as
# they stand on signs and in letters.

area-walsall = والسال (Walsall)
area-wolverhampton = وولورہیمپٹن (Wolverhampton)
area-dudley = ڈڈلی (Dudley)
area-sandwell = سینڈویل (Sandwell)
area-birmingham = برمنگھم (Birmingham)
area-solihull = سولیہل (Solihull)
area-coventry = کوونٹری (Coventry)
area-elsewhere = ان علاقوں سے باہر
area-prefer-not-to-say = نہ بتانا بہتر ہے

contact-emergency = ابھی خطرے میں
contact-emergency-silent = خطرے میں ہیں اور بول نہیں سکتے
    .number = 999، پھر کہنے پر 55
    .note = صرف موبائل سے۔ اس سے انہیں معلوم نہیں ہوتا کہ آپ کہاں ہیں۔
contact-emergency-relay = خطرے میں، ٹیکسٹ فون یا Relay UK ایپ سے
    .note = 999 پر ٹیکسٹ بھیجنے کے لیے پہلے سے اندراج ضروری ہے۔
contact-dudley-single-point = ڈڈلی (Dudley) میں رابطے کی جگہ
    .note = صحیح مدد ڈھونڈنے میں مدد کرتی ہے۔ گھر والے بھی فون کر سکتے ہیں۔
contact-dudley-children = ڈڈلی (Dudley): کسی بچے کی فکر ہو (MASH)
    .hours = پیر سے جمعہ، صبح 9 سے شام 5 بجے
contact-dudley-out-of-hours = ڈڈلی (Dudley) سماجی دیکھ بھال، دفتری اوقات کے بعد
contact-rape-crisis = Rape Crisis
    .hours = دن رات
    .ages = 16 سال یا زیادہ عمر
contact-survivors-trust = The Survivors Trust
contact-childline = Childline
    .ages = 19 سال سے کم عمر
contact-samaritans = Samaritans
    .hours = دن رات
contact-domestic-abuse-helpline = گھریلو تشدد ہیلپ لائن (Domestic Abuse Helpline)
    .hours = دن رات
contact-galop = Galop، LGBT+ لوگوں کے لیے
    .hours = پیر سے جمعرات صبح 10 سے شام 8.30، جمعہ صبح 10 سے شام 4.30
contact-victim-support = Victim Support
    .hours = دن رات
contact-nspcc = NSPCC، ان بڑوں کے لیے جنہیں کسی بچے کی فکر ہو
    .ages = بالغ
contact-police = پولیس، جب فوری نہ ہو
