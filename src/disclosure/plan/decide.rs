//! Decides what is shown of one question for one time: for each place the finest level, or nothing.
//!
//! Promises: every group shown has at least k persons; so has every remainder that one subtraction of a shown sibling,
//! or of a shown part of the time, leaves; nothing shown before is changed. Reads the counts of the release being made,
//! what was shown before, and settings that were declared before the year; nothing else. Remainders of several
//! subtractions are the audit's work. Of services (`Tree::of_services`) an agency is shown only where its kinds allow
//! it, since the kinds say more; where one person may be several parts, every number is as many times larger.

use super::calendar::{Calendar, Span};
use super::scale::Scale;
use super::tree::{Role, Siblings, Tree};
use crate::disclosure::rule::{K, LEAST_BASE, LEAST_RESPONDENTS, PARTS_A_PERSON, parts_floor, provider_floor};

/// What is decided of: a question at every node, or the number of respondents.
pub struct Subject {
    pub scale: Scale,
    /// The coarsest level worth showing: 2 groups, or 1 where the base itself is the figure.
    pub least: usize,
    pub tree: Tree,
    /// By wave, node and option.
    pub counts: Vec<Vec<Vec<u64>>>,
    /// By node: the finest level for a wave, a half-year, the year; 0 is never.
    pub declared: Vec<[usize; 3]>,
    /// By period and node: those who know who was invited could tell who answered (rule P6).
    pub blocked: Vec<Vec<bool>>,
    /// Rule P7: a provider could answer its own codes.
    pub stuffing_rule: bool,
}

/// The level shown, by period and node; 0 is not shown.
pub type Levels = Vec<Vec<usize>>;

/// Why a node is shown coarser than was declared, or not at all. For the staff's log; no count is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A group, or the base, would be too small.
    TooFew,
    /// What was shown of another part of the time would leave too small a remainder.
    Time,
    /// It stands beside one that cannot be shown, so that the two are told apart by nobody.
    Siblings,
    /// The audit of everything published found a way to work something out.
    Audit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Note {
    pub node: usize,
    pub reason: Reason,
}

impl Subject {
    /// Decides one period, whose parts and all earlier periods are decided.
    pub fn decide(&self, calendar: &Calendar, levels: &mut Levels, period: usize) -> Vec<Note> {
        let mut notes = Vec::new();
        self.want(calendar, levels, period, 0, &mut notes);
        for set in &self.tree.sets {
            for node in &set.members {
                self.want(calendar, levels, period, *node, &mut notes);
            }
            if !self.tree.counts_parts() {
                self.settle(calendar, levels, period, &set.members, &mut notes);
            }
        }
        if self.tree.counts_parts() {
            self.settle_services(calendar, levels, period, &mut notes);
        }
        notes
    }

    /// Counts by option of a node over a union of waves.
    pub fn counts(&self, waves: &[usize], node: usize) -> Vec<u64> {
        let mut sum = vec![0; self.scale.options.len()];
        for wave in waves {
            sum.iter_mut().zip(&self.counts[*wave][node]).for_each(|(sum, n)| *sum += n);
        }
        sum
    }

    /// Counts by group.
    pub fn groups(&self, waves: &[usize], node: usize, level: usize) -> Vec<u64> {
        self.scale.totals(level, &self.counts(waves, node))
    }

    /// Whether a node's groups are large enough in themselves.
    pub fn is_large_enough(&self, calendar: &Calendar, period: usize, node: usize, level: usize) -> bool {
        let span = calendar.periods[period].span;
        let groups = self.groups(&calendar.periods[period].waves, node, level);
        let base: u64 = groups.iter().sum();
        let enough = |floor: u64| groups.iter().all(|group| *group >= floor);
        let role = self.tree.nodes[node].role;
        let parts = parts_a_person(role);
        match role {
            Role::Rest => false,
            Role::Provider if self.blocked[period][node] => false,
            Role::Provider | Role::Service | Role::Agency if self.stuffing_rule => {
                let floor = if parts > 1 { parts_floor(base) } else { provider_floor(base) };
                span > Span::Wave && level <= 2 && floor.is_some_and(|floor| level == 1 || enough(floor))
            }
            _ if level == 1 => base >= LEAST_RESPONDENTS * parts,
            _ => base >= LEAST_BASE * parts && enough(K * parts),
        }
    }

