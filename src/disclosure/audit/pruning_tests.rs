//! What nobody lists is left out, and nothing is lost by it.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::knowledge::Knowledge;
use super::search::{Depth, Report, audit_with};
use crate::disclosure::tabular::Tabular;

/// What stands where in a document: a universe, waves, a place and an answer, and what is done with it.
#[derive(Clone, Debug)]
struct Listed {
    question: bool,
    period: usize,
    place: usize,
    answer: usize,
    hidden: bool,
}

const PERIODS: [(&str, &[usize]); 5] = [("w0", &[0]), ("w1", &[1]), ("w2", &[2]), ("h", &[0, 1]), ("y", &[0, 1, 2])];
/// Each with the leaves it is the sum of.
const PLACES: [(&str, &[usize]); 7] = [
    ("Total", &[0, 1, 2]),
    ("north", &[0, 1]),
    ("south", &[2]),
    ("a", &[0]),
    ("b", &[1]),
    ("c", &[2]),
    ("b+c", &[1, 2]),
];
const ANSWERS: [(&str, &[usize]); 6] =
    [("Total", &[0, 1, 2]), ("good", &[0, 1]), ("bad", &[2]), ("very", &[0]), ("rather", &[1]), ("not", &[2])];

fn listed() -> impl Strategy<Value = Listed> {
    (any::<bool>(), 0usize..5, 0usize..PLACES.len(), 0usize..6, prop::bool::weighted(0.3))
        .prop_map(|(question, period, place, answer, hidden)| Listed { question, period, place, answer, hidden })
}

/// By wave, place and answer: who answered; and by wave and place: who did not.
type Counts = (Vec<i64>, Vec<i64>);

fn document((answered, silent): &Counts, listed: &[Listed], rounding: i64) -> Value {
    let mut tables = Vec::new();
    let mut seen = BTreeSet::new();
    for cell in listed {
        let (period, waves) = PERIODS[cell.period];
        let (place, places) = PLACES[cell.place];
        let (answer, answers) = if cell.question { ANSWERS[cell.answer] } else { ANSWERS[0] };
        if !seen.insert((cell.question, period, place, answer)) {
            continue;
        }
        let mut value = 0;
        for (wave, spot) in waves.iter().flat_map(|wave| places.iter().map(move |spot| (wave, spot))) {
            value += answers.iter().map(|option| answered[wave * 9 + spot * 3 + option]).sum::<i64>();
            value += if cell.question { 0 } else { silent[wave * 3 + spot] };
        }
        let rounded = (value + rounding / 2) / rounding * rounding;
        let at = if cell.question { json!({"place": place, "answer": answer}) } else { json!({"place": place}) };
        tables.push(json!({
            "id": "t", "release": period, "universe": if cell.question { "answered" } else { "all" },
            "dims": if cell.question { vec!["place", "answer"] } else { vec!["place"] }, "rounding": rounding,
            // Nothing below k is published, and no nothing that may be rounded from something.
            "cells": [{"at": at, "value": if cell.hidden || value < 8 { Value::Null } else { rounded.into() }}],
        }));
    }
    let releases: Vec<Value> = PERIODS
        .iter()
        .map(
            |(id, waves)| json!({"id": id, "periods": waves.iter().map(|wave| format!("w{wave}")).collect::<Vec<_>>()}),
        )
        .collect();
    json!({
        "k": 8, "width": 8,
        "dimensions": {
            "place": {"partitions": [
                ["Total", ["north", "south"]], ["north", ["a", "b"]], ["south", ["c"]],
                ["Total", ["a", "b", "c"]], ["Total", ["a", "b+c"]], ["b+c", ["b", "c"]],
            ]},
            "answer": {"partitions": [["Total", ["good", "bad"]], ["good", ["very", "rather"]], ["bad", ["not"]]]},
        },
        "universes": {"answered": {"subset_of": "all"}},
        "releases": releases,
        "tables": tables,
    })
}

/// The listed cells that are findings; with a further name if there are others.
fn found(document: &Tabular, unpruned: bool) -> (BTreeSet<String>, bool) {
    let knowledge = Knowledge::of(document, unpruned).unwrap();
    let report: Report = audit_with(document, &knowledge, Depth::Everything).unwrap();
    let first = audit_with(document, &knowledge, Depth::First).unwrap().findings;
    assert_eq!(first.is_empty(), report.findings.is_empty(), "the short search says otherwise");
    assert!(first.iter().all(|finding| report.findings.iter().any(|other| other.cell == finding.cell)));
    let listed: BTreeSet<String> = knowledge.known.keys().map(|cell| knowledge.name(*cell)).collect();
    let findings = report.findings.iter().map(|finding| finding.cell.clone());
    (findings.filter(|cell| listed.contains(cell)).collect(), !report.findings.is_empty())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, ..ProptestConfig::default() })]

    #[test]
    fn pruning_changes_no_finding(
        answered in prop::collection::vec(prop_oneof![2 => Just(0i64), 2 => 1i64..8, 3 => 8i64..30], 27),
        silent in prop::collection::vec(prop_oneof![2 => Just(0i64), 1 => 1i64..6], 9),
        listed in prop::collection::vec(listed(), 1..40),
        rounding in prop_oneof![Just(1i64), Just(5)],
    ) {
        let document = Tabular::from_value(document(&(answered, silent), &listed, rounding)).unwrap();
        let (pruned, whole) = (found(&document, false), found(&document, true));
        prop_assert_eq!(pruned, whole);
    }
}
