//! How old somebody is or was, in digits or words.
//!
//! Promises to leave other counts alone: an age needs a person before it or "years old" after it.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::kind::Kind;
use super::lists::{self, among};
use super::pattern::{Found, collect, collect_all, pattern};

const WORDED: &str = r"(?: <<tens>> (?: [\s-]? <<ones>> \b )? | <<teens>> | <<ones>> )";
const PERSON: &str = "(?: i | he | she | they | who | <<kin>> )";

/// "70 year old", "19yo", "4 months old"
static TOLD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b (?P<it> (?: (?: a | an ) \s+ )? (?: \d{{1,3}} | {WORDED} )
          (?: \s? (?: - | to | / | and | or | & ) \s? (?: \d{{1,3}} | {WORDED} ) )?
          [\s-]{{0,2}} (?: (?: years? | yrs? | months? | mths? | wks? | weeks? | days? ) [\s-]{{1,2}} olds?
            | (?: years? | yrs? ) \s of \s age | yr \s? olds? | yo | y/o | y\.o\.? ) ) \b"
    ))
});
static AGED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b (?: aged? (?: \s of | \s was | \s is | : )? | turned | turning | turns | age | being ) \s*
          (?P<it> \d{{1,3}} (?: \s? (?: - | and | to | & ) \s? \d{{1,3}} )? | {WORDED} ) \b (?P<next> \s* [a-z%']+ )?"
    ))
});
/// "I am 33", "my boys are 3 and 6", "she was sixteen"
static BEING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b (?: i'?m | he'?s | she'?s | <<kin>> \s who'?s | they'?re | you'?re | <<kin>> s | we \s (?: are | were ) \s both
            | (?: you | both | {PERSON} ) (?: \s+ (?: am | is | was | are | were ) | \s? 's ) )
          (?: \s+ <<before an age>> )* \s+
          (?P<it> \d{{1,3}}
            (?: \s? (?: , | and | & | or ) (?: \s+ (?: one | the \s other ) \s (?: is | was ) )? \s? \d{{1,2}} )*
            | {WORDED} (?: \s+ and \s+ {WORDED} \b )? ) \b
          (?P<next> \s* [a-z%/:'-]+ | \. \d | \s* \S )?"
    ))
});
/// "my daughter (14)", "woman, 29, Dudley"
static BESIDE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b (?: {PERSON} | name \s is \s [a-z]+ | i'?m | woman | man | female | male | f | m ) \s* [,(] \s*
          (?: who \s is \s | aged? \s | now \s )? (?P<it> \d{{1,2}} ) (?: \s* (?: f | m ) \b )? \s* (?: [,).] | $ )"
    ))
});
/// "my children, 4 and 9, …"
static SIBLINGS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b <<kin>> \s* [,(] \s* (?: aged? \s )? (?P<it> \d{1,2} (?: \s? , \s? \d{1,2} )* \s? (?: and | & ) \s? \d{1,2} ) \s* (?: [,).] | $ )",
    )
});
/// "my lad callum (17)"
static BRACKETED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[a-z] \s? \( \s? (?: aged? \s | just \s | now \s )? (?P<it> [5-9] | [1-9]\d ) \s? \)"));
/// "my daughter ellie is 7"
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b <<kin>> \s+ [a-z]+ (?: - [a-z]+ )? ,? \s+ (?: is | was | turned | who \s is | who'?s )
          (?: \s+ <<before an age>> )* \s+ (?P<it> \d{{1,2}} | {WORDED} ) \b (?P<next> \s* [a-z%/:'-]+ | \. \d )?"
    ))
});
/// "at 15 I ran away"; "at 7 I rang" is an hour.
static AT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b (?: at | since | from | until | till | when ) \s+ (?: the \s age \s of \s | about \s | only \s )?
          (?P<it> \d{{1,2}} | {WORDED} ) \s* ,? \s+ (?: i | he | she | they | my | you ) \b"
    ))
});
/// "mom of three here, 29, knackered"
static APART: LazyLock<Regex> = LazyLock::new(|| pattern(r"[a-z] , \s (?P<it> 1[3-9] | [2-9]\d ) \s? , \s [a-z]"));
/// "34f"
static LETTERED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?: ^ | [\s(,] ) (?P<it> \d{2} \s? (?: f | m ) | (?: f | m ) \s? \d{2} ) (?: [\s),.] | $ )")
});

pub fn find(text: &str, found: &mut Vec<Found>) {
    let going_on = |it: &str, caught: &Captures<'_>| fits(it) && goes_on(caught.name("next"));
    collect(found, text, &TOLD, Kind::Age, |it, _| fits(it));
    collect(found, text, &AGED, Kind::Age, going_on);
    collect(found, text, &BEING, Kind::Age, going_on);
    collect(found, text, &NAMED, Kind::Age, going_on);
    collect(found, text, &AT, Kind::Age, |it, _| fits(it) && is_life(it));
    if text.bytes().any(|b| b.is_ascii_digit()) {
        collect(found, text, &BESIDE, Kind::Age, |it, _| fits(it));
        collect_all(found, text, &SIBLINGS, Kind::Age);
        collect_all(found, text, &BRACKETED, Kind::Age);
        collect_all(found, text, &APART, Kind::Age);
        collect_all(found, text, &LETTERED, Kind::Age);
    }
}

/// At most what anybody reaches.
fn fits(it: &str) -> bool {
    let number: String = it.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    number.is_empty() || number.parse::<u32>().is_ok_and(|age| age <= 110)
}

/// After an age a sentence ends, or goes on with a small word; after a count comes what is counted.
fn goes_on(next: Option<regex::Match<'_>>) -> bool {
    let Some(next) = next else { return true };
    let next = next.as_str().trim().to_lowercase();
    match next.chars().next() {
        Some('.') => next.len() == 1,
        Some('%' | '/' | ':' | '-' | '\'') => false,
        Some(first) if first.is_ascii_alphabetic() => {
            among("after an age", &next) || lists::is_function(&next) && !among("counted", &next)
        }
        _ => true,
    }
}

fn is_life(it: &str) -> bool {
    it.parse::<u32>().map_or_else(|_| it.len() > 5, |age| age >= 13)
}
