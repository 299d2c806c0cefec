//! Logistic regression for many labels at once over few features a text.
//!
//! Promises the same weights for the same rows in the same order, all of them finite. Dual coordinate descent: H.-F. Yu,
//! F.-L. Huang, C.-J. Lin, "Dual coordinate descent methods for logistic regression and maximum entropy models", Machine
//! Learning 85 (2011), algorithm 5. All labels share each pass over a row, which keeps a few thousand rows to seconds.

use serde::{Deserialize, Serialize};

use super::features::Sparse;

const PASSES: usize = 60;
/// Steps smaller than this in all rows and labels end the passes.
const ENOUGH: f64 = 0.02;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Linear {
    labels: usize,
    /// By feature, then by label; the last feature is always there.
    weights: Vec<f32>,
}

impl Linear {
    /// `rows` with whether each label holds. `cost` weighs fit against small weights.
    pub fn learn(features: usize, labels: usize, rows: &[(&Sparse, &[bool])], cost: f64) -> Self {
        Self::from_weights(labels, vec![0.0; (features + 1) * labels]).learn_more(rows, cost)
    }

    /// By feature, then by label; the last feature is always there.
    pub fn from_weights(labels: usize, weights: Vec<f32>) -> Self {
        Self { labels, weights }
    }

    pub fn weights(&self) -> &[f32] {
        &self.weights
    }

    /// Starts from these weights and is drawn back to them, not to nothing, as far as the rows leave it open.
    pub fn learn_more(self, rows: &[(&Sparse, &[bool])], cost: f64) -> Self {
        let mut model = self;
        let labels = model.labels;
        let start = (0.001 * cost).min(1e-8);
        // For each row and label, the multiplier and what is left of the cost.
        let mut alphas = vec![[start, cost - start]; rows.len() * labels];
        let lengths: Vec<f64> =
            rows.iter().map(|(row, _)| 1.0 + row.iter().map(|(_, w)| f64::from(w * w)).sum::<f64>()).collect();
        for (row, held) in rows {
            let steps: Vec<f32> = held.iter().map(|holds| if *holds { start as f32 } else { -start as f32 }).collect();
            model.add(row, &steps);
        }
        let mut order = Order::new(rows.len());
        for _ in 0..PASSES {
            let mut most = 0.0f64;
            for at in order.next_pass() {
                let (row, held) = rows[at];
                let mut scores = model.scores(row);
                for (label, score) in scores.iter_mut().enumerate() {
                    let sign = if held[label] { 1.0 } else { -1.0 };
                    let margin = sign * f64::from(*score);
                    let (step, gradient) = step(&mut alphas[at * labels + label], margin, lengths[at], cost);
                    most = most.max(gradient);
                    *score = (sign * step) as f32;
                }
                model.add(row, &scores);
            }
            if most < ENOUGH {
                break;
            }
        }
        model
    }

    /// One score a label: the logit.
    pub fn scores(&self, row: &Sparse) -> Vec<f32> {
        let mut scores = self.weights[self.weights.len() - self.labels..].to_vec();
        for (feature, weight) in row {
            let from = *feature as usize * self.labels;
            for (score, by) in scores.iter_mut().zip(&self.weights[from..from + self.labels]) {
                *score += weight * by;
            }
        }
        scores
    }

    fn add(&mut self, row: &Sparse, steps: &[f32]) {
        let last = self.weights.len() / self.labels.max(1) - 1;
        for (feature, weight) in row.iter().copied().chain([(last as u32, 1.0)]) {
            let from = feature as usize * self.labels;
            for (by, step) in self.weights[from..from + self.labels].iter_mut().zip(steps) {
                *by += weight * step;
            }
        }
    }
}

/// One Newton search for one multiplier; returns how far it went, and how far from the optimum it was.
fn step(alpha: &mut [f64; 2], margin: f64, length: f64, cost: f64) -> (f64, f64) {
    let (first, sign) = if 0.5 * length * (alpha[1] - alpha[0]) + margin < 0.0 { (1, -1.0) } else { (0, 1.0) };
    let old = alpha[first];
    let mut z = if cost - old < 0.5 * cost { 0.1 * old } else { old };
    let slope = |z: f64| length * (z - old) + sign * margin + (z / (cost - z)).ln();
    let mut gradient = slope(z);
    let off = slope(old).abs();
    for _ in 0..30 {
        if gradient.abs() < 1e-3 {
            break;
        }
        let next = z - gradient / (length + cost / (cost - z) / z);
        z = if next <= 0.0 { 0.1 * z } else { next.min(cost * (1.0 - 1e-12)) };
        gradient = slope(z);
    }
    alpha[first] = z;
    alpha[1 - first] = cost - z;
    (sign * (z - old), off)
}

/// Every row once a pass, in an order that looks random and is the same every time.
struct Order {
    rows: Vec<usize>,
    state: u64,
}

impl Order {
    fn new(rows: usize) -> Self {
        Self { rows: (0..rows).collect(), state: 0 }
    }

    fn next_pass(&mut self) -> Vec<usize> {
        for left in (1..self.rows.len()).rev() {
            self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            self.rows.swap(left, (self.state >> 33) as usize % (left + 1));
        }
        self.rows.clone()
    }
}
