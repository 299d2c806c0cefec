//! The numbers of the rules, and the primary rules themselves (P1-P5), each by its name.
//!
//! k = 8 stands between the precedents: the GP Patient Survey hides results of fewer than 10 persons, hospital
//! statistics hide 1 to 7.

use super::exact::Distribution;

/// No figure tells of fewer persons.
pub const K: u64 = 8;
/// How far apart a reader's bounds on a hidden cell must stay.
pub const WIDTH: u64 = 8;
/// P2: a group with fewer answers is not shown at all.
pub const LEAST_BASE: u64 = 10;
/// A number of respondents is shown from twice k on.
pub const LEAST_RESPONDENTS: u64 = 2 * K;
/// Published counts are rounded to the nearest.
pub const ROUND_TO: u64 = 5;

/// P1 and P5: a small count; for a sensitive question a zero is as telling.
pub(super) fn small(n: u64, zero_is_small: bool) -> bool {
    n < K && (n > 0 || zero_is_small)
}

/// P3: of labels that do not add up, also those which all but a few chose.
pub(super) fn small_complement(n: u64, base: u64, zero_is_small: bool) -> bool {
    small(base - n, zero_is_small)
}

/// P2.
pub(super) fn base_too_small(base: u64) -> bool {
    base < LEAST_BASE
}

/// P4: everybody said the same, so one published figure says what each person answered.
pub(super) fn unanimous(distribution: &Distribution) -> bool {
    distribution.options.values().any(|n| *n == distribution.base)
}
