//! Days that can be looked up: a date, a month of a year, a day that has a name.
//!
//! Promises to leave weekdays, bare months and bare years alone: "last Tuesday" and "by March" point at nobody.

use std::sync::LazyLock;

use regex::Regex;

use super::kind::Kind;
use super::lists::among;
use super::pattern::{Found, collect, collect_all, pattern};

const MONTH: &str = r"(?: <<months>> \b \.? )";
const DAY: &str = r"(?: 3[01] | [12]\d | 0?[1-9] )";
const TH: &str = r"(?: \s? (?: st | nd | rd | th ) \b )";
const NTH: &str = r"(?: (?: (?: twenty | thirty ) [\s-]+ )? <<nth>> )";
const YEAR: &str = r"(?: (?: 19 | 20 ) \d{2} \b | ' \d{2} \b )";
const WEEKDAY: &str = r"(?: <<weekdays>> \b \.? ,? \s+ (?: the \s+ )? )";

/// Certain, and possible without a digit.
static SPELLED: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    [
        format!(r"\b {WEEKDAY}? {NTH} \s+ of \s+ {MONTH} (?: ,? \s+ {YEAR} )?"),
        format!(r"\b {MONTH} \s bank \s holiday (?: \s {YEAR} )?"),
        r"\b <<feasts>> \b".to_owned(),
        format!(r"\b {MONTH} \s+ (?: the \s+ )? {NTH} \b (?: ,? \s+ {YEAR} )?"),
        format!(r"\b (?: my | his | her | their | our ) \s+ (?: \d{{1,2}} {TH} | {NTH} ) \s+ birthday \b"),
    ]
    .iter()
    .map(|text| pattern(text))
    .collect()
});
/// Certain whatever stands around them; each has a digit.
static SURE: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    [
        format!(r"\b {WEEKDAY}? {DAY} \s? [/.-] \s? (?: 0?[1-9] | 1[0-2] ) \s? [/.-] \s? (?: \d{{4}} | \d{{2}} ) \b"),
        format!(
            r"\b (?: 0?[1-9] | 1[0-2] ) \s? [/.-] \s? {DAY} \s? [/.-] \s? (?: (?: 19 | 20 ) \d{{2}} | \d{{2}} ) \b"
        ),
        r"\b (?: 19 | 20 ) \d{2} [/.-] \d{1,2} [/.-] \d{1,2} \b".to_owned(),
        r"\b (?: 0[1-9] | 1[0-2] ) / (?: 19 | 20 ) \d{2} \b".to_owned(),
        format!(r"\b {MONTH} ,? \s* (?: of \s+ | in \s+ )? [-/]? {YEAR}"),
        format!(r"\b {MONTH} \s+ (?: the \s+ )? {DAY} {TH} (?: ,? \s+ {YEAR} )?"),
        format!(r"\b <<seasons>> \s+ (?: of \s+ | in \s+ )? {YEAR}"),
        format!(r"\b {WEEKDAY} {DAY} {TH}"),
        format!(r"\b the \s {DAY} {TH} \s of \s (?: this | that | last | next | the | every ) \s month \b"),
    ]
    .iter()
    .map(|text| pattern(text))
    .collect()
});
/// "12 February 2023", "the 3rd of May"; but "I waited 3 may be 4 hours".
static DAY_MONTH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b {WEEKDAY}? {DAY} (?P<th> {TH} )? (?P<of> \s+ of )? (?: \s+ the )? [\s/.-]* (?P<month> {MONTH} )
          (?P<year> ,? \s* (?: of \s+ )? [-/]? {YEAR} )?"
    ))
});
/// "March 3", but "may 3 people": a number without an ending must not count something.
static MONTH_DAY: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"\b (?P<it> (?P<month> {MONTH} ) \s+ {DAY} ) \b (?P<next> \s+ [a-z]+ )?")));
/// "on the 14th", where nothing counted follows ("on the 3rd time").
static BARE_DAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b (?: on | since | by | until | till | before | after | from | for | was | is | its | it's ) \s+ the \s+
          (?P<it> {DAY} {TH} ) (?P<next> \s+ [a-z]+ | \s* \S )?"
    ))
});

pub fn find(text: &str, found: &mut Vec<Found>) {
    for spelled in SPELLED.iter() {
        collect_all(found, text, spelled, Kind::Date);
    }
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return;
    }
    for sure in SURE.iter() {
        collect_all(found, text, sure, Kind::Date);
    }
    collect(found, text, &DAY_MONTH, Kind::Date, |_, caught| {
        let told = ["th", "of", "year"].iter().any(|part| caught.name(part).is_some());
        told || &caught["month"] != "may" && &caught["month"] != "mar" && &caught["month"] != "march"
            || text[caught.get(0).map_or(0, |whole| whole.end())..].trim_start().is_empty()
    });
    collect(found, text, &MONTH_DAY, Kind::Date, |_, caught| {
        let verb = ["may", "mar", "march"].contains(&&caught["month"]);
        let next = following(caught.name("next"));
        !verb && (next.is_empty() || among("after a date", &next))
    });
    collect(found, text, &BARE_DAY, Kind::Date, |_, caught| {
        let next = following(caught.name("next"));
        !next.starts_with(|c: char| c.is_ascii_alphabetic()) || among("after a date", &next)
    });
}

fn following(next: Option<regex::Match<'_>>) -> String {
    next.map_or(String::new(), |next| next.as_str().trim().to_lowercase())
}
