//! A ledger over several waves: each is released once, unions come later, and what was shown stays shown.

use std::collections::BTreeMap;

use heard::disclosure::audit::{audit, replay};
use heard::disclosure::protect::{Rules, protect};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::attacker::Attacker;
use super::{parsed, year};

/// By wave, place and answer. Late answers are in the wave in which they came.
type Counts = Vec<Vec<Vec<i64>>>;

fn counts() -> impl Strategy<Value = Counts> {
    // Groups of which everybody says the same, and of nobody, are among them.
    let cell = prop_oneof![3 => Just(0i64), 2 => 1i64..8, 5 => 8i64..40];
    prop::collection::vec(prop::collection::vec(prop::collection::vec(cell, 2..=2), 2..=3), 2..=3)
        .prop_filter("as many places in every wave", |waves| waves.iter().all(|wave| wave.len() == waves[0].len()))
}

/// One release of all places and answers: of a wave, or of the waves so far.
fn table(counts: &Counts, release: &str, waves: std::ops::Range<usize>) -> Value {
    let sum = |place: Option<usize>, answer: Option<usize>| -> i64 {
        let places = |wave: &Vec<Vec<i64>>| -> i64 {
            let chosen = wave.iter().enumerate().filter(|(n, _)| place.is_none_or(|place| place == *n));
            chosen.map(|(_, row)| answer.map_or_else(|| row.iter().sum(), |answer| row[answer])).sum()
        };
        counts[waves.clone()].iter().map(places).sum()
    };
    let mut cells = Vec::new();
    for place in [None, Some(0), Some(1), Some(2)].into_iter().filter(|place| place.is_none_or(|p| p < counts[0].len()))
    {
        for answer in [None, Some(0), Some(1)] {
            let mut at = BTreeMap::new();
            at.extend(place.map(|place| ("place", format!("p{place}"))));
            at.extend(answer.map(|answer| ("answer", format!("a{answer}"))));
            cells.push(json!({"at": at, "value": sum(place, answer)}));
        }
    }
    json!({"id": "t", "release": release, "dims": ["place", "answer"], "cells": cells})
}

fn document(counts: &Counts, tables: Vec<Value>) -> Value {
    let places: Vec<String> = (0..counts[0].len()).map(|place| format!("p{place}")).collect();
    let names: Vec<String> = (0..counts.len()).map(|wave| format!("w{wave}")).collect();
    let mut releases: Vec<Value> = names.iter().map(|wave| json!({"id": wave, "periods": [wave]})).collect();
    releases.extend((2..=counts.len()).map(|n| json!({"id": format!("u{n}"), "periods": names[..n]})));
    json!({
        "k": 8, "width": 8,
        "dimensions": {
            "place": {"partitions": [["Total", places]]},
            "answer": {"partitions": [["Total", ["a0", "a1"]]]},
        },
        "releases": releases,
        "tables": tables,
    })
}

/// Releases one table after the other; what was shown is frozen, what was hidden stays hidden. A release that cannot be
/// protected is withheld.
fn ledger(counts: &Counts) -> Value {
    let mut exact: Vec<Value> = Vec::new();
    let mut published = document(counts, vec![]);
    for wave in 0..counts.len() {
        let mut releases = vec![table(counts, &format!("w{wave}"), wave..wave + 1)];
        if wave > 0 {
            releases.push(table(counts, &format!("u{}", wave + 1), 0..wave + 1));
        }
        for release in releases {
            let tables: Vec<Value> = exact.iter().cloned().chain([release]).collect();
            let Ok(pattern) = protect(&parsed(&document(counts, tables.clone())), Rules::Plain) else { continue };
            exact = tables;
            for (table, shown) in exact.iter_mut().zip(pattern.document["tables"].as_array().unwrap()) {
                let cells = table["cells"].as_array_mut().unwrap().iter_mut();
                for (cell, shown) in cells.zip(shown["cells"].as_array().unwrap()) {
                    cell[if shown["value"].is_null() { "primary" } else { "frozen" }] = true.into();
                }
            }
            published = pattern.document;
        }
    }
    published
}

fn rounded(document: &Value, to: i64) -> Value {
    let mut rounded = document.clone();
    for table in rounded["tables"].as_array_mut().unwrap() {
        table["rounding"] = to.into();
        for cell in table["cells"].as_array_mut().unwrap() {
            if let Some(value) = cell["value"].as_i64() {
                cell["value"] = ((value + to / 2) / to * to).into();
            }
        }
    }
    rounded
}

