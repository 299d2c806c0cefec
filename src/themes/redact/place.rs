//! Where somebody lives: addresses, postcodes, places smaller than a city.
//!
//! Promises that a full postcode never stands, and a half one not where it can be told from a word; a city or one of the
//! seven areas may.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

use super::kind::Kind;
use super::lists;
use super::pattern::{Found, collect, exact_pattern, pattern};
use super::word::Word;

static POSTCODE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b (?: [a-z] [\s]? [a-z]? [\s]? [\d] [a-z\d]? ) [\s.,-]{0,3} [\doO] [\s]? [abd-hjlnp-uw-z]{2} \b")
});
const AREAS: &str = "AB|AL|BA|BB|BD|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|EC|EH|EN|EX|FK|FY|GL|GU|HA|HD|HG|HP|HR|HS|HU|HX|IG|IP|IV|KA|KT|KW|KY|LA|LD|LE|LL|LN|LS|LU|ME|MK|ML|NE|NG|NN|NP|NR|NW|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE";
static OUTWARD: LazyLock<Regex> = LazyLock::new(|| exact_pattern(&format!(r"\b (?: {AREAS} ) [\d]{{1,2}} \b")));
static NEAR_OUTWARD: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b (?: dy | wv | cv | ws ) [\d]{1,2} \b"));
static CUED_OUTWARD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b (?: post \s? code s? | in | near | from | to | area | around | lives | live ) (?: \s+ (?: is | was | the | of | at | in | starts | starting | with ) )* \s* :? \s+ (?P<it> (?: b | [a-z]{2} ) [\d]{1,2} ) \b (?P<after> \s* [\d] )?")
});

const ROADS: &str = "street|st|road|rd|avenue|ave|av|lane|ln|close|drive|crescent|cres|gardens|gdns|grove|terrace|mews|croft|walk|rise|row|parade|wharf|quay|square|boulevard|alley|passage|cottages|villas|maisonettes|almshouses|yard";
const MORE_ROADS: &str = "way|place|view|hill|green|park|court|fields?|meadows?|vale|heights|bank|end|side|gate|ridge|dale|mount|crest|cl|dr|ct|pl|leys|piece|leasow|glade|orchard|spinney|bridge|circus|common|heath|hollow|nook";
const BUILDINGS: &str = "house|court|tower|towers|point|lodge|heights|mansions|building|buildings|block|place|hall|apartments|flats|cottage|farm|villa|plaza|mill|works|gardens|close|road|street|lane|avenue|drive|view";
const WORD: &str = "[a-z][a-z'.-]*";

static FLAT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b (?: flat | apartment | apt | bedsit ) \s* (?: no\.? | number | \# )? \s* (?: [\d]{{1,4}} [a-z]? | [a-z] ) \b
          (?: ,? \s* (?: [\d]{{1,4}} [a-z]? \s+ )? (?: (?: the | st\.? ) \s+ )? {WORD} (?: \s+ {WORD} ){{0,2}}? \s+ (?: {BUILDINGS}|{ROADS} ) \b )?
          (?: , \s* [\d]{{1,4}} [a-z]? \s+ {WORD} (?: \s+ {WORD} )? \s+ (?: {ROADS}|{MORE_ROADS} ) \b )?"
    ))
});
static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b (?P<it> (?: (?: number | no\.? | unit | room | house ) \s+ )? [\d]{{1,4}} \s? [a-z]? ,? \s+ (?P<name> (?: {WORD} \s+ ){{1,3}}? ) (?P<road> {ROADS}|{MORE_ROADS} ) ) \b"
    ))
});
static NAMED_ROAD: LazyLock<Regex> = LazyLock::new(|| {
    let capital = "[A-Z][a-z']+(?:-[A-Za-z]+)*";
    let roads = |roads: &str| {
        let titled: Vec<String> = roads.split('|').map(|road| format!("[{}{}]{}", road[..1].to_uppercase(), &road[..1], &road[1..])).collect();
        titled.join("|")
    };
    let all = roads(ROADS);
    exact_pattern(&format!(r"\b (?P<it> (?P<name> (?: (?: {capital} | St\.? ) \s+ ){{1,3}} ) (?P<road> {all} | Way | Drive | Hill | Park | Fields | Meadows | Rise | View | Estate | Green | Court | Circus | Common | Heath | Tower | House ) ) \b"))
});
static ON_ROAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b (?: on | off | down | up | along | near | of | in | at | to | from | live[sd]? (?: \s on )? ) \s+ (?P<it> (?P<name> {WORD} (?: \s+ {WORD} )? ) \s+ (?P<road> {ROADS} | drive | estate | gardens ) ) \b"
    ))
});
/// "5 Wharf Cottages", "12 The Leasowes": a number and two capitals, whatever they name.
static NUMBERED_CAPITALS: LazyLock<Regex> = LazyLock::new(|| {
    exact_pattern(r"(?: ^ | [\s,(] ) (?P<it> [\d]{1,4} [a-z]? ,? \s (?P<name> [A-Z][a-z']+ (?: \s [A-Z][a-z']+ ){1,2} ) ) \b")
});
/// "he lives at number 40"
static HOUSE_NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b (?: at | live[sd]? | house | from | to | outside | opposite | near | door | neighbours? ) \s+ (?: at \s+ | is \s+ )? (?P<it> (?: number | no\.? ) \s+ [\d]{1,4} [a-z]? ) \b")
});
/// "The Old Forge, 2 Mill Lane": a house with a name, right before its address.
static HOUSE_BEFORE: LazyLock<Regex> =
    LazyLock::new(|| exact_pattern(r"(?P<it> \b [Tt]he (?: \s [A-Z][a-z']+ ){1,3} ) , \s [\d]{1,4} [a-z]? \s"));

