//! Regular expressions over a page, in linear time whatever the text.
//!
//! Promises that `\b`, `\w` and `\d` mean plain ASCII, which is what a page's letters are.

use std::ops::Range;

use regex::{Captures, Regex, RegexBuilder};

use super::kind::Kind;

/// What a rule found: bytes of the page's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub at: Range<usize>,
    pub kind: Kind,
}

/// Of a pattern that the program itself wrote; ignores case.
pub fn pattern(text: &str) -> Regex {
    build(text, true)
}

/// The same, but a capital is a capital.
pub fn exact_pattern(text: &str) -> Regex {
    build(text, false)
}

fn build(text: &str, any_case: bool) -> Regex {
    let plain = text.replace(r"\b", r"(?-u:\b)").replace(r"\d", "0-9").replace(r"\w", "A-Za-z0-9_");
    let built = RegexBuilder::new(&plain).case_insensitive(any_case).ignore_whitespace(true).size_limit(1 << 24).build();
    built.expect("a pattern of this program")
}

/// The stretches of the group `it`, or of the whole match where a pattern has none, that pass `fits`.
pub fn collect(
    found: &mut Vec<Found>,
    text: &str,
    pattern: &Regex,
    kind: Kind,
    fits: impl Fn(&str, &Captures<'_>) -> bool,
) {
    for caught in pattern.captures_iter(text) {
        let Some(at) = caught.name("it").or_else(|| caught.get(0)) else { continue };
        if fits(at.as_str(), &caught) {
            found.push(Found { at: at.range(), kind });
        }
    }
}

pub fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// What comes right before and right after a stretch.
pub fn neighbours<'a>(text: &'a str, at: &Range<usize>) -> (Option<char>, Option<char>, &'a str) {
    (text[..at.start].chars().next_back(), text[at.end..].chars().next(), &text[at.end..])
}
