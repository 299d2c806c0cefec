//! Puts a release together: for each question the period it may be shown for, its figures, or kind words.
//!
//! Promises that a wave's answers to a question are told once: alone, or together with the waves before it that were
//! withheld, and then neither part is ever told alone (rule T3). What waits is read from the releases themselves, so
//! that there is no second record to disagree with them.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::document::{Cell, Dimension, Document, Period, SCHEMA, TOTAL, Table, Universe, WaveSpan, Withheld};
use super::words;
use crate::disclosure::{
    Distribution, Exact, Figure, Form, K, Place, Presentation, ROUND_TO, Shown, TableKey, WIDTH, present,
    present_respondents,
};
use crate::survey::{Question, Slug, Survey};
use crate::wave::Wave;

pub struct Assembly<'a> {
    pub id: Slug,
    pub sequence: i64,
    pub previous: Option<String>,
    pub published: Date,
    pub run_by: &'a str,
    /// The wave, and any that were carried into it.
    pub waves: Vec<&'a Wave>,
    pub surveys: &'a [Survey],
    /// Opened counts by wave: this wave's and those that wait.
    pub exact: &'a BTreeMap<Slug, Exact>,
    /// The release before.
    pub last: Option<&'a Document>,
}

/// Waves whose answers to some question were withheld so far: their counts are needed to assemble the next release.
pub fn waiting(last: Option<&Document>) -> Vec<Slug> {
    let mut waves: Vec<Slug> =
        last.into_iter().flat_map(|document| &document.withheld).flat_map(|held| held.periods.clone()).collect();
    waves.sort();
    waves.dedup();
    waves
}

pub fn assemble(assembly: &Assembly<'_>) -> Document {
    let mut document = empty(assembly);
    add_respondents(&mut document, assembly);
    for survey in assembly.surveys {
        for question in survey.questions().filter(|question| !question.is_text()) {
            add_question(&mut document, assembly, survey, question);
        }
    }
    carry_over_what_waits(&mut document, assembly);
    document
}

/// What waits stays on the list although this wave did not ask it: another family, or a question since dropped.
fn carry_over_what_waits(document: &mut Document, assembly: &Assembly<'_>) {
    let asked = |held: &Withheld| {
        let survey = assembly.surveys.iter().find(|survey| survey.id == held.survey);
        survey.is_some_and(|survey| survey.question(held.question.as_str()).is_some())
    };
    let waiting = assembly.last.into_iter().flat_map(|last| &last.withheld).filter(|held| !asked(held));
    document.withheld.extend(waiting.cloned());
}

fn empty(assembly: &Assembly<'_>) -> Document {
    Document {
        schema: SCHEMA.into(),
        id: assembly.id.clone(),
        sequence: assembly.sequence,
        previous: assembly.previous.clone(),
        published: assembly.published.to_string(),
        run_by: assembly.run_by.into(),
        waves: assembly
            .waves
            .iter()
            .map(|wave| WaveSpan { id: wave.id.clone(), opens: wave.opens, closes: wave.closes })
            .collect(),
        k: K,
        width: WIDTH,
        rules: words::rules(),
        caveat: words::CAVEAT.into(),
        dimensions: BTreeMap::new(),
        universes: BTreeMap::new(),
        releases: Vec::new(),
        multilabel: Vec::new(),
        tables: Vec::new(),
        withheld: Vec::new(),
    }
}

/// The wave of the release is the last of `waves`; its counts hold those carried into it.
fn this_wave<'a>(assembly: &'a Assembly<'_>) -> &'a Slug {
    &assembly.waves.last().expect("a release tells of at least one wave").id
}

fn add_respondents(document: &mut Document, assembly: &Assembly<'_>) {
    let wave = this_wave(assembly);
    let exact = assembly.exact.get(wave).and_then(|exact| exact.respondents.get(&Place::Region));
    let Some(figure) = present_respondents(exact.copied().unwrap_or(0)) else {
        return;
    };
    document.dimensions.insert(
        "place".into(),
        Dimension { partitions: vec![], labels: [(TOTAL.into(), "The whole region".into())].into() },
    );
    let survey = &assembly.surveys[0];
    let release = period(document, std::slice::from_ref(wave));
    document.tables.push(Table {
        id: "respondents".into(),
        release,
        universe: "all".into(),
        dims: vec!["place".into()],
        rounding: ROUND_TO,
        survey: survey.id.clone(),
        question: "respondents".parse().expect("a plain word"),
        measure: "respondents".parse().expect("a plain word"),
        caption: "People who answered".into(),
        form: "whole".into(),
        priorities: vec![],
        cells: vec![cell("place", TOTAL, Some(figure), None)],
    });
}

