//! One cell after the other: how far apart can two tables be in it?

mod drift;
mod programs;

use std::collections::{BTreeMap, BTreeSet};

use self::drift::Drift;
use super::base::{Base, followed};
use super::exchange::Exchange;
use super::knowledge::{Knowledge, Position};
use super::lines::Lines;
use super::region::{Outside, Region};
use super::search::AuditError;
use crate::disclosure::tabular::Tabular;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing to look at: it is published as at least k or as nothing, or something in it is.
    Safe,
    /// Published, perhaps below k.
    Published,
    /// Listed as `null`.
    Hidden,
    /// Not listed, but following from what is.
    Implied,
    /// Stands for several cells that nobody listed: each of them may be nothing.
    Several,
}

pub enum Apart {
    /// Two tables, by position; 0 is the base.
    Enough(usize, usize),
    /// Close, but of many or of none.
    Harmless,
    TooClose {
        low: i64,
        high: i64,
    },
}

/// What tables of a region say about a cell: the range, and the tables that reach it as changes of the base.
struct Range {
    low: i64,
    high: i64,
    lowest: Vec<(usize, i64)>,
    highest: Vec<(usize, i64)>,
}

impl Range {
    fn of((low, lowest): (i64, Vec<(usize, i64)>), (high, highest): (i64, Vec<(usize, i64)>)) -> Self {
        Self { low, high, lowest, highest }
    }

    fn extend(&mut self, value: i64, changes: Vec<(usize, i64)>) {
        if value < self.low {
            (self.low, self.lowest) = (value, changes);
        } else if value > self.high {
            (self.high, self.highest) = (value, changes);
        }
    }
}

/// Of the tables that leave a cell more room, so many are tried.
const TABLES_TRIED: usize = 3;

pub struct Cells<'a> {
    knowledge: &'a Knowledge,
    lines: &'a Lines,
    base: &'a Base,
    k: i64,
    width: i64,
    /// Cells that hold a published one of at least k.
    large: BTreeSet<usize>,
    exchanges: BTreeMap<usize, Exchange<'a>>,
    drifts: BTreeMap<usize, Drift<'a>>,
    local: BTreeMap<usize, usize>,
    pub pool: Pool,
    /// Others are part of it.
    is_base: bool,
}

/// Tables found so far, each as its changes of the base, and by atom which tables change it.
#[derive(Clone, Default)]
pub struct Pool {
    pub tables: Vec<Vec<(usize, i64)>>,
    changed: BTreeMap<usize, Vec<(usize, i64)>>,
}

impl Pool {
    /// The number of a table; 0 is the base.
    pub fn add(&mut self, changes: Vec<(usize, i64)>) -> usize {
        if changes.is_empty() {
            return 0;
        }
        self.tables.push(changes);
        let table = self.tables.len();
        for (atom, by) in &self.tables[table - 1] {
            self.changed.entry(*atom).or_default().push((table, *by));
        }
        table
    }

    /// By how much each table moves the sum of some atoms; those that do not are left out.
    fn moved<'a>(&self, atoms: impl Iterator<Item = &'a usize>) -> BTreeMap<usize, i64> {
        let mut moved = BTreeMap::new();
        for (table, by) in atoms.filter_map(|atom| self.changed.get(atom)).flatten() {
            *moved.entry(*table).or_default() += by;
        }
        moved
    }
}

impl<'a> Cells<'a> {
    pub fn regions(lines: &Lines, base: &Base, components: &BTreeSet<usize>) -> BTreeMap<usize, Region> {
        let solved = vec![true; lines.components.len()];
        let region = |component: usize| Region::of(lines, &[component], Outside::Table(&base.values, &solved));
        components.iter().map(|component| (*component, region(*component))).collect()
    }

    pub fn new(
        document: &Tabular,
        knowledge: &'a Knowledge,
        lines: &'a Lines,
        base: &'a Base,
        regions: &'a BTreeMap<usize, Region>,
        pool: Pool,
        is_base: bool,
    ) -> Self {
        let mut cells = Self {
            knowledge,
            lines,
            base,
            k: document.k,
            width: document.width,
            large: BTreeSet::new(),
            exchanges: BTreeMap::new(),
            drifts: BTreeMap::new(),
            local: BTreeMap::new(),
            pool,
            is_base,
        };
        for (component, region) in regions {
            cells.local.extend(region.atoms.iter().enumerate().map(|(place, atom)| (*atom, place)));
            let values: Vec<i64> = region.atoms.iter().map(|atom| base.values[*atom]).collect();
            cells.exchanges.insert(*component, Exchange::new(region, &values));
            cells.drifts.insert(*component, Drift::new(region, values));
        }
        cells
    }

