//! Random documents: hierarchies, linked groupings, several waves with a union, labels, zeros, frozen cells.

use std::collections::BTreeMap;

use heard::disclosure::audit::Finding;
use proptest::prelude::*;
use serde_json::{Value, json};

/// Counts of places by answers by waves, and which extras the document has.
#[derive(Clone, Debug)]
struct Shape {
    /// By wave, place, answer.
    counts: Vec<Vec<Vec<i64>>>,
    linked: bool,
    union: bool,
    rows_frozen: bool,
}

pub fn documents() -> impl Strategy<Value = Value> {
    let count = prop_oneof![2 => Just(0i64), 3 => 1i64..8, 6 => 8i64..60];
    (1usize..=2, 2usize..=4, 2usize..=3)
        .prop_flat_map(move |(waves, places, answers)| {
            let counts = prop::collection::vec(
                prop::collection::vec(prop::collection::vec(count.clone(), answers), places),
                waves,
            );
            (counts, any::<bool>(), any::<bool>(), prop::bool::weighted(0.2))
        })
        .prop_map(|(counts, linked, union, rows_frozen)| document(&Shape { counts, linked, union, rows_frozen }))
}

fn document(shape: &Shape) -> Value {
    let places = shape.counts[0].len();
    let answers = shape.counts[0][0].len();
    let place_names: Vec<String> = (0..places).map(|i| format!("p{i}")).collect();
    let answer_names: Vec<String> = (0..answers).map(|i| format!("a{i}")).collect();
    let mut place_partitions = vec![json!(["Total", ["east", "west"]])];
    let (east, west) = place_names.split_at(places / 2);
    place_partitions.push(json!(["east", east]));
    place_partitions.push(json!(["west", west]));
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    groups.insert("Total".into(), (0..places).collect());
    groups.insert("east".into(), (0..places / 2).collect());
    groups.insert("west".into(), (places / 2..places).collect());
    (0..places).for_each(|place| drop(groups.insert(format!("p{place}"), vec![place])));
    if shape.linked {
        let (odd, even): (Vec<usize>, Vec<usize>) = (0..places).partition(|place| place % 2 == 1);
        let named = |group: &[usize]| group.iter().map(|place| format!("p{place}")).collect::<Vec<_>>();
        place_partitions.push(json!(["Total", ["odd", "even"]]));
        place_partitions.push(json!(["odd", named(&odd)]));
        place_partitions.push(json!(["even", named(&even)]));
        groups.insert("odd".into(), odd);
        groups.insert("even".into(), even);
    }
    let waves: Vec<String> = (0..shape.counts.len()).map(|wave| format!("w{wave}")).collect();
    let mut releases: Vec<Value> = waves.iter().map(|wave| json!({"id": wave, "periods": [wave]})).collect();
    let mut tables: Vec<Value> =
        (0..waves.len()).map(|wave| table(shape, &waves[wave], &[wave], &groups, wave == 0)).collect();
    if shape.union && waves.len() > 1 {
        releases.push(json!({"id": "all-waves", "periods": waves}));
        tables.push(table(shape, "all-waves", &[0, 1], &groups, false));
    }
    json!({
        "k": 8,
        "width": 8,
        "dimensions": {
            "place": {"partitions": place_partitions},
            "answer": {"partitions": [["Total", answer_names]]},
        },
        "releases": releases,
        "tables": tables,
    })
}

fn table(shape: &Shape, release: &str, waves: &[usize], groups: &BTreeMap<String, Vec<usize>>, first: bool) -> Value {
    let mut cells = Vec::new();
    let answers = shape.counts[0][0].len();
    for (group, members) in groups {
        let count = |answer: usize| -> i64 {
            waves.iter().flat_map(|wave| members.iter().map(|place| shape.counts[*wave][*place][answer])).sum()
        };
        for answer in 0..answers {
            cells.push(json!({"at": {"place": group, "answer": format!("a{answer}")}, "value": count(answer)}));
        }
        let total: i64 = (0..answers).map(count).sum();
        let mut cell = json!({"at": {"place": group, "answer": "Total"}, "value": total});
        if first && shape.rows_frozen && total >= 8 {
            cell["frozen"] = true.into();
        }
        cells.push(cell);
    }
    json!({"id": "t", "release": release, "dims": ["place", "answer"], "cells": cells})
}

/// Every cell of these documents is listed, so an implied finding would be a fault of the test.
pub fn is_implied(document: &Value, finding: &Finding) -> bool {
    let listed = |part: &str| document.to_string().contains(part);
    !finding.cell.split(['=', ',', ' ']).all(|part| {
        part.is_empty() || part == "all" || part == "at" || part == "the" || part == "total" || listed(part)
    })
}

/// The published document with one hidden cell's true count put back.
pub fn with_cell_published(exact: &Value, published: &Value, name: &str) -> Value {
    let mut leaky = published.clone();
    for (position, table) in exact["tables"].as_array().unwrap().iter().enumerate() {
        for (index, cell) in table["cells"].as_array().unwrap().iter().enumerate() {
            let mut at: Vec<String> = cell["at"]
                .as_object()
                .unwrap()
                .iter()
                .map(|(dimension, category)| format!("{dimension}={}", category.as_str().unwrap()))
                .collect();
            at.sort();
            let this = format!("{} t at {}", table["release"].as_str().unwrap(), at.join(", "));
            if this == name {
                leaky["tables"][position]["cells"][index]["value"] = cell["value"].clone();
                return leaky;
            }
        }
    }
    panic!("{name} is not in the document");
}
