//! How much published shares can differ by chance and rounding alone: from each other, and from a share that is known.
//!
//! Promises the usual margins, at their widest, with what rounding can add. It supposes that those who answered are like
//! a sample of those who could have; who answers is no sample, so the true uncertainty is larger.

use crate::disclosure::ROUND_TO;

/// Standard errors that a difference of nothing exceeds once in twenty times.
const USUAL: f64 = 1.96;
/// The same for the most and the least of seven areas: any of their 21 pairs (Bonferroni).
const OF_EXTREMES: f64 = 3.04;

/// In percentage points, upwards: how far two shares can be apart that are the same, of separate groups of `one` and
/// `other` people. The standard error is that of shares near one half (Wald, with the largest variance a share can have).
pub fn margin(one: u64, other: u64) -> u64 {
    between(one, other, USUAL)
}

/// The same for the most and the least of several groups.
pub fn margin_of_extremes(one: u64, other: u64) -> u64 {
    between(one, other, OF_EXTREMES)
}

/// The same for the share of a group of `base` people beside a share of the population, which is known.
pub fn margin_of_share(base: u64) -> u64 {
    upwards(USUAL * variance(base).sqrt() + rounding(base))
}

fn between(one: u64, other: u64, errors: f64) -> u64 {
    upwards(errors * (variance(one) + variance(other)).sqrt() + rounding(one) + rounding(other))
}

/// Of a share near one half, in points.
fn variance(base: u64) -> f64 {
    2_500.0 / base as f64
}

/// What rounding a count moves its share by at most.
fn rounding(base: u64) -> f64 {
    50.0 * ROUND_TO as f64 / base as f64
}

fn upwards(points: f64) -> u64 {
    (points.ceil() as u64).min(100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_groups_differ_a_good_deal_by_chance() {
        // 98 x sqrt(1/25 + 1/25) = 27.7, and 2.5 in 25 people twice is 20 points more.
        assert_eq!((margin(25, 25), margin_of_extremes(25, 25)), (48, 63));
        // 98 x sqrt(1/100 + 1/100) = 13.9, and twice 2.5.
        assert_eq!(margin(100, 100), 19);
        // 98 / sqrt(100) = 9.8, and 2.5.
        assert_eq!(margin_of_share(100), 13);
        assert_eq!((margin(0, 50), margin(1, 1), margin_of_share(0)), (100, 100, 100));
    }
}