static SMALL_PLACES: LazyLock<HashMap<&str, Vec<(Vec<&str>, bool)>>> = LazyLock::new(|| {
    let mut places: HashMap<&str, Vec<(Vec<&str>, bool)>> = HashMap::new();
    for line in lists::lines(lists::PLACES) {
        let words: Vec<&str> = line.trim_end_matches('!').split(' ').collect();
        places.entry(words[0]).or_default().push((words, line.ends_with('!')));
    }
    places.values_mut().for_each(|places| places.sort_by_key(|(words, _)| std::cmp::Reverse(words.len())));
    places
});

pub fn find(text: &str, words: &[Word<'_>], found: &mut Vec<Found>) {
    if text.bytes().any(|b| b.is_ascii_digit()) {
        collect(found, text, &POSTCODE, Kind::Postcode, |it, _| is_postcode(it));
        collect(found, text, &OUTWARD, Kind::Postcode, |_, _| true);
        collect(found, text, &NEAR_OUTWARD, Kind::Postcode, |_, _| true);
        collect(found, text, &CUED_OUTWARD, Kind::Postcode, |it, caught| {
            caught.name("after").is_none() && (it.len() <= 3 || AREAS.split('|').any(|area| it[..2].eq_ignore_ascii_case(area)))
        });
        collect(found, text, &NUMBERED, Kind::Address, |_, caught| is_street(&caught["name"], &caught["road"]));
        collect(found, text, &NUMBERED_CAPITALS, Kind::Address, |_, caught| {
            caught["name"].split(' ').all(|word| {
                let word = word.to_lowercase();
                !(lists::is_known(&word) || lists::is_service_word(&word) || lists::is_function(&word) && word != "the")
            })
        });
        collect(found, text, &HOUSE_NUMBER, Kind::Address, |_, _| true);
        collect(found, text, &HOUSE_BEFORE, Kind::Address, |_, _| true);
    }
    collect(found, text, &FLAT, Kind::Address, |_, _| true);
    collect(found, text, &NAMED_ROAD, Kind::Address, |_, caught| {
        let name = caught["name"].trim();
        let wordy = name.split(' ').all(|word| lists::is_service_word(&word.to_lowercase()) || lists::is_function(&word.to_lowercase()) || lists::is_known(&word.to_lowercase()));
        !wordy || name == "High"
    });
    collect(found, text, &ON_ROAD, Kind::Address, |_, caught| is_spoken_road(&caught["name"]));
    small_places(words, found);
}

fn is_postcode(it: &str) -> bool {
    // "I was 1 of 5 at ..." cannot fit; "a 1 2st" could: single letters apart must be capitals.
    let letters: String = it.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | ',' | '-')).collect();
    let outward = it.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default();
    let spread = outward.contains(' ');
    let upper = it.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let ending = letters[letters.len() - 2..].to_lowercase();
    let ordinal = matches!(&ending[..], "st" | "nd" | "rd" | "th") && !upper;
    (!spread || upper) && !(ordinal && spread)
}

