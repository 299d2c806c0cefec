//! A made-up year counted without any page: what a plan expects, and what measures of the planner run on.
//!
//! Promises the same people as the demonstration's, and that the same seed gives the same counts.

use rand::prelude::*;
use rand::rngs::StdRng;

use super::people;
use crate::count::{Declared, Tally};
use crate::disclosure::plan::{ELSEWHERE, Expected, TOTAL};
use crate::disclosure::{Exact, Place};
use crate::sealing::{ClosedPart, Origin, Source};
use crate::survey::{Areas, ClosedAnswers, Survey};

/// One person in twenty comes by the open link of everyone, through no provider.
pub const DIRECT: f64 = 0.05;

/// Exact counts of `waves` waves with `responses` in all.
pub fn made_up_year(survey: &Survey, responses: usize, waves: usize, seed: u64) -> Vec<Exact> {
    let cast = people::providers();
    let everyone: Vec<usize> = (0..cast.len()).collect();
    let mut rng = StdRng::seed_from_u64(seed);
    let mut tallies: Vec<Tally<'_>> = (0..waves).map(|_| Tally::default()).collect();
    let declared: Vec<Declared> = tallies.iter_mut().map(|tally| tally.declare(survey)).collect();
    for _ in 0..responses {
        let who =
            &cast[*everyone.choose_weighted(&mut rng, |who| cast[*who].weight).expect("somebody weighs something")];
        let wave = rng.random_range(0..waves);
        let origin = match rng.random_bool(DIRECT) {
            true => Origin { source: Source::Direct, provider: None, area: None },
            false => Origin {
                source: Source::Provider,
                provider: Some(who.provider.id.clone()),
                area: Some(who.provider.area.clone()),
            },
        };
        let answers = closed(survey, people::answers(survey, who.standing, &mut rng));
        tallies[wave].add(declared[wave], &ClosedPart { origin, answers });
    }
    tallies.into_iter().map(Tally::into_exact).collect()
}

/// What a year is expected to bring, from a made-up year before it: the region's answers, and respondents by area.
pub fn made_up_expectation(survey: &Survey, areas: &Areas, responses: usize, seed: u64) -> Expected {
    let mut expected = Expected::default();
    for exact in made_up_year(survey, responses, 1, seed) {
        let of = |place: &Place| exact.respondents.get(place).copied().unwrap_or(0) as f64;
        let mut elsewhere = of(&Place::Region);
        expected.places.insert(TOTAL.into(), elsewhere);
        for area in areas.iter() {
            let here = of(&Place::Area(area.id.clone()));
            expected.places.insert(area.id.to_string(), here);
            elsewhere -= here;
        }
        expected.places.insert(ELSEWHERE.into(), elsewhere);
        let region = exact.tables.iter().filter(|(key, _)| key.place == Place::Region && key.within.is_none());
        for (key, table) in region {
            let options = table.options.iter().map(|(option, n)| (option.clone(), *n as f64)).collect();
            expected.answers.insert((key.survey.clone(), key.question.clone()), options);
        }
    }
    expected
}

/// The closed answers among a form's fields.
fn closed(survey: &Survey, fields: Vec<(String, String)>) -> ClosedAnswers {
    let mut answers = ClosedAnswers::default();
    for (question, option) in fields {
        let asked = survey.question(&question).filter(|asked| asked.is_closed());
        if let Some((question, choice)) = asked.and_then(|asked| Some((asked.id.clone(), asked.choice(&option)?))) {
            answers.entry(question).or_default().insert(choice.id.clone());
        }
    }
    answers
}
