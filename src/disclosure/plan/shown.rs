//! Figures out of decisions.
//!
//! Promises, whatever was decided, that no group of fewer than k persons becomes a figure; where one person may have
//! sent several parts, none of fewer than as many times k.

use super::calendar::{Calendar, Span};
use super::decide::{Levels, Subject, parts_a_person};
use super::tree::PLACE;
use crate::disclosure::figure::Figure;
use crate::disclosure::rule::{K, LEAST_BASE};

/// What is shown of one place for one time.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    pub node: usize,
    pub level: usize,
    pub base: Figure,
    /// One for each group of the level, in the scale's order; none where the base itself is the figure.
    pub groups: Vec<Figure>,
}

/// What joins the names of areas that stand in one row; no name has it.
pub const TOGETHER: &str = "+";

/// Areas that are not shown on their own, in one row: what any reader gets who takes the shown ones from the region.
#[derive(Clone, Debug, PartialEq)]
pub struct Together {
    pub nodes: Vec<usize>,
    pub level: usize,
    pub base: Figure,
    pub groups: Vec<Figure>,
}

impl Subject {
    /// The region's areas that are not shown for a year, if they are several who are large enough together, in as many
    /// groups as every shown one has. Not for shorter times: what is told of them there may cost the year a figure, since
    /// the difference is the rest of it.
    pub fn together(&self, calendar: &Calendar, levels: &Levels, period: usize) -> Option<Together> {
        if calendar.periods[period].span != Span::Year {
            return None;
        }
        let set = self.tree.sets.iter().find(|set| set.parent == 0 && set.dimension == PLACE)?;
        let waves = &calendar.periods[period].waves;
        let (nodes, shown): (Vec<usize>, Vec<usize>) = set.members.iter().partition(|node| levels[period][**node] == 0);
        let level = shown.iter().map(|node| levels[period][*node]).min()?;
        let is_somebody = |node: &&usize| self.counts(waves, **node).iter().any(|n| *n > 0);
        if level < 2 || nodes.iter().filter(is_somebody).count() < 2 {
            return None;
        }
        let all = nodes.iter().map(|node| self.groups(waves, *node, level));
        let groups = all.reduce(|sum, more| sum.iter().zip(more).map(|(one, other)| one + other).collect())?;
        let base: u64 = groups.iter().sum();
        let is_safe = base >= LEAST_BASE && groups.iter().all(|n| *n >= K);
        is_safe.then(|| Together {
            nodes,
            level,
            base: Figure::rounded(base),
            groups: groups.into_iter().map(Figure::rounded).collect(),
        })
    }

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
