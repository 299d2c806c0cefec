//! Shares of the population, which the Commission gives in a file, to see whom the service does not reach.
//!
//! Promises that a file that loads has a share for every answer that a question counts, adding up to a hundred. Comes
//! with no figures of its own: which census, which year and which ages to compare with is the Commission's to decide.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::survey::{Library, Slug};

/// The question about the area goes by this id, and its answers by those of `areas.toml`.
pub const AREA: &str = "area";

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Population {
    /// Where the shares come from, in words for readers.
    pub source: String,
    #[serde(rename = "group")]
    pub groups: Vec<Group>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    pub survey: Slug,
    pub question: Slug,
    /// Percent by answer.
    pub shares: BTreeMap<Slug, f64>,
}

#[derive(Debug, PartialEq, thiserror::Error)]
pub enum PopulationError {
    #[error("{0}")]
    Toml(#[from] toml::de::Error),
    #[error("there is no survey '{0}'")]
    Survey(Slug),
    #[error("survey '{0}' has no question '{1}' whose answers can be compared")]
    Question(Slug, Slug),
    #[error("question '{question}' counts the answer '{answer}': it needs a share")]
    Missing { question: Slug, answer: Slug },
    #[error("question '{question}' counts no answer '{answer}'")]
    Unknown { question: Slug, answer: Slug },
    #[error("the shares of '{question}' are percent, none below nought, and add up to 100; these add up to {sum:.1}")]
    Sum { question: Slug, sum: f64 },
    #[error("question '{0}' has shares twice")]
    Twice(Slug),
}

impl Population {
    pub fn parse(text: &str, library: &Library) -> Result<Self, PopulationError> {
        let population: Self = toml::from_str(text)?;
        for (at, group) in population.groups.iter().enumerate() {
            group.check(library)?;
            if population.groups[..at].iter().any(|other| other.is_of(&group.survey, &group.question)) {
                return Err(PopulationError::Twice(group.question.clone()));
            }
        }
        Ok(population)
    }

    pub fn of(&self, survey: &Slug, question: &Slug) -> Option<&Group> {
        self.groups.iter().find(|group| group.is_of(survey, question))
    }
}

impl Group {
    /// Percent of the population in a group of answers, whose id joins the options by `+`.
    pub fn share(&self, group: &str) -> Option<f64> {
        group
            .split('+')
            .map(|option| self.shares.iter().find(|(id, _)| id.as_str() == option))
            .map(|found| Some(*found?.1))
            .sum()
    }

    fn is_of(&self, survey: &Slug, question: &Slug) -> bool {
        self.survey == *survey && self.question == *question
    }

    fn check(&self, library: &Library) -> Result<(), PopulationError> {
        let counted = self.counted(library)?;
        let question = || self.question.clone();
        if let Some(answer) = counted.iter().find(|answer| !self.shares.contains_key(*answer)) {
            return Err(PopulationError::Missing { question: question(), answer: answer.clone() });
        }
        if let Some(answer) = self.shares.keys().find(|answer| !counted.contains(answer)) {
            return Err(PopulationError::Unknown { question: question(), answer: answer.clone() });
        }
        let sum: f64 = self.shares.values().sum();
        let usable = self.shares.values().all(|share| *share >= 0.0) && (99.0..=101.0).contains(&sum);
        if usable { Ok(()) } else { Err(PopulationError::Sum { question: question(), sum }) }
    }

    /// The answers that a share is needed for: all but "prefer not to say" and its like.
    fn counted(&self, library: &Library) -> Result<Vec<Slug>, PopulationError> {
        let survey = library.surveys.iter().map(|(survey, _)| survey).find(|survey| survey.id == self.survey);
        let survey = survey.ok_or_else(|| PopulationError::Survey(self.survey.clone()))?;
        if self.question.as_str() == AREA {
            return Ok(library.areas.iter().map(|area| area.id.clone()).collect());
        }
        let counts = |choices: &[crate::survey::Choice]| -> Vec<Slug> {
            choices.iter().filter(|choice| !choice.outside).map(|choice| choice.id.clone()).collect()
        };
        let found = survey.question(self.question.as_str()).map(|question| counts(question.choices()));
        let wrong = || PopulationError::Question(self.survey.clone(), self.question.clone());
        found.filter(|options| options.len() > 1).ok_or_else(wrong)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(shares: &str) -> Result<Population, PopulationError> {
        let text = format!(
            "source = \"A count\"\n[[group]]\nsurvey = \"core-adult\"\nquestion = \"sex\"\nshares = {shares}\n"
        );
        Population::parse(&text, &Library::built_in())
    }

    #[test]
    fn shares_of_groups_that_were_put_together_add_up() {
        let population = parse("{ female = 51.0, male = 49.0 }").unwrap();
        let (survey, question) = ("core-adult".parse().unwrap(), "sex".parse().unwrap());
        let group = population.of(&survey, &question).unwrap();
        assert_eq!(
            (group.share("female"), group.share("female+male"), group.share("other")),
            (Some(51.0), Some(100.0), None)
        );
    }

    #[test]
    fn a_file_that_leaves_an_answer_out_or_does_not_add_up_is_refused_with_its_words() {
        let told = |shares: &str| parse(shares).unwrap_err().to_string();
        assert_eq!(told("{ female = 100.0 }"), "question 'sex' counts the answer 'male': it needs a share");
        assert_eq!(told("{ female = 50.0, male = 48.0, x = 2.0 }"), "question 'sex' counts no answer 'x'");
        assert!(told("{ female = 51.0, male = 39.0 }").ends_with("these add up to 90.0"));
        assert!(told("{ female = 151.0, male = -51.0 }").contains("none below nought"));
        assert!(told("{ female = nan, male = 50.0 }").contains("add up"));
        let twice = "source = \"A count\"\n".to_owned()
            + &"[[group]]\nsurvey = \"core-adult\"\nquestion = \"sex\"\nshares = { female = 51, male = 49 }\n"
                .repeat(2);
        assert_eq!(
            Population::parse(&twice, &Library::built_in()),
            Err(PopulationError::Twice("sex".parse().unwrap()))
        );
    }
}
