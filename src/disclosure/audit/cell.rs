//! One cell after the other: how far apart can two tables be in it?

use std::collections::{BTreeMap, BTreeSet};

use super::base::{Base, Means, followed};
use super::exchange::{Exchange, LITTLE_PATIENCE, MORE_PATIENCE};
use super::knowledge::{Knowledge, Position};
use super::lines::Lines;
use super::pool::{Changes, Pool, Range, changes_of, sum, times};
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

/// Of the tables that leave a cell more room, so many are tried.
const TABLES_TRIED: usize = 3;

pub struct Cells<'a> {
    pub(super) knowledge: &'a Knowledge,
    pub(super) lines: &'a Lines,
    pub(super) base: &'a Base,
    k: i64,
    pub(super) width: i64,
    /// Cells that hold a published one of at least k.
    large: BTreeSet<usize>,
    exchanges: BTreeMap<usize, Exchange<'a>>,
    pub pool: Pool,
    /// Others are part of it.
    pub(super) is_base: bool,
    /// How often a component could not follow.
    pub(super) stiff: BTreeMap<usize, usize>,
}

impl<'a> Cells<'a> {
    pub fn regions(lines: &Lines, base: &Base, components: &BTreeSet<usize>) -> BTreeMap<usize, Region> {
        let none = BTreeSet::new();
        let region = |component: usize| Region::of(lines, &[component], Outside::Table(&base.values, &none));
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
            pool,
            is_base,
            stiff: BTreeMap::new(),
        };
        for (component, region) in regions {
            let exchange = Exchange::new(region, &region.values(&base.values), LITTLE_PATIENCE);
            cells.exchanges.insert(*component, exchange);
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
        let mut best = Range::of((value, vec![]), (value, vec![]));
        for component in &components {
            let range = self.exchange(*component, &atoms, value, standing);
            if self.is_enough(&range, standing) {
                return Ok(self.keep(range));
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

    /// Small exchanges within one component, as far as is asked and no further.
    fn exchange(&mut self, component: usize, atoms: &[usize], value: i64, standing: Standing) -> Range {
        let inside = atoms.iter().filter(|atom| self.lines.component[**atom] == Some(component));
        let target: Vec<usize> = inside.map(|atom| self.lines.place[*atom]).collect();
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
        let none = BTreeSet::new();
        let ways = if standing == Standing::Several { &[1][..] } else { &[1, -1][..] };
        for direction in ways {
            let mut room: Vec<usize> = moved.iter().map(|(_, table)| *table).collect();
            if *direction > 0 {
                room.reverse();
            }
            room.truncate(TABLES_TRIED);
            let hasty = room.iter().map(|table| (Some(*table), LITTLE_PATIENCE));
            let patient = [None, room.first().copied()].map(|table| (table, MORE_PATIENCE));
            for (table, patience) in hasty.chain(patient) {
                let mut values = self.base.values.clone();
                let changes = table.map_or(&[][..], |table| &self.pool.tables[table - 1]);
                changes.iter().for_each(|(atom, by)| values[*atom] += by);
                let outside = if table.is_some() { Outside::Table(&values, &none) } else { Outside::Open };
                let region = Region::of(self.lines, &[component], outside);
                let low = if standing == Standing::Several { 0 } else { best.low };
                let far = if *direction > 0 { low + self.width - value } else { value - best.high + self.width };
                let asked = far - direction * sum(&times, changes);
                if let Some(changes) = self.pushed(&region, values, &times, *direction, asked, patience) {
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
        patience: usize,
    ) -> Option<Changes> {
        let places = region.atoms.iter().enumerate();
        let target: Vec<usize> = places.filter(|(_, atom)| times.contains_key(atom)).map(|(place, _)| place).collect();
        let stood = region.values(&values);
        let (far, changes) = Exchange::new(region, &stood, patience).push(&target, direction, asked);
        // For less than was asked the others are not moved, unless there was all patience.
        if far < asked && patience < MORE_PATIENCE {
            return None;
        }
        changes.iter().for_each(|(place, by)| values[region.atoms[*place]] += by);
        let component = self.lines.component[*region.atoms.first()?]?;
        let values = followed(self.lines, self.base, &[component], values, Means::Exchanges).ok()?;
        Some(changes_of(&self.base.values, &values))
    }

    pub(super) fn is_enough(&self, range: &Range, standing: Standing) -> bool {
        let low = if standing == Standing::Several { 0 } else { range.low };
        range.high - low >= self.width
    }

    /// What nobody listed matters only where it tells of a few persons.
    pub(super) fn tells_of_few(&self, range: &Range, standing: Standing) -> bool {
        match standing {
            Standing::Hidden => true,
            Standing::Several => range.high > 0,
            _ => range.low < self.k && range.high > 0,
        }
    }

    pub(super) fn judge(&mut self, range: Range, standing: Standing) -> Apart {
        if self.is_enough(&range, standing) {
            return self.keep(range);
        }
        if !self.tells_of_few(&range, standing) {
            return Apart::Harmless;
        }
        let low = if standing == Standing::Several { 0 } else { range.low };
        Apart::TooClose { low, high: range.high }
    }

    pub(super) fn keep(&mut self, range: Range) -> Apart {
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
