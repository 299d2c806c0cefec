//! Numbers that some office keeps about a person: NHS, crime and case references, bank, passport.
//!
//! Promises that six digits in a row, or a word of letters and four digits, never stand, whatever they are. A count
//! ("18 months"), a sum of money or a year is not a reference.

use std::sync::LazyLock;

use regex::Regex;

use super::kind::Kind;
use super::lists::among;
use super::pattern::{Found, collect, collect_all, digits, pattern};

static NHS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b \d{3} [\s.-]? \d{3} [\s.-]? \d{4} \b"));
static CUED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b (?P<cue> <<reference cues>> ) \b [.]?
          (?: \s+ (?: number | no | num | nos | nr | ref | reference | id | code | log | is | was ) \b [.:]?
            | \s* [\#:=(-] )* \s*
          (?P<it> [a-z]{0,4} [\s/-]? \d [a-z\d]* (?: \s? [/\\.-] \s? [a-z\d]+ )* )",
    )
});
static SLASHED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b [a-z]{0,4} \d{2,4} [a-z]{0,4} \s? [/\\-] \s? [a-z]{0,3} \d{3,8} [a-z]{0,3}
          (?: \s? [/\\-] \s? [a-z\d]{1,6} )* \b",
    )
});
static LOG_OF: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b \d{1,5} \s+ of \s+ (?: the \s+ )? \d{1,2} (?: st|nd|rd|th )? (?: \s+ of )?
          (?: \s+ <<months>> \b | [/.-] \d{1,2} ) (?: [\s/.-]+ \d{2,4} \b )?",
    )
});
static INSURANCE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b [a-z]{2} [\s.-]? \d{2} [\s.-]? \d{2} [\s.-]? \d{2} [\s.-]? [a-d] \b"));
static LONG_NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"\d (?: (?: [\s./()-]{0,2} | , ) \d ){5,}"));
static CODE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b [a-z\d]+ (?: [/\\-] [a-z\d]+ )* \b"));
static SORT_CODE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b \d{2} \s? - \s? \d{2} \s? - \s? \d{2} \b"));

pub fn find(text: &str, found: &mut Vec<Found>) {
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return;
    }
    collect(found, text, &NHS, Kind::NhsNumber, |it, _| checks(it));
    collect_all(found, text, &LOG_OF, Kind::CrimeReference);
    collect(found, text, &CUED, Kind::Reference, |it, caught| is_reference(it, &caught["cue"].to_lowercase()));
    collect(found, text, &SLASHED, Kind::CrimeReference, |it, _| is_file_number(it));
    collect_all(found, text, &INSURANCE, Kind::Reference);
    collect_all(found, text, &SORT_CODE, Kind::Reference);
    collect(found, text, &CODE, Kind::Reference, |it, _| is_code(it));
    collect(found, text, &LONG_NUMBER, Kind::Reference, |it, caught| {
        let start = caught.get(0).map_or(0, |whole| whole.start());
        is_long_number(it) && !text[..start].ends_with(['£', '$', '€'])
    });
}

/// The check digit of an NHS number: weights 10 to 2, modulo 11.
fn checks(number: &str) -> bool {
    let digits: Vec<u32> = number.chars().filter_map(|c| c.to_digit(10)).collect();
    let sum: u32 = digits.iter().take(9).zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
    digits.len() == 10 && (11 - sum % 11) % 11 == digits[9]
}

/// Three digits after a cue, four after a word that has other uses; what looks like a year only where none can stand.
fn is_reference(it: &str, cue: &str) -> bool {
    let count = digits(it).len();
    let least = if among("reference cues that need four digits", cue) { 4 } else { 3 };
    let year = it.len() == 4 && count == 4 && (it.starts_with("19") || it.starts_with("20"));
    count >= least && (!year || among("cues of numbers like years", cue))
}

fn is_years(it: &str) -> bool {
    let years: Vec<&str> = it.split(['/', '-']).map(str::trim).collect();
    let [from, to] = years[..] else { return false };
    let century = from.len() == 4 && (from.starts_with("19") || from.starts_with("20"));
    century && (to.len() == 4 && to.starts_with(['1', '2']) || to.len() == 2 && *to > from[2..])
}

/// "20/123456/21", but not "2020/21" or "90-120 minutes".
fn is_file_number(it: &str) -> bool {
    let marked = it.contains(['/', '\\']) || it.bytes().any(|b| b.is_ascii_alphabetic());
    !is_years(it) && digits(it).len() >= if marked { 5 } else { 7 }
}

/// Letters with four digits, or a mix of both that changes more than once.
fn is_code(it: &str) -> bool {
    let letters = it.bytes().filter(u8::is_ascii_alphabetic).count();
    let count = digits(it).len();
    let digit: Vec<bool> = it.bytes().filter(u8::is_ascii_alphanumeric).map(|b| b.is_ascii_digit()).collect();
    let changes = digit.windows(2).filter(|pair| pair[0] != pair[1]).count();
    let decade = count == 4 && it.trim_start_matches(|c: char| c.is_ascii_digit()).eq_ignore_ascii_case("s");
    letters >= 1 && !decade && (count >= 4 && letters <= 6 || count >= 3 && changes >= 3)
}

/// "1, 2, 3, 4, 5, 6" is a list of small numbers; a reference has three digits together somewhere.
fn is_long_number(it: &str) -> bool {
    let together = it.split([' ', '\n', ',']).any(|part| digits(part).len() >= 3);
    !is_years(it) && (together || !it.contains([' ', '\n', ',']))
}
