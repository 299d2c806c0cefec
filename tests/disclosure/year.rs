//! A made-up year (or two) of releases: several questions, areas and providers, waves, half-years and years. Shown is
//! what a simple rule lets through: a two-way split of a place if both groups, and what remains of the place above, are
//! at least k. All counts are then rounded to 5.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

#[derive(Clone, Copy, Debug)]
pub struct Shape {
    pub questions: usize,
    pub areas: usize,
    pub providers: usize,
    pub waves: usize,
    pub persons: usize,
    pub seed: u64,
}

const K: i64 = 8;
const OPTIONS: usize = 5;
/// The coarse scale and the fine one, as options.
const GROUPS: [(&str, &[usize]); 2] = [("agree", &[0, 1]), ("rest", &[2, 3, 4])];

/// Counts by place (0 is the region, then areas, then providers), wave and option.
type Counts = Vec<Vec<[i64; OPTIONS]>>;

/// A small generator of numbers that is the same everywhere (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % n.max(1) as u64) as usize
    }
}

/// A period: its name and its waves.
struct Period {
    name: String,
    waves: Vec<usize>,
}

pub fn document(shape: &Shape) -> Value {
    let mut dice = Dice(shape.seed);
    let persons = persons(shape, &mut dice);
    let mut tables = Vec::new();
    let mut dimensions = BTreeMap::from([("place".to_owned(), json!({"partitions": place_partitions(shape)}))]);
    let mut universes = BTreeMap::new();
    for question in 0..shape.questions {
        let counts = count(shape, &persons, Some((&mut dice, question)));
        let answer = format!("answer:q{question}");
        let options = |members: &[usize]| members.iter().map(|n| format!("o{n}")).collect::<Vec<_>>();
        let mut partitions = vec![json!(["Total", [GROUPS[0].0, GROUPS[1].0]])];
        partitions.extend(GROUPS.iter().map(|(name, members)| json!([name, options(members)])));
        dimensions.insert(answer.clone(), json!({"partitions": partitions}));
        universes.insert(format!("answered:q{question}"), json!({"subset_of": "all"}));
        for (period, cells) in shown(shape, &counts, Some(&answer)) {
            tables.push(json!({
                "id": format!("q{question}"), "release": period, "universe": format!("answered:q{question}"),
                "dims": ["place", answer], "rounding": 5, "cells": cells,
            }));
        }
    }
    let everyone = count(shape, &persons, None);
    for (period, cells) in shown(shape, &everyone, None) {
        tables.push(json!({
            "id": "respondents", "release": period, "universe": "all", "dims": ["place"], "rounding": 5, "cells": cells,
        }));
    }
    let releases: Vec<Value> = periods(shape)
        .iter()
        .map(|period| json!({"id": period.name, "periods": period.waves.iter().map(|w| wave(*w)).collect::<Vec<_>>()}))
        .collect();
    json!({"k": K, "width": K, "dimensions": dimensions, "universes": universes, "releases": releases, "tables": tables})
}

fn wave(number: usize) -> String {
    format!("wave{number}")
}

/// Waves, halves of two waves each, years of two halves.
fn periods(shape: &Shape) -> Vec<Period> {
    let mut all = Vec::new();
    for (size, name) in [(1, "wave"), (2, "half"), (4, "year")] {
        for number in 0..shape.waves / size {
            let waves = (number * size..(number + 1) * size).collect();
            all.push(Period { name: format!("{name}{number}"), waves });
        }
    }
    all
}

fn place_name(shape: &Shape, place: usize) -> String {
    match place {
        0 => "Total".into(),
        n if n <= shape.areas => format!("area{}", n - 1),
        n => format!("provider{}", n - shape.areas - 1),
    }
}

/// Areas are of uneven size, and so are their providers.
fn area_of(shape: &Shape, provider: usize) -> usize {
    let place = provider * shape.areas / shape.providers.max(1);
    1 + place.min(shape.areas - 1)
}

fn place_partitions(shape: &Shape) -> Vec<Value> {
    let areas: Vec<String> = (1..=shape.areas).map(|area| place_name(shape, area)).collect();
    let mut partitions = vec![json!(["Total", areas])];
    for area in 1..=shape.areas {
        let inside = (0..shape.providers).filter(|provider| area_of(shape, *provider) == area);
        let names: Vec<String> = inside.map(|provider| place_name(shape, shape.areas + 1 + provider)).collect();
        if !names.is_empty() {
            partitions.push(json!([place_name(shape, area), names]));
        }
    }
    partitions
}

