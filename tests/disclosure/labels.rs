//! Tables of labels that do not add up: each is part of its base, over several places.

use heard::disclosure::audit::audit;
use heard::disclosure::protect::{Rules, protect};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::attacker::Attacker;
use super::parsed;

/// By place: persons, and of them those who chose each label.
fn bases() -> impl Strategy<Value = Vec<(i64, Vec<i64>)>> {
    let base = prop_oneof![1 => Just(0i64), 2 => 1i64..10, 6 => 10i64..70];
    let one = (base, prop::collection::vec((0i64..=100, any::<bool>()), 3)).prop_map(|(base, shares)| {
        // Often all but a few: what is left is then as telling as the few themselves.
        let count = |(share, most): (i64, bool)| if most { base - (share % 9).min(base) } else { base * share / 100 };
        (base, shares.into_iter().map(count).collect())
    });
    prop::collection::vec(one, 2..=3)
}

fn document(places: &[(i64, Vec<i64>)], shown_bases: bool) -> Value {
    let names: Vec<String> = (0..places.len()).map(|n| format!("p{n}")).collect();
    let mut cells = Vec::new();
    let mut row = |place: &str, base: i64, labels: Vec<i64>| {
        if shown_bases {
            cells.push(json!({"at": {"place": place}, "value": base}));
        }
        for (label, n) in labels.iter().enumerate() {
            cells.push(json!({"at": {"place": place, "theme": format!("l{label}")}, "value": n}));
        }
    };
    let everyone = places.iter().map(|(base, _)| base).sum();
    row("Total", everyone, (0..3).map(|label| places.iter().map(|(_, labels)| labels[label]).sum()).collect());
    for (name, (base, labels)) in names.iter().zip(places) {
        row(name, *base, labels.clone());
    }
    json!({
        "k": 8, "width": 8, "multilabel": ["theme"],
        "dimensions": {"place": {"partitions": [["Total", names]]}, "theme": {}},
        "tables": [{"id": "themes", "release": "R", "dims": ["place", "theme"], "cells": cells}],
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 30, ..ProptestConfig::default() })]

    /// Labels protected by the survey's rules cannot be worked out, and no more can they where bases are not shown.
    #[test]
    fn protected_labels_cannot_be_worked_out(places in bases(), shown_bases: bool) {
        let exact = document(&places, shown_bases);
        let Ok(pattern) = protect(&parsed(&exact), Rules::Survey) else { return Ok(()) };
        let report = audit(&parsed(&pattern.document)).unwrap();
        let hidden: Vec<_> = report.findings.iter().filter(|finding| finding.cell.contains("theme")).collect();
        prop_assert!(hidden.is_empty(), "{hidden:?}");
        prop_assert_eq!(report.hidden, pattern.primary.len() + pattern.secondary.len());
        let worked_out = Attacker::reading(&pattern.document).worked_out(8);
        prop_assert!(worked_out.is_empty(), "{worked_out:?}");
    }

    /// What the attacker works out of an unprotected table of labels, the audit finds.
    #[test]
    fn what_can_be_worked_out_of_labels_is_found(places in bases(), hide in prop::collection::vec(any::<bool>(), 20)) {
        let mut document = document(&places, true);
        let cells = document["tables"][0]["cells"].as_array_mut().unwrap();
        cells.iter_mut().zip(&hide).filter(|(_, hide)| **hide).for_each(|(cell, _)| cell["value"] = Value::Null);
        let report = audit(&parsed(&document)).unwrap();
        let attacker = Attacker::reading(&document).worked_out(8);
        prop_assert!(attacker.is_empty() || !report.findings.is_empty(), "{attacker:?}");
    }
}
