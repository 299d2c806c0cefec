//! How much published shares can differ by chance alone: from each other, and from a share that is known.
//!
//! Promises the usual margins, at their widest. It supposes that those who answered are
//! like a sample of those who could have; who answers is no sample, so the true uncertainty is larger.

/// In percentage points, upwards: 1.96 standard errors of the difference of two shares near one half, of groups of `one`
/// and `other` people (Wald, with the largest variance a share can have).
pub fn margin(one: u64, other: u64) -> u64 {
    if one == 0 || other == 0 {
        return 100;
    }
    let error = 0.5 * (1.0 / one as f64 + 1.0 / other as f64).sqrt();
    ((196.0 * error).ceil() as u64).min(100)
}

/// The same for the most and the least of several groups: 3.04 standard errors, so that of the 21 pairs of seven areas
/// one in twenty times any pair differs so much by chance (Bonferroni).
pub fn margin_of_extremes(one: u64, other: u64) -> u64 {
    (margin(one, other) * 304).div_ceil(196).min(100)
}

/// The same for the share of a group of `base` people beside a share of the population, which is known.
pub fn margin_of_share(base: u64) -> u64 {
    if base == 0 {
        return 100;
    }
    ((98.0 / (base as f64).sqrt()).ceil() as u64).min(100)
}

#[cfg(test)]
mod tests {
    use super::{margin, margin_of_extremes, margin_of_share};

    #[test]
    fn small_groups_differ_a_good_deal_by_chance() {
        // 98 x sqrt(1/25 + 1/25) = 27.7, and 98 x sqrt(1/100 + 1/100) = 13.9.
        assert_eq!((margin(25, 25), margin(100, 100)), (28, 14));
        assert_eq!((margin_of_extremes(25, 25), margin_of_extremes(1, 1)), (44, 100));
        // 98 / sqrt(100) = 9.8.
        assert_eq!((margin_of_share(100), margin_of_share(0)), (10, 100));
        assert_eq!((margin(0, 50), margin(1, 1)), (100, 100));
    }
}
