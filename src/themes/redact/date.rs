//! Days that can be looked up: a date, a month of a year, a day that has a name.
//!
//! Promises to leave weekdays, bare months and bare years alone: "last Tuesday" and "by March" point at nobody.

use std::sync::LazyLock;

use regex::Regex;

use super::kind::Kind;
use super::pattern::{Found, collect, pattern};

const MONTH: &str = "(?: jan(?:uary)? | feb(?:ruary|uary)? | mar(?:ch)? | apr(?:il)? | may | june? | july? | aug(?:ust)? | sept?(?:ember)? | oct(?:ober)? | nov(?:ember)? | dec(?:ember)? ) \\b \\.?";
const DAY: &str = "(?: 3[01] | [12] [\\d] | 0? [1-9] )";
const NTH: &str = "(?: (?: twenty | thirty ) [\\s-]+ )? (?: first | second | third | fourth | fifth | sixth | seventh | eighth | ninth | tenth | eleventh | twelfth | thirteenth | fourteenth | fifteenth | sixteenth | seventeenth | eighteenth | nineteenth | twentieth | thirtieth )";
const YEAR: &str = "(?: (?: 19 | 20 ) [\\d]{2} \\b | ' [\\d]{2} \\b )";
const WEEKDAY: &str = "(?: (?: mon | tues? | wed (?:nes)? | thu (?:rs?)? | fri | sat (?:ur)? | sun ) (?: day )? \\b \\.? ,? \\s+ (?: the \\s+ )? )?";

/// Certain whatever stands around them.
static SURE: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    [
        format!(r"\b {WEEKDAY} {DAY} \s? [/.-] \s? (?: 0?[1-9] | 1[0-2] ) \s? [/.-] \s? (?: [\d]{{4}} | [\d]{{2}} ) \b"),
        r"\b (?: 0?[1-9] | 1[0-2] ) \s? [/.-] \s? (?: 3[01] | [12] [\d] | 0? [1-9] ) \s? [/.-] \s? (?: (?: 19 | 20 ) [\d]{2} | [\d]{2} ) \b".to_owned(),
        r"\b (?: 19 | 20 ) [\d]{2} [/.-] [\d]{1,2} [/.-] [\d]{1,2} \b".to_owned(),
        r"\b (?: 0[1-9] | 1[0-2] ) / (?: 19 | 20 ) [\d]{2} \b".to_owned(),
        format!(r"\b {WEEKDAY} {DAY} (?: \s? (?: st | nd | rd | th ) \b | ) (?: \s+ of )? (?: \s+ the )? [\s/.-]* {MONTH} (?: ,? \s* (?: of \s+ )? [-/]? {YEAR} )?"),
        format!(r"\b {WEEKDAY} {NTH} \s+ of \s+ {MONTH} (?: ,? \s+ {YEAR} )?"),
        format!(r"\b {MONTH} ,? \s* (?: of \s+ | in \s+ )? [-/]? {YEAR}"),
        format!(r"\b {MONTH} \s+ (?: the \s+ )? (?: {DAY} \s? (?: st | nd | rd | th ) | {NTH} ) \b (?: ,? \s+ {YEAR} )?"),
        format!(r"\b (?: spring | summer | autumn | winter | easter | xmas | christmas | new \s year ) \s+ (?: of \s+ | in \s+ )? {YEAR}"),
        r"\b (?: boxing | christmas | xmas | new \s years? ' ? s? | valentine ' ? s? | mother (?:ing)? ' ? s? | mothers | father ' ? s? | fathers | st\.? \s patrick ' ? s | st\.? \s george ' ? s | remembrance | may | pancake | palm | easter | independence | canada | mothering | republic ) \s+ (?: day | eve | sunday | monday ) \b".to_owned(),
        format!(r"\b {MONTH} \s bank \s holiday (?: \s {YEAR} )?"),
        format!(r"\b (?: mon | tues? | wed (?:nes)? | thu (?:rs?)? | fri | sat (?:ur)? | sun ) (?: day )? \s (?: the \s )? {DAY} (?: st | nd | rd | th ) \b"),
        format!(r"\b the \s {DAY} (?: st | nd | rd | th ) \s of \s (?: this | that | last | next | the | every ) \s month \b"),
        r"\b (?: hallow ' ? e ' ? en | bonfire \s night | guy \s fawkes | good \s friday | hogmanay | nye | diwali | vaisakhi | lohri | eid (?: [\s-] al [\s-] (?:fitr|adha) | \s day | \s mubarak )? | chinese \s new \s year | wigilia ) \b".to_owned(),
        r"\b (?: my | his | her | their | our ) \s+ (?: [\d]{1,2} \s? (?: st | nd | rd | th ) | (?: twenty | thirty | forty | fifty | sixty )? [\s-]? (?: first | fifth | sixteenth | eighteenth | thirteenth | fourteenth | fifteenth | seventeenth | nineteenth | twentieth | thirtieth | fortieth | fiftieth | sixtieth ) ) \s+ birthday \b".to_owned(),
    ]
    .iter()
    .map(|text| pattern(text))
    .collect()
});

/// "March 3", but "may 3 people": a number without an ending must not count something.
static MONTH_DAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"\b (?P<it> (?P<month> {MONTH} ) \s+ {DAY} ) \b (?P<next> \s+ [a-z]+ )?"))
});
/// "on the 14th", where nothing counted follows ("on the 3rd time").
static BARE_DAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b (?: on | since | by | until | till | before | after | from | for | was | is | its | it's | {WEEKDAY} ) \s+ the \s+ (?P<it> {DAY} \s? (?: st | nd | rd | th ) ) \b (?P<next> \s+ [a-z]+ | \s* \S )?"
    ))
});

pub fn find(text: &str, found: &mut Vec<Found>) {
    for sure in SURE.iter() {
        collect(found, text, sure, Kind::Date, |it, _| !it.trim().is_empty() && !is_word_may(it));
    }
    collect(found, text, &MONTH_DAY, Kind::Date, |it, caught| {
        let next = caught.name("next").map_or("", |next| next.as_str().trim());
        let small = ["at", "and", "but", "he", "she", "they", "i", "it", "we", "when", "which", "was", "is", "to", "in", "last", "this"];
        (next.is_empty() || small.contains(&&next.to_lowercase()[..]))
            && (!caught["month"].eq_ignore_ascii_case("may") && !caught["month"].eq_ignore_ascii_case("march") && !caught["month"].eq_ignore_ascii_case("mar") || it.starts_with('M'))
    });
    collect(found, text, &BARE_DAY, Kind::Date, |_, caught| {
        let next = caught.name("next").map_or("", |next| next.as_str().trim());
        let small = ["at", "and", "but", "he", "she", "they", "i", "it", "we", "when", "which", "was", "is", "my", "the", "nobody", "no", "then"];
        !next.starts_with(|c: char| c.is_ascii_alphabetic()) || small.contains(&&next.to_lowercase()[..])
    });
}

/// "I waited 3 may be 4 hours": a day runs into the verb.
fn is_word_may(it: &str) -> bool {
    it.ends_with("may") && it.len() <= 6 && it.chars().filter(char::is_ascii_digit).count() == 1 && !it.contains("th")
        && !it.contains("nd") && !it.contains("rd") && !it.contains("st")
}
