//! The languages that pages are shown in (`surveys/languages/`): fixed words, support blocks and surveys, as Fluent
//! files beside the English of the survey files.
//!
//! Promises that a language that a survey declares is whole: every key and every variable is there, and none too many,
//! or the library does not load. Does not promise that the words are right: whether a speaker read these very words is
//! recorded (`reviews.toml`), and a language without such a record is unchecked.

mod check;
mod keys;
mod list;
pub(super) mod shipped;
mod translate;
mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use data_encoding::HEXLOWER;
use ring::digest;

use super::finding::{Finding, Severity};
use super::model::{Audience, Survey};
use super::slug::Slug;
pub use list::{Language, Review};
pub use words::Words;

/// The language of the survey files.
pub const ENGLISH: &str = "en";
/// The fixed words of every page.
pub const SHELL: &str = "shell";
/// Support contacts and areas, whose English stands in `contacts.toml` and `areas.toml`.
pub const SUPPORT: &str = "support";

/// Fluent texts by language tag and name of file, without its ending.
pub type Texts = BTreeMap<(Slug, String), String>;

#[derive(Clone, Debug, PartialEq)]
pub struct Languages {
    listed: Vec<Language>,
    reviews: Vec<Review>,
    texts: Texts,
    shells: BTreeMap<(Slug, Option<Audience>), Arc<Words>>,
}

impl Languages {
    /// Reads the list, the reviews and every shell. Whether a survey's languages are whole is asked for each survey
    /// (`check`).
    pub fn read(folder: &str, list: &str, reviews: &str, texts: Texts) -> Result<Self, Vec<Finding>> {
        let listed = list::read_languages(&format!("{folder}/languages.toml"), list)?;
        let reviews = list::read_reviews(&format!("{folder}/reviews.toml"), reviews)?;
        let mut findings = Vec::new();
        for ((tag, name), text) in &texts {
            let file = file_name(folder, tag, name);
            findings.extend(keys::faults(&file, text));
            if !listed.iter().any(|language| language.tag == *tag) {
                findings.push(fault(&file, 0, "unknown-language", format!("'{tag}' is not in languages.toml")));
            }
        }
        findings.extend(check::own_words_of_audiences(folder, &texts));
        if findings.is_empty() {
            let shells = shells(&listed, &texts);
            let languages = Self { listed, reviews, texts, shells };
            if languages.shells.contains_key(&(languages.english(), None)) {
                return Ok(languages);
            }
            findings.push(fault(&format!("{folder}/en/shell.ftl"), 0, "missing-file", "this file is needed".into()));
        }
        Err(findings)
    }

    fn english(&self) -> Slug {
        ENGLISH.parse().expect("a fixed name is a name")
    }

    pub fn get(&self, tag: &str) -> Option<&Language> {
        self.listed.iter().find(|language| language.tag.as_str() == tag)
    }

    /// In the order of the chooser.
    pub fn iter(&self) -> impl Iterator<Item = &Language> {
        self.listed.iter()
    }

    pub fn text(&self, tag: &Slug, name: &str) -> Option<&str> {
        self.texts.get(&(tag.clone(), name.to_owned())).map(String::as_str)
    }

    /// The fixed words of a language for an audience; English where the language has none.
    pub fn shell(&self, tag: &Slug, audience: Audience) -> Arc<Words> {
        let own = |tag: &Slug, audience| self.shells.get(&(tag.clone(), audience));
        let english = self.english();
        own(tag, Some(audience))
            .or_else(|| own(tag, None))
            .or_else(|| own(&english, None))
            .cloned()
            .expect("reading refuses a list without English words")
    }

    /// Whether these very words were read by somebody who may say that they are right. English is the survey file's own
    /// language and has its own rules (`lint`).
    pub fn is_checked(&self, tag: &Slug, name: &str, text: &str) -> bool {
        let digest = digest_of(text);
        let is_of = |review: &&Review| review.language == *tag && review.file == name && review.text == digest;
        tag.as_str() == ENGLISH || self.reviews.iter().any(|review| is_of(&review))
    }

    /// Whether the fixed words and the support blocks of a language are checked.
    pub fn shell_is_checked(&self, tag: &Slug) -> bool {
        let checked = |name| self.text(tag, name).is_some_and(|text| self.is_checked(tag, name, text));
        tag.as_str() == ENGLISH || (checked(SHELL) && checked(SUPPORT))
    }

    /// The same with what an audience reads instead, where the language has it.
    pub fn shell_is_checked_for(&self, tag: &Slug, audience: Audience) -> bool {
        let name = for_audience(audience);
        let own = self.text(tag, &name).is_none_or(|text| self.is_checked(tag, &name, text));
        own && self.shell_is_checked(tag)
    }

    /// Every file of a language that a survey needs, with the digest of its words and whether they are checked.
    pub fn files(&self, tag: &Slug, survey: &Survey) -> impl Iterator<Item = (String, String, bool)> {
        let of_audience = for_audience(survey.audience);
        let names = [SHELL, of_audience.as_str(), SUPPORT, survey.id.as_str()].map(str::to_owned);
        names.into_iter().filter_map(move |name| {
            let text = self.text(tag, &name)?;
            let is_checked = self.is_checked(tag, &name, text);
            Some((name, digest_of(text), is_checked))
        })
    }
}

fn shells(listed: &[Language], texts: &Texts) -> BTreeMap<(Slug, Option<Audience>), Arc<Words>> {
    let mut shells = BTreeMap::new();
    for language in listed {
        let text = |name: &str| texts.get(&(language.tag.clone(), name.to_owned())).map(String::as_str);
        let Some(shell) = text(SHELL) else { continue };
        let base = [Some(shell), text(SUPPORT)];
        let for_all = Words::new(language, base.into_iter().flatten());
        shells.insert((language.tag.clone(), None), Arc::new(for_all));
        for audience in Audience::ALL {
            if let Some(own) = text(&for_audience(audience)) {
                let words = Words::new(language, base.into_iter().flatten().chain([own]));
                shells.insert((language.tag.clone(), Some(audience)), Arc::new(words));
            }
        }
    }
    shells
}

/// The file with the fixed words that one audience reads instead of everybody's.
pub(super) fn for_audience(audience: Audience) -> String {
    format!("{SHELL}-{}", audience.name())
}

/// Which words were read: 16 hex digits of their SHA-256.
pub fn digest_of(text: &str) -> String {
    HEXLOWER.encode(&digest::digest(&digest::SHA256, text.as_bytes()).as_ref()[..8])
}

/// An address that a link may go to: nobody on the way sees which.
pub fn is_address(text: &str) -> bool {
    text.strip_prefix("https://").is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
}

fn file_name(folder: &str, tag: &Slug, name: &str) -> String {
    format!("{folder}/{tag}/{name}.ftl")
}

fn fault(file: &str, line: usize, rule: &'static str, message: String) -> Finding {
    Finding { file: file.to_owned(), line, rule, message, severity: Severity::Error }
}

#[cfg(test)]
mod tests;
