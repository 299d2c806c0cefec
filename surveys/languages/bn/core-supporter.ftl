# Draft. A speaker has not checked it yet: see ../reviews.toml.

title = আপনার মতামত

option-yes-fully = হ্যাঁ, পুরোপুরি
option-mostly = বেশিরভাগ
option-a-little = একটু
option-no = না
option-yes = হ্যাঁ
option-a-bit-late = একটু দেরিতে
option-much-too-late = অনেক দেরিতে
option-still-waiting = এখনও অপেক্ষা করছি
option-does-not-apply = আমার ক্ষেত্রে প্রযোজ্য নয়
option-prefer-not-to-say = বলতে চাই না

section-how-it-was = আপনি নিজে যে সাহায্য পেয়েছেন
    .note = সেবা প্রতিষ্ঠানগুলো আপনার সঙ্গে কেমন আচরণ করেছে, এটি তা নিয়ে। অনুগ্রহ করে অন্যজনের কাহিনি বলবেন না।
question-believed = আপনার কথা কি গুরুত্ব দিয়ে নেওয়া হয়েছে?
question-notblamed = কর্মীরা কি দোষ না দিয়ে আপনার সঙ্গে আচরণ করেছেন?
question-respect = কর্মীরা কি আপনার সঙ্গে সম্মানের সঙ্গে আচরণ করেছেন?
question-choice = আপনি কি সত্যিকারের বেছে নেওয়ার সুযোগ পেয়েছেন?
question-control = আপনি যে সাহায্য পেয়েছেন, তাতে কি আপনার মতামত নেওয়া হয়েছে?
question-support = আপনার যে সাহায্য দরকার ছিল তা কি পেয়েছেন?
question-safe = তাঁদের সঙ্গে কি আপনি নিরাপদ বোধ করেছেন?
question-trauma = মানসিক আঘাত মানুষের ওপর কী প্রভাব ফেলে, কর্মীরা কি তা বুঝেছেন?
question-wait = সাহায্য কি যথেষ্ট তাড়াতাড়ি শুরু হয়েছে?
question-joined = সেবা প্রতিষ্ঠানগুলো কি একসঙ্গে ভালোভাবে কাজ করেছে?

section-which-service = কোন সেবা
question-service = এটি কোন ধরনের সেবা সম্পর্কে?
    .option-police = পুলিশ
    .option-sarc = SARC (সেবা কেন্দ্র)
    .option-isva = ISVA (স্বাধীন পরামর্শক)
    .option-specialist = কাউন্সেলিং বা বিশেষ সহায়তা
    .option-health = স্বাস্থ্য
    .option-social-care = সামাজিক সেবা
    .option-cps-or-court = সরকারি কৌঁসুলি (CPS) বা আদালত
    .option-other = অন্য
question-area = সেবাটি কোন এলাকায় ছিল?

section-your-words = আপনার নিজের ভাষায়
    .note = কেবল একটি ছোট প্রশিক্ষিত দল এটি পড়তে পারে। কেউ উত্তর দেবে না।
question-helped = কী আপনাকে সাহায্য করেছে?
    .hint = নাম, তারিখ, জায়গা এবং অন্যজনের কাহিনি লিখবেন না। যেমন: কর্মী সেদিনই আমাকে ফিরে ফোন করেছিলেন।
question-change = কী বদলানো উচিত?
    .hint = নাম, তারিখ, জায়গা এবং অন্যজনের কাহিনি লিখবেন না। যেমন: কোথায় জিজ্ঞাসা করব তা জানতাম না।
