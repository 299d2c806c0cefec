//! What may stand: names of services and public bodies, and numbers of helplines.
//!
//! Promises to let through only what lies wholly inside an allowed phrase, or is an allowed number digit by digit.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::kind::Kind;
use super::lists;
use super::page::Page;
use super::pattern::{Found, digits};
use super::word::{self, Word};

#[derive(Clone, Debug, Default)]
pub struct Allowed {
    /// By their first word.
    phrases: HashMap<String, Vec<Vec<String>>>,
    numbers: HashSet<String>,
}

impl Allowed {
    pub fn new(given: impl IntoIterator<Item = String>) -> Self {
        let mut allowed = Self::default();
        for phrase in lists::lines(lists::SERVICES).map(str::to_owned).chain(given) {
            allowed.add(&phrase);
        }
        allowed
    }

    fn add(&mut self, phrase: &str) {
        let number = digits(phrase);
        if phrase.chars().all(|c| c.is_ascii_digit() || " -()+".contains(c)) {
            if number.len() >= 3 {
                self.numbers.insert(number);
            }
            return;
        }
        let page = Page::read(&phrase.chars().collect::<Vec<_>>());
        let words: Vec<String> = word::words(&page.text).iter().map(|word| plain(&word.lower)).collect();
        if let Some(first) = words.first() {
            self.phrases.entry(first.clone()).or_default().push(words);
        }
    }

    /// Where allowed phrases stand, and of what was found the allowed numbers.
    pub fn stretches(&self, words: &[Word<'_>], found: &[Found], text: &str) -> Vec<Range<usize>> {
        let phones = found.iter().filter(|one| one.kind == Kind::Phone).map(|one| one.at.clone());
        let mut all: Vec<_> = phones.filter(|at| self.numbers.contains(&national(&text[at.clone()]))).collect();
        for (at, word) in words.iter().enumerate() {
            for phrase in self.phrases.get(&plain(&word.lower)).into_iter().flatten() {
                let there = words.get(at..at + phrase.len());
                let same =
                    |there: &&[Word<'_>]| there.iter().zip(phrase).all(|(word, part)| plain(&word.lower) == *part);
                if let Some(there) = there.filter(same) {
                    all.push(there[0].start..there[there.len() - 1].end);
                }
            }
        }
        all
    }

    pub fn lets(&self, found: &Found, text: &str, stretches: &[Range<usize>]) -> bool {
        if is_number(found.kind) && self.numbers.contains(&national(&text[found.at.clone()])) {
            return true;
        }
        let inside = |stretch: &Range<usize>| stretch.start <= found.at.start && found.at.end <= stretch.end;
        (found.kind.may_be_allowed() || is_number(found.kind)) && stretches.iter().any(inside)
    }
}

fn is_number(kind: Kind) -> bool {
    matches!(kind, Kind::Phone | Kind::Reference | Kind::NhsNumber)
}

fn plain(word: &str) -> String {
    word.replace(['\'', '-'], "")
}

/// As dialled within the country.
fn national(number: &str) -> String {
    let all = digits(number);
    let abroad = number.trim_start().starts_with('+') || all.starts_with("0044");
    match all.trim_start_matches("00").strip_prefix("44") {
        Some(rest) if abroad => format!("0{}", rest.trim_start_matches('0')),
        _ => all,
    }
}
