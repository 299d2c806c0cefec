# Draft. A speaker has not checked it yet: see ../reviews.toml. Names of places and helplines also in Latin letters, as
# they stand on signs and in letters.

area-walsall = ওয়ালসল (Walsall)
area-wolverhampton = উলভারহ্যাম্পটন (Wolverhampton)
area-dudley = ডাডলি (Dudley)
area-sandwell = স্যান্ডওয়েল (Sandwell)
area-birmingham = বার্মিংহাম (Birmingham)
area-solihull = সলিহাল (Solihull)
area-coventry = কভেন্ট্রি (Coventry)
area-elsewhere = এই এলাকাগুলোর বাইরে
area-prefer-not-to-say = বলতে চাই না

contact-emergency = এখন বিপদে
contact-emergency-silent = বিপদে আছেন কিন্তু কথা বলতে পারছেন না
    .number = 999, তারপর বলা হলে 55
    .note = শুধু মোবাইল থেকে। এতে তারা জানতে পারে না আপনি কোথায় আছেন।
contact-emergency-relay = বিপদে, টেক্সটফোন বা Relay UK অ্যাপ দিয়ে
    .note = 999 নম্বরে টেক্সট পাঠাতে হলে আগে নাম লেখাতে হয়।
contact-dudley-single-point = ডাডলি (Dudley) যোগাযোগ কেন্দ্র
    .note = সঠিক সেবা খুঁজে পেতে সাহায্য করে। পরিবারও ফোন করতে পারে।
contact-dudley-children = ডাডলি (Dudley): কোনো শিশুর জন্য চিন্তা (MASH)
    .hours = সোমবার থেকে শুক্রবার, সকাল 9টা থেকে বিকাল 5টা
contact-dudley-out-of-hours = ডাডলি (Dudley) সামাজিক সেবা, অফিসের সময়ের বাইরে
contact-rape-crisis = Rape Crisis
    .hours = দিনরাত
    .ages = 16 বছর বা তার বেশি
contact-survivors-trust = The Survivors Trust
contact-childline = Childline
    .ages = 19 বছরের কম
contact-samaritans = Samaritans
    .hours = দিনরাত
contact-domestic-abuse-helpline = পারিবারিক নির্যাতন হেল্পলাইন (Domestic Abuse Helpline)
    .hours = দিনরাত
contact-galop = Galop, LGBT+ মানুষদের জন্য
    .hours = সোমবার থেকে বৃহস্পতিবার সকাল 10টা থেকে রাত 8.30, শুক্রবার সকাল 10টা থেকে বিকাল 4.30
contact-victim-support = Victim Support
    .hours = দিনরাত
contact-nspcc = NSPCC, কোনো শিশুর জন্য চিন্তিত প্রাপ্তবয়স্কদের জন্য
    .ages = প্রাপ্তবয়স্ক
contact-police = পুলিশ, জরুরি না হলে
