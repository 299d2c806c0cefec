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

section-how-it-was = আপনি যে সাহায্য পেয়েছেন
    .note = সেবা প্রতিষ্ঠানগুলো আপনার সঙ্গে কেমন আচরণ করেছে, এটি তা নিয়ে।
question-believed = আপনার কি মনে হয়েছে যে আপনার কথা বিশ্বাস করা হয়েছে?
question-notblamed = কর্মীরা কি দোষ না দিয়ে আপনার সঙ্গে আচরণ করেছেন?
question-respect = কর্মীরা কি আপনার সঙ্গে সম্মানের সঙ্গে আচরণ করেছেন?
question-choice = আপনি কি সত্যিকারের বেছে নেওয়ার সুযোগ পেয়েছেন?
question-control = এরপর কী হবে, তাতে কি আপনার মতামত নেওয়া হয়েছে?
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
    .hint = নাম, তারিখ, জায়গা এবং কী ঘটেছিল তা লিখবেন না। যেমন: আমার কর্মী যখন বলেছিলেন তখনই ফোন করেছিলেন।
question-change = কী বদলানো উচিত?
    .hint = নাম, তারিখ, জায়গা এবং কী ঘটেছিল তা লিখবেন না। যেমন: অপেক্ষা অনেক লম্বা ছিল।
question-quote = আমরা কি আপনার কিছু কথা সবাইকে দেখাতে পারি?
    .hint = শুধু যদি আপনি এখানে টিক দেন। আগে দুজন মানুষ তা দেখেন এবং নাম বাদ দেন। তবু আপনার কাছের কেউ আপনার কথা চিনতে পারেন।
    .option-yes = হ্যাঁ, দেখাতে পারেন

section-about-you = আপনার সম্পর্কে
    .note = এতে আমরা দেখি সেবা সবার জন্য ন্যায্য কি না। কোনো একটি বা সবগুলো বাদ দিন।
question-age = আপনার বয়স কত?
    .option-18-24 = 18-24
    .option-25-44 = 25-44
    .option-45-64 = 45-64
    .option-65-plus = 65 বা বেশি
question-sex = আপনার লিঙ্গ কী?
    .option-female = নারী
    .option-male = পুরুষ
question-ethnic = আপনার জাতিগত গোষ্ঠী কী?
    .option-asian = এশীয়
    .option-black = কৃষ্ণাঙ্গ
    .option-mixed = মিশ্র
    .option-white = শ্বেতাঙ্গ
    .option-other = অন্য
question-condition = আপনার কি এমন কোনো দীর্ঘমেয়াদি স্বাস্থ্য সমস্যা আছে যা দৈনন্দিন জীবন সীমিত করে?
question-orientation = কোনটি আপনার সঙ্গে সবচেয়ে মেলে?
    .option-straight = স্ট্রেইট (Straight)
    .option-lgb-or-other = লেসবিয়ান, গে, বাইসেক্সুয়াল বা অন্য
question-found = আপনি আমাদের কথা কীভাবে জানলেন?
    .option-worker = কোনো কর্মীর দেওয়া কার্ড বা লিঙ্ক
    .option-poster = পোস্টার
    .option-online = অনলাইন
    .option-friend-or-family = বন্ধু বা পরিবারের কেউ
    .option-other = অন্যভাবে
