//! How old somebody is or was, in digits or words.
//!
//! Promises to leave other counts alone: an age needs a person before it or "years old" after it.

use std::sync::LazyLock;

use regex::Regex;

use super::kind::Kind;
use super::lists;
use super::pattern::{Found, collect, pattern};

const WORDED: &str = "(?: (?: twenty | thirty | forty | fourty | fifty | sixty | seventy | eighty | ninety ) (?: [\\s-]? (?: one | two | three | four | five | six | seven | eight | nine ) \\b )? | ten | eleven | twelve | thirteen | fourteen | fifteen | sixteen | seventeen | eighteen | nineteen | one | two | three | four | five | six | seven | eight | nine )";
const PERSON: &str = "(?: i | he | she | they | who | daughter | son | sons | daughters | boys? | girls? | kids? | child | children | baby | mum | mom | mam | mother | dad | father | nan | nana | gran | grandma | grandad | brother s? | sisters? | cousin | niece | nephew | twins? | partner | husband | wife | ex | friend | mate | youngest | eldest | oldest | granddaughter | grandson | stepson | stepdaughter | sibling | victim | survivor | aunt | uncle )";

static TOLD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"\b (?P<it> (?: (?: a | an ) \s+ )? (?: [\d]{{1,3}} | {WORDED} ) (?: \s? (?: - | to | / | and | or | & ) \s? (?: [\d]{{1,3}} | {WORDED} ) )? [\s-]{{0,2}} (?: (?: years? | yrs? | yr s? | months? | mths? | wks? | weeks? | days? ) [\s-]{{1,2}} olds? | (?: years? | yrs? ) \s of \s age | yr \s? olds? | yo | y/o | y\.o\.? ) ) \b"))
});
static AGED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"\b (?: aged? (?: \s of | \s was | \s is | : )? | turned | turning | turns | age ) \s* (?P<it> [\d]{{1,3}} (?: \s? (?: - | and | to | & ) \s? [\d]{{1,3}} )? | {WORDED} ) \b (?P<next> \s* [a-z%]+ )?"))
});
static BEING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b (?: i'?m | he'?s | she'?s | they'?re | you'?re | (?: you | both | {PERSON} ) (?: \s+ (?: am | is | was | are | were | are \s both ) | \s? 's | s \b ) )
          (?: \s+ (?: only | just | still | now | about | nearly | almost | around | barely | maybe | like | literally | over | not \s even | at \s the \s time | then | already | was ) )*
          \s+ (?P<it> [\d]{{1,3}} (?: \s? (?: , | and | & | or ) (?: \s+ (?: one | the \s other ) \s (?: is | was ) )? \s? [\d]{{1,2}} )* | {WORDED} (?: \s+ and \s+ {WORDED} \b )? ) \b (?P<next> \s* [a-z%/:'-]+ | \s* \S )?"
    ))
});
static BESIDE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"\b (?: {PERSON} | name \s is \s [a-z]+ | i'?m | woman | man | female | male | f | m ) \s* [,(] \s* (?: who \s is \s | aged? \s | now \s )? (?P<it> [\d]{{1,2}} ) (?: \s* (?: f | m ) \b )? \s* (?: [,).] | $ )"))
});
static AT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"\b (?: at | since | from | until | till | when ) \s+ (?: the \s age \s of \s | about \s | only \s )? (?P<it> [\d]{{1,2}} | {WORDED} ) \s* ,? \s+ (?P<next> i | he | she | they | my | you ) \b (?P<after> \s+ [a-z']+ )?"))
});
/// "mom of three here, 29, knackered"
static APART: LazyLock<Regex> = LazyLock::new(|| pattern(r"[a-z] , \s (?P<it> 1[3-9] | [2-9][\d] ) \s? , \s [a-z]"));
static LETTERED: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?: ^ | [\s(,] ) (?P<it> [\d]{2} \s? (?: f | m ) | (?: f | m ) \s? [\d]{2} ) (?: [\s),.] | $ )"));

pub fn find(text: &str, found: &mut Vec<Found>) {
    collect(found, text, &TOLD, Kind::Age, |it, _| fits(it));
    collect(found, text, &AGED, Kind::Age, |it, caught| fits(it) && goes_on(caught.name("next")));
    collect(found, text, &BEING, Kind::Age, |it, caught| fits(it) && goes_on(caught.name("next")));
    collect(found, text, &BESIDE, Kind::Age, |it, _| fits(it));
    collect(found, text, &AT, Kind::Age, |it, _| fits(it) && is_life(it));
    collect(found, text, &APART, Kind::Age, |_, _| true);
    collect(found, text, &LETTERED, Kind::Age, |_, _| true);
}

fn fits(it: &str) -> bool {
    let number: String = it.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    number.is_empty() || number.parse::<u32>().is_ok_and(|age| age <= 110)
}

/// After an age a sentence ends, or goes on with a small word; after a count comes what is counted.
fn goes_on(next: Option<regex::Match<'_>>) -> bool {
    const COUNTS: &str = "of other others out to more less than things thing people too lot lots case worker workers person";
    const ALSO: &str = "y yo n x xx lol tho living today female male years year yrs yr though nobody everybody school pregnant scared";
    let Some(next) = next else { return true };
    let next = next.as_str().trim().to_lowercase();
    if matches!(&next[..], "years" | "yrs" | "year") {
        return true;
    }
    match next.chars().next() {
        Some('%' | '/' | ':' | '-' | '\'') => false,
        Some(first) if first.is_ascii_alphabetic() => lists::among(ALSO, &next) || lists::is_function(&next) && !lists::among(COUNTS, &next),
        _ => true,
    }
}

/// "at 15 I ran away", but "at 7 I rang": an hour is a small number, a life may be told from eight on.
fn is_life(it: &str) -> bool {
    it.parse::<u32>().map_or_else(|_| it.len() > 5, |age| age >= 13)
}
