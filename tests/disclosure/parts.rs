//! What was said of services: parts, of which one person may have sent three. An attacker who knows the rules reads the
//! year's release.

use std::collections::BTreeMap;

use heard::demo::{made_up_expectation, made_up_providers, made_up_year};
use heard::disclosure::audit::audit;
use heard::disclosure::plan::Chosen;
use heard::disclosure::{Exact, Place};
use heard::release::{Counted, Document, Heading, Year, certified, make_plan};
use heard::survey::{Campaign, Library, Slug};
use heard::themes::codebook::Codebook;
use heard::wave::{State, Wave};
use serde_json::{Value, json};

use super::attacker::Attacker;
use super::parsed;

fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

/// The two halves of a made-up year, released one after the other; and how many answered in all.
pub fn a_year(responses: usize, seed: u64) -> (Vec<Document>, u64) {
    a_year_with(responses, seed, &[])
}

/// The same with campaigns, by which so many of each half came.
pub fn a_year_with(responses: usize, seed: u64, campaigns: &[(&str, u64)]) -> (Vec<Document>, u64) {
    let library = Library::built_in();
    let mut survey = library.surveys[0].0.clone();
    survey.campaigns = campaigns.iter().map(|(id, _)| Campaign { id: slug(id), label: format!("The {id}") }).collect();
    let areas: Vec<(Slug, String)> = library.areas.iter().map(|area| (area.id.clone(), area.name.clone())).collect();
    let ids: Vec<Slug> = areas.iter().map(|(id, _)| id.clone()).collect();
    let expected = made_up_expectation(&survey, &library.areas, responses, 99);
    let (surveys, codebook) = (std::slice::from_ref(&survey), Codebook::built_in());
    let year = (&slug("core"), "2026-01-01".parse().unwrap());
    let plan = make_plan(year, (surveys, &codebook), &ids, &expected, &Chosen::new(), String::new()).unwrap();
    let halves = [("h1", "2026-01-01", "2026-06-30"), ("h2", "2026-07-01", "2026-12-31")];
    let waves: Vec<Wave> = halves
        .iter()
        .map(|(id, opens, closes)| Wave {
            id: slug(id),
            family: slug("core"),
            opens: opens.parse().unwrap(),
            closes: closes.parse().unwrap(),
            state: State::Released,
            carried_into: None,
        })
        .collect();
    let mut counted = made_up_year(&survey, responses, 2, seed);
    let persons = counted.iter().map(|exact| exact.respondents[&Place::Region]).sum();
    let by_campaign: BTreeMap<Slug, u64> = campaigns.iter().map(|(id, many)| (slug(id), *many)).collect();
    counted.iter_mut().for_each(|exact| exact.campaigns = by_campaign.clone());
    let exact: BTreeMap<Slug, Exact> = waves.iter().map(|wave| wave.id.clone()).zip(counted).collect();
    let providers = made_up_providers();
    let mut told: Vec<Document> = Vec::new();
    for wave in 0..waves.len() {
        let year = Year {
            plan: &plan,
            surveys,
            waves: waves[..=wave].iter().collect(),
            over: waves[wave].read_from(),
            exact: &exact,
            areas: &areas,
            codebook: &codebook,
            providers: &providers,
            invited: &BTreeMap::new(),
            told: &told,
            stuffing_rule: true,
        };
        let heading = Heading {
            id: waves[wave].id.clone(),
            sequence: wave as i64 + 1,
            previous: None,
            published: waves[wave].closes,
            run_by: "The Commission",
            waves: vec![&waves[wave]],
        };
        let document = certified(&heading, &[year], &told).unwrap();
        told.push(document);
    }
    (told, persons)
}

/// What is told of one question by kind of service, of its answers in the region, and of how many answered at all.
fn of_services(document: &Document, question: &str) -> Value {
    let mut value = serde_json::to_value(document).unwrap();
    let wanted = |table: &Value| {
        let of_question = table["question"] == question && table["dims"][0] != "by:age";
        let by = table["dims"][0].as_str().unwrap_or_default();
        let rows = by == "place" || by == "by:service";
        table["release"] == "h1+h2" && rows && (of_question || table["question"] == "respondents")
    };
    let tables = value["tables"].as_array_mut().unwrap();
    tables.retain(wanted);
    for table in tables.iter_mut() {
        // Of the region alone, to keep the attacker's programs small.
        table["cells"]
            .as_array_mut()
            .unwrap()
            .retain(|cell| cell["at"]["place"].as_str().unwrap_or("Total") == "Total");
    }
    value["dimensions"]["place"]["partitions"] = json!([]);
    value
}

