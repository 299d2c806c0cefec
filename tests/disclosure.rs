//! Disclosure control from outside: worked examples, random systems, planted leaks, and an attacker that reads the
//! published JSON alone.

mod attacker;
mod certificates;
mod labels;
mod ledger;
pub mod parts;
mod protecting;
mod random;
mod year;

use heard::disclosure::audit::audit;
use heard::disclosure::protect::{Rules, protect};
use heard::disclosure::tabular::{Tabular, TabularError, join};
use proptest::prelude::*;
use serde_json::{Value, json};

use attacker::Attacker;

/// A table as a document: rows by columns with margins. `width` is also `k`.
fn two_way(k: i64, width: i64, counts: &[&[i64]]) -> Value {
    let row_names: Vec<String> = (0..counts.len()).map(|i| format!("r{i}")).collect();
    let column_names: Vec<String> = (0..counts[0].len()).map(|i| format!("c{i}")).collect();
    let mut cells = Vec::new();
    for (r, row) in counts.iter().enumerate() {
        for (c, n) in row.iter().enumerate() {
            cells.push(json!({"at": {"row": row_names[r], "column": column_names[c]}, "value": n}));
        }
        cells.push(json!({"at": {"row": row_names[r]}, "value": row.iter().sum::<i64>()}));
    }
    for (c, name) in column_names.iter().enumerate() {
        cells.push(json!({"at": {"column": name}, "value": counts.iter().map(|row| row[c]).sum::<i64>()}));
    }
    cells.push(json!({"at": {}, "value": counts.iter().flat_map(|row| row.iter()).sum::<i64>()}));
    json!({
        "k": k,
        "width": width,
        "dimensions": {
            "row": {"partitions": [["Total", row_names]]},
            "column": {"partitions": [["Total", column_names]]},
        },
        "tables": [{"id": "t", "release": "R", "dims": ["row", "column"], "cells": cells}],
    })
}

fn parsed(document: &Value) -> Tabular {
    Tabular::from_value(document.clone()).unwrap()
}

fn protected(document: &Value) -> (usize, usize, Value) {
    let pattern = protect(&parsed(document), Rules::Plain).unwrap();
    (pattern.primary.len(), pattern.secondary.len(), pattern.document)
}

fn set(document: &mut Value, at: &Value, field: &str, value: Value) {
    let cells = document["tables"][0]["cells"].as_array_mut().unwrap();
    cells.iter_mut().find(|cell| cell["at"] == *at).unwrap()[field] = value;
}

/// The four-by-four table whose every row and column hides two or more, and one cell is still 47 exactly (sdcTable's
/// test of the simple heuristic).
fn four_by_four(hidden: bool) -> Value {
    let mut document =
        two_way(1, 1, &[&[30, 47, 64, 900], &[90, 200, 5, 300], &[400, 100, 300, 85], &[492, 991, 410, 685]]);
    for (row, column) in [(0, 0), (0, 1), (0, 2), (1, 0), (1, 2), (2, 1), (2, 3), (3, 1), (3, 3)] {
        let at = json!({"row": format!("r{row}"), "column": format!("c{column}")});
        set(&mut document, &at, "primary", true.into());
        if hidden {
            set(&mut document, &at, "value", Value::Null);
        }
    }
    document
}

#[test]
fn two_hidden_cells_in_every_row_and_column_are_not_enough() {
    let report = audit(&parsed(&four_by_four(true))).unwrap();
    assert_eq!(report.findings.len(), 1);
    assert_eq!((report.findings[0].low, report.findings[0].high), (47, 47));
    let (primary, secondary, document) = protected(&four_by_four(false));
    assert_eq!((primary, secondary), (9, 1), "one more is enough");
    assert!(audit(&parsed(&document)).unwrap().findings.is_empty());
    assert!(Attacker::reading(&document).worked_out(1).is_empty());
    let marks = document["tables"][0]["cells"].as_array().unwrap().iter().filter(|cell| cell["primary"] == true);
    assert_eq!(marks.count(), 9, "marks are kept");
}

#[test]
fn one_sensitive_cell_takes_three_others_with_it() {
    let (primary, secondary, document) = protected(&two_way(8, 8, &[&[20, 5], &[30, 40], &[25, 35]]));
    assert_eq!((primary, secondary), (1, 3));
    assert!(audit(&parsed(&document)).unwrap().findings.is_empty());
}

