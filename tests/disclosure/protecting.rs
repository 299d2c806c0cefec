//! Protecting, on larger documents than the worked examples: what must hold for any counts, and the survey's rules.

mod documents;
#[cfg(feature = "highs")]
mod optimum;

use std::collections::BTreeSet;

use heard::disclosure::audit::audit;
use heard::disclosure::protect::{Pattern, Rules, protect};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::parsed;
use documents::{Counts, Plan};

/// By area, provider, option; and which margins were published before.
#[derive(Clone, Debug)]
struct Shape {
    counts: Vec<Vec<Vec<i64>>>,
    frozen: Vec<bool>,
    waves: usize,
}

/// One provider's answers: any counts, all the same, or none at all.
fn answers(options: usize) -> impl Strategy<Value = Vec<i64>> {
    let count = prop_oneof![2 => Just(0i64), 3 => 1i64..8, 4 => 8i64..80];
    prop_oneof![
        6 => prop::collection::vec(count, options),
        1 => (0..options, 1i64..50).prop_map(move |(which, n)| (0..options).map(|o| if o == which { n } else { 0 }).collect()),
        1 => Just(vec![0; options]),
    ]
}

fn documents() -> impl Strategy<Value = Value> {
    (2usize..=3, 2usize..=5, 2usize..=4, 1usize..=2)
        .prop_flat_map(|(areas, providers, options, waves)| {
            let area = prop::collection::vec(answers(options), providers);
            let frozen = prop::collection::vec(prop::bool::weighted(0.3), areas + 1);
            (prop::collection::vec(area, areas * waves), frozen, Just(waves))
        })
        .prop_map(|(counts, frozen, waves)| document(&Shape { counts, frozen, waves }))
}

fn document(shape: &Shape) -> Value {
    let areas = shape.counts.len() / shape.waves;
    let (providers, options) = (shape.counts[0].len(), shape.counts[0][0].len());
    let names = |area: usize| (0..providers).map(move |provider| format!("p{area}-{provider}"));
    let mut partitions = vec![json!(["Total", (0..areas).map(|area| format!("area{area}")).collect::<Vec<_>>()])];
    partitions.extend((0..areas).map(|area| json!([format!("area{area}"), names(area).collect::<Vec<_>>()])));
    let table = |wave: usize| {
        let mut cells = Vec::new();
        let mut add = |place: String, leaves: Vec<&Vec<i64>>, frozen: bool| {
            let count = |option: usize| leaves.iter().map(|leaf| leaf[option]).sum::<i64>();
            for option in 0..options {
                cells.push(json!({"at": {"place": place, "answer": format!("o{option}")}, "value": count(option)}));
            }
            let total: i64 = (0..options).map(count).sum();
            // What was published before was not small.
            let frozen = frozen && !(1..8).contains(&total);
            cells.push(json!({"at": {"place": place}, "value": total, "frozen": frozen}));
        };
        let counts = &shape.counts[wave * areas..][..areas];
        for (area, counts) in counts.iter().enumerate() {
            names(area).zip(counts).for_each(|(name, leaf)| add(name, vec![leaf], false));
            add(format!("area{area}"), counts.iter().collect(), shape.frozen[area]);
        }
        add("Total".into(), counts.iter().flatten().collect(), shape.frozen[areas]);
        json!({"id": "t", "release": format!("w{wave}"), "dims": ["place", "answer"], "cells": cells})
    };
    let options: Vec<String> = (0..options).map(|option| format!("o{option}")).collect();
    json!({
        "k": 8,
        "dimensions": {"place": {"partitions": partitions}, "answer": {"partitions": [["Total", options]]}},
        "tables": (0..shape.waves).map(table).collect::<Vec<_>>(),
    })
}

/// The same document once it is out: what is published may not be hidden any more.
fn frozen(document: &Value) -> Value {
    let mut frozen = document.clone();
    for cell in frozen["tables"].as_array_mut().unwrap().iter_mut().flat_map(|t| t["cells"].as_array_mut().unwrap()) {
        cell["frozen"] = (!cell["value"].is_null()).into();
    }
    frozen
}

