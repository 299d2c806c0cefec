//! How near the greedy comes to the optimum: twenty made-up documents, each solved both ways under one criterion.

use heard::disclosure::audit::audit;
use heard::disclosure::protect::{Rules, optimum, protect};

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

#[test]
fn the_greedy_is_near_the_optimum() {
    println!("instance | cells | sensitive | greedy: cells, weight | optimum: cells, weight | ratio");
    let mut total = [0i64; 4];
    for number in 0..20 {
        let document = plan(number).document();
        let cells = document["tables"][0]["cells"].as_array().unwrap().len();
        let document = parsed(&document);
        let greedy = protect(&document, Rules::Plain).unwrap();
        assert!(audit(&parsed(&greedy.document)).unwrap().findings.is_empty());
        let best = optimum(&document, Rules::Plain).unwrap();
        assert!(best.weight <= greedy.weight, "the optimum is the optimum");
        let row = [greedy.secondary.len() as i64, greedy.weight, best.secondary.len() as i64, best.weight];
        row.iter().zip(&mut total).for_each(|(n, total)| *total += n);
        let [a, b, c, d] = row;
        let ratio = b as f64 / d.max(1) as f64;
        println!("{number} | {cells} | {} | {a}, {b} | {c}, {d} | {ratio:.2}", greedy.primary.len());
    }
    let [a, b, c, d] = total;
    let (cells, weight) = (a as f64 / c as f64, b as f64 / d as f64);
    println!("total | | | {a}, {b} | {c}, {d} | cells {cells:.3}, weight {weight:.3}");
    assert!(cells <= GOAL && weight <= GOAL);
}
