//! Figures out of decisions.
//!
//! Promises, whatever was decided, that no group of fewer than k persons becomes a figure; where one person may have
//! sent several parts, none of fewer than as many times k.

use super::calendar::Calendar;
use super::decide::{Levels, Subject, parts_a_person};
use crate::disclosure::figure::Figure;
use crate::disclosure::rule::K;

/// What is shown of one place for one time.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    pub node: usize,
    pub level: usize,
    pub base: Figure,
    /// One for each group of the level, in the scale's order; none where the base itself is the figure.
    pub groups: Vec<Figure>,
}

impl Subject {
    /// The figures of a period, region first.
    pub fn shown(&self, calendar: &Calendar, levels: &Levels, period: usize) -> Vec<Shown> {
        let waves = &calendar.periods[period].waves;
        let of = |node: usize| {
            let level = levels[period][node];
            let groups = if level >= 2 { self.groups(waves, node, level) } else { vec![] };
            let base: u64 = self.counts(waves, node).iter().sum();
            let least = K * parts_a_person(self.tree.nodes[node].role);
            let is_safe = level > 0 && base >= least && groups.iter().all(|n| *n >= least);
            is_safe.then(|| Shown {
                node,
                level,
                base: Figure::rounded(base),
                groups: groups.into_iter().map(Figure::rounded).collect(),
            })
        };
        (0..self.tree.nodes.len()).filter_map(of).collect()
    }
}
