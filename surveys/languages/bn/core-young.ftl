# Draft. A speaker has not checked it yet: see ../reviews.toml.

title = তোমার মতামত

option-yes = হ্যাঁ
option-a-bit = একটু
option-no = না
option-a-bit-late = একটু দেরিতে
option-much-too-late = অনেক দেরিতে
option-still-waiting = এখনও অপেক্ষা করছি
option-does-not-apply = আমার ক্ষেত্রে প্রযোজ্য নয়
option-prefer-not-to-say = বলতে চাই না

section-how-it-was = তুমি যে সাহায্য পেয়েছ
    .note = কর্মীরা ও সেবা প্রতিষ্ঠানগুলো তোমার সঙ্গে কেমন আচরণ করেছে, এটি তা নিয়ে। যেকোনো প্রশ্ন বাদ দিতে পারো।
question-believed = তোমার কি মনে হয়েছে যে তোমার কথা বিশ্বাস করা হয়েছে?
question-notblamed = কর্মীরা কি দোষ না দিয়ে তোমার সঙ্গে আচরণ করেছেন?
question-respect = কর্মীরা কি তোমাকে সম্মান দেখিয়েছেন?
question-choice = তুমি কি সত্যিকারের বেছে নেওয়ার সুযোগ পেয়েছ?
question-control = এরপর কী হবে, তাতে কি তোমার মতামত নেওয়া হয়েছে?
question-support = তোমার যে সাহায্য দরকার ছিল তা কি পেয়েছ?
question-safe = তাঁদের সঙ্গে কি তুমি নিরাপদ বোধ করেছ?
question-trauma = তোমার কেমন লাগতে পারে, কর্মীরা কি তা বুঝেছেন?
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

section-your-words = তোমার নিজের ভাষায়
    .note = কেবল একটি ছোট প্রশিক্ষিত দল এটি পড়তে পারে। কেউ উত্তর দেবে না।
question-helped = কী তোমাকে সাহায্য করেছে?
    .hint = নাম, স্কুল, জায়গা, তারিখ এবং কী ঘটেছিল তা লিখো না। যেমন: আমার কর্মী যখন বলেছিলেন তখনই ফোন করেছিলেন।
question-change = কী বদলানো উচিত?
    .hint = নাম, স্কুল, জায়গা, তারিখ এবং কী ঘটেছিল তা লিখো না। যেমন: অপেক্ষা অনেক লম্বা ছিল।

section-about-you = তোমার সম্পর্কে
    .note = তোমার বয়সী অল্প কয়েকজনই হয়তো উত্তর দেবে, তাই কেউ আন্দাজ করতে পারে তুমি কে। তা কঠিন করতে আমরা ছোট সংখ্যা লুকাই। কোনো একটি বা সবগুলো বাদ দিতে পারো।
question-age = তোমার বয়স কত?
    .option-13-15 = 13-15
    .option-16-17 = 16-17
question-sex = তোমার লিঙ্গ কী?
    .option-female = মেয়ে
    .option-male = ছেলে
question-condition = তোমার কি এমন কোনো দীর্ঘমেয়াদি স্বাস্থ্য সমস্যা আছে যা দৈনন্দিন জীবন সীমিত করে?
