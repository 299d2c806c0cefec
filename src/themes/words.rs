//! Cuts a text into words and sentences, as the tagger and the danger ranker read them.
//!
//! Promises to take any text, and the same words for the same text. Spelling, apostrophes and capitals are evened out
//! ("Didn't", "didnt"); nothing is kept.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::survey::Finding;
use crate::survey::document::Document;

/// Small letters and digits; an apostrophe or `&` inside a word closes up; longer numbers become `#`.
pub fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for c in text.chars().chain([' ']) {
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        } else if !matches!(c, '\'' | '’' | '‘' | '&') && !word.is_empty() {
            let number = word.len() > 3 && word.bytes().all(|b| b.is_ascii_digit());
            words.push(if number { "#".to_owned() } else { std::mem::take(&mut word) });
            word.clear();
        }
    }
    words
}

/// Where each sentence stands, in bytes; without the white space around it.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        let next = letters.peek().map(|(_, c)| *c);
        let ends = matches!(c, '.' | '!' | '?' | '…') && next.is_none_or(char::is_whitespace);
        if c == '\n' || ends || next.is_none() {
            let end = at + c.len_utf8();
            let part = &text[start..end];
            let (lead, kept) = (part.len() - part.trim_start().len(), part.trim());
            if kept.chars().any(char::is_alphanumeric) {
                found.push(start + lead..start + lead + kept.len());
            }
            start = end;
        }
    }
    found
}

/// Things that people name in many ways, from a file that staff can read: see `surveys/listening/words.toml`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Lexicon(Vec<(String, Vec<Vec<String>>)>);

impl Lexicon {
    /// The tables of `key`, each a list of words and phrases.
    pub fn parse(file: &str, text: &str, key: &str) -> Result<Self, Vec<Finding>> {
        Document::read(file, text, |document, top| {
            let mut lists = Vec::new();
            let part = document.part(top, key, "table of lists");
            let part = document.need(top, key, part)?;
            for (name, _) in document.keys(part) {
                let phrases = document.texts(part, name);
                let phrases = phrases.iter().map(|(phrase, _)| phrase.split(' ').map(str::to_owned).collect());
                lists.push((name.to_owned(), phrases.collect()));
            }
            Some(Self(lists))
        })
    }

    /// What people name, for the themes.
    pub fn things_named() -> Self {
        Self::shipped("concepts")
    }

    /// How people praise and blame.
    pub fn tone() -> Self {
        Self::shipped("tone")
    }

    fn shipped(key: &str) -> Self {
        let text = include_str!("../../surveys/listening/words.toml");
        Self::parse("words.toml", text, key).expect("the shipped file is read by a test")
    }

    /// The lists that speak in these words, each as often as it does.
    pub fn found<'a>(&'a self, words: &'a [String]) -> impl Iterator<Item = (&'a str, usize)> {
        self.0.iter().filter_map(|(name, phrases)| {
            let here = |at: &usize| phrases.iter().any(|phrase| stands(phrase, &words[*at..]));
            let times = (0..words.len()).filter(here).count();
            (times > 0).then_some((name.as_str(), times))
        })
    }
}

fn stands(phrase: &[String], words: &[String]) -> bool {
    phrase.len() <= words.len()
        && phrase.iter().zip(words).all(|(wanted, word)| match wanted.strip_suffix('*') {
            Some(beginning) => word.starts_with(beginning),
            None => word == wanted,
        })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spelling_is_evened_out() {
        assert_eq!(
            words("I DIDN’T go to A&E in 2021, didn't I?"),
            ["i", "didnt", "go", "to", "ae", "in", "#", "didnt", "i"]
        );
    }

    #[test]
    fn sentences_end_at_marks_and_lines() {
        let text = " One. Two at 2.30!  three\nFour?";
        let found: Vec<&str> = sentences(text).into_iter().map(|part| &text[part]).collect();
        assert_eq!(found, ["One.", "Two at 2.30!", "three", "Four?"]);
    }

    #[test]
    fn a_list_finds_words_phrases_and_beginnings() {
        let lexicon = Lexicon::parse("w", "[x]\nwait = ['wait*', 'in line']\nnone = ['no']\n", "x").unwrap();
        let said = words("Waiting and waiting in line, not online");
        assert_eq!(lexicon.found(&said).collect::<Vec<_>>(), [("wait", 3)]);
    }

    proptest! {
        #[test]
        fn sentences_are_parts_of_any_text_in_order(text in "\\PC{0,80}|[a-z.!? \n]{0,80}") {
            let found = sentences(&text);
            prop_assert!(found.windows(2).all(|pair| pair[0].end <= pair[1].start));
            let kept: Vec<String> = found.into_iter().flat_map(|part| words(&text[part])).collect();
            let whole = words(&text);
            // A mark inside a number or an address is no end; nothing is lost but what holds no word.
            prop_assert_eq!(kept.concat(), whole.concat());
        }
    }
}
