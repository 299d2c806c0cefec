//! The same years without a planner: every option at every place in every quarter, and cells hidden one by one.

use std::collections::BTreeMap;

use heard::disclosure::Place;
use heard::disclosure::protect::{Rules, protect};
use heard::disclosure::tabular::Tabular;
use heard::survey::Slug;
use serde_json::{Value, json};

use super::{SEEDS, Share, Simulation};

/// Answers in published cells of the region, an area, a provider; providers' distributions that are shown whole.
#[derive(Default)]
struct Score {
    region: Share,
    area: Share,
    provider: Share,
    whole: Share,
    withheld: u64,
}

pub fn print(responses: usize) {
    let mut score = Score::default();
    for seed in 1..=SEEDS {
        let simulation = Simulation::new(responses, seed);
        for planned in simulation.plan.questions.iter().filter(|planned| !planned.labels) {
            let question = simulation.survey.question(planned.question.as_str());
            if question.is_some_and(|question| !question.breakdown && !question.region) {
                score.add(&simulation, planned.question.as_str());
            }
        }
    }
    println!(
        "{responses:>9} suppression alone: region {}, area {}, provider {}, whole at a provider {}, withheld {}",
        score.region.percent(),
        score.area.percent(),
        score.provider.percent(),
        score.whole.percent(),
        score.withheld
    );
}

impl Score {
    fn add(&mut self, simulation: &Simulation, question: &str) {
        let mut told: Vec<Value> = Vec::new();
        for wave in &simulation.waves {
            let full = table(simulation, question, wave.id.as_str());
            let mut document = frame(simulation, question);
            document["tables"] = told.iter().cloned().map(frozen).chain([full.clone()]).collect();
            let document = Tabular::from_value(document).expect("the tables add up");
            let shown = match protect(&document, Rules::Survey) {
                Ok(pattern) => pattern.document["tables"].as_array().and_then(|tables| tables.last()).cloned(),
                Err(error) => {
                    if self.withheld == 0 {
                        eprintln!("withheld, as others are for the like of it: {error}");
                    }
                    None
                }
            };
            // What cannot be protected beside what was shown before is withheld whole.
            let shown = shown.unwrap_or_else(|| {
                self.withheld += 1;
                hidden(full.clone())
            });
            self.count(&full, &shown);
            told.push(shown);
        }
    }

    fn count(&mut self, full: &Value, shown: &Value) {
        let mut whole: BTreeMap<&str, bool> = BTreeMap::new();
        for (cell, shown) in cells(full).iter().zip(cells(shown)) {
            let at = cell["at"].as_object().expect("a place");
            if at.len() < 2 {
                continue;
            }
            let place = at["place"].as_str().expect("a name");
            let share = match place {
                "Total" => &mut self.region,
                _ if place.contains('/') => &mut self.provider,
                _ => &mut self.area,
            };
            share.count(!shown["value"].is_null(), cell["value"].as_u64().expect("a count"));
            if place.contains('/') && !place.ends_with("/none") {
                *whole.entry(place).or_insert(true) &= !shown["value"].is_null();
            }
        }
        whole.values().for_each(|is_whole| self.whole.count(*is_whole, 1));
    }
}

fn cells(table: &Value) -> &Vec<Value> {
    table["cells"].as_array().expect("cells")
}

fn frozen(mut table: Value) -> Value {
    for cell in table["cells"].as_array_mut().expect("cells") {
        if !cell["value"].is_null() {
            cell["frozen"] = true.into();
        }
    }
    table
}

fn hidden(mut table: Value) -> Value {
    table["cells"].as_array_mut().expect("cells").iter_mut().for_each(|cell| cell["value"] = Value::Null);
    table
}

/// Areas of their providers and everyone else, by every option.
fn frame(simulation: &Simulation, question: &str) -> Value {
    let providers = places(simulation);
    let areas: Vec<String> = providers.keys().cloned().collect();
    let mut partitions = vec![json!(["Total", areas])];
    partitions.extend(providers.iter().map(|(area, parts)| json!([area, parts])));
    let named: Vec<&String> = providers.values().flatten().filter(|name| !name.ends_with("/none")).collect();
    json!({
        "k": 8, "width": 8,
        "dimensions": {
            "place": {"partitions": partitions, "providers": named},
            format!("answer:{question}"): {"partitions": [["Total", options(simulation, question)]]},
        },
        "releases": simulation.waves.iter().map(|wave| json!({"id": wave.id, "periods": [wave.id], "months": 3})).collect::<Vec<_>>(),
    })
}

fn places(simulation: &Simulation) -> BTreeMap<String, Vec<String>> {
    let areas = simulation.areas.iter().map(|(area, _)| area.to_string()).chain(["elsewhere".into()]);
    let mut places: BTreeMap<String, Vec<String>> =
        areas.map(|area| (area.clone(), vec![format!("{area}/none")])).collect();
    for provider in heard::demo::made_up_providers() {
        places.entry(provider.area.to_string()).or_default().push(format!("{}/{}", provider.area, provider.id));
    }
    places
}

fn options(simulation: &Simulation, question: &str) -> Vec<String> {
    let question = simulation.survey.question(question).expect("it is asked");
    question.choices().iter().filter(|choice| !choice.outside).map(|choice| choice.id.to_string()).collect()
}

fn table(simulation: &Simulation, question: &str, wave: &str) -> Value {
    let options = options(simulation, question);
    let exact = &simulation.exact[wave];
    let of = |wanted: &Place| -> Vec<u64> {
        let found = exact
            .tables
            .iter()
            .find(|(key, _)| key.question.as_str() == question && key.within.is_none() && key.place == *wanted);
        let count = |option: &String| {
            let option: Slug = option.parse().ok()?;
            found.and_then(|(_, table)| table.options.get(&option)).copied()
        };
        options.iter().map(|option| count(option).unwrap_or(0)).collect()
    };
    let mut counts: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    let region = of(&Place::Region);
    let mut left = region.clone();
    let (rest, areas): (Vec<_>, Vec<_>) = places(simulation).into_iter().partition(|(area, _)| area == "elsewhere");
    for (area, parts) in areas.into_iter().chain(rest) {
        let is_rest = area == "elsewhere";
        let whole = if is_rest { left.clone() } else { of(&Place::Area(area.parse().expect("a name"))) };
        if !is_rest {
            left.iter_mut().zip(&whole).for_each(|(left, n)| *left -= n);
        }
        let mut none = whole.clone();
        for part in parts.iter().filter(|part| !part.ends_with("/none")) {
            let provider = part.rsplit('/').next().and_then(|id| id.parse().ok()).expect("a name");
            let own = of(&Place::Provider(provider));
            none.iter_mut().zip(&own).for_each(|(none, n)| *none -= n);
            counts.insert(part.clone(), own);
        }
        counts.insert(format!("{area}/none"), none);
        counts.insert(area, whole);
    }
    counts.insert("Total".into(), region);
    let answer = format!("answer:{question}");
    let mut cells = Vec::new();
    for (place, by_option) in counts {
        cells.push(json!({"at": {"place": place}, "value": by_option.iter().sum::<u64>()}));
        for (option, n) in options.iter().zip(by_option) {
            cells.push(json!({"at": {"place": place, &answer: option}, "value": n}));
        }
    }
    json!({"id": wave, "release": wave, "universe": format!("answered:{question}"), "dims": ["place", answer], "cells": cells})
}
