//! What is fixed before the year: how each question's options are put together, and how often each place is shown.
//!
//! Promises that settings depend on earlier answers alone, as they were published, and that the same figures give the
//! same settings. If the year turns out otherwise, less is shown; never more than is safe.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::scale::Scale;
use super::tree::{ELSEWHERE, Role, TOTAL, Tree};
use crate::disclosure::rule::K;
use crate::survey::{Kind, Pole, Question, Slug, Survey};

/// What a year is expected to bring: figures of an earlier year, or of a pilot.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Expected {
    /// Respondents a year, by category of the dimension of places.
    pub places: BTreeMap<String, f64>,
    /// Persons a year in the region, by survey, question and option.
    pub answers: BTreeMap<(Slug, Slug), BTreeMap<Slug, f64>>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    pub id: Slug,
    pub family: Slug,
    pub starts: Date,
    /// The first day after the year.
    pub ends: Date,
    /// What it was made from, in words.
    pub made_from: String,
    pub questions: Vec<Planned>,
    /// How often the number of respondents is shown, by place; a place not named has it by year.
    pub respondents: BTreeMap<String, Levels>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Planned {
    pub survey: Slug,
    pub question: Slug,
    pub scale: Scale,
    /// Why it is cut where it is, in words.
    pub why: String,
    /// Labels do not add up: each is shown or not, never put together.
    pub labels: bool,
    /// The finest level by place; a place not named is shown by year.
    pub places: BTreeMap<String, Levels>,
}

/// How many groups at most for a wave and for a half-year; 0 is none. The year has no limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Levels {
    pub wave: usize,
    pub half: usize,
}

/// A first cut that people chose: the question, and the option after which it falls.
pub type Chosen = BTreeMap<Slug, Slug>;

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    #[error("no question '{0}' is cut: it is not asked, or it has no options in an order")]
    NoQuestion(Slug),
    #[error("'{option}' is no option of '{question}' after which it can be cut")]
    NoOption { question: Slug, option: Slug },
}

/// A quarter of the region, or of a large area, is shown if its smallest group is expected to be so many times k.
const SURELY: f64 = 2.0;
/// A half-year of an area.
const LIKELY: f64 = 1.0;
/// A favourable/rest cut is taken if it keeps this much of the best cut's smallest group.
const COSTS_LITTLE: f64 = 0.85;

const NEAREST: &str = "First cut where answers are expected to be nearest to half and half.";

impl Plan {
    pub fn question(&self, survey: &Slug, question: &Slug) -> Option<&Planned> {
        self.questions.iter().find(|planned| planned.survey == *survey && planned.question == *question)
    }
}

impl Planned {
    /// Whether a question still has the options that were planned.
    pub fn fits(&self, question: &Question) -> bool {
        let planned: BTreeSet<&Slug> = self.scale.options.iter().collect();
        // Themes have a codebook of their own, whose changes earlier decisions follow.
        question.is_text()
            || planned == inside(question).map(|choice| &choice.id).collect()
                && self.labels == question.is_multi_label()
    }
}

/// Settings for all questions that are shown, from what is expected; texts are shown by `themes`.
pub fn declare(
    surveys: &[Survey],
    areas: &[Slug],
    expected: &Expected,
    chosen: &Chosen,
    themes: &[Slug],
) -> Result<Vec<Planned>, PlanError> {
    let mut planned = Vec::new();
    for survey in surveys {
        if !themes.is_empty() {
            let texts = survey.questions().filter(|question| question.is_text());
            planned.extend(texts.map(|question| declare_text(survey, question, themes)));
        }
        for question in survey.questions().filter(|question| is_shown(question)) {
            planned.push(declare_question(survey, question, areas, expected, chosen.get(&question.id))?);
        }
    }
    let unknown = chosen.keys().find(|id| !planned.iter().any(|planned| planned.question == **id && !planned.labels));
    unknown.map_or(Ok(planned), |id| Err(PlanError::NoQuestion(id.clone())))
}

/// Texts are counted by theme: of the region each wave, of areas and providers by year, since fewer people write than
/// tick.
fn declare_text(survey: &Survey, question: &Question, themes: &[Slug]) -> Planned {
    Planned {
        survey: survey.id.clone(),
        question: question.id.clone(),
        scale: Scale { options: themes.to_vec(), cuts: vec![] },
        why: "People read each text and chose its themes. One text may have several.".into(),
        labels: true,
        places: BTreeMap::from([(TOTAL.into(), Levels { wave: 2, half: 2 })]),
    }
}

/// The area that a person names only says where their answers belong.
fn is_shown(question: &Question) -> bool {
    question.is_closed() && !matches!(question.kind, Kind::Area(_)) && inside(question).count() >= 2
}

/// The options of the base, in their order.
pub fn inside(question: &Question) -> impl Iterator<Item = &crate::survey::Choice> {
    question.choices().iter().filter(|choice| !choice.outside)
}

