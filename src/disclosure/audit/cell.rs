//! One cell after the other: how far apart can two tables be in it?

use std::collections::{BTreeMap, BTreeSet};

use super::base::{Base, no_table};
use super::exchange::Exchange;
use super::knowledge::{Knowledge, Position};
use super::lines::Lines;
use super::program::best_table;
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

pub struct Cells<'a> {
    knowledge: &'a Knowledge,
    lines: &'a Lines,
    base: &'a Base,
    k: i64,
    width: i64,
    /// Cells that hold a published one of at least k.
    large: BTreeSet<usize>,
    exchanges: BTreeMap<usize, Exchange<'a>>,
    local: BTreeMap<usize, usize>,
    /// Tables found for hidden cells, each as its changes of the base, and by atom which tables change it.
    pub tables: Vec<Vec<(usize, i64)>>,
    changed: BTreeMap<usize, Vec<(usize, i64)>>,
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
    ) -> Self {
        let mut cells = Self {
            knowledge,
            lines,
            base,
            k: document.k,
            width: document.width,
            large: BTreeSet::new(),
            exchanges: BTreeMap::new(),
            local: BTreeMap::new(),
            tables: vec![],
            changed: BTreeMap::new(),
        };
        for (component, region) in regions {
            cells.local.extend(region.atoms.iter().enumerate().map(|(place, atom)| (*atom, place)));
            let values: Vec<i64> = region.atoms.iter().map(|atom| base.values[*atom]).collect();
            cells.exchanges.insert(*component, Exchange::new(region, &values));
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
    pub fn apart(&mut self, cell: usize, position: &Position, standing: Standing) -> Result<Apart, AuditError> {
        let mut atoms = self.knowledge.atoms_of(position);
        let value: i64 = atoms.iter().map(|atom| self.base.values[*atom]).sum();
        atoms.retain(|atom| !self.lines.is_known(*atom));
        if standing == Standing::Several && value >= self.width {
            return Ok(Apart::Harmless);
        }
        if standing == Standing::Hidden
            && let Some((a, b)) = self.seen_apart(&atoms)
        {
            return Ok(Apart::Enough(a, b));
        }
        let components: BTreeSet<usize> = atoms.iter().filter_map(|atom| self.lines.component[*atom]).collect();
        for component in &components {
            let range = self.exchange(*component, &atoms, value, standing);
            if self.is_enough(&range, standing) {
                return Ok(self.keep(range, standing));
            }
        }
        self.by_program(cell, &atoms, value, standing, components.into_iter().collect())
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

    /// Programs: within fixed surroundings, then without them, and if these disagree with all that is tied to the cell.
    fn by_program(
        &mut self,
        cell: usize,
        atoms: &[usize],
        value: i64,
        standing: Standing,
        components: Vec<usize>,
    ) -> Result<Apart, AuditError> {
        let solved = vec![true; self.lines.components.len()];
        let near = Region::of(self.lines, &components, Outside::Table(&self.base.values, &solved));
        let inner = self.range(&near, atoms, value)?;
        if self.is_enough(&inner, standing) || !near.is_bound {
            return Ok(self.judge(inner, standing));
        }
        let open = Region::of(self.lines, &components, Outside::Open);
        let outer = self.range(&open, atoms, value)?;
        let certain = !self.is_enough(&outer, standing)
            && (standing == Standing::Hidden
                || self.tells_of_few(&inner, standing)
                || !self.tells_of_few(&outer, standing));
        if certain {
            let told = if self.tells_of_few(&outer, standing) { inner } else { outer };
            return Ok(self.judge(told, standing));
        }
        let all: BTreeSet<usize> =
            components.iter().flat_map(|number| self.base.clusters[self.base.cluster[*number]].clone()).collect();
        let all: Vec<usize> = all.into_iter().collect();
        let region = Region::of(self.lines, &all, Outside::Open);
        let range = self.range(&region, atoms, value)?;
        let _ = cell;
        Ok(self.judge(range, standing))
    }

    /// The lowest and highest whole number that a cell can be in a region.
    fn range(&self, region: &Region, atoms: &[usize], value: i64) -> Result<Range, AuditError> {
        let mut times: BTreeMap<usize, i64> = BTreeMap::new();
        atoms.iter().for_each(|atom| *times.entry(*atom).or_default() += 1);
        let extreme = |sign: f64| -> Result<(i64, Vec<(usize, i64)>), AuditError> {
            let weight = |atom: &usize| times.get(atom).map_or(0.0, |times| sign * *times as f64);
            let objective: Vec<f64> = region.atoms.iter().map(weight).collect();
            let table = best_table(region, &objective).map_err(|error| no_table(self.knowledge, region, error))?;
            let changes = region.atoms.iter().zip(table).map(|(atom, n)| (*atom, n - self.base.values[*atom]));
            let changes: Vec<(usize, i64)> = changes.filter(|(_, by)| *by != 0).collect();
            let moved: i64 = changes.iter().filter_map(|(atom, by)| times.get(atom).map(|times| times * by)).sum();
            Ok((value + moved, changes))
        };
        let (high, highest) = extreme(-1.0)?;
        let (low, lowest) = extreme(1.0)?;
        Ok(Range { low, high, lowest, highest })
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
            return self.keep(range, standing);
        }
        if !self.tells_of_few(&range, standing) {
            return Apart::Harmless;
        }
        let low = if standing == Standing::Several { 0 } else { range.low };
        Apart::TooClose { low, high: range.high }
    }

    /// Only hidden cells need their tables in the certificate.
    fn keep(&mut self, range: Range, standing: Standing) -> Apart {
        if standing != Standing::Hidden {
            return Apart::Harmless;
        }
        let (a, b) = (self.add(range.lowest), self.add(range.highest));
        Apart::Enough(a, b)
    }

    fn add(&mut self, changes: Vec<(usize, i64)>) -> usize {
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

    /// Among the tables found so far.
    fn seen_apart(&self, atoms: &[usize]) -> Option<(usize, usize)> {
        let mut moved: BTreeMap<usize, i64> = BTreeMap::from([(0, 0)]);
        for (table, by) in atoms.iter().filter_map(|atom| self.changed.get(atom)).flatten() {
            *moved.entry(*table).or_default() += by;
        }
        let (low, least) = moved.iter().min_by_key(|(_, by)| **by)?;
        let (high, most) = moved.iter().max_by_key(|(_, by)| **by)?;
        (most - least >= self.width).then_some((*low, *high))
    }
}
