//! The numbers of the rules, each by its name.
//!
//! k = 8 stands between the precedents: the GP Patient Survey hides results of fewer than 10 persons, hospital
//! statistics hide 1 to 7.

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

/// P7: a provider's figures are shown from this many answers on.
pub const LEAST_PROVIDER_BASE: u64 = 30;

/// So many parts may be one person's: what was said of up to three services, once of each kind.
pub const PARTS_A_PERSON: u64 = 1 + crate::survey::FURTHER_SERVICES as u64;

/// A quotation stands for at least as many people as wrote of its theme.
pub const LEAST_QUOTED: u64 = 10;
/// Of so many people at most one is quoted.
pub const ONE_QUOTED_IN: u64 = 5;

/// P7: how many every cell of a provider must count, or `None` where its base is too small. A coalition that knows its
/// own answers, five or a quarter of all, must not be able to read the rest.
pub(super) fn provider_floor(base: u64) -> Option<u64> {
    (base >= LEAST_PROVIDER_BASE).then(|| K + base.div_ceil(4).max(5))
}

/// The same for several kinds of service together, where three parts may be one person's.
pub(super) fn parts_floor(base: u64) -> Option<u64> {
    let coalition = base.div_ceil(4).max(5 * PARTS_A_PERSON);
    (base >= LEAST_PROVIDER_BASE * PARTS_A_PERSON).then(|| K * PARTS_A_PERSON + coalition)
}