#[test]
fn two_tables_that_are_safe_alone_and_tell_a_three_together() {
    // North is A and B; the city is A and C. Each table hides its small cell well; both give A's answers away.
    let table = |id: &str, cells: Value| json!({"id": id, "release": "R", "dims": ["place"], "cells": cells});
    let by_area = table(
        "by-area",
        json!([
            {"at": {"place": "Total"}, "value": 100}, {"at": {"place": "north"}, "value": 40},
            {"at": {"place": "A"}, "value": null}, {"at": {"place": "B"}, "value": null},
            {"at": {"place": "C"}, "value": 60},
        ]),
    );
    let by_type = table(
        "by-type",
        json!([
            {"at": {"place": "town"}, "value": 37}, {"at": {"place": "city"}, "value": 63},
            {"at": {"place": "A"}, "value": null}, {"at": {"place": "B"}, "value": 37},
        ]),
    );
    let document = |tables: Vec<Value>| {
        json!({
            "k": 8,
            "dimensions": {"place": {"partitions": [
                ["Total", ["north", "C"]], ["north", ["A", "B"]], ["Total", ["city", "town"]], ["city", ["A", "C"]],
                ["town", ["B"]],
            ]}},
            "tables": tables,
        })
    };
    let alone = parsed(&document(vec![by_area.clone()]));
    assert!(audit(&alone).unwrap().findings.is_empty());
    let mut both = document(vec![by_area, by_type]);
    both["tables"][0]["cells"][3]["value"] = 37.into();
    let report = audit(&parsed(&both)).unwrap();
    assert_eq!(report.findings.iter().map(|finding| (finding.low, finding.high)).collect::<Vec<_>>(), [(3, 3)]);
}

#[test]
fn a_year_beside_its_quarters_is_one_system() {
    let document = json!({
        "k": 8,
        "dimensions": {"place": {"partitions": [["Total", ["A", "B"]]]}},
        "releases": [{"id": "year", "periods": ["q1", "q2"]}],
        "tables": [
            {"id": "t", "release": "q1", "dims": ["place"], "cells": [
                {"at": {"place": "Total"}, "value": 50}, {"at": {"place": "A"}, "value": 20},
                {"at": {"place": "B"}, "value": 30}]},
            {"id": "t", "release": "year", "dims": ["place"], "cells": [
                {"at": {"place": "Total"}, "value": 90}, {"at": {"place": "A"}, "value": 23},
                {"at": {"place": "B"}, "value": 67}]},
        ],
    });
    let report = audit(&parsed(&document)).unwrap();
    let finding = &report.findings[0];
    assert_eq!((report.findings.len(), finding.low, finding.high), (1, 3, 3));
    assert!(finding.cell.contains("q2") && finding.cell.contains("place=A"), "{}", finding.cell);
}

#[test]
fn published_cells_are_frozen_and_what_cannot_be_protected_is_said() {
    let mut document = two_way(8, 8, &[&[20, 5], &[30, 40]]);
    for at in [json!({"row": "r0", "column": "c0"}), json!({"row": "r1", "column": "c1"})] {
        set(&mut document, &at, "frozen", true.into());
    }
    for at in [json!({"row": "r0"}), json!({"column": "c1"})] {
        set(&mut document, &at, "frozen", true.into());
    }
    let refused = protect(&parsed(&document), Rules::Plain).unwrap_err().to_string();
    assert!(refused.contains("cannot be protected"), "{refused}");
}

#[test]
fn the_survey_rules_hide_small_and_unanimous_groups_and_all_but_a_few() {
    let table = |values: &[(&str, i64)]| {
        let cells: Vec<Value> =
            values.iter().map(|(option, n)| json!({"at": {"answer:x": option}, "value": n})).collect();
        json!({
            "k": 8,
            "dimensions": {"answer:x": {"partitions": [["Total", ["yes", "no"]]]}},
            "tables": [{"id": "x", "release": "R", "dims": ["answer:x"], "cells": cells}],
        })
    };
    let hidden = |document: &Value, rules| {
        protect(&parsed(document), rules).map(|pattern| pattern.primary.len()).unwrap_or(usize::MAX)
    };
    let unanimous = table(&[("Total", 40), ("yes", 40), ("no", 0)]);
    assert_eq!((hidden(&unanimous, Rules::Plain), hidden(&unanimous, Rules::Survey)), (0, 2));
    let mut labels = table(&[("Total", 40), ("yes", 36), ("no", 12)]);
    labels["multilabel"] = json!(["answer:x"]);
    assert_eq!((hidden(&labels, Rules::Plain), hidden(&labels, Rules::Survey)), (0, 1));
}

