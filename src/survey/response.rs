//! A `Response` is what one person sent, and it fits its survey: every answer names a question and an option that
//! are there, and every text is short enough to be sealed.
//!
//! Promises that blank is always a valid answer, that line ends are the same from every browser, and that of one person
//! no kind of service is told of twice: what is counted of one kind are persons. Does not know who sent it, when, or
//! from where: there is no field for that.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::model::{FURTHER_SERVICES, Question, Survey};
use super::slug::Slug;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Response {
    pub closed: ClosedAnswers,
    /// What was said of further services, each of a kind of its own.
    pub further: Vec<ClosedAnswers>,
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
        let mut further = vec![ClosedAnswers::new(); survey.further_parts()];
        for (name, value) in fields {
            if let Some((question, part)) = of_further(survey, name) {
                if !value.is_empty() {
                    add_choice(&mut further[part], question, value)?;
                }
                continue;
            }
            let Some(question) = survey.question(name) else {
                continue;
            };
            if question.is_text() {
                response.add_text(question, value)?;
            } else if question.is_consent() && !value.is_empty() {
                let known = question.choice(value).is_some();
                response.quote = known.then_some(true).ok_or_else(|| Misfit::UnknownOption(question.id.clone()))?;
            } else if !value.is_empty() {
                add_choice(&mut response.closed, question, value)?;
            }
        }
        response.further = told_apart(survey, &response.closed, further);
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
}

fn add_choice(answers: &mut ClosedAnswers, question: &Question, value: &str) -> Result<(), Misfit> {
    let choice = question.choice(value).ok_or_else(|| Misfit::UnknownOption(question.id.clone()))?;
    let chosen = answers.entry(question.id.clone()).or_default();
    chosen.insert(choice.id.clone());
    if chosen.len() > 1 && !question.is_multi_label() {
        return Err(Misfit::SeveralOptions(question.id.clone()));
    }
    Ok(())
}

/// The field of a question about a further service: `believed.2` is of the second service, `believed.3` of the third.
pub fn further_field(question: &Question, part: usize) -> String {
    format!("{}.{}", question.id, part + 2)
}

fn of_further<'a>(survey: &'a Survey, field: &str) -> Option<(&'a Question, usize)> {
    let name = field.split_once('.')?.0;
    let asked = survey.further().find(|question| question.id.as_str() == name)?;
    (0..FURTHER_SERVICES).find(|part| further_field(asked, *part) == field).map(|part| (asked, part))
}

/// Parts that name a kind of service which no part before names. Without a kind, or with the same once more, there is no
/// table in which a part could count as one person.
fn told_apart(survey: &Survey, first: &ClosedAnswers, further: Vec<ClosedAnswers>) -> Vec<ClosedAnswers> {
    let mut known: BTreeSet<Slug> = survey.named_service(first).into_iter().collect();
    let is_new = |part: &ClosedAnswers| survey.named_service(part).is_some_and(|kind| known.insert(kind));
    further.into_iter().filter(is_new).collect()
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

    #[test]
    fn further_services_count_once_a_kind_and_only_with_one() {
        let survey = core();
        let further = |fields: &[(&str, &str)]| {
            let response = Response::from_fields(survey, fields.iter().copied()).unwrap();
            let told = |part: &ClosedAnswers| {
                let of =
                    |id: &str| part.get(&id.parse::<Slug>().unwrap()).map(|chosen| chosen.first().unwrap().to_string());
                (of("service").unwrap(), of("believed"))
            };
            response.further.iter().map(told).collect::<Vec<_>>()
        };
        let isva = ("isva".to_owned(), Some("mostly".to_owned()));
        let one = [("service", "police"), ("service.2", "isva"), ("believed.2", "mostly")];
        assert_eq!(further(&one), std::slice::from_ref(&isva));
        let no_first = [("service.3", "isva"), ("believed.3", "mostly"), ("believed.2", "no")];
        assert_eq!(further(&no_first), std::slice::from_ref(&isva), "a part without a kind is nothing");
        let twice = [("service", "isva"), ("service.2", "isva"), ("believed.2", "no"), ("service.3", "police")];
        assert_eq!(further(&twice), [("police".to_owned(), None)], "of one kind the first counts");
        let unsaid = [("service.2", "prefer-not-to-say"), ("believed.2", "no")];
        assert_eq!(further(&unsaid), []);
        let ignored =
            [("service.4", "isva"), ("believed.1", "no"), ("area.2", "dudley"), ("helped.2", "x"), (".2", "y")];
        assert_eq!(Response::from_fields(survey, ignored), Ok(Response::default()));
        let misfit = Response::from_fields(survey, [("believed.2", "maybe")]).unwrap_err();
        assert_eq!(misfit, Misfit::UnknownOption("believed".parse().unwrap()));
    }

    proptest! {
        #[test]
        fn whatever_is_sent_is_a_response_that_fits_or_a_misfit(
            fields in prop::collection::vec(("((believed|service|age|helped|change)(\\.[0-4])?|.{0,9})", "(mostly|no|police|isva|18-24|(?s:.){0,99})"), 0..9),
        ) {
            let survey = core();
            let fields = fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
            if let Ok(response) = Response::from_fields(survey, fields) {
                for (id, chosen) in &response.closed {
                    let question = survey.question(id.as_str()).unwrap();
                    prop_assert!(chosen.len() == 1 && question.choice(chosen.first().unwrap().as_str()).is_some());
                }
                let parts = std::iter::once(&response.closed).chain(&response.further);
                let kinds: Vec<_> = parts.filter_map(|part| survey.named_service(part)).collect();
                prop_assert_eq!(kinds.iter().collect::<BTreeSet<_>>().len(), kinds.len(), "a kind is a person");
                prop_assert!(response.further.len() <= FURTHER_SERVICES);
                prop_assert!(response.further.iter().all(|part| survey.named_service(part).is_some()));
                for (id, text) in &response.texts {
                    let most = survey.question(id.as_str()).unwrap().max_length();
                    prop_assert!(!text.is_empty() && text.encode_utf16().count() <= most && !text.contains('\r'));
                }
            }
        }
    }
}
