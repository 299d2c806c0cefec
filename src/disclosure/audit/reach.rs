//! Programs for the cells that small exchanges leave: as few components as will do, and certainty where there is none.

use std::collections::BTreeSet;

use super::base::{Means, followed, no_table};
use super::cell::{Apart, Cells, Standing};
use super::knowledge::FAR;
use super::pool::{Changes, Range, changes_of, sum, times};
use super::program::{NoTable, any_table, best_table, first_table};
use super::region::{Outside, Region};
use super::search::AuditError;

/// A component that so often could not follow is taken in from the start.
const STIFF: usize = 3;

/// What a table is looked for that does it to a cell: up (1) or down (-1).
#[derive(Clone, Copy)]
enum Wanted {
    /// To a bound or beyond.
    Beyond { bound: i64, direction: i64 },
    /// As far as it goes.
    Most { direction: i64 },
}

impl Cells<'_> {
    /// Programs, over as little as will do: the cell's own components and the bases above them. The others follow; one
    /// that cannot is taken in, until all can or there is certainly no table.
    pub(super) fn by_program(
        &mut self,
        atoms: &[usize],
        value: i64,
        standing: Standing,
        components: &BTreeSet<usize>,
    ) -> Result<Apart, AuditError> {
        if let Some(changes) = self.alone(components, atoms, value, standing) {
            let (reached, base) = (value + sum(&times(atoms), &changes), (value, vec![]));
            let moved = (reached, changes);
            return Ok(self.keep(if reached < value { Range::of(moved, base) } else { Range::of(base, moved) }));
        }
        let mut free = components.clone();
        free.extend(components.iter().flat_map(|component| self.lines.bases_of(*component)));
        self.take_in_stiff(&mut free);
        let (asked, ways) = asked(standing, self.width, value);
        for direction in ways {
            let bound = value + direction * asked;
            let wanted = Wanted::Beyond { bound, direction: *direction };
            if let Some(changes) = self.moved(&mut free, atoms, value, wanted)? {
                let reached = value + sum(&times(atoms), &changes);
                let base = (value, vec![]);
                let (low, high) = if *direction < 0 { ((reached, changes), base) } else { (base, (reached, changes)) };
                return Ok(self.keep(Range::of(low, high)));
            }
        }
        let Some(outer) = self.outermost(&free, atoms, value)? else { return Ok(unknown(value)) };
        if !self.is_enough(&outer, standing) && self.is_certain(&outer, value, standing) {
            return Ok(self.judge(outer, standing));
        }
        // A little up and a little down may be enough together.
        let mut ends = Vec::new();
        for (direction, end) in [(-1, outer.low), (1, outer.high)] {
            let wanted = Wanted::Beyond { bound: end, direction };
            let most = Wanted::Most { direction };
            let mut changes = self.moved(&mut free, atoms, value, wanted)?;
            if changes.is_none() {
                changes = self.moved(&mut free, atoms, value, most)?;
            }
            // Out of time or of digits: nothing is certain, so it counts as found.
            let Some(changes) = changes else { return Ok(unknown(value)) };
            ends.push((value + sum(&times(atoms), &changes), changes));
        }
        let high = ends.pop().unwrap_or_default();
        let low = ends.pop().unwrap_or_default();
        Ok(self.judge(Range::of(low, high), standing))
    }

    /// A table in which the cell's own components stand otherwise, far enough, and all others as in the base or as in a
    /// table found before: a small program, where nobody is part of them and so has to follow.
    fn alone(&self, components: &BTreeSet<usize>, atoms: &[usize], value: i64, standing: Standing) -> Option<Changes> {
        if self.is_base {
            return None;
        }
        let own: Vec<usize> = components.iter().copied().collect();
        let bounds: BTreeSet<usize> = own.iter().flat_map(|one| self.lines.bounds_of(*one, atoms)).collect();
        let moved = self.pool.moved(bounds.iter());
        let (asked, ways) = asked(standing, self.width, value);
        for direction in ways {
            let most = moved.iter().max_by_key(|(_, by)| *by * direction).map(|(table, _)| *table);
            for table in [None, most] {
                let mut values = self.base.values.clone();
                let before = table.map_or(&[][..], |table| &self.pool.tables[table - 1]);
                before.iter().for_each(|(atom, by)| values[*atom] += by);
                let region = Region::of(self.lines, &own, Outside::Table(&values, &BTreeSet::new()));
                let region =
                    beyond(&region, &self.base.values, (atoms, value), (value + direction * asked, *direction));
                if let Some(table) = any_table(&region) {
                    region.put(&table, &mut values);
                    return Some(changes_of(&self.base.values, &values));
                }
                if table.is_none() && most.is_none() {
                    break;
                }
            }
        }
        None
    }

    /// What often could not follow is let go together with the rest of its cluster from the start.
    fn take_in_stiff(&self, free: &mut BTreeSet<usize>) {
        let clusters: BTreeSet<usize> = free.iter().map(|component| self.base.cluster[*component]).collect();
        let often = self.stiff.iter().filter(|(_, times)| **times >= STIFF).map(|(component, _)| *component);
        free.extend(often.filter(|component| clusters.contains(&self.base.cluster[*component])));
    }

    /// How far a cell could go if the others need not follow.
    fn outermost(&self, free: &BTreeSet<usize>, atoms: &[usize], value: i64) -> Result<Option<Range>, AuditError> {
        let components: Vec<usize> = free.iter().copied().collect();
        let region = Region::of(self.lines, &components, Outside::Open);
        let stood = region.values(&self.base.values);
        let times = times(atoms);
        let mut ends = Vec::new();
        for direction in [-1, 1] {
            let weight = |atom: &usize| times.get(atom).map_or(0.0, |times| -(direction * times) as f64);
            let objective: Vec<f64> = region.atoms.iter().map(weight).collect();
            match best_table(&region, &objective) {
                Ok(table) => {
                    let changes = region.atoms.iter().zip(stood.iter().zip(&table));
                    let changes: Changes = changes.map(|(atom, (before, now))| (*atom, now - before)).collect();
                    ends.push(value + sum(&times, &changes));
                }
                Err(NoTable::Solver(_)) => return Ok(None),
                Err(error) => return Err(no_table(self.knowledge, &region, error)),
            }
        }
        Ok(Some(Range { low: ends[0], high: ends[1], lowest: vec![], highest: vec![] }))
    }

    /// Whether bounds that are perhaps too wide, and one table, already say what the true bounds mean.
    fn is_certain(&self, outer: &Range, value: i64, standing: Standing) -> bool {
        let known = Range { low: value, high: value, lowest: vec![], highest: vec![] };
        !self.tells_of_few(outer, standing) || self.tells_of_few(&known, standing)
    }

    /// The changes of a whole table that does what is wanted of a cell; none if there is no such table.
    fn moved(
        &mut self,
        free: &mut BTreeSet<usize>,
        atoms: &[usize],
        value: i64,
        wanted: Wanted,
    ) -> Result<Option<Changes>, AuditError> {
        let times = times(atoms);
        loop {
            let components: Vec<usize> = free.iter().copied().collect();
            let region = Region::of(self.lines, &components, Outside::Open);
            let table = match wanted {
                Wanted::Beyond { bound, direction } => {
                    let further = beyond(&region, &self.base.values, (atoms, value), (bound, direction));
                    first_table(&further, Some(&region.reals(&self.base.values)))
                }
                Wanted::Most { direction } => {
                    let weight = |atom: &usize| times.get(atom).map_or(0.0, |times| -(direction * times) as f64);
                    best_table(&region, &region.atoms.iter().map(weight).collect::<Vec<f64>>())
                }
            };
            let table = match (table, wanted) {
                (Ok(table), _) => table,
                (Err(NoTable::Infeasible), Wanted::Most { .. }) => {
                    return Err(no_table(self.knowledge, &region, NoTable::Infeasible));
                }
                (Err(_), _) => return Ok(None),
            };
            let mut values = self.base.values.clone();
            region.put(&table, &mut values);
            match followed(self.lines, self.base, &components, values, Means::Programs) {
                Ok(values) => return Ok(Some(changes_of(&self.base.values, &values))),
                Err(component) => {
                    *self.stiff.entry(component).or_default() += 1;
                    free.insert(component);
                }
            };
        }
    }
}

/// A region in which a cell, which stands at `value` in the base, must reach a bound.
fn beyond(region: &Region, base: &[i64], (atoms, value): (&[usize], i64), (bound, direction): (i64, i64)) -> Region {
    let times = times(atoms);
    let terms = region.atoms.iter().enumerate();
    let terms: Vec<(usize, i64)> =
        terms.filter_map(|(place, atom)| times.get(atom).map(|times| (place, *times))).collect();
    let inside: i64 = terms.iter().map(|(place, times)| base[region.atoms[*place]] * times).sum();
    let known = value - inside;
    let (low, high) = if direction > 0 { (bound - known, FAR) } else { (-FAR, bound - known) };
    region.with(terms, low, high)
}

/// Nothing is known for certain, which counts as found.
fn unknown(value: i64) -> Apart {
    Apart::TooClose { low: value, high: value }
}

/// How far a cell must move, and which ways will do.
fn asked(standing: Standing, width: i64, value: i64) -> (i64, &'static [i64]) {
    match standing {
        Standing::Several => (width - value, &[1]),
        _ if value < width => (width, &[1]),
        _ => (width, &[1, -1]),
    }
}