    /// The finest level that the node's own counts, its parent and its time allow.
    fn want(&self, calendar: &Calendar, levels: &mut Levels, period: usize, node: usize, notes: &mut Vec<Note>) {
        let this = &calendar.periods[period];
        let mut most = self.declared[node][this.span as usize].min(self.scale.finest());
        // All services together are never shown, so a kind gives nothing away beside an agency that is not.
        if let Some(set) = self.tree.set_of(node).filter(|_| !self.tree.counts_parts()) {
            most = most.min(levels[period][set.parent]);
        }
        // The later part of a longer time is no finer than the earlier, and waits if that waited: else the longer time
        // could not be shown.
        let timely = most.min(this.before.map_or(most, |before| levels[before][node]));
        let finest_first = || (self.least..=timely).rev();
        let large = finest_first().find(|level| self.is_large_enough(calendar, period, node, *level));
        let shown = finest_first().find(|level| {
            self.is_large_enough(calendar, period, node, *level)
                && self.fits_time(calendar, levels, period, node, *level)
        });
        levels[period][node] = shown.unwrap_or(0);
        if self.tree.nodes[node].role != Role::Rest && shown.unwrap_or(0) < most {
            let reason = if timely < most || shown < large { Reason::Time } else { Reason::TooFew };
            notes.push(Note { node, reason });
        }
    }

    /// A longer time may be finer than its parts only if all of them are known at the same level.
    fn fits_time(&self, calendar: &Calendar, levels: &Levels, period: usize, node: usize, level: usize) -> bool {
        let parts = &calendar.periods[period].parts;
        let known = || parts.iter().map(|part| levels[*part][node]);
        let (Some(least), Some(most)) = (known().min(), known().max()) else {
            return true;
        };
        (least == most || level <= least) && self.remainders_are_large(calendar, levels, period, node, level)
    }

    /// Where some waves are known and others are not, what is left of the longer time must be large enough too.
    fn remainders_are_large(
        &self,
        calendar: &Calendar,
        levels: &Levels,
        period: usize,
        node: usize,
        level: usize,
    ) -> bool {
        (self.least..=level).all(|level| {
            let shown = calendar.inside(period).into_iter().filter(|part| levels[*part][node] >= level);
            let known: Vec<usize> = shown.flat_map(|part| calendar.periods[part].waves.clone()).collect();
            let rest: Vec<usize> =
                calendar.periods[period].waves.iter().copied().filter(|wave| !known.contains(wave)).collect();
            let enough = || self.groups(&rest, node, level).iter().all(|group| *group >= least_remainder(level));
            known.is_empty() || rest.is_empty() || enough()
        })
    }

    /// The siblings not shown at a level must be none, or at least two who are large enough together.
    fn settle(
        &self,
        calendar: &Calendar,
        levels: &mut Levels,
        period: usize,
        members: &[usize],
        notes: &mut Vec<Note>,
    ) {
        let waves = &calendar.periods[period].waves;
        for level in self.least..=self.scale.finest() {
            loop {
                let (shown, unknown): (Vec<usize>, Vec<usize>) =
                    members.iter().partition(|node| levels[period][**node] >= level);
                if shown.is_empty() || self.is_safe_pool(waves, &unknown, level) {
                    break;
                }
                let base = |node: &usize| self.counts(waves, *node).iter().sum::<u64>();
                let Some(least) = shown.into_iter().min_by_key(|node| (base(node), *node)) else { break };
                self.step_down(levels, period, least, notes);
            }
        }
    }

    /// Levels only go down, so this ends.
    fn settle_services(&self, calendar: &Calendar, levels: &mut Levels, period: usize, notes: &mut Vec<Note>) {
        loop {
            let before = levels[period].clone();
            for set in &self.tree.sets {
                self.yield_to_kinds(calendar, levels, period, set, notes);
            }
            self.keep_kinds_apart(calendar, levels, period, notes);
            if levels[period] == before {
                return;
            }
        }
    }