fn add_question(document: &mut Document, assembly: &Assembly<'_>, survey: &Survey, question: &Question) {
    let (periods, exact) = joined(assembly, survey, question);
    match present(question, &exact) {
        Presentation::Shown(shown) => {
            let release = period(document, &periods);
            add_table(document, survey, question, release, &shown);
        }
        Presentation::Withheld => document.withheld.push(Withheld {
            survey: survey.id.clone(),
            question: question.id.clone(),
            caption: question.ask.clone(),
            periods,
            words: words::WITHHELD.into(),
        }),
    }
}

/// The answers of this wave, and of the waves before it that wait for this question.
fn joined(assembly: &Assembly<'_>, survey: &Survey, question: &Question) -> (Vec<Slug>, Distribution) {
    let wave = this_wave(assembly);
    let mut sum = region(assembly, wave, survey, question).unwrap_or_else(|| Distribution::of(question));
    let mut periods = vec![wave.clone()];
    let held = assembly
        .last
        .and_then(|last| last.withheld.iter().find(|h| h.survey == survey.id && h.question == question.id));
    for earlier in held.into_iter().flat_map(|held| held.periods.iter().rev()) {
        // Counts that are gone, or a question whose options changed, cannot be joined: those answers are never told.
        let Some(joined) = region(assembly, earlier, survey, question).and_then(|exact| sum.plus(&exact)) else {
            continue;
        };
        sum = joined;
        periods.insert(0, earlier.clone());
    }
    (periods, sum)
}

fn region(assembly: &Assembly<'_>, wave: &Slug, survey: &Survey, question: &Question) -> Option<Distribution> {
    let key = TableKey { survey: survey.id.clone(), question: question.id.clone(), place: Place::Region, within: None };
    assembly.exact.get(wave)?.tables.get(&key).cloned()
}

fn add_table(document: &mut Document, survey: &Survey, question: &Question, release: String, shown: &Shown) {
    let dimension = format!("answer:{}", question.id);
    let universe = format!("answered:{}", question.id);
    let options: Vec<String> = shown.cells.iter().map(|cell| cell.id.to_string()).collect();
    let mut labels: BTreeMap<String, String> =
        shown.cells.iter().map(|cell| (cell.id.to_string(), cell.label.clone())).collect();
    labels.insert(TOTAL.into(), "Everyone who answered this".into());
    let adds_up = shown.form != Form::Labels;
    let mut partitions = if adds_up { vec![(TOTAL.to_owned(), options)] } else { vec![] };
    // What the groups are made of belongs to the document: an auditor must know it.
    let groups = shown.cells.iter().filter(|cell| !cell.members.is_empty());
    partitions.extend(groups.map(|c| (c.id.to_string(), c.members.iter().map(Slug::to_string).collect())));
    document.dimensions.insert(dimension.clone(), Dimension { partitions, labels });
    document.universes.insert(universe.clone(), Universe { subset_of: "all".into() });
    if !adds_up {
        document.multilabel.push(dimension.clone());
    }
    let mut cells = vec![cell(&dimension, TOTAL, Some(shown.base), None)];
    cells.extend(shown.cells.iter().map(|c| cell(&dimension, c.id.as_str(), c.figure, Some(shown.whole()))));
    document.tables.push(Table {
        id: question.id.to_string(),
        release,
        universe,
        dims: vec![dimension],
        rounding: ROUND_TO,
        survey: survey.id.clone(),
        question: question.id.clone(),
        measure: question.measure.clone(),
        caption: question.ask.clone(),
        form: words::form(shown.form).into(),
        priorities: question.priorities.clone(),
        cells,
    });
}

fn cell(dimension: &str, at: &str, figure: Option<Figure>, whole: Option<u64>) -> Cell {
    Cell {
        at: [(dimension.to_owned(), at.to_owned())].into(),
        value: figure.map(Figure::value),
        percent: figure.zip(whole).map(|(figure, whole)| figure.percent_of(whole)),
    }
}

/// The name of a span of waves, entered once into the document.
fn period(document: &mut Document, periods: &[Slug]) -> String {
    let id = periods.iter().map(Slug::as_str).collect::<Vec<_>>().join("+");
    if !document.releases.iter().any(|period| period.id == id) {
        document.releases.push(Period { id: id.clone(), periods: periods.to_vec() });
    }
    id
}
