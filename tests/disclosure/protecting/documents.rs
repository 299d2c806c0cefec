//! Made-up documents of any size: providers in areas by options, in questions and waves, the same for the same plan.

use std::collections::BTreeMap;

use serde_json::{Value, json};

/// What a document is like.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    pub seed: u64,
    pub areas: usize,
    /// In each area.
    pub providers: usize,
    pub options: usize,
    pub questions: usize,
    /// The wave, by number; one document is of one wave.
    pub wave: usize,
    /// Providers are also grouped by kind, across areas.
    pub linked: bool,
    pub counts: Counts,
}

#[derive(Clone, Copy, Debug)]
pub enum Counts {
    /// Providers with so many respondents on average, a few large and many small, who favour the first options.
    Respondents(u64),
    /// So many in a hundred leaves count 1 to 7, the others 8 to 60.
    SmallInHundred(u64),
}

/// Numbers that look like chance (SplitMix64).
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % end
    }
}

impl Plan {
    pub fn document(&self) -> Value {
        let mut dice = Dice(self.seed ^ (self.wave as u64) << 32);
        let places = self.places();
        let mut dimensions = json!({"place": {"partitions": self.partitions()}});
        let mut universes = json!({});
        let mut tables = Vec::new();
        for question in 0..self.questions {
            let dimension = format!("answer:q{question}");
            let options: Vec<String> = (0..self.options).map(|option| format!("o{option}")).collect();
            let mut counts: BTreeMap<(String, String), i64> = BTreeMap::new();
            for groups in &places {
                for (option, n) in self.leaves(&mut dice).into_iter().enumerate() {
                    for group in groups {
                        *counts.entry((group.clone(), options[option].clone())).or_default() += n;
                        *counts.entry((group.clone(), "Total".into())).or_default() += n;
                    }
                }
            }
            let cell = |((place, option), n): (&(String, String), &i64)| json!({"at": {"place": place, &dimension: option}, "value": n});
            tables.push(json!({
                "id": format!("q{question}"), "release": format!("w{}", self.wave), "universe": format!("answered:q{question}"),
                "dims": ["place", dimension], "cells": counts.iter().map(cell).collect::<Vec<_>>(),
            }));
            universes[format!("answered:q{question}")] = json!({"subset_of": "all"});
            dimensions[&dimension] = json!({"partitions": [["Total", options]]});
        }
        json!({"k": 8, "width": 8, "dimensions": dimensions, "universes": universes, "tables": tables})
    }

    fn kind(provider: usize) -> &'static str {
        if provider.is_multiple_of(2) { "voluntary" } else { "statutory" }
    }

    /// For each provider the groups that it is in, itself among them.
    fn places(&self) -> Vec<Vec<String>> {
        let all = (0..self.areas).flat_map(|area| (0..self.providers).map(move |provider| (area, provider)));
        all.map(|(area, provider)| {
            let mut groups = vec!["Total".into(), format!("area{area}"), format!("p{area}-{provider}")];
            if self.linked {
                groups.push(Self::kind(provider).into());
            }
            groups
        })
        .collect()
    }

    fn partitions(&self) -> Vec<Value> {
        let providers =
            |area: usize| (0..self.providers).map(move |provider| (provider, format!("p{area}-{provider}")));
        let areas: Vec<String> = (0..self.areas).map(|area| format!("area{area}")).collect();
        let mut partitions = vec![json!(["Total", areas])];
        for area in 0..self.areas {
            partitions.push(json!([format!("area{area}"), providers(area).map(|(_, name)| name).collect::<Vec<_>>()]));
        }
        if self.linked {
            partitions.push(json!(["Total", ["voluntary", "statutory"]]));
            for kind in ["voluntary", "statutory"] {
                let of_kind = (0..self.areas).flat_map(providers).filter(|(provider, _)| Self::kind(*provider) == kind);
                partitions.push(json!([kind, of_kind.map(|(_, name)| name).collect::<Vec<_>>()]));
            }
        }
        partitions
    }

    /// One provider's counts by option.
    fn leaves(&self, dice: &mut Dice) -> Vec<i64> {
        let mut counts = vec![0; self.options];
        match self.counts {
            Counts::SmallInHundred(share) => counts.iter_mut().for_each(|n| {
                *n = 1 + if dice.below(100) < share { dice.below(7) } else { 7 + dice.below(53) } as i64;
            }),
            Counts::Respondents(mean) => {
                // The product of two even throws: a few large, many small.
                let persons = dice.below(2 * mean) * (1 + dice.below(20)) / 10;
                let weight = |option: usize| 45 >> option;
                let whole: u64 = (0..self.options).map(weight).sum();
                for _ in 0..persons {
                    let mut throw = dice.below(whole);
                    let mut option = 0;
                    while throw >= weight(option) {
                        throw -= weight(option);
                        option += 1;
                    }
                    counts[option] += 1;
                }
            }
        }
        counts
    }
}