    /// How many told of further services is not known to a reader, who may still guess that hardly anybody did, and take
    /// what is shown from the region's own figure: the kinds of which nothing is shown must then be none, or at least two
    /// that are large enough together.
    fn keep_kinds_apart(&self, calendar: &Calendar, levels: &mut Levels, period: usize, notes: &mut Vec<Note>) {
        let waves = &calendar.periods[period].waves;
        let nodes = || 1..self.tree.nodes.len();
        for level in self.least..=self.scale.finest() {
            loop {
                let is_shown = |node: usize| levels[period][node] >= level;
                let in_agency = |node: usize| self.tree.set_of(node).is_some_and(|set| is_shown(set.parent));
                let is_kind = |node: &usize| self.tree.nodes[*node].role == Role::Service;
                let unknown: Vec<usize> =
                    nodes().filter(is_kind).filter(|node| !is_shown(*node) && !in_agency(*node)).collect();
                if self.is_safe_pool(waves, &unknown, level) {
                    break;
                }
                let base = |node: &usize| self.counts(waves, *node).iter().sum::<u64>();
                let Some(least) = nodes().filter(|node| is_shown(*node)).min_by_key(|node| (base(node), *node)) else {
                    break;
                };
                self.step_down(levels, period, least, notes);
            }
        }
    }

    fn step_down(&self, levels: &mut Levels, period: usize, node: usize, notes: &mut Vec<Note>) {
        let level = levels[period][node];
        levels[period][node] = if level > self.least { level - 1 } else { 0 };
        notes.retain(|note| note.node != node);
        notes.push(Note { node, reason: Reason::Siblings });
    }

    /// An agency is shown beside some of its kinds only if what these leave of it is nothing, or of two kinds or more
    /// with as much in each group as three parts of every person need; else it goes down a level, or waits.
    fn yield_to_kinds(
        &self,
        calendar: &Calendar,
        levels: &mut Levels,
        period: usize,
        set: &Siblings,
        notes: &mut Vec<Note>,
    ) {
        let waves = &calendar.periods[period].waves;
        let safe = |levels: &Levels, level: usize| {
            let unknown: Vec<usize> = set.members.iter().copied().filter(|n| levels[period][*n] < level).collect();
            let all_or_none = unknown.is_empty() || unknown.len() == set.members.len();
            all_or_none || self.is_large_pool(waves, &unknown, level)
        };
        while levels[period][set.parent] >= self.least {
            let level = levels[period][set.parent];
            if (self.least..=level).all(|level| safe(levels, level)) {
                break;
            }
            self.step_down(levels, period, set.parent, notes);
        }
    }

    fn is_large_pool(&self, waves: &[usize], unknown: &[usize], level: usize) -> bool {
        let each: Vec<Vec<u64>> = unknown.iter().map(|node| self.groups(waves, *node, level)).collect();
        let several = each.iter().filter(|groups| groups.iter().any(|n| *n > 0)).count() >= 2;
        let pooled = |group: usize| each.iter().map(|groups| groups[group]).sum::<u64>();
        several && (0..level).all(|group| pooled(group) >= least_remainder(level) * PARTS_A_PERSON)
    }

    /// What one subtraction of the shown siblings from their parent leaves.
    fn is_safe_pool(&self, waves: &[usize], unknown: &[usize], level: usize) -> bool {
        let each: Vec<Vec<u64>> = unknown.iter().map(|node| self.groups(waves, *node, level)).collect();
        let members = each.iter().filter(|groups| groups.iter().any(|n| *n > 0)).count();
        let pooled = |group: usize| each.iter().map(|groups| groups[group]).sum::<u64>();
        members == 0 || (members >= 2 && (0..level).all(|group| pooled(group) >= least_remainder(level)))
    }

    /// Takes a node's figures back out of a release that is being made, with those of its children.
    pub fn withdraw(&self, levels: &mut Levels, period: usize, node: usize) {
        levels[period][node] = 0;
        for set in self.tree.sets.iter().filter(|set| set.parent == node) {
            for child in &set.members {
                self.withdraw(levels, period, *child);
            }
        }
    }
}

/// What a subtraction may leave in each group. Numbers of respondents bound every question's base, so of them it is as
/// much as is shown.
fn least_remainder(level: usize) -> u64 {
    if level == 1 { LEAST_RESPONDENTS } else { K }
}

/// How many parts of one person a count may hold.
pub(super) fn parts_a_person(role: Role) -> u64 {
    if role == Role::Agency { PARTS_A_PERSON } else { 1 }
}
