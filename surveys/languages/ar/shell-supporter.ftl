# Draft. A speaker has not checked it yet: see ../reviews.toml.

landing-for =
    للوالدين ومقدمي الرعاية والعائلة والأصدقاء. نودّ أن نسمع منك عن المساعدة التي حصلت عليها أنت. يستغرق ذلك نحو { $minutes ->
        [one] دقيقة واحدة ({ $minutes })
        [two] دقيقتين ({ $minutes })
        [few] { $minutes } دقائق
       *[other] { $minutes } دقيقة
    }.
landing-asks = نرجو عدم رواية قصة الشخص الآخر. لا نسأل أبدًا عمّا حدث، ولا عن الاسم أو العنوان. لا نحتفظ بأي شيء عن جهازك.