/// "14 oak road", but not "2 bad days in court": nothing that a sentence is made of may stand before the road.
fn is_street(name: &str, road: &str) -> bool {
    let plain = road.to_lowercase();
    let certain = ROADS.split('|').any(|sure| sure == plain) && plain != "st" && plain != "close" && plain != "row" && plain != "square";
    let capital = road.starts_with(|c: char| c.is_ascii_uppercase()) && name.starts_with(|c: char| c.is_ascii_uppercase());
    let mut words = name.split_whitespace().map(str::to_lowercase);
    const COUNTED: [&str; 24] = [
        "weeks", "months", "years", "days", "hours", "minutes", "miles", "people", "times", "officers", "men", "women", "sessions", "visits",
        "year", "month", "week", "day", "hour", "minute", "mile", "of", "long", "more",
    ];
    let counts = words.any(|word| COUNTED.contains(&&word[..]) || (lists::is_function(&word) && word != "old" && word != "new") || lists::is_service_word(&word) && !capital);
    !counts && (certain || capital || !name.contains(' ') || name.split_whitespace().count() == 1)
}

fn is_spoken_road(name: &str) -> bool {
    const GENERAL: [&str; 30] = [
        "main", "side", "busy", "quiet", "same", "next", "high", "rough", "long", "dual", "public", "dark", "whole", "open", "city", "town", "bus", "country",
        "cul", "first", "local", "council", "housing", "industrial", "real", "test", "memory", "back", "street", "test-drive",
    ];
    let mut words = name.split_whitespace().map(str::to_lowercase).peekable();
    let count = name.split_whitespace().count();
    words.all(|word| word.len() >= 3 && !lists::is_function(&word) && !GENERAL.contains(&&word[..]) && (count == 1 || !lists::is_service_word(&word)))
}

fn small_places(words: &[Word<'_>], found: &mut Vec<Found>) {
    for (at, word) in words.iter().enumerate() {
        for (place, wordy) in SMALL_PLACES.get(word.stem()).into_iter().flatten() {
            let Some(there) = words.get(at..at + place.len()) else { continue };
            let same = there.iter().zip(place).all(|(word, part)| word.stem() == *part || word.lower == *part)
                && there[1..].iter().all(|word| word.spaced() || word.gap == "-");
            if !same || *wordy && !stands_as_place(words, at, there) || looks_common(there, words, at) {
                continue;
            }
            found.push(Found { at: there[0].start..there[there.len() - 1].end, kind: Kind::Place });
            break;
        }
    }
}

/// In lower case, several everyday words in a row ("wood end", "hill top", "stone cross") need somewhere to stand.
fn looks_common(there: &[Word<'_>], words: &[Word<'_>], at: usize) -> bool {
    let capital = there.iter().all(|word| word.capital() || word.lower == "in" || word.lower == "under");
    let plain = there.iter().all(|word| lists::is_word(&word.lower));
    let name = there.len() == 1 && lists::is_plain_given(&there[0].lower);
    (plain || name) && !capital && !follows_place_cue(words, at) || plain && there.len() == 1 && there[0].first && !follows_place_cue(words, at)
}

fn stands_as_place(words: &[Word<'_>], at: usize, there: &[Word<'_>]) -> bool {
    let named = there.iter().any(|word| word.stem() == "shirley" || word.stem() == "hollywood");
    there.iter().all(Word::capital) && follows_place_cue(words, at) && (!named || !words[at - 1].is(&["to", "by", "with", "for"]))
}

fn follows_place_cue(words: &[Word<'_>], at: usize) -> bool {
    at > 0 && words[at].spaced() && words[at - 1].is(&["in", "from", "near", "at", "to", "around", "through", "over", "outside", "via", "towards", "of", "leave", "left", "lives", "and"])
}