#[test]
fn bad_documents_are_told_by_cell_and_never_called_safe() {
    let refused = |document: Value| match Tabular::from_value(document) {
        Err(error) => error.to_string(),
        Ok(tabular) => protect(&tabular, Rules::Plain).map(|_| ()).unwrap_err().to_string(),
    };
    let good = two_way(8, 8, &[&[20, 15], &[30, 40]]);
    let changed = |change: &dyn Fn(&mut Value)| {
        let mut document = good.clone();
        change(&mut document);
        refused(document)
    };
    let first = |document: &mut Value, field: &str, value: Value| document["tables"][0]["cells"][0][field] = value;
    assert!(
        changed(&|d| first(d, "value", (-1).into())).contains("R t at column=c0, row=r0: a count cannot be negative")
    );
    assert!(changed(&|d| first(d, "at", json!({"row": "r9"}))).contains("'r9' is no category"));
    assert!(changed(&|d| first(d, "at", json!({"age": "r0"}))).contains("'age' is no dimension of this table"));
    assert!(changed(&|d| first(d, "value", 21.into())).contains("add up to"));
    let cycle = json!([["Total", ["a", "b"]], ["a", ["c", "d"]], ["c", ["a"]]]);
    assert!(changed(&|d| d["dimensions"]["row"]["partitions"] = cycle.clone()).contains("part of itself"));
    let two_tops = json!([["Total", ["r0"]], ["Other", ["r1"]]]);
    assert!(changed(&|d| d["dimensions"]["row"]["partitions"] = two_tops.clone()).contains("no single total"));
    assert!(changed(&|d| d["tables"] = "x".into()).contains("not a document of tables"));
    let many: Vec<Value> = (0..100_001).map(|n| json!({"at": {}, "value": n})).collect();
    assert!(changed(&|d| d["tables"][0]["cells"] = many.clone().into()).contains("too many to hold"));
    let wide: Vec<String> = (0..400).map(|n| format!("x{n}")).collect();
    let shape = json!({"partitions": [["Total", wide]]});
    assert!(
        changed(&|d| {
            d["dimensions"] = json!({"row": shape, "column": shape});
            d["tables"][0]["cells"] = json!([]);
        })
        .contains("too many to hold")
    );
    let mut twice = good.clone();
    let cell = json!({"at": {"row": "r0", "column": "c0"}, "value": 99});
    twice["tables"][0]["cells"].as_array_mut().unwrap().push(cell);
    assert!(matches!(Tabular::from_value(twice), Err(TabularError::Twice(_))));
}

#[test]
fn published_cells_that_contradict_each_other_are_an_error_and_not_safe() {
    let mut document = two_way(8, 8, &[&[20, 15], &[30, 40]]);
    set(&mut document, &json!({"row": "r0", "column": "c0"}), "value", Value::Null);
    set(&mut document, &json!({}), "value", 200.into());
    let error = audit(&parsed(&document)).unwrap_err().to_string();
    assert!(error.contains("contradict"), "{error}");
}

#[test]
fn releases_are_audited_together() {
    let quarter = |release: &str, a: Value| {
        json!({
            "k": 8,
            "dimensions": {"place": {"partitions": [["Total", ["A", "B"]]]}},
            "releases": [{"id": release, "periods": [release]}],
            "tables": [{"id": "t", "release": release, "dims": ["place"], "cells": [
                {"at": {"place": "Total"}, "value": 50}, {"at": {"place": "A"}, "value": a},
                {"at": {"place": "B"}, "value": null}]}],
        })
    };
    let half = json!({
        "k": 8,
        "dimensions": {"place": {"partitions": [["Total", ["A", "B"]]]}},
        "releases": [{"id": "half", "periods": ["q1", "q2"]}],
        "tables": [{"id": "t", "release": "half", "dims": ["place"], "cells": [
            {"at": {"place": "Total"}, "value": 100}, {"at": {"place": "A"}, "value": 60}]}],
    });
    let safe = [quarter("q1", Value::Null), quarter("q2", Value::Null), half.clone()];
    assert!(audit(&parsed(&join(safe.into()).unwrap())).unwrap().findings.is_empty());
    let leaky = [quarter("q1", 25.into()), quarter("q2", Value::Null), half];
    assert!(!audit(&parsed(&join(leaky.into()).unwrap())).unwrap().findings.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    /// What is protected passes the audit, and an attacker that shares no code agrees.
    #[test]
    fn what_is_protected_cannot_be_worked_out(document in random::documents()) {
        let Ok(pattern) = protect(&parsed(&document), Rules::Plain) else {
            // Frozen cells can make it impossible; then nothing is published.
            return Ok(());
        };
        let published = parsed(&pattern.document);
        let report = audit(&published).unwrap();
        let hidden: Vec<_> = report.findings.iter().filter(|finding| !random::is_implied(&pattern.document, finding)).collect();
        prop_assert!(hidden.is_empty(), "{hidden:?}");
        prop_assert_eq!(report.hidden, pattern.primary.len() + pattern.secondary.len());
        let worked_out = Attacker::reading(&pattern.document).worked_out(8);
        prop_assert!(worked_out.is_empty(), "{worked_out:?}");
    }

    /// A planted leak is found: publish one secondary again, and something can be worked out.
    #[test]
    fn a_planted_leak_is_found(document in random::documents(), which: prop::sample::Index) {
        let Ok(pattern) = protect(&parsed(&document), Rules::Plain) else { return Ok(()) };
        if pattern.secondary.is_empty() {
            return Ok(());
        }
        let name = &pattern.secondary[which.index(pattern.secondary.len())];
        let leaky = random::with_cell_published(&document, &pattern.document, name);
        let report = audit(&parsed(&leaky)).unwrap();
        let attacker = Attacker::reading(&leaky).worked_out(8);
        prop_assert!(!report.findings.is_empty(), "{name} was needed, and its publication was not noticed");
        prop_assert!(!attacker.is_empty());
    }

    /// The same document gives the same pattern.
    #[test]
    fn protection_is_deterministic(document in random::documents()) {
        let (one, other) = (protect(&parsed(&document), Rules::Plain), protect(&parsed(&document), Rules::Plain));
        prop_assert_eq!(one.map(|p| p.document).ok(), other.map(|p| p.document).ok());
    }
}