fn hidden(pattern: &Pattern) -> BTreeSet<&String> {
    pattern.primary.iter().chain(&pattern.secondary).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn larger_documents_pass_the_audit_and_hide_what_is_small(document in documents()) {
        let Ok(pattern) = protect(&parsed(&document), Rules::Plain) else { return Ok(()) };
        let report = audit(&parsed(&pattern.document)).unwrap();
        prop_assert!(report.findings.is_empty(), "{:?}", report.findings);
        prop_assert_eq!(report.hidden, hidden(&pattern).len());
        for cell in pattern.document["tables"].as_array().unwrap().iter().flat_map(|t| t["cells"].as_array().unwrap()) {
            prop_assert!(!cell["value"].as_i64().is_some_and(|n| (1..8).contains(&n)), "{}", cell);
        }
    }

    /// Once it is out, a document protects itself: nothing more is hidden, and nothing is told again.
    #[test]
    fn what_is_protected_stays_as_it_is(document in documents()) {
        let Ok(pattern) = protect(&parsed(&document), Rules::Plain) else { return Ok(()) };
        let out = frozen(&pattern.document);
        let again = protect(&parsed(&out), Rules::Plain).unwrap();
        prop_assert_eq!(&again.document, &out);
        prop_assert!(again.primary.is_empty());
    }

    /// With the counts still known behind it, a pattern is not made larger by what is already out.
    #[test]
    fn what_is_out_needs_no_more_than_before(document in documents()) {
        let Ok(pattern) = protect(&parsed(&document), Rules::Plain) else { return Ok(()) };
        let mut out = document.clone();
        let tables = out["tables"].as_array_mut().unwrap().iter_mut().zip(pattern.document["tables"].as_array().unwrap());
        for (table, published) in tables {
            let cells = table["cells"].as_array_mut().unwrap().iter_mut().zip(published["cells"].as_array().unwrap());
            cells.for_each(|(cell, published)| cell["frozen"] = (!published["value"].is_null()).into());
        }
        let again = protect(&parsed(&out), Rules::Plain).unwrap();
        prop_assert!(hidden(&again).is_subset(&hidden(&pattern)));
        prop_assert!(audit(&parsed(&again.document)).unwrap().findings.is_empty());
    }

    #[test]
    fn larger_documents_are_protected_the_same_each_time(document in documents()) {
        let (one, other) = (protect(&parsed(&document), Rules::Plain), protect(&parsed(&document), Rules::Plain));
        prop_assert_eq!(one.map(|p| p.document).ok(), other.map(|p| p.document).ok());
    }
}

/// Surveys of many providers, some of them linked across areas, and a question for each universe.
#[test]
fn made_up_surveys_pass_the_audit() {
    for seed in 0..6 {
        let counts = if seed < 3 { Counts::Respondents(20) } else { Counts::SmallInHundred(30) };
        let plan =
            Plan { seed, areas: 4, providers: 7, options: 4, questions: 2, wave: 0, linked: seed % 2 == 1, counts };
        let pattern = protect(&parsed(&plan.document()), Rules::Plain).unwrap();
        let report = audit(&parsed(&pattern.document)).unwrap();
        assert!(report.findings.is_empty(), "{plan:?}: {:?}", report.findings);
        assert!(!pattern.primary.is_empty() && pattern.weight >= pattern.secondary.len() as i64);
    }
}

/// Cells that nobody lists, and that follow from listed ones, are protected too.
#[test]
fn what_only_follows_from_listed_cells_is_not_told() {
    let document = json!({
        "k": 8,
        "dimensions": {"place": {"partitions": [["Total", ["A", "B", "C"]]]}},
        "tables": [{"id": "t", "release": "R", "dims": ["place"], "cells": [
            {"at": {"place": "Total"}, "value": 50}, {"at": {"place": "A"}, "value": 27}, {"at": {"place": "B"}, "value": 20},
        ]}],
    });
    let pattern = protect(&parsed(&document), Rules::Plain).unwrap();
    assert_eq!((pattern.primary.len(), pattern.secondary.len()), (0, 1), "C is 3, unless one of the others is hidden");
    assert!(audit(&parsed(&pattern.document)).unwrap().findings.is_empty());
}

/// Three providers of one question; A's answers by option are given, the others' are plain.
fn of_providers(a: &[i64], change: impl Fn(&mut Value)) -> Value {
    let options: Vec<String> = (0..a.len()).map(|option| format!("o{option}")).collect();
    let plain = vec![200 / a.len() as i64; a.len()];
    let leaves = [("A", a), ("B", &plain[..]), ("C", &plain[..])];
    let mut cells = Vec::new();
    for (place, members) in [("A", &leaves[..1]), ("B", &leaves[1..2]), ("C", &leaves[2..]), ("Total", &leaves[..])] {
        let count = |option: usize| members.iter().map(|(_, counts)| counts[option]).sum::<i64>();
        for (option, name) in options.iter().enumerate() {
            cells.push(json!({"at": {"place": place, "answer:x": name}, "value": count(option)}));
        }
        cells.push(json!({"at": {"place": place}, "value": (0..a.len()).map(count).sum::<i64>()}));
    }
    let mut document = json!({
        "k": 8,
        "dimensions": {
            "place": {"partitions": [["Total", ["A", "B", "C"]]], "providers": ["A", "B", "C"]},
            "answer:x": {"partitions": [["Total", options]]},
        },
        "releases": [{"id": "H1", "periods": ["H1"], "months": 6}],
        "tables": [{"id": "t", "release": "H1", "universe": "answered:x", "dims": ["place", "answer:x"], "cells": cells}],
    });
    change(&mut document);
    document
}

