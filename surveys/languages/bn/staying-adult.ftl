# Draft. A speaker has not checked it yet: see ../reviews.toml.

title = আপনার মতামত

option-prefer-not-to-say = বলতে চাই না

section-staying = চালিয়ে যাওয়া বা থামা
    .note = কেউ থামেন, কেউ চালিয়ে যান। দুটোই ঠিক আছে। এই অংশ কঠিন লাগতে পারে। আপনি এটি বাদ দিতে পারেন।
question-stage = কোনটি আপনার সঙ্গে মেলে?
    .option-not-reported = আমি অভিযোগ জানাইনি
    .option-never-thought = থামার কথা কখনও ভাবিনি
    .option-carried-on = থামার কথা ভেবেছি, তবু চালিয়ে গেছি
    .option-stopped = আমি থেমেছি
    .option-closed = অন্যরা এটি বন্ধ করেছে
    .option-too-early = এখনও বলার সময় হয়নি
question-hard = কী কারণে কঠিন লেগেছে?
    .option-too-long = খুব বেশি সময় লেগেছে
    .option-going-over = একই কথায় আবার ফিরে যাওয়া
    .option-too-personal = খুব বেশি ব্যক্তিগত মনে হয়েছে
    .option-life = আমার জীবনের অন্য বিষয়
    .option-not-safe = আমি নিরাপদ ছিলাম না
    .option-move-on = সামনে এগোনো কঠিন ছিল
    .option-updates = আমাকে খবর জানানো হয়নি
    .option-support = যথেষ্ট সহায়তা ছিল না
    .option-other = অন্য কিছু

section-which-service = কোন সেবা
question-area = সেবাটি কোন এলাকায় ছিল?

section-your-words = আপনার নিজের ভাষায়
    .note = কেবল একটি ছোট প্রশিক্ষিত দল এটি পড়তে পারে। কেউ উত্তর দেবে না।
question-change = কী হলে সহজ হতো?
    .hint = নাম, তারিখ, জায়গা এবং কী ঘটেছিল তা লিখবেন না। যেমন: কেউ আমাকে ফিরে ফোন করলে।
