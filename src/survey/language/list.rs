//! `languages.toml` and `reviews.toml`: which languages there are, and which of their words were read by a speaker.

use jiff::civil::Date;

use crate::survey::document::Document;
use crate::survey::finding::Finding;
use crate::survey::slug::Slug;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language {
    /// As in `lang` attributes.
    pub tag: Slug,
    /// Its own name in its own script.
    pub name: String,
    pub right_to_left: bool,
    /// One idea a line, large, with pictures.
    pub easy: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    pub language: Slug,
    /// The file's name without its ending.
    pub file: String,
    /// The digest of the words that were read.
    pub text: String,
    pub by: String,
    pub checked: Date,
}

pub(super) fn read_languages(file: &str, text: &str) -> Result<Vec<Language>, Vec<Finding>> {
    Document::read(file, text, |document, top| {
        document.only(top, &["language"]);
        let mut languages: Vec<Language> = Vec::new();
        for part in document.parts(top, "language", "language") {
            document.only(part, &["tag", "name", "right-to-left", "easy"]);
            let (tag, name) = (document.slug(part, "tag"), document.text(part, "name"));
            let (tag, name) = (document.need(part, "tag", tag), document.need(part, "name", name));
            let (right_to_left, easy) = (document.flag(part, "right-to-left"), document.flag(part, "easy"));
            let (Some(tag), Some(name)) = (tag, name) else { continue };
            if languages.iter().any(|language| language.tag == tag) {
                document.fault(part.line, "duplicate-id", format!("the language '{tag}' is there twice"));
            }
            languages.push(Language { tag, name, right_to_left, easy });
        }
        Some(languages)
    })
}

pub(super) fn read_reviews(file: &str, text: &str) -> Result<Vec<Review>, Vec<Finding>> {
    Document::read(file, text, |document, top| {
        document.only(top, &["review"]);
        let mut reviews = Vec::new();
        for part in document.parts(top, "review", "review") {
            document.only(part, &["language", "file", "text", "by", "checked"]);
            let language = document.slug(part, "language");
            let language = document.need(part, "language", language);
            let mut word = |key| {
                let text = document.text(part, key);
                document.need(part, key, text)
            };
            let (file, text, by) = (word("file"), word("text"), word("by"));
            let checked = document.date(part, "checked");
            let checked = document.need(part, "checked", checked);
            let (Some(language), Some(file), Some(text)) = (language, file, text) else { continue };
            let (Some(by), Some(checked)) = (by, checked) else { continue };
            reviews.push(Review { language, file, text, by, checked });
        }
        Some(reviews)
    })
}
