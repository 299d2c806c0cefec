# Draft. A speaker has not checked it yet: see ../reviews.toml.

title = তোমার মতামত

option-yes = হ্যাঁ
option-a-bit = একটু
option-no = না
option-do-not-know = আমি জানি না
option-prefer-not-to-say = আমি বলতে চাই না

section-how-it-was = সাহায্য পেতে কেমন লেগেছে?
    .note = কোনো উত্তর ভুল নয়। যেকোনো প্রশ্ন বাদ দিতে পারো। থামতেও পারো।
question-believed = তাঁরা কি তোমার কথা শুনেছেন?
question-respect = তাঁরা কি তোমার সঙ্গে ভালো ব্যবহার করেছেন?
question-choice = তুমি কি নিজে কিছু বেছে নিতে পেরেছ?
question-control = তুমি কি চাইলে থামতে বা বিরতি নিতে পারতে?
question-safe = ওখানে কি তোমার নিরাপদ লেগেছে?
question-clear = তাঁরা যা বলেছেন, তুমি কি তা বুঝেছ?

section-your-words = তোমার কথা
    .note = একটি ছোট দল এটি পড়তে পারে। কেউ উত্তর লিখবে না।
question-helped = কী ভালো ছিল?
    .hint = নাম ও জায়গা লিখো না। তুমি বলতে পারো: তাঁরা আমাকে সময় দিয়েছেন।
question-change = কী আরও ভালো হতে পারত?
    .hint = নাম ও জায়গা লিখো না। তুমি বলতে পারো: ঘরটা ঠান্ডা ছিল।
