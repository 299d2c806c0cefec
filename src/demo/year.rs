//! A made-up year counted without any page: what a plan expects, and what measures of the planner run on.
//!
//! Promises the same people as the demonstration's, and that the same seed gives the same counts.

use std::collections::BTreeSet;

use rand::prelude::*;
use rand::rngs::StdRng;

use super::people;
use crate::count::{Declared, Tally};
use crate::disclosure::plan::{ELSEWHERE, Expected, TOTAL};
use crate::disclosure::{Distribution, Exact, Place, TableKey};
use crate::sealing::{ClosedPart, FurtherPart, Origin, Source};
use crate::survey::{Areas, ClosedAnswers, Response, Slug, Survey};
use crate::themes::codebook::Codebook;

/// One person in twenty comes by the open link of everyone, through no provider.
pub const DIRECT: f64 = 0.05;

/// Exact counts of `waves` waves with `responses` in all.
pub fn made_up_year(survey: &Survey, responses: usize, waves: usize, seed: u64) -> Vec<Exact> {
    let cast = people::providers();
    let everyone: Vec<usize> = (0..cast.len()).collect();
    let themes: Vec<Slug> = Codebook::built_in().in_use().map(|theme| theme.id.as_option()).collect();
    let options = themes.iter().map(|theme| (theme.clone(), 0)).collect();
    let nobody = Distribution { options, ..Distribution::default() };
    let mut texts = Vec::new();
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
        let fields = people::answers(survey, who.standing, &mut rng);
        let wrote = fields.iter().filter_map(|(name, _)| survey.question(name).filter(|asked| asked.is_text()));
        let wrote: Vec<Slug> = wrote.map(|asked| asked.id.clone()).collect();
        let sent = fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let further = Response::from_fields(survey, sent).map(|response| response.further).unwrap_or_default();
        let answers = closed(survey, fields);
        let area = origin.area.clone().or_else(|| survey.named_area(&answers));
        let provider = origin.provider.clone();
        texts.extend(wrote.into_iter().map(|question| (wave, question, area.clone(), provider.clone())));
        tallies[wave].add(declared[wave], &ClosedPart { origin, campaign: None, answers });
        for answers in further {
            tallies[wave].add_further(declared[wave], &FurtherPart { answers });
        }
    }
    let mut counted: Vec<Exact> = tallies.into_iter().map(Tally::into_exact).collect();
    // A die of its own, so that answers do not depend on what texts are about.
    let mut rng = StdRng::seed_from_u64(seed ^ 0x7e47);
    for (wave, question, area, provider) in texts {
        let themes = made_up_themes(&themes, &mut rng);
        for place in [Some(Place::Region), area.map(Place::Area), provider.map(Place::Provider)].into_iter().flatten() {
            let key = TableKey { survey: survey.id.clone(), question: question.clone(), place, within: None };
            let table = counted[wave].tables.entry(key).or_insert_with(|| nobody.clone());
            table.base += 1;
            themes.iter().for_each(|theme| *table.options.entry((*theme).clone()).or_default() += 1);
        }
    }
    counted
}

/// One theme or two; the first of the list are the most frequent, as in life a few are.
fn made_up_themes<'a>(themes: &'a [Slug], rng: &mut StdRng) -> BTreeSet<&'a Slug> {
    let many = if rng.random_bool(0.4) { 2 } else { 1 };
    let one = |rng: &mut StdRng| {
        let ranked: Vec<usize> = (0..themes.len()).collect();
        ranked.choose_weighted(rng, |rank| 1.0 / (*rank as f64 + 2.0)).map(|rank| &themes[*rank]).ok()
    };
    (0..many).filter_map(|_| one(rng)).collect()
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
