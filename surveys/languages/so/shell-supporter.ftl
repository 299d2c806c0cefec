# Draft. A speaker has not checked it yet: see ../reviews.toml.

landing-for = Waxaa loogu talagalay waalidka, daryeelayaasha, qoyska iyo saaxiibbada. Nooga warran caawimaaddii aad adigu heshay. Waxay qaadataa qiyaastii { $minutes } daqiiqo.
landing-asks = Fadlan ha sheegin sheekada qofka kale. Marnaba ma weydiinno wixii dhacay, ama magacaaga ama cinwaankaaga. Waxba kama kaydinno qalabkaaga.
