//! Cars: number plates of now and of old, and a colour with a make, which a street knows.
//!
//! Promises that a plate of the present form never stands. Does not look for makes alone unless somebody drives one.

use std::sync::LazyLock;

use regex::Regex;

use super::kind::Kind;
use super::lists::{self, among};
use super::pattern::{Found, collect, collect_all, exact_pattern, pattern};

static PLATE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b (?P<it> [a-z]{2} \d{2} (?P<gap> [\s.-]? ) (?P<tail> [a-z]{3} ) ) \b"));
static OLD_PLATE: LazyLock<Regex> =
    LazyLock::new(|| exact_pattern(r"\b (?: [A-Z] \d{2,3} \s? (?P<tail> [A-Z]{3} ) | [A-Z]{3} \s? \d{2,3} [A-Z] ) \b"));
static CUED_PLATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b (?: reg (?:istration)? | (?: number \s? | licen[cs]e \s )? plates? | vrm ) \b
          (?: \s+ (?: number | no | plate | is | was | of | ends? (?: \s in )? | starts? (?: \s with )? ) \b
            | \s* [:=(.-] )* \s*
          (?P<it> [a-z\d]{1,4} [\s-]? [a-z\d]{2,4} ) \b",
    )
});
static COLOURED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b (?: (?: dark | light | bright | metallic | pale | matt | navy | sky ) [\s-]+ )? <<colours>> \s+
          (?: (?: old | new | little | big | small | convertible | sports ) \s+ )?
          (?: <<makes>> | <<vehicles>> ) \b (?: [\s-]+ (?: <<makes>> | <<vehicles>> ) \b )?",
    )
});
static DRIVEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b (?: drives | drove | driving | car \s is | in | has | got | bought ) \s+
          (?: an? | his | her | their | the ) \s+
          (?P<it> (?: (?: old | new | little | big ) \s+ )? (?P<make> <<makes>> ) \b
            (?: [\s-]+ (?: <<makes>> | van | estate ) \b )? )",
    )
});

pub fn find(text: &str, found: &mut Vec<Found>) {
    collect_all(found, text, &COLOURED, Kind::Vehicle);
    collect(found, text, &DRIVEN, Kind::Vehicle, |_, caught| {
        !among("makes that are words", &caught["make"].to_lowercase())
    });
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return;
    }
    // In lower case with a gap "on 24 the" would fit: the three letters must not be a word.
    collect(found, text, &PLATE, Kind::Vehicle, |it, caught| {
        let upper = it.bytes().filter(u8::is_ascii_alphabetic).all(|b| b.is_ascii_uppercase());
        upper || caught["gap"].is_empty() || !lists::is_word(&caught["tail"].to_lowercase())
    });
    collect(found, text, &OLD_PLATE, Kind::Vehicle, |_, caught| {
        caught.name("tail").is_none_or(|tail| !lists::is_word(&tail.as_str().to_lowercase()))
    });
    collect(found, text, &CUED_PLATE, Kind::Vehicle, |it, _| it.bytes().any(|b| b.is_ascii_digit()));
}
