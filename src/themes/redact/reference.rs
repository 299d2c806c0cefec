//! Numbers that some office keeps about a person: NHS, crime and case references, vehicles, bank, passport.
//!
//! Promises that six digits in a row, or a word of letters and four digits, never stand, whatever they are. A count
//! ("18 months"), a sum of money or a year is not a reference.

use std::sync::LazyLock;

use regex::Regex;

use super::kind::Kind;
use super::pattern::{Found, collect, digits, exact_pattern, neighbours, pattern};

static NHS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b [\d]{3} [\s.-]? [\d]{3} [\s.-]? [\d]{4} \b"));
static CUED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b (?P<cue> nhs | crime | incident | log | ref (?:erence)? | case | urn | collar | badge | shoulder | warrant | pnc | custody
          | hospital | patient | file | ni | national \s insurance | passport | account | acc | sort \s? code | claim | cica | court | cad | occurrence
          | booking | staff | officer | pc | dc | ds | wpc | pcso | police | student | payroll | licen[cs]e | prison | probation | invoice | order | ticket | id )
          \b [.]? (?: \s+ (?: number | no | num | nos | nr | ref | reference | id | code | log | is | was ) \b [.:]? | \s* [\#:=(-] )* \s*
          (?P<it> [a-z]{0,4} [\s/-]? [\d] [a-z\d]* (?: [\s]? [/\\.-] [\s]? [a-z\d]+ )* )",
    )
});
static SLASHED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b (?P<it> [a-z]{0,4} [\d]{2,4} [a-z]{0,4} \s? [/\\-] \s? [a-z]{0,3} [\d]{3,8} [a-z]{0,3} (?: \s? [/\\-] \s? [a-z\d]{1,6} )* ) \b"));
static LOG_OF: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b (?P<it> [\d]{1,5} \s+ of \s+ (?: the \s+ )? [\d]{1,2} (?: st|nd|rd|th )? (?: \s+ of )? (?: \s+ (?: jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec ) [a-z]* | [/.-] [\d]{1,2} ) (?: [\s/.-]+ [\d]{2,4} \b )? )")
});
static INSURANCE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b [a-z]{2} [\s.-]? [\d]{2} [\s.-]? [\d]{2} [\s.-]? [\d]{2} [\s.-]? [a-d] \b"));
static LONG_NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"[\d] (?: [\s.,/()-]{0,2} [\d] ){5,}"));
static CODE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b (?P<it> [a-z\d]+ (?: [/\\-] [a-z\d]+ )* ) \b"));
static SORT_CODE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b [\d]{2} [\s]? - [\s]? [\d]{2} [\s]? - [\s]? [\d]{2} \b"));

static PLATE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b (?P<it> [a-z]{2} [\d]{2} (?P<gap> [\s.-]? ) [a-z]{3} ) \b"));
static OLD_PLATE: LazyLock<Regex> = LazyLock::new(|| exact_pattern(r"\b (?: [A-Z] [\d]{2,3} \s? [A-Z]{3} | [A-Z]{3} \s? [\d]{2,3} [A-Z] ) \b"));
static CUED_PLATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b (?: reg (?:istration)? | (?: number \s? | licen[cs]e \s )? plates? | vrm ) \b (?: \s+ (?: number | no | plate | is | was | of | ends? (?: \s in )? | starts? (?: \s with )? ) \b | \s* [:=(.-] )* \s* (?P<it> [a-z\d]{1,4} [\s-]? [a-z\d]{2,4} ) \b")
});
const MAKES: &str = "audi|bmw|vauxhall|ford|fiat|peugeot|renault|citroen|toyota|honda|nissan|mazda|kia|hyundai|skoda|seat|volvo|vw|volkswagen|mercedes|merc|jaguar|jag|land \\s rover|range \\s rover|rover|mini|tesla|dacia|suzuki|lexus|porsche|bentley|subaru|mitsubishi|mg|smart|chevrolet|alfa|jeep|corsa|astra|fiesta|focus|golf|polo|passat|clio|megane|qashqai|juke|micra|civic|yaris|auris|prius|mondeo|ka|puma|kuga|transit|transporter|sprinter|vivaro|zafira|insignia|insigna|ibiza|leon|octavia|fabia|fabio|picanto|sportage|tucson|duster|sandero|discovery|defender|freelander|evoque|beetle|berlingo|kangoo|caddy|vito|escort|saxo|punto|panda|scirocco|touran|tiguan|a1|a3|a4|a6|q3|q5|x5|208|308|c3|i10|i20|peugot|moped|motorbike|scooter|van|car|truck|lorry|pickup|minibus|estate|hatchback|saloon|suv|4x4|taxi|cab";
static COLOURED_CAR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"\b (?P<it> (?: (?: dark | light | bright | metallic | pale | matt | navy | sky ) [\s-]+ )? (?: red | blue | green | white | black | silver | gr[ae]y | yellow | orange | gold | brown | purple | pink | beige | bronze | maroon | cream | navy | burgundy | turquoise | lime ) \s+ (?: (?: old | new | little | big | small | convertible | sports ) \s+ )? (?: {MAKES} ) \b (?: [\s-]+ (?: {MAKES} ) \b )? )"))
});
static DRIVEN_CAR: LazyLock<Regex> = LazyLock::new(|| {
    let named = MAKES.split("|moped").next().unwrap_or_default();
    pattern(&format!(r"\b (?: drives | drove | driving | car \s is | in | has | got | bought ) \s+ (?: an? | his | her | their | the ) \s+ (?P<it> (?: (?: old | new | little | big ) \s+ )? (?: {named} ) \b (?: [\s-]+ (?: {named} | van | estate ) \b )? )"))
});