    /// Marks what a published cell of a scope makes certainly large: all that it is part of.
    pub fn mark_large(&mut self, first: usize, end: usize) {
        let knowledge = self.knowledge;
        for (cell, _) in knowledge.known.range(first..end).filter(|(_, known)| known.low >= self.k) {
            let position = knowledge.position(*cell);
            let shape = &knowledge.scopes[position.scope];
            let mut wider = vec![vec![]];
            for (id, node) in shape.faces[position.face].dims.iter().zip(&position.nodes) {
                let above = shape.trees[id].above(*node);
                let with = |nodes: &Vec<usize>| {
                    let nodes = nodes.clone();
                    above.iter().map(move |node| nodes.iter().copied().chain([*node]).collect::<Vec<_>>())
                };
                wider = wider.iter().flat_map(with).collect();
            }
            let classes = &shape.waves.spans[position.span].classes;
            let spans = shape.waves.spans.iter().enumerate();
            let spans: Vec<usize> = spans
                .filter(|(_, span)| classes.iter().all(|class| span.classes.contains(class)))
                .map(|(span, _)| span)
                .collect();
            for nodes in wider {
                for span in &spans {
                    let above = Position { nodes: nodes.clone(), span: *span, ..position };
                    self.large.insert(knowledge.canonical(&above));
                }
            }
        }
    }

    pub fn standing(&self, cell: usize, position: &Position) -> Standing {
        match self.knowledge.known.get(&cell) {
            Some(known) if known.published && (known.low >= self.k || known.high == 0) => Standing::Safe,
            Some(known) if known.published => Standing::Published,
            Some(_) => Standing::Hidden,
            None if self.large.contains(&cell) => Standing::Safe,
            None if self.knowledge.is_several(position) => Standing::Several,
            None => Standing::Implied,
        }
    }

    /// Two tables that differ enough in a cell, or how close all of them are.
    pub fn apart(&mut self, position: &Position, standing: Standing) -> Result<Apart, AuditError> {
        let mut atoms = self.knowledge.atoms_of(position);
        let value: i64 = atoms.iter().map(|atom| self.base.values[*atom]).sum();
        atoms.retain(|atom| !self.lines.is_known(*atom));
        if standing == Standing::Several && value >= self.width {
            return Ok(Apart::Harmless);
        }
        let seen = self.seen_apart(&atoms, value, standing);
        let components: BTreeSet<usize> = atoms.iter().filter_map(|atom| self.lines.component[*atom]).collect();
        // Of a base, tables with more in each cell are wanted: in them its parts have room.
        let wanted = self.is_base && self.pool.moved(atoms.iter()).values().all(|by| *by < self.width);
        if let Some((a, b)) = seen.filter(|_| !wanted) {
            return Ok(Apart::Enough(a, b));
        }
        if !self.is_base && components.len() == 1 && self.has_drifted(&components, &atoms, standing) {
            return Ok(Apart::Harmless);
        }
        let mut best = Range::of((value, vec![]), (value, vec![]));
        for component in &components {
            let range = self.exchange(*component, &atoms, value, standing);
            if self.is_enough(&range, standing) {
                // What follows from others is looked at too often to remember each small exchange.
                let remembered = standing == Standing::Hidden || self.is_base;
                return Ok(if remembered { self.keep(range) } else { Apart::Harmless });
            }
            best.extend(range.low, range.lowest);
            best.extend(range.high, range.highest);
        }
        if let Some((a, b)) = seen {
            return Ok(Apart::Enough(a, b));
        }
        if components.len() == 1
            && let Some(range) = self.among_others(&atoms, value, standing, best)
        {
            return Ok(self.keep(range));
        }
        self.by_program(&atoms, value, standing, &components)
    }

    /// Whether a cell that nobody listed has room, by tables that drift away from the base: each step is left as it is, so
    /// that one table shows of many cells at once that they can be otherwise.
    fn has_drifted(&mut self, components: &BTreeSet<usize>, atoms: &[usize], standing: Standing) -> bool {
        if !matches!(standing, Standing::Implied | Standing::Several) {
            return false;
        }
        let drift = components.first().and_then(|component| self.drifts.get_mut(component));
        let Some(drift) = drift else { return false };
        let target: Vec<usize> = atoms.iter().map(|atom| self.local[atom]).collect();
        let lowest = if standing == Standing::Several { Some(0) } else { None };
        drift.has_room(&target, self.width, lowest)
    }

    /// Small exchanges within one component, as far as is asked and no further.
    fn exchange(&mut self, component: usize, atoms: &[usize], value: i64, standing: Standing) -> Range {
        let inside = atoms.iter().filter(|atom| self.lines.component[**atom] == Some(component));
        let target: Vec<usize> = inside.map(|atom| self.local[atom]).collect();
        let exchange = self.exchanges.get_mut(&component).expect("every component of the scope has a region");
        let asked = if standing == Standing::Several { self.width - value } else { self.width };
        let (up, highest) = exchange.push(&target, 1, asked);
        let (down, lowest) = if up < asked && standing != Standing::Several {
            exchange.push(&target, -1, asked - up)
        } else {
            (0, vec![])
        };
        let atoms = &self.lines.components[component];
        let global = |changes: Vec<(usize, i64)>| changes.into_iter().map(|(place, by)| (atoms[place], by)).collect();
        Range { low: value - down, high: value + up, lowest: global(lowest), highest: global(highest) }
    }