#[test]
fn an_attacker_who_knows_that_nobody_sends_more_than_three_parts_learns_of_nobody() {
    let (mut tables, mut agencies) = (0, 0);
    for seed in [3, 4] {
        let (told, persons) = a_year(900, seed);
        let year = told.last().unwrap();
        for table in year.tables.iter().filter(|table| table.rows() == "by:service") {
            assert_eq!((table.counts, table.total()), (Counted::Parts, None), "all services together are no figure");
            assert_eq!(year.universes[&table.universe].subset_of, None, "parts are not persons");
            tables += 1;
        }
        for question in ["believed", "wait"] {
            let document = of_services(year, question);
            assert!(document["tables"].as_array().unwrap().len() >= 3);
            let mut attacker = Attacker::reading(&document);
            let parts = format!("parts:service:{question}");
            attacker.knows_at_most(&parts, "h1+h2", 3.0 * persons as f64);
            for kind in ["police", "sarc", "isva", "specialist", "health", "social-care", "cps-or-court", "other"] {
                attacker.knows_at_most_of(&parts, "h1+h2", ("by:service", kind), persons as f64);
            }
            assert_eq!(attacker.told_of_few(8, 8), [""; 0], "{question}, year {seed}");
            let cells =
                document["tables"].as_array().unwrap().iter().flat_map(|table| table["cells"].as_array().unwrap());
            agencies += cells.filter(|cell| cell["at"]["by:service"] == "care" && cell["value"] != json!(null)).count();
        }
    }
    assert!(tables > 10 && agencies > 0, "{tables} tables by service, {agencies} figures of an agency");
}

#[test]
fn campaigns_are_told_by_year_of_the_region_where_nobody_small_is_left_beside_them() {
    let told_of = |campaigns: &[(&str, u64)]| -> Vec<(String, u64)> {
        let (told, _) = a_year_with(300, 5, campaigns);
        let of_campaigns = |document: &Document| document.tables.iter().any(|table| table.id == "campaign");
        assert!(!of_campaigns(&told[0]), "not by half-year");
        let mut document = serde_json::to_value(&told[1]).unwrap();
        let tables = document["tables"].as_array_mut().unwrap();
        tables.retain(|table| table["id"] == "campaign" || table["id"] == "respondents");
        for table in tables.iter_mut() {
            assert_eq!(table["universe"], "all");
            let is_total = |at: &Value| at["place"].as_str().unwrap_or("Total") == "Total";
            table["cells"].as_array_mut().unwrap().retain(|cell| is_total(&cell["at"]));
        }
        let cells =
            tables.iter().filter(|table| table["id"] == "campaign").flat_map(|t| t["cells"].as_array().unwrap());
        let found =
            |cell: &Value| (cell["at"]["by:campaign"].as_str().unwrap().to_owned(), cell["value"].as_u64().unwrap());
        let found = cells.map(found).collect();
        document["dimensions"]["place"]["partitions"] = json!([]);
        assert_eq!(Attacker::reading(&document).told_of_few(8, 8), [""; 0]);
        found
    };
    let names = |found: Vec<(String, u64)>| found.into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    assert_eq!(told_of(&[]), []);
    assert_eq!(told_of(&[("spring", 40)])[0], ("spring".to_owned(), 80));
    assert_eq!(names(told_of(&[("spring", 40), ("autumn", 30)])), ["spring", "autumn", "none"]);
    assert_eq!(names(told_of(&[("spring", 14)])), [""; 0], "28 are not 30, and the others would tell of them");
    // The small one alone would be what is left: so another stands with it.
    assert_eq!(names(told_of(&[("spring", 40), ("autumn", 3)])), ["none"]);
}

/// 90 of the police and 80 of an adviser by 100 people: no contradiction, since parts are not persons.
fn more_parts_than_persons() -> Value {
    let kind = |kind: &str, n: u64| json!({"at": {"by:service": kind}, "value": n});
    json!({
        "k": 8, "width": 8,
        "dimensions": {
            "place": {"partitions": []},
            "by:service": {"partitions": [["Total", ["justice", "isva"]], ["justice", ["police", "court"]]]},
        },
        "universes": {"parts": {"subset_of": null}},
        "releases": [{"id": "y", "periods": ["y"]}],
        "tables": [
            {"id": "n", "release": "y", "universe": "all", "dims": ["place"], "cells": [{"at": {}, "value": 100}]},
            {"id": "t", "release": "y", "universe": "parts", "dims": ["by:service"],
             "cells": [kind("police", 90), kind("isva", 80)]},
        ],
    })
}

#[test]
fn the_audit_takes_parts_for_parts_and_still_finds_what_a_subtraction_leaves() {
    let mut document = more_parts_than_persons();
    assert_eq!(audit(&parsed(&document)).unwrap().findings.len(), 0);
    let mut persons = document.clone();
    persons["universes"]["parts"]["subset_of"] = json!("all");
    assert!(audit(&parsed(&persons)).is_err(), "170 of 100 persons cannot be");
    let cells = document["tables"][1]["cells"].as_array_mut().unwrap();
    cells.push(json!({"at": {"by:service": "justice"}, "value": 93}));
    assert_eq!(audit(&parsed(&document)).unwrap().findings.len(), 1, "the courts are three");
    assert_eq!(Attacker::reading(&document).told_of_few(8, 8).len(), 1);
}
