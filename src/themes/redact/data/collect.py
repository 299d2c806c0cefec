"""Makes given.txt, surnames.txt and words.txt from the packages named in README.md. Run once; the results are kept.

    pip download --no-deps Faker zxcvbn && unzip both && apt-get download wbritish && dpkg-deb -x wbritish*.deb .
    python3 collect.py FOLDER-OF-FAKER FOLDER-OF-ZXCVBN usr/share/dict/british-english
"""
import importlib, re, sys, unicodedata

faker, zxcvbn, dictionary = sys.argv[1:]
sys.path[:0] = [faker, zxcvbn]
from zxcvbn.frequency_lists import FREQUENCY_LISTS

LOCALES = """en_GB en_IE en_IN en_KE en_NG en_NZ en_PK en_US pl_PL ro_RO fr_DZ fr_FR hu_HU lt_LT lv_LV sk_SK cs_CZ pt_PT
es_ES it_IT de_DE nl_NL tr_TR ig_NG yo_NG ha_NG zu_ZA tw_GH ga_IE hr_HR et_EE az_AZ sw""".split()
GIVEN = "first_names first_names_male first_names_female first_names_nonbinary first_names_unisex".split()
LAST = "last_names last_names_male last_names_female".split()
# Entries of those lists that an English text nearly always means otherwise.
NOT_NAMES = set("""africa america asia carolina china india japan israel paris london york virginia washington texas
europe france england ireland scotland wales germany italy spain an ante ants ale ales albino bale cal
canal cord divan edit else emir eta fares fem floor forum girts grit harm harsh ibis immaculate innocent ion job kick
kismet laze lope lore lot loot made mad mads man mar mare marine mart mate mats maxima meta mike-up
mile nacho nadir nail nova over pal paschal peer pier puck purity raid randy rares rein rim roan
safari said salami sander sep serge server sever side sole sonata tan tea ties till toms tome toy tutu
urban us valid veer wadi wolf mine see so my me you they them many some long love lovely worker care angle aide brain
bong numbers manual lean lien hung sung sang dung pinkie conception chuck pasty rod echo gala fancy baptist imam pastor
earl duke marten martins mates corona romaine rosette numbers viva van waldo windy tad clement
december november october september february january july friday monday sunday contessa so doctor nurse girl boy prince
princess king queen sir lady miss mister master baby honey sugar cookie dollie pa ma ok no an the for""".split())


def fold(name):
    for odd, plain in zip("łŁıßøđæ", ["l", "L", "i", "ss", "o", "d", "ae"]):
        name = name.replace(odd, plain)
    spread = unicodedata.normalize("NFKD", name)
    return "".join(c for c in spread if not unicodedata.combining(c)).lower().replace("\u2019", "'")


def plain(word):
    return re.fullmatch(r"[a-z]{2,}(['-][a-z]+)*", word)


def of(parts):
    found = set()
    for locale in LOCALES:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for part in parts:
            names = getattr(provider, part, ())
            found |= {fold(name) for name in names}
    return {name for name in found if plain(name)}


words = set()
for line in open(dictionary, encoding="utf8"):
    word = line.strip()
    if word[0].islower() and not word.endswith("'s"):
        words.add(fold(word))
words = {word for word in words if plain(word)}
given = of(GIVEN) | set(FREQUENCY_LISTS["female_names"]) | set(FREQUENCY_LISTS["male_names"])
given = {name for name in given if plain(name)} - NOT_NAMES
last = of(LAST) | {name for name in FREQUENCY_LISTS["surnames"] if plain(name)}
for file, names in [("given.txt", given), ("surnames.txt", last), ("words.txt", words)]:
    with open(file, "w") as out:
        out.write("\n".join(sorted(names)) + "\n")
    print(file, len(names))