fn persons(shape: &Shape, dice: &mut Dice) -> Vec<(usize, usize)> {
    let person = |_| {
        // The lower of two throws: some providers are much larger than others.
        let provider = dice.below(shape.providers).min(dice.below(shape.providers));
        (provider, dice.below(shape.waves))
    };
    (0..shape.persons).map(person).collect()
}

/// Everyone counts as their first option where there is no question; one in ten skips a question.
fn count(shape: &Shape, persons: &[(usize, usize)], mut question: Option<(&mut Dice, usize)>) -> Counts {
    let mut counts = vec![vec![[0; OPTIONS]; shape.waves]; 1 + shape.areas + shape.providers];
    for (provider, wave) in persons {
        let option = match &mut question {
            None => 0,
            Some((dice, number)) => {
                if dice.below(10) == 0 {
                    continue;
                }
                (dice.below(OPTIONS) + dice.below(2 + (*number + provider) % 3) * 2) % OPTIONS
            }
        };
        for place in [0, area_of(shape, *provider), 1 + shape.areas + provider] {
            counts[place][*wave][option] += 1;
        }
    }
    counts
}

/// The cells to be shown, by period.
fn shown(shape: &Shape, counts: &Counts, answer: Option<&str>) -> Vec<(String, Vec<Value>)> {
    let groups: Vec<&[usize]> =
        if answer.is_some() { GROUPS.iter().map(|(_, members)| *members).collect() } else { vec![&[0]] };
    let sum = |place: usize, waves: &[usize], options: &[usize]| -> i64 {
        waves.iter().flat_map(|wave| options.iter().map(|option| counts[place][*wave][*option])).sum()
    };
    let fits = |place: usize, waves: &[usize]| groups.iter().all(|options| sum(place, waves, options) >= K);
    // Siblings that fit, less the smallest until what remains fits too.
    let siblings = |above: usize, below: &[usize], waves: &[usize]| -> BTreeSet<usize> {
        let mut some: Vec<usize> = below.iter().copied().filter(|place| fits(*place, waves)).collect();
        some.sort_by_key(|place| std::cmp::Reverse(sum(*place, waves, &groups.concat())));
        let remains = |some: &[usize]| {
            some.len() == below.len()
                || groups.iter().all(|options| {
                    let known: i64 = some.iter().map(|place| sum(*place, waves, options)).sum();
                    sum(above, waves, options) - known >= K
                })
        };
        while !remains(&some) {
            some.pop();
        }
        some.into_iter().collect()
    };
    let areas: Vec<usize> = (1..=shape.areas).collect();
    let providers = |area: usize| -> Vec<usize> {
        (0..shape.providers).filter(|p| area_of(shape, *p) == area).map(|p| 1 + shape.areas + p).collect()
    };
    let mut all = Vec::new();
    let mut halves: Vec<BTreeSet<usize>> = Vec::new();
    for period in periods(shape) {
        let waves = &period.waves;
        let mut places = BTreeSet::new();
        if fits(0, waves) {
            places.insert(0);
        }
        if period.name.starts_with("half") {
            // An area is shown in both halves of a year or in none.
            let first = waves[0] / 4 * 4;
            let of_year = [first, first + 2].map(|wave| [wave, wave + 1]);
            let whole = of_year.iter().filter(|half| half[1] < shape.waves).map(|half| siblings(0, &areas, half));
            places.extend(whole.reduce(|one, other| &one & &other).unwrap_or_default());
            halves.push(places.clone());
        }
        if period.name.starts_with("year") {
            let both: &BTreeSet<usize> = &halves[waves[0] / 2];
            places.extend(both.iter().filter(|place| **place > 0).copied());
            for area in both.iter().filter(|place| **place > 0) {
                places.extend(siblings(*area, &providers(*area), waves));
            }
        }
        let mut cells = Vec::new();
        for place in places {
            let at = |option: Option<&str>| {
                let mut at = BTreeMap::from([("place", place_name(shape, place))]);
                at.extend(answer.zip(option).map(|(dimension, option)| (dimension, option.to_owned())));
                at
            };
            let mut push =
                |option: Option<&str>, n: i64| cells.push(json!({"at": at(option), "value": (n + 2) / 5 * 5}));
            push(None, sum(place, waves, &groups.concat()));
            if answer.is_some() {
                GROUPS.iter().for_each(|(name, members)| push(Some(name), sum(place, waves, members)));
                let fine = place == 0 && (0..OPTIONS).all(|option| sum(0, waves, &[option]) >= K);
                if fine && !period.name.starts_with("wave") {
                    (0..OPTIONS).for_each(|option| push(Some(&format!("o{option}")), sum(0, waves, &[option])));
                }
            }
        }
        all.push((period.name, cells));
    }
    all
}