fn declare_question(
    survey: &Survey,
    question: &Question,
    areas: &[Slug],
    expected: &Expected,
    chosen: Option<&Slug>,
) -> Result<Planned, PlanError> {
    let found = expected.answers.get(&(survey.id.clone(), question.id.clone()));
    let persons = |option: &Slug| found.and_then(|found| found.get(option)).copied().unwrap_or(0.0);
    let mut options: Vec<Slug> = inside(question).map(|choice| choice.id.clone()).collect();
    let labels = question.is_multi_label();
    if !question.ordered && !labels {
        // Kinds in no order: the most frequent stand alone first, the others together. The sort keeps ties in order.
        options.sort_by(|a, b| persons(b).total_cmp(&persons(a)));
    }
    let shares: Vec<f64> = options.iter().map(persons).collect();
    let (cut, why) = match chosen {
        Some(after) => (Some(cut_after(question, &options, after)?), "The first cut was chosen by people.".to_owned()),
        None if labels => (None, "People may choose several, so each answer is shown by itself.".to_owned()),
        None if !question.ordered => {
            (None, "Answers that few people are expected to give are put together.".to_owned())
        }
        None if !matches!(question.kind, Kind::Scale(_)) => (None, NEAREST.to_owned()),
        None => favourable_cut(question, &options, &shares),
    };
    let scale = Scale::balanced(options, &shares, cut);
    let mut planned = Planned {
        survey: survey.id.clone(),
        question: question.id.clone(),
        scale,
        why,
        labels,
        places: BTreeMap::new(),
    };
    planned.places.insert(TOTAL.into(), region_levels(&planned, &shares));
    for area in with_elsewhere(areas) {
        let levels = area_levels(&planned, &shares, share_of(expected, area));
        if levels != Levels::default() {
            planned.places.insert(area.to_string(), levels);
        }
    }
    Ok(planned)
}

fn cut_after(question: &Question, options: &[Slug], after: &Slug) -> Result<usize, PlanError> {
    let place = options.iter().position(|option| option == after).map(|place| place + 1);
    place
        .filter(|place| *place < options.len() && question.ordered)
        .ok_or_else(|| PlanError::NoOption { question: question.id.clone(), option: after.clone() })
}

/// Favourable against the rest if that costs little; else wherever is nearest to half and half.
fn favourable_cut(question: &Question, options: &[Slug], shares: &[f64]) -> (Option<usize>, String) {
    let good = inside(question).take_while(|choice| choice.pole == Some(Pole::Favourable)).count();
    let others = inside(question).skip(good).any(|choice| choice.pole == Some(Pole::Favourable));
    let balanced = Scale::balanced(options.to_vec(), shares, None);
    if good == 0 || good == options.len() || others {
        return (None, NEAREST.to_owned());
    }
    let favourable = Scale::balanced(options.to_vec(), shares, Some(good));
    let (cost, best) = (favourable.smallest_share(2, shares), balanced.smallest_share(2, shares));
    if cost >= best * COSTS_LITTLE {
        return (Some(good), "First cut into good answers and the rest.".to_owned());
    }
    let why = format!(
        "{NEAREST} Cut into good answers and the rest, the smaller group would be {:.0} in 100 instead of {:.0}, and \
         fewer places could be shown.",
        cost * 100.0,
        best * 100.0
    );
    (None, why)
}

/// Of the region: as fine as is surely safe, two groups at least; in a first year, with nothing to expect, little.
fn region_levels(planned: &Planned, shares: &[f64]) -> Levels {
    let base: f64 = shares.iter().sum();
    let finest = |length: f64| finest(planned, shares, base * length, SURELY).max(2);
    match base > 0.0 && !planned.labels {
        true => Levels { wave: finest(0.25), half: finest(0.5) },
        false => Levels { wave: 2, half: 3 },
    }
}

fn area_levels(planned: &Planned, shares: &[f64], share: f64) -> Levels {
    let base = shares.iter().sum::<f64>() * share;
    if planned.labels {
        return Levels::default();
    }
    let wave = finest(planned, shares, base * 0.25, SURELY).min(2);
    Levels { wave, half: finest(planned, shares, base * 0.5, LIKELY) }
}

/// The finest level whose smallest group is expected to hold `times` k of `base`; 0 if none.
fn finest(planned: &Planned, shares: &[f64], base: f64, times: f64) -> usize {
    let enough = |level: &usize| base * planned.scale.smallest_share(*level, shares) >= times * K as f64;
    (2..=planned.scale.finest()).rev().find(enough).unwrap_or(0)
}

fn with_elsewhere(areas: &[Slug]) -> impl Iterator<Item = &str> {
    areas.iter().map(Slug::as_str).chain([ELSEWHERE])
}

fn share_of(expected: &Expected, area: &str) -> f64 {
    let whole = expected.places.get(TOTAL).copied().unwrap_or(0.0);
    let part = expected.places.get(area).copied().unwrap_or(0.0);
    if whole > 0.0 { part / whole } else { 0.0 }
}

/// How often the number of respondents is shown: the region's always, an area's by half-year if three times k are
/// expected in one.
pub fn declare_respondents(areas: &[Slug], expected: &Expected) -> BTreeMap<String, Levels> {
    let mut levels = BTreeMap::from([(TOTAL.to_owned(), Levels { wave: 1, half: 1 })]);
    for area in with_elsewhere(areas) {
        let a_year = expected.places.get(area).copied().unwrap_or(0.0);
        if a_year * 0.5 >= 3.0 * K as f64 {
            levels.insert(area.to_string(), Levels { wave: 0, half: 1 });
        }
    }
    levels
}

/// The finest level by node and length of time, as `Subject` takes it: whoever is not named is shown by year. Groups of
/// people are shown in two groups; providers never by equality questions.
pub fn by_node(tree: &Tree, named: &BTreeMap<String, Levels>, finest: usize, breakdown: bool) -> Vec<[usize; 3]> {
    let of = |node: &super::tree::Node| match node.role {
        Role::Rest => [0; 3],
        Role::Group | Role::Service | Role::Agency => [0, 0, finest.min(2)],
        Role::Provider if breakdown => [0; 3],
        Role::Provider => [0, 0, finest],
        Role::Region | Role::Area => {
            let levels = named.get(&node.category).copied().unwrap_or_default();
            [levels.wave, levels.half, finest]
        }
    };
    tree.nodes.iter().map(of).collect()
}