    /// Small exchanges where bases above stand as in a table found before that leaves more room; then such that leave
    /// the bases out of account, if these can follow. A little up and a little down may be enough together.
    fn among_others(&self, atoms: &[usize], value: i64, standing: Standing, mut best: Range) -> Option<Range> {
        let component = self.lines.component[*atoms.first()?]?;
        let bounds = self.lines.bounds_of(component, atoms);
        let mut moved: Vec<(i64, usize)> = self.pool.moved(bounds.iter()).into_iter().map(|(t, by)| (by, t)).collect();
        moved.sort_unstable();
        let times = times(atoms);
        let solved = vec![true; self.lines.components.len()];
        let open = Region::of(self.lines, &[component], Outside::Open);
        let ways = if standing == Standing::Several { &[1][..] } else { &[1, -1][..] };
        for direction in ways {
            let mut room: Vec<usize> = moved.iter().map(|(_, table)| *table).collect();
            if *direction > 0 {
                room.reverse();
            }
            room.truncate(TABLES_TRIED);
            for table in room.into_iter().map(Some).chain([None]) {
                let mut values = self.base.values.clone();
                let changes = table.map_or(&[][..], |table| &self.pool.tables[table - 1]);
                changes.iter().for_each(|(atom, by)| values[*atom] += by);
                let bound;
                let region = if table.is_some() {
                    bound = Region::of(self.lines, &[component], Outside::Table(&values, &solved));
                    &bound
                } else {
                    &open
                };
                let low = if standing == Standing::Several { 0 } else { best.low };
                let far = if *direction > 0 { low + self.width - value } else { value - best.high + self.width };
                let asked = far - direction * sum(&times, changes);
                if let Some(changes) = self.pushed(region, values, &times, *direction, asked) {
                    best.extend(value + sum(&times, &changes), changes);
                }
                if self.is_enough(&best, standing) {
                    return Some(best);
                }
            }
        }
        None
    }

    /// Small exchanges from some whole table, as far as is asked if they can, with others of the cluster following.
    fn pushed(
        &self,
        region: &Region,
        mut values: Vec<i64>,
        times: &BTreeMap<usize, i64>,
        direction: i64,
        asked: i64,
    ) -> Option<Vec<(usize, i64)>> {
        let places = region.atoms.iter().enumerate();
        let target: Vec<usize> = places.filter(|(_, atom)| times.contains_key(atom)).map(|(place, _)| place).collect();
        let (_, changes) = Exchange::new(region, &region.values(&values)).push(&target, direction, asked);
        changes.iter().for_each(|(place, by)| values[region.atoms[*place]] += by);
        let component = self.lines.component[*region.atoms.first()?]?;
        let values = followed(self.lines, self.base, &[component], values).ok()?;
        Some(changes_of(&self.base.values, &values))
    }

    fn is_enough(&self, range: &Range, standing: Standing) -> bool {
        let low = if standing == Standing::Several { 0 } else { range.low };
        range.high - low >= self.width
    }

    /// What nobody listed matters only where it tells of a few persons.
    fn tells_of_few(&self, range: &Range, standing: Standing) -> bool {
        match standing {
            Standing::Hidden => true,
            Standing::Several => range.high > 0,
            _ => range.low < self.k && range.high > 0,
        }
    }

    fn judge(&mut self, range: Range, standing: Standing) -> Apart {
        if self.is_enough(&range, standing) {
            return self.keep(range);
        }
        if !self.tells_of_few(&range, standing) {
            return Apart::Harmless;
        }
        let low = if standing == Standing::Several { 0 } else { range.low };
        Apart::TooClose { low, high: range.high }
    }

    fn keep(&mut self, range: Range) -> Apart {
        let (a, b) = (self.pool.add(range.lowest), self.pool.add(range.highest));
        Apart::Enough(a, b)
    }

    /// Among the tables found so far.
    fn seen_apart(&self, atoms: &[usize], value: i64, standing: Standing) -> Option<(usize, usize)> {
        let mut moved = self.pool.moved(atoms.iter());
        moved.insert(0, 0);
        let (low, least) = moved.iter().min_by_key(|(_, by)| **by)?;
        let (high, most) = moved.iter().max_by_key(|(_, by)| **by)?;
        let least = if standing == Standing::Several { -value } else { *least };
        (most - least >= self.width).then_some((*low, *high))
    }
}

/// How often each atom is in a cell.
fn times(atoms: &[usize]) -> BTreeMap<usize, i64> {
    let mut times = BTreeMap::new();
    atoms.iter().for_each(|atom| *times.entry(*atom).or_default() += 1);
    times
}

fn sum(times: &BTreeMap<usize, i64>, changes: &[(usize, i64)]) -> i64 {
    changes.iter().filter_map(|(atom, by)| times.get(atom).map(|times| times * by)).sum()
}

fn changes_of(before: &[i64], after: &[i64]) -> Vec<(usize, i64)> {
    let pairs = before.iter().zip(after).enumerate();
    pairs.filter(|(_, (before, after))| before != after).map(|(atom, (before, after))| (atom, after - before)).collect()
}
