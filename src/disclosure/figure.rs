//! A count that may be told.
//!
//! Promises that none exists outside this room that the rules did not allow: there is no public way to make one.
//! Rounding comes after protection and is not protection.

use std::fmt;

use serde::Serialize;

use super::rule::ROUND_TO;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Figure(u64);

impl Figure {
    /// Only for counts that a rule has passed.
    pub(super) fn rounded(exact: u64) -> Self {
        Self((exact + ROUND_TO / 2) / ROUND_TO * ROUND_TO)
    }

    /// The published value, in persons, rounded to the nearest 5.
    pub fn value(self) -> u64 {
        self.0
    }

    /// Whole percent of `whole` published persons.
    pub fn percent_of(self, whole: u64) -> u64 {
        if whole == 0 {
            return 0;
        }
        ((self.0 * 100 + whole / 2) / whole).min(100)
    }
}

/// Between what counts a published value was rounded from.
pub(super) fn least_and_most(published: u64) -> (u64, u64) {
    (published.saturating_sub(ROUND_TO / 2), published + ROUND_TO / 2)
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
