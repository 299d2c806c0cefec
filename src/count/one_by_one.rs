//! What counting means: one person's answers added to every declared table. Region, area and provider by question, and
//! the region within each group of a declared breakdown.
//!
//! Promises to count any answers whatever, also those that fit no column, and nothing undeclared. Columns must give the
//! same (`tally_tests`); they are only faster.

use super::columns::{Laid, Layout};
use super::tally::Stratum;
use crate::disclosure::{Distribution, Exact, Place, TableKey};
use crate::survey::{ClosedAnswers, Question};

pub(super) fn add(exact: &mut Exact, layout: &Layout<'_>, stratum: &Stratum, answers: &ClosedAnswers) {
    let places = stratum.places();
    if let Some(campaign) = &stratum.campaign {
        *exact.campaigns.entry(campaign.clone()).or_default() += 1;
    }
    for place in &places {
        *exact.respondents.entry(place.clone()).or_default() += 1;
    }
    for (at, laid) in layout.questions.iter().enumerate().filter(|(_, laid)| laid.counted) {
        let Some(chosen) = answers.get(&laid.question.id) else {
            continue;
        };
        for place in &places {
            table(exact, key(layout, laid, place.clone()), laid).add(chosen);
        }
        add_crossed(exact, layout, at, answers, |_| true);
    }
}

/// What was said of a further service, in tables by kind of service alone.
pub(super) fn add_further(exact: &mut Exact, layout: &Layout<'_>, answers: &ClosedAnswers) {
    for at in (0..layout.questions.len()).filter(|at| layout.questions[*at].counted) {
        add_crossed(exact, layout, at, answers, |by| by.service);
    }
}

fn add_crossed(
    exact: &mut Exact,
    layout: &Layout<'_>,
    at: usize,
    answers: &ClosedAnswers,
    counted: impl Fn(&Question) -> bool,
) {
    let laid = &layout.questions[at];
    let Some(chosen) = answers.get(&laid.question.id) else {
        return;
    };
    for crossed in layout.tables.iter().filter(|crossed| crossed.question == at) {
        let by = layout.questions[crossed.by].question;
        if !counted(by) {
            continue;
        }
        for group in answers.get(&by.id).into_iter().flatten() {
            let within = Some((by.id.clone(), group.clone()));
            table(exact, TableKey { within, ..key(layout, laid, Place::Region) }, laid).add(chosen);
        }
    }
}

pub(super) fn key(layout: &Layout<'_>, laid: &Laid<'_>, place: Place) -> TableKey {
    TableKey { survey: layout.survey.id.clone(), question: laid.question.id.clone(), place, within: None }
}

pub(super) fn table<'e>(exact: &'e mut Exact, key: TableKey, laid: &Laid<'_>) -> &'e mut Distribution {
    exact.tables.entry(key).or_insert_with(|| Distribution::of(laid.question))
}
