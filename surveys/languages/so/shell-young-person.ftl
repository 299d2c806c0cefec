# Draft. A speaker has not checked it yet: see ../reviews.toml.

landing-for = Waxaa loogu talagalay da'da 13 ilaa 17. Nooga warran caawimaaddii aad heshay. Waxay qaadataa qiyaastii { $minutes } daqiiqo.
landing-asks = Waxaan wax ka weydiinaynaa caawimaadda. Ma weydiin doonno magacaaga ama wixii dhacay. Waxba kama kaydinno taleefankaaga.
landing-skip = Ka bood wax kasta. Jooji mar kasta. Caawimaadda aad hesho isma beddelayso.
landing-danger = Cidna ma akhrin doonto erayadaada ka hor { $date }, mana ogaan doonno cidda aad tahay. Haddii qof hadda khatar ku jiro, wac { $number }. Haddii aad rabto inaad qof la hadasho, Childline waa bilaash: 0800 1111.
landing-totals = Waxaa laga yaabaa in dad tiro yar oo da'daada ah ay ka jawaabaan, markaa qof ayaa qiyaasi kara cidda aad tahay. Waxaan qarinnaa tirooyinka yaryar si taasi u adkaato. Waxaad dooran kartaa “Ma rabo inaan sheego”. Ha qorin magacyo, iskuullo iyo meelo.
