//! Regular expressions over a page, in linear time whatever the text.
//!
//! Promises that `\b`, `\w` and `\d` mean plain ASCII, which is what a page's letters are, and that `<<months>>` is any
//! word of that list in `data/cues.txt`.

use std::ops::Range;

use regex::{Captures, Regex, RegexBuilder};

use super::kind::Kind;
use super::lists;

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

/// The same, but a capital is a capital; `<<Roads>>` are the words of `<<roads>>` with one.
pub fn exact_pattern(text: &str) -> Regex {
    build(text, false)
}

fn build(text: &str, any_case: bool) -> Regex {
    let plain = with_lists(text).replace(r"\b", r"(?-u:\b)").replace(r"\d", "[0-9]").replace(r"\w", "[A-Za-z0-9_]");
    let built =
        RegexBuilder::new(&plain).case_insensitive(any_case).ignore_whitespace(true).size_limit(1 << 24).build();
    built.expect("a pattern of this program")
}

fn with_lists(text: &str) -> String {
    let mut parts = text.split("<<");
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (list, rest) = part.split_once(">>").expect("a list is closed");
        let capital = list.starts_with(|c: char| c.is_ascii_uppercase());
        let choices = lists::choices(&list.to_lowercase());
        let choices: Vec<String> =
            choices.iter().map(|word| if capital { titled(word) } else { word.clone() }).collect();
        whole += &format!("(?:{}){rest}", choices.join("|"));
    }
    whole
}

fn titled(word: &str) -> String {
    word[..1].to_uppercase() + &word[1..]
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

/// The same for a pattern that is certain by itself.
pub fn collect_all(found: &mut Vec<Found>, text: &str, pattern: &Regex, kind: Kind) {
    if pattern.captures_len() > 1 {
        return collect(found, text, pattern, kind, |_, _| true);
    }
    found.extend(pattern.find_iter(text).map(|caught| Found { at: caught.range(), kind }));
}

pub fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

pub fn has_capital(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_uppercase())
}
