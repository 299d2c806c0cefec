//! How near the greedy comes to the optimum: twenty made-up documents, each solved both ways under one criterion, and
//! what a reader has of either: secondary cells (U1), persons in published leaves (U2), whole distributions of providers
//! (U3), and how far what is hidden stays open (U4).

use std::collections::BTreeMap;

use heard::disclosure::audit::audit;
use heard::disclosure::protect::{Rules, optimum, protect};

use serde_json::Value;

use super::super::attacker::Attacker;
use super::documents::{Counts, Dice, Plan};
use super::parsed;

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

/// What a reader has of a document.
struct Use {
    /// Persons in published cells of one provider and one option, and all persons.
    persons: (i64, i64),
    /// Distributions of providers that are shown whole, and all.
    whole: (i64, i64),
    /// Of each hidden cell that is not nothing: how wide its range is, to what it is.
    widths: Vec<f64>,
}

impl Use {
    fn of(exact: &Value, shown: &Value) -> Self {
        let counts = counts(exact);
        let told = self::counts(shown);
        let is_leaf = |at: &BTreeMap<String, String>| at.len() == 2 && at["place"].contains('-');
        let leaves = counts.iter().filter(|(at, _)| is_leaf(at));
        let mut of = Self { persons: (0, 0), whole: (0, 0), widths: vec![] };
        let mut providers: BTreeMap<&str, bool> = BTreeMap::new();
        for (at, count) in leaves {
            let is_told = told[at].is_some();
            let count = count.expect("the exact document hides nothing");
            of.persons.0 += if is_told { count } else { 0 };
            of.persons.1 += count;
            *providers.entry(&at["place"]).or_insert(true) &= is_told;
        }
        of.whole = (providers.values().filter(|whole| **whole).count() as i64, providers.len() as i64);
        for (at, low, high) in Attacker::reading(shown).ranges() {
            let count = counts[at].expect("the exact document hides nothing");
            if count > 0 {
                of.widths.push((high - low) / count as f64);
            }
        }
        of
    }

    fn add(&mut self, other: Self) {
        self.persons = (self.persons.0 + other.persons.0, self.persons.1 + other.persons.1);
        self.whole = (self.whole.0 + other.whole.0, self.whole.1 + other.whole.1);
        self.widths.extend(other.widths);
    }

    /// U2 and U3 in percent, U4 as a ratio.
    fn scores(&self) -> [f64; 3] {
        let percent = |(some, all): (i64, i64)| some as f64 * 100.0 / all.max(1) as f64;
        let mut widths = self.widths.clone();
        widths.sort_by(f64::total_cmp);
        [percent(self.persons), percent(self.whole), widths.get(widths.len() / 2).copied().unwrap_or(0.0)]
    }
}

/// Counts by where they stand, without what stands at its total; none where hidden.
fn counts(document: &Value) -> BTreeMap<BTreeMap<String, String>, Option<i64>> {
    let tables = document["tables"].as_array().unwrap().iter();
    let cells = tables.flat_map(|table| table["cells"].as_array().unwrap());
    let at = |cell: &Value| -> BTreeMap<String, String> {
        let named =
            cell["at"].as_object().unwrap().iter().map(|(id, at)| (id.clone(), at.as_str().unwrap().to_owned()));
        named.filter(|(_, at)| at != "Total").collect()
    };
    cells.map(|cell| (at(cell), cell["value"].as_i64())).collect()
}

#[test]
fn the_greedy_is_near_the_optimum() {
    println!("greedy | optimum, of: secondary cells, their weight, U2 %, U3 %, U4");
    let mut total = [0i64; 4];
    let nothing = || Use { persons: (0, 0), whole: (0, 0), widths: vec![] };
    let mut uses = [nothing(), nothing()];
    for number in 0..20 {
        let exact = plan(number).document();
        let cells = exact["tables"][0]["cells"].as_array().unwrap().len();
        let document = parsed(&exact);
        let greedy = protect(&document, Rules::Plain).unwrap();
        assert!(audit(&parsed(&greedy.document)).unwrap().findings.is_empty());
        let best = optimum(&document, Rules::Plain).unwrap();
        assert!(best.weight <= greedy.weight, "the optimum is the optimum");
        let row = [greedy.secondary.len() as i64, greedy.weight, best.secondary.len() as i64, best.weight];
        row.iter().zip(&mut total).for_each(|(n, total)| *total += n);
        let [a, b, c, d] = row;
        let both = [Use::of(&exact, &greedy.document), Use::of(&exact, &best.document)];
        let [[u2, u3, u4], [v2, v3, v4]] = [both[0].scores(), both[1].scores()];
        let primary = greedy.primary.len();
        println!(
            "{number}, {cells} cells, {primary} sensitive: {a}, {b}, {u2:.1}, {u3:.1}, {u4:.2} | {c}, {d}, {v2:.1}, {v3:.1}, {v4:.2}"
        );
        uses.iter_mut().zip(both).for_each(|(sum, one)| sum.add(one));
    }
    let [a, b, c, d] = total;
    let (cells, weight) = (a as f64 / c as f64, b as f64 / d as f64);
    let [[u2, u3, u4], [v2, v3, v4]] = [uses[0].scores(), uses[1].scores()];
    println!("total: {a}, {b}, {u2:.1}, {u3:.1}, {u4:.2} | {c}, {d}, {v2:.1}, {v3:.1}, {v4:.2}");
    println!("U1: {cells:.3} by cells, {weight:.3} by weight");
    assert!(cells <= GOAL && weight <= GOAL);
    assert!(u2 >= v2 / GOAL, "a reader has much less than could be");
}
