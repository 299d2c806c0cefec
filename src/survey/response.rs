//! A `Response` is what one person sent, and it fits its survey: every answer names a question and an option that
//! are there, and every text is short enough to be sealed.
//!
//! Promises that blank is always a valid answer and that line ends are the same from every browser. Does not know
//! who sent it, when, or from where: there is no field for that.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::model::{Question, Survey};
use super::slug::Slug;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Response {
    pub closed: ClosedAnswers,
    /// Free texts by question, trimmed, never empty.
    pub texts: BTreeMap<Slug, String>,
    /// The person ticked that these words may be quoted. Without a tick they never are.
    pub quote: bool,
}

/// Chosen options by question id. A question left blank is absent; only a many-of has several.
pub type ClosedAnswers = BTreeMap<Slug, BTreeSet<Slug>>;

/// Why a form does not fit. Never carries what was typed, so that it can be logged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum Misfit {
    #[error("question {0}: an option that is not offered")]
    UnknownOption(Slug),
    #[error("question {0}: several options where one may be chosen")]
    SeveralOptions(Slug),
    #[error("question {0}: the text is too long")]
    TooLong(Slug),
}

impl Response {
    /// Reads form fields. Fields that are no question of this survey are ignored: browser extensions add some, and
    /// a person's answers must not be lost for it.
    pub fn from_fields<'a>(
        survey: &Survey,
        fields: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, Misfit> {
        let mut response = Self::default();
        for (name, value) in fields {
            let Some(question) = survey.question(name) else {
                continue;
            };
            if question.is_text() {
                response.add_text(question, value)?;
            } else if question.is_consent() && !value.is_empty() {
                let known = question.choice(value).is_some();
                response.quote = known.then_some(true).ok_or_else(|| Misfit::UnknownOption(question.id.clone()))?;
            } else if !value.is_empty() {
                response.add_choice(question, value)?;
            }
        }
        Ok(response)
    }

    fn add_text(&mut self, question: &Question, value: &str) -> Result<(), Misfit> {
        let text = value.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "");
        let text = text.trim();
        if text.encode_utf16().count() > question.max_length() {
            return Err(Misfit::TooLong(question.id.clone()));
        }
        if !text.is_empty() {
            self.texts.insert(question.id.clone(), text.to_owned());
        }
        Ok(())
    }

    fn add_choice(&mut self, question: &Question, value: &str) -> Result<(), Misfit> {
        let choice = question.choice(value).ok_or_else(|| Misfit::UnknownOption(question.id.clone()))?;
        let chosen = self.closed.entry(question.id.clone()).or_default();
        chosen.insert(choice.id.clone());
        if chosen.len() > 1 && !question.is_multi_label() {
            return Err(Misfit::SeveralOptions(question.id.clone()));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::library::Library;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    fn core() -> &'static Survey {
        static LIBRARY: LazyLock<Library> = LazyLock::new(Library::built_in);
        &LIBRARY.surveys[0].0
    }

    #[test]
    fn blank_is_a_valid_answer() {
        let survey = core();
        let blank: Vec<_> = survey.questions().map(|question| (question.id.as_str(), "")).collect();
        assert_eq!(Response::from_fields(survey, blank), Ok(Response::default()));
        assert_eq!(Response::from_fields(survey, []), Ok(Response::default()));
    }

    #[test]
    fn fields_that_are_no_question_are_ignored_and_options_that_are_not_offered_refused() {
        let survey = core();
        let sent = [("believed", "mostly"), ("extension", "x"), ("helped", " Kind\r\nstaff ")];
        let response = Response::from_fields(survey, sent).unwrap();
        assert_eq!(response.closed["believed"].first().unwrap().as_str(), "mostly");
        assert_eq!(response.texts["helped"], "Kind\nstaff");
        let misfit = |fields: &[(&str, &str)]| Response::from_fields(survey, fields.iter().copied()).unwrap_err();
        let id = |id: &str| id.parse().unwrap();
        assert_eq!(misfit(&[("believed", "maybe")]), Misfit::UnknownOption(id("believed")));
        assert_eq!(misfit(&[("believed", "no"), ("believed", "mostly")]), Misfit::SeveralOptions(id("believed")));
        assert_eq!(misfit(&[("helped", &"x".repeat(1501))]), Misfit::TooLong(id("helped")));
    }

    proptest! {
        #[test]
        fn whatever_is_sent_is_a_response_that_fits_or_a_misfit(
            fields in prop::collection::vec(("(believed|age|helped|change|.{0,9})", "(mostly|no|18-24|(?s:.){0,99})"), 0..9),
        ) {
            let survey = core();
            let fields = fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
            if let Ok(response) = Response::from_fields(survey, fields) {
                for (id, chosen) in &response.closed {
                    let question = survey.question(id.as_str()).unwrap();
                    prop_assert!(chosen.len() == 1 && question.choice(chosen.first().unwrap().as_str()).is_some());
                }
                for (id, text) in &response.texts {
                    let most = survey.question(id.as_str()).unwrap().max_length();
                    prop_assert!(!text.is_empty() && text.encode_utf16().count() <= most && !text.contains('\r'));
                }
            }
        }
    }
}
