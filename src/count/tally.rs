//! Adds one person's closed answers to every declared table: region, area and provider by question, and the region
//! within each group of a declared breakdown. Nothing undeclared is counted.

use std::collections::BTreeMap;

use crate::disclosure::{Distribution, Exact, Place, TableKey};
use crate::sealing::ClosedPart;
use crate::survey::{ClosedAnswers, Kind, Question, Slug, Survey};

#[derive(Default)]
pub struct Tally {
    respondents: BTreeMap<Place, u64>,
    tables: BTreeMap<TableKey, Distribution>,
}

impl Tally {
    pub fn add(&mut self, survey: &Survey, part: &ClosedPart) {
        let places = places(survey, part);
        for place in &places {
            *self.respondents.entry(place.clone()).or_default() += 1;
        }
        for question in survey.questions().filter(|question| !question.is_text()) {
            let Some(chosen) = part.answers.get(&question.id) else {
                continue;
            };
            for place in &places {
                self.table(survey, question, place.clone(), None).add(chosen);
            }
            for table in survey.tables.iter().filter(|table| table.question == question.id) {
                for group in groups(&part.answers, &table.by) {
                    let within = Some((table.by.clone(), group.clone()));
                    self.table(survey, question, Place::Region, within).add(chosen);
                }
            }
        }
    }

    /// Puts every question of the region there, so that a question nobody answered is a table of zeros, not a gap.
    pub fn declare(&mut self, survey: &Survey) {
        for question in survey.questions().filter(|question| !question.is_text()) {
            self.table(survey, question, Place::Region, None);
        }
    }

    pub fn into_exact(self) -> Exact {
        Exact { respondents: self.respondents, tables: self.tables }
    }

    fn table(
        &mut self,
        survey: &Survey,
        question: &Question,
        place: Place,
        within: Option<(Slug, Slug)>,
    ) -> &mut Distribution {
        let key = TableKey { survey: survey.id.clone(), question: question.id.clone(), place, within };
        self.tables.entry(key).or_insert_with(|| Distribution::of(question))
    }
}

/// Region, then the provider's area (or, for an answer that came through no provider, the area that was named), then
/// the provider.
fn places(survey: &Survey, part: &ClosedPart) -> Vec<Place> {
    let mut places = vec![Place::Region];
    if let Some(area) = part.origin.area.clone().or_else(|| named_area(survey, &part.answers)) {
        places.push(Place::Area(area));
    }
    places.extend(part.origin.provider.clone().map(Place::Provider));
    places
}

fn named_area(survey: &Survey, answers: &ClosedAnswers) -> Option<Slug> {
    let question = survey.questions().find(|question| matches!(question.kind, Kind::Area(_)))?;
    let chosen = answers.get(&question.id)?.first()?;
    question.choice(chosen.as_str()).filter(|choice| !choice.outside).map(|choice| choice.id.clone())
}

fn groups<'a>(answers: &'a ClosedAnswers, by: &Slug) -> impl Iterator<Item = &'a Slug> {
    answers.get(by).into_iter().flatten()
}
