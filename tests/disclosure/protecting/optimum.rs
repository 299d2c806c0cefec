//! How near the greedy comes to the optimum: twenty made-up documents, each solved both ways under one criterion.

use std::collections::{BTreeMap, BTreeSet};

use heard::disclosure::audit::audit;
use heard::disclosure::protect::{Rules, optimum, protect};
use heard::disclosure::tabular::name;
use serde_json::Value;

use super::documents::{Counts, Dice, Plan};
use super::parsed;
use crate::disclosure::attacker::Attacker;

/// Secondary cells of the greedy, to those of the optimum, in total.
const GOAL: f64 = 1.15;

fn plan(number: u64) -> Plan {
    let mut dice = Dice(number << 20 ^ 0x0b5e);
    loop {
        let plan = Plan {
            seed: number,
            areas: 2 + dice.below(3) as usize,
            providers: 2 + dice.below(4) as usize,
            options: 2 + dice.below(3) as usize,
            questions: 1,
            wave: 0,
            linked: number % 2 == 1,
            counts: Counts::SmallInHundred(25 + dice.below(25)),
        };
        let places = 1 + plan.areas * (plan.providers + 1) + if plan.linked { 2 } else { 0 };
        if (30..=120).contains(&(places * (plan.options + 1))) {
            return plan;
        }
    }
}

/// What a pattern leaves a reader: the share of persons in published leaf cells, the share of providers whose whole
/// distribution is published, and half the hidden cells can be anything within at least so many times their count.
#[derive(Default)]
struct Utility {
    persons: (i64, i64),
    providers: (usize, usize),
    widths: Vec<f64>,
}

impl Utility {
    fn add(&mut self, full: &Value, hidden: &BTreeSet<String>) {
        let table = &parsed(full).tables[0];
        let mut printed = full.clone();
        let is_leaf = |at: &BTreeMap<String, String>| at["place"].starts_with('p');
        let mut providers: BTreeMap<&str, bool> = BTreeMap::new();
        let mut counts = BTreeMap::new();
        for (number, cell) in table.cells.iter().enumerate() {
            let shown = !hidden.contains(&name(table, &cell.at));
            let value = cell.value.unwrap();
            if !shown {
                printed["tables"][0]["cells"][number]["value"] = Value::Null;
            }
            counts.insert(cell.at.clone(), value);
            if is_leaf(&cell.at) {
                *providers.entry(&cell.at["place"]).or_insert(true) &= shown;
                let answered = cell.at.iter().any(|(id, option)| id.starts_with("answer") && option != "Total");
                self.persons.0 += if answered && shown { value } else { 0 };
                self.persons.1 += if answered { value } else { 0 };
            }
        }
        self.providers.0 += providers.values().filter(|whole| **whole).count();
        self.providers.1 += providers.len();
        for (at, low, high) in Attacker::reading(&printed).ranges() {
            let same = |other: &&BTreeMap<String, String>| {
                other.iter().filter(|(_, category)| *category != "Total").eq(at.iter())
            };
            let count = counts.keys().find(same).map(|at| counts[at]).unwrap();
            self.widths.push((high - low) / count.max(1) as f64);
        }
    }

    fn print(&mut self, who: &str) {
        self.widths.sort_by(f64::total_cmp);
        let share = |shown: f64, all: f64| shown * 100.0 / all;
        println!(
            "{who}: U2 {:.1} %, U3 {:.1} %, U4 {:.1}",
            share(self.persons.0 as f64, self.persons.1 as f64),
            share(self.providers.0 as f64, self.providers.1 as f64),
            self.widths[self.widths.len() / 2]
        );
    }
}

#[test]
fn the_greedy_is_near_the_optimum() {
    println!("instance | cells | sensitive | greedy: cells, weight | optimum: cells, weight | ratio");
    let mut total = [0i64; 4];
    let (mut ours, mut theirs) = (Utility::default(), Utility::default());
    for number in 0..20 {
        let full = plan(number).document();
        let cells = full["tables"][0]["cells"].as_array().unwrap().len();
        let document = parsed(&full);
        let greedy = protect(&document, Rules::Plain).unwrap();
        assert!(audit(&parsed(&greedy.document)).unwrap().findings.is_empty());
        let best = optimum(&document, Rules::Plain).unwrap();
        assert!(best.weight <= greedy.weight, "the optimum is the optimum");
        let row = [greedy.secondary.len() as i64, greedy.weight, best.secondary.len() as i64, best.weight];
        row.iter().zip(&mut total).for_each(|(n, total)| *total += n);
        let [a, b, c, d] = row;
        let ratio = b as f64 / d.max(1) as f64;
        let hidden = |secondary: &[String]| greedy.primary.iter().chain(secondary).cloned().collect();
        ours.add(&full, &hidden(&greedy.secondary));
        theirs.add(&full, &hidden(&best.secondary));
        println!("{number} | {cells} | {} | {a}, {b} | {c}, {d} | {ratio:.2}", greedy.primary.len());
    }
    let [a, b, c, d] = total;
    let (cells, weight) = (a as f64 / c as f64, b as f64 / d as f64);
    println!("total | | | {a}, {b} | {c}, {d} | cells {cells:.3}, weight {weight:.3}");
    ours.print("greedy");
    theirs.print("optimum");
    assert!(cells <= GOAL && weight <= GOAL);
}
