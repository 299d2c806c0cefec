//! Figures out of decisions.
//!
//! Promises, whatever was decided, that no group of fewer than k persons becomes a figure.

use super::calendar::Calendar;
use super::decide::{Levels, Subject};
use super::tree::{Role, Siblings};
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

/// Places that cannot be shown each on its own, told together: what anyone could work out by subtraction.
#[derive(Clone, Debug, PartialEq)]
pub struct Pool {
    pub parent: usize,
    /// The siblings shown on their own.
    pub shown: Vec<usize>,
    pub members: Vec<usize>,
    pub level: usize,
    pub base: Figure,
    pub groups: Vec<Figure>,
}

impl Subject {
    /// Those left over beside shown areas or groups, together, in the fewest groups. Not of providers: together they
    /// are as few as one.
    pub fn pools(&self, calendar: &Calendar, levels: &Levels, period: usize) -> Vec<Pool> {
        let waves = &calendar.periods[period].waves;
        let of = |set: &Siblings| {
            let (shown, members): (Vec<usize>, Vec<usize>) =
                set.members.iter().partition(|node| levels[period][**node] >= self.least);
            let is_of_providers = set.members.iter().any(|node| self.tree.nodes[*node].role == Role::Provider);
            if shown.is_empty() || members.len() < 2 || is_of_providers {
                return None;
            }
            let level = self.least;
            let mut groups = vec![0; level];
            for member in &members {
                groups.iter_mut().zip(self.groups(waves, *member, level)).for_each(|(sum, n)| *sum += n);
            }
            let (parent, base) = (set.parent, Figure::rounded(groups.iter().sum()));
            let is_safe = groups.iter().all(|n| *n >= K);
            let groups = if level >= 2 { groups.into_iter().map(Figure::rounded).collect() } else { vec![] };
            is_safe.then_some(Pool { parent, shown, members, level, base, groups })
        };
        self.tree.sets.iter().filter_map(of).collect()
    }

    /// The figures of a period, region first.
    pub fn shown(&self, calendar: &Calendar, levels: &Levels, period: usize) -> Vec<Shown> {
        let waves = &calendar.periods[period].waves;
        let of = |node: usize| {
            let level = levels[period][node];
            let groups = if level >= 2 { self.groups(waves, node, level) } else { vec![] };
            let base: u64 = self.counts(waves, node).iter().sum();
            let is_safe = level > 0 && base >= K && groups.iter().all(|n| *n >= K);
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