pub fn find(text: &str, found: &mut Vec<Found>) {
    collect(found, text, &COLOURED_CAR, Kind::Vehicle, |_, _| true);
    collect(found, text, &DRIVEN_CAR, Kind::Vehicle, |it, _| !matches!(&it.to_lowercase()[..], "seat" | "focus" | "polo" | "golf" | "smart" | "mini" | "escort" | "puma" | "defender" | "panda" | "discovery" | "beetle" | "ka" | "new seat" | "leon"));
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return;
    }
    for caught in NHS.find_iter(text).filter(|it| checks(&digits(it.as_str()))) {
        found.push(Found { at: caught.range(), kind: Kind::NhsNumber });
    }
    collect(found, text, &LOG_OF, Kind::CrimeReference, |_, _| true);
    collect(found, text, &CUED, Kind::Reference, |it, caught| is_reference(it, &caught["cue"]));
    collect(found, text, &SLASHED, Kind::CrimeReference, |it, _| digits(it).len() >= 5 && !is_years(it));
    collect(found, text, &INSURANCE, Kind::Reference, |_, _| true);
    collect(found, text, &SORT_CODE, Kind::Reference, |_, _| true);
    collect(found, text, &CODE, Kind::Reference, |it, _| is_code(it));
    long_numbers(text, found);
    collect(found, text, &PLATE, Kind::Vehicle, |it, caught| is_plate(it, &caught["gap"]));
    collect(found, text, &OLD_PLATE, Kind::Vehicle, |it, _| !super::lists::is_word(&it[it.len() - 3..].to_lowercase()));
    collect(found, text, &CUED_PLATE, Kind::Vehicle, |it, _| it.bytes().any(|b| b.is_ascii_digit()));
}

/// The check digit of an NHS number: weights 10 to 2, modulo 11.
fn checks(number: &str) -> bool {
    let digits: Vec<u32> = number.chars().filter_map(|c| c.to_digit(10)).collect();
    let sum: u32 = digits.iter().take(9).zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
    digits.len() == 10 && (11 - sum % 11) % 11 == digits[9]
}

/// Three digits after a cue; two are enough where only a number can follow.
fn is_reference(it: &str, cue: &str) -> bool {
    let count = digits(it).len();
    let least = match &cue.to_lowercase()[..] {
        "case" | "court" | "hospital" | "police" | "file" | "patient" | "staff" | "order" | "ticket" | "claim" | "probation" | "prison" => 4,
        _ => 3,
    };
    count >= least && !(count == 4 && it.len() == 4 && (it.starts_with("19") || it.starts_with("20")) && !matches!(&cue.to_lowercase()[..], "officer" | "log" | "pc" | "dc" | "badge" | "collar" | "ref"))
}

fn is_years(it: &str) -> bool {
    let years: Vec<&str> = it.split(['/', '-']).map(str::trim).collect();
    let [from, to] = years[..] else { return false };
    let century = from.len() == 4 && (from.starts_with("19") || from.starts_with("20"));
    century && (to.len() == 4 && to.starts_with(['1', '2']) || to.len() == 2 && *to > from[2..])
}

/// Letters with four digits, or a mix of both that changes more than once.
fn is_code(it: &str) -> bool {
    let letters = it.bytes().filter(u8::is_ascii_alphabetic).count();
    let count = digits(it).len();
    let bytes: Vec<bool> = it.bytes().filter(u8::is_ascii_alphanumeric).map(|b| b.is_ascii_digit()).collect();
    let changes = bytes.windows(2).filter(|pair| pair[0] != pair[1]).count();
    let decade = count == 4 && matches!(it.trim_start_matches(|c: char| c.is_ascii_digit()), "s" | "S");
    letters >= 1 && !decade && (count >= 4 && letters <= 6 || count >= 3 && changes >= 3)
}

fn long_numbers(text: &str, found: &mut Vec<Found>) {
    for caught in LONG_NUMBER.find_iter(text) {
        let (before, _, _) = neighbours(text, &caught.range());
        let spread = caught.as_str().contains([' ', '\n', ',']) && !caught.as_str().split([' ', '\n', ',']).any(|part| digits(part).len() >= 3);
        if !before.is_some_and(|c| c == '£' || c == '$' || c == '€') && !is_years(caught.as_str()) && !spread {
            found.push(Found { at: caught.range(), kind: Kind::Reference });
        }
    }
}

/// In lower case with a gap, "on 24 the" would fit: the three letters must not be a word.
fn is_plate(it: &str, gap: &str) -> bool {
    let tail = it[it.len() - 3..].to_lowercase();
    let upper = it.bytes().filter(u8::is_ascii_alphabetic).all(|b| b.is_ascii_uppercase());
    upper || gap.is_empty() || !super::lists::is_word(&tail)
}