/// No published cell of 1 to 7: with every cell listed, only those could be findings that are not hidden ones.
fn findings_of_hidden(document: &Value) -> Vec<String> {
    let report = audit(&parsed(document)).unwrap();
    if report.findings.is_empty() {
        replay(&parsed(document), &report.certificate).unwrap();
    }
    report.findings.into_iter().map(|finding| finding.cell).collect()
}

#[test]
fn respondents_by_area_tell_of_a_question_shown_for_the_region_alone() {
    // At least 58 answered, and at most 52 of them in the large area: at least 6 in the small one, and at most 12.
    let table = |universe: &str, cells: Value| json!({"id": universe, "release": "R", "universe": universe, "dims": ["place"], "rounding": 5, "cells": cells});
    let cell = |place: &str, value: i64| json!({"at": {"place": place}, "value": value});
    let document = |answered: i64| {
        json!({
            "k": 8, "width": 8,
            "dimensions": {"place": {"partitions": [["Total", ["large", "small"]]]}},
            "universes": {"answered": {"subset_of": "all"}},
            "tables": [
                table("answered", json!([cell("Total", answered)])),
                table("all", json!([cell("Total", 65), cell("large", 50), cell("small", 10)])),
            ],
        })
    };
    let found = |document: &Value| audit(&parsed(document)).unwrap().findings;
    let close = found(&document(60));
    let cells: Vec<_> = close.iter().map(|finding| (finding.cell.as_str(), finding.low, finding.high)).collect();
    assert_eq!(cells, [("answered R at place=small", 6, 12)]);
    assert_eq!((close[0].universe.as_str(), close[0].period.as_str()), ("answered", "R"));
    assert!(found(&document(40)).is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 25, ..ProptestConfig::default() })]

    /// What is released wave by wave, with unions, stays protected; rounding it changes nothing about that.
    #[test]
    fn a_ledger_stays_protected(counts in counts()) {
        let published = ledger(&counts);
        let worked_out = Attacker::reading(&published).worked_out(8);
        prop_assert!(worked_out.is_empty(), "{worked_out:?}");
        let found = findings_of_hidden(&published);
        prop_assert!(found.is_empty(), "{found:?}");
        let found = findings_of_hidden(&rounded(&published, 5));
        prop_assert!(found.is_empty(), "rounded: {found:?}");
    }

    /// Showing the total of two hidden cells, or one of them, is noticed by audit and attacker alike.
    #[test]
    fn a_total_beside_hidden_parts_is_noticed(a in 1i64..8, b in 8i64..60, c in 1i64..60) {
        let counts = vec![vec![vec![a, b], vec![b, c]]];
        let mut document = document(&counts, vec![table(&counts, "w0", 0..1)]);
        for cell in document["tables"][0]["cells"].as_array_mut().unwrap() {
            let (place, answer) = (cell["at"]["place"].as_str(), cell["at"]["answer"].as_str());
            if matches!((place, answer), (Some("p0"), Some("a0" | "a1"))) {
                cell["value"] = Value::Null;
            }
        }
        // p0 is hidden and its column totals stand beside the other place.
        prop_assert!(!audit(&parsed(&document)).unwrap().findings.is_empty());
        prop_assert!(!Attacker::reading(&document).worked_out(8).is_empty());
    }
}

proptest! {
    // The attacker takes its time.
    #![proptest_config(ProptestConfig { cases: 10, ..ProptestConfig::default() })]

    /// Of a year's whole documents, with questions that are part of the respondents, rounded and mostly not listed, the
    /// audit and the attacker say the same.
    #[test]
    fn audit_and_attacker_agree_on_small_years(seed in 0u64..1_000, persons in 60usize..160, questions in 1usize..=2) {
        let shape = year::Shape { questions, areas: 2, providers: 3, waves: 2, persons, seed };
        let document = year::document(&shape);
        let found = audit(&parsed(&document)).unwrap().findings;
        let attacker = Attacker::reading(&document).told_of_few(8, 8);
        prop_assert_eq!(found.is_empty(), attacker.is_empty(), "{:?} and {:?}", found, attacker);
    }
}
