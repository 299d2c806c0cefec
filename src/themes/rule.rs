//! From scores to suggestions: what a score means, and from which score on a label is suggested.
//!
//! Both are chosen on texts that were held back from the model they are chosen for. A label with few held-back cases
//! leans on the threshold of all labels together: a threshold fitted to three cases would be chance.

use serde::{Deserialize, Serialize};

/// As many cases of a label weigh its own threshold and the common one alike.
const LEAN: f32 = 15.0;
const COMMON: f32 = 0.3;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    /// Probability = sigmoid(slope * logit + shift): Platt (1999), one pair for all labels.
    slope: f32,
    shift: f32,
    /// By label, as probabilities.
    pub thresholds: Vec<f32>,
}

/// The logits of one text that was held back, and which labels it has.
pub struct HeldBack<'a> {
    pub logits: Vec<f32>,
    pub held: &'a [bool],
}

impl Rule {
    pub fn choose(labels: usize, held_back: &[HeldBack<'_>]) -> Self {
        let (slope, shift) = platt(held_back);
        let mut rule = Self { slope, shift, thresholds: vec![COMMON; labels] };
        let of = |label: usize| {
            let rule = &rule;
            held_back.iter().map(move |text| (rule.probability(text.logits[label]), text.held[label]))
        };
        let common = best(&mut (0..labels).flat_map(of).collect::<Vec<_>>()).unwrap_or(COMMON);
        let thresholds = (0..labels).map(|label| {
            let mut cases: Vec<_> = of(label).collect();
            let weight = cases.iter().filter(|(_, held)| *held).count() as f32;
            match best(&mut cases) {
                Some(own) => logistic((weight * logit(own) + LEAN * logit(common)) / (weight + LEAN)),
                None => common,
            }
        });
        let thresholds = thresholds.collect();
        rule.thresholds = thresholds;
        rule
    }

    /// Between 0 and 1, whatever the logit.
    pub fn probability(&self, logit: f32) -> f32 {
        logistic((self.slope * logit + self.shift).clamp(-30.0, 30.0))
    }
}

pub fn logistic(logit: f32) -> f32 {
    1.0 / (1.0 + (-logit).exp())
}

fn logit(probability: f32) -> f32 {
    let p = probability.clamp(0.001, 0.999);
    (p / (1.0 - p)).ln()
}

/// The threshold with the best F1, between two scores; none without a case.
fn best(cases: &mut [(f32, bool)]) -> Option<f32> {
    cases.sort_by(|a, b| b.0.total_cmp(&a.0));
    let all = cases.iter().filter(|(_, held)| *held).count();
    let (mut right, mut top) = (0usize, (0.0f64, None));
    for (at, (score, held)) in cases.iter().enumerate() {
        right += usize::from(*held);
        let next = cases.get(at + 1).map_or(0.0, |case| case.0);
        let f1 = 2.0 * right as f64 / (at + 1 + all) as f64;
        if next < *score && f1 > top.0 {
            top = (f1, Some(f32::midpoint(*score, next)));
        }
    }
    top.1
}

/// The two numbers by Newton's method, over all labels and texts.
fn platt(held_back: &[HeldBack<'_>]) -> (f32, f32) {
    let cases: Vec<(f64, f64)> = held_back
        .iter()
        .flat_map(|text| {
            text.logits.iter().zip(text.held).map(|(logit, held)| (f64::from(*logit), f64::from(u8::from(*held))))
        })
        .collect();
    let (mut slope, mut shift) = (1.0f64, 0.0f64);
    for _ in 0..20 {
        // A little pull towards (1, 0) keeps the answer finite when there is next to nothing to go by.
        let (mut g0, mut g1, mut h00, mut h01, mut h11) = (slope - 1.0, shift, 1.0, 0.0, 1.0);
        for (x, y) in &cases {
            let p = 1.0 / (1.0 + (-(slope * x + shift)).exp());
            let w = p * (1.0 - p);
            g0 += (p - y) * x;
            g1 += p - y;
            h00 += w * x * x;
            h01 += w * x;
            h11 += w;
        }
        let det = h00 * h11 - h01 * h01;
        slope = (slope - (h11 * g0 - h01 * g1) / det).clamp(0.05, 10.0);
        shift = (shift - (h00 * g1 - h01 * g0) / det).clamp(-10.0, 10.0);
    }
    (slope as f32, shift as f32)
}