/// Which cells are sensitive by the survey's rules.
fn marked(document: &Value) -> Vec<String> {
    protect(&parsed(document), Rules::Survey).unwrap().primary
}

#[test]
fn providers_are_shown_in_two_large_groups_of_half_a_year() {
    let same = |_: &mut Value| {};
    let of_a =
        |counts: &[i64]| marked(&of_providers(counts, same)).iter().filter(|cell| cell.contains("place=A")).count();
    assert_eq!(of_a(&[30, 30]), 0);
    assert_eq!(of_a(&[23, 37]), 0, "8 and a quarter of 60 are 23");
    assert_eq!(of_a(&[22, 38]), 2, "P7: a coalition of 15 could tell seven persons' answers");
    assert_eq!(of_a(&[14, 15]), 2, "P7: 29 answers are too few, and their number may be told");
    assert_eq!(of_a(&[5, 4]), 3, "P2: nine are not even counted");
    assert_eq!(of_a(&[0, 0]), 3, "P5: nobody at a provider is not told");
    assert_eq!(of_a(&[40, 40, 40]), 3, "P7: two groups only");
    let quarter = of_providers(&[30, 30], |document| document["releases"][0]["months"] = 3.into());
    assert_eq!(marked(&quarter).len(), 9, "P7: every provider's figures of a quarter, with their numbers");
    let unsaid = of_providers(&[30, 30], |document| drop(document.as_object_mut().unwrap().remove("releases")));
    assert_eq!(marked(&unsaid).len(), 9, "what is not said is not long enough");
    assert!(
        protect(&parsed(&quarter), Rules::Plain).unwrap().primary.is_empty(),
        "a plain document knows no providers"
    );
}

#[test]
fn a_provider_who_invited_few_more_than_answered_is_not_shown() {
    let invited = |n: i64| {
        let document = of_providers(&[30, 30], |document| document["invited"] = json!({"H1": {"A": n, "B": 999}}));
        marked(&document)
    };
    assert!(invited(68).is_empty());
    assert_eq!(invited(67).len(), 3, "P6: the two groups and their number");
    assert!(invited(67).iter().all(|cell| cell.contains("place=A")));
    assert_eq!(invited(50).len(), 3, "more answered than were invited");
}

#[test]
fn invitations_of_waves_add_up_to_those_of_their_union() {
    let union = |first: i64, second: Value| {
        let document = of_providers(&[30, 30], |document| {
            document["releases"] = json!([{"id": "H1", "periods": ["q1", "q2"], "months": 6}]);
            document["invited"] = json!({"q1": {"A": first}, "q2": second});
        });
        marked(&document).len()
    };
    assert_eq!(union(30, json!({"A": 38})), 0);
    assert_eq!(union(30, json!({"A": 37})), 3);
    assert_eq!(union(30, json!({})), 0, "not known of every wave");
}

#[test]
fn zeros_of_sensitive_tables_are_hidden_like_small_counts() {
    let three = |sensitive: bool| {
        of_providers(&[30, 30, 0], |document| {
            document["dimensions"]["place"].as_object_mut().unwrap().remove("providers");
            document["tables"][0]["sensitive"] = sensitive.into();
        })
    };
    assert!(marked(&three(false)).is_empty(), "a zero may be shown");
    assert_eq!(marked(&three(true)), ["H1 t at answer:x=o2, place=A"], "P5");
    assert!(protect(&parsed(&three(true)), Rules::Plain).unwrap().primary.is_empty());
}

#[test]
fn what_a_document_says_of_providers_must_be_of_its_own_names() {
    let refused = |change: &dyn Fn(&mut Value)| {
        protect(&parsed(&of_providers(&[30, 30], change)), Rules::Survey).unwrap_err().to_string()
    };
    let providers = refused(&|document| document["dimensions"]["place"]["providers"] = json!(["A", "Z"]));
    assert!(providers.contains("providers of place: 'Z' is no category"), "{providers}");
    let wave = refused(&|document| document["invited"] = json!({"Q9": {"A": 70}}));
    assert!(wave.contains("'Q9' is no wave"), "{wave}");
    let place = refused(&|document| document["invited"] = json!({"H1": {"Total": 70}}));
    assert!(place.contains("invited in H1: 'Total' is no provider"), "{place}");
    let negative = refused(&|document| document["invited"] = json!({"H1": {"A": -1}}));
    assert!(negative.contains("invited in H1 at A: a count cannot be negative"), "{negative}");
}
