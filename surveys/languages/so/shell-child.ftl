# Draft. A speaker has not checked it yet: see ../reviews.toml.

landing-for = Sidee bay ahayd markii lagu caawinayay? Qof weyn oo aad ku kalsoon tahay ayaa kula akhrin kara. Waxay qaadataa qiyaastii { $minutes } daqiiqo.
landing-asks = Jawaab khaldan ma jirto. Ma weydiin doonno magacaaga ama wixii dhacay.
landing-who = { $who } ayaa ku weydiinaya. Koox yar ayaa akhrin karta waxaad qorto. Magacyada aan helno marka hore waan ka saarnaa.
landing-skip = Waad ka boodi kartaa su'aal kasta. Waad joojin kartaa. Caawimaad weli waad heli doontaa.
landing-kept = Waxba ma kaydinno ilaa aad riixdo “Dir”.
landing-reply = Cidna kuma soo jawaabi doonto.
landing-emergency = Ma murugaysan tahay mise waad welwelsan tahay?
landing-danger = U sheeg qof weyn oo aad ku kalsoon tahay, ama wac Childline: 0800 1111. Hadda khatar ma ku jirtaa? Wac { $number }. Cidna ma akhrido erayadaada ka hor { $date }.
landing-totals = Carruur tiro yar ayaa tan samaysa, markaa qof ayaa qiyaasi kara inay adiga tahay. Waxaan qarinnaa tirooyinka yaryar si taasi u adkaato.
landing-leave = Haddii aad rabto inaad baxdo
landing-leaving = “Hadda ka bax boggan” wuxuu ku tusayaa { $site }. Jawaabahaagu way lumayaan. Taleefankani mar dambe weli wuu muujin karaa boggan. Si aad u soo noqoto, isticmaal isla linkiga ama kaarka.
form-skip = Waad ka boodi kartaa su'aal kasta. Waxba ma kaydinno ilaa aad riixdo “Dir”.
form-back = Waxaa laga yaabaa inaan rabo inaan tan la noqdo
form-back-code = Ma beddeshay fikirkaaga? Qof weyn ayaa kaa caawin kara inaad tan kula noqoto koodhkan ilaa { $date }:
form-back-where = Ku qor { $address }. Maalintaas ka dib ma saari karno.
form-back-keep = Koodhka la'aantiis ma heli karno jawaabahaaga. Hayso kaliya haddii ay ammaan tahay.
form-read = Cidna ma akhrido tan ka hor { $date }. Cidna kama soo jawaabi doonto.
