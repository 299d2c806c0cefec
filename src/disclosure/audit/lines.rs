//! The rows of a document made ready for looking for tables: what is known exactly is taken out, and what then no longer
//! hangs together falls apart into components.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::knowledge::{FAR, Knowledge, Position, Row, together};
use super::region::Frame;
use super::search::AuditError;

pub struct Lines {
    pub rows: Vec<Row>,
    /// Bounds of each atom; equal where it is known.
    pub low: Vec<i64>,
    pub high: Vec<i64>,
    /// Of each atom that is not known.
    pub component: Vec<Option<usize>>,
    /// The atoms of each component. Those of scopes above come first.
    pub components: Vec<Vec<usize>>,
    /// Where in its component an atom is.
    pub place: Vec<usize>,
    /// The rows of each component, ties included.
    pub rows_of: Vec<Vec<usize>>,
    pub frames: Vec<Arc<Frame>>,
}

impl Lines {
    pub fn of(knowledge: &Knowledge) -> Result<Self, AuditError> {
        let mut rows = Vec::new();
        for row in &knowledge.rows {
            let listed = knowledge.known.get(&row.cell).filter(|known| known.published && is_cell(row));
            rows.push(if listed.is_some() { remainder(knowledge, row) } else { row.clone() });
        }
        rows.extend(least_of_bases(knowledge));
        let mut lines = Self {
            rows,
            low: vec![0; knowledge.atoms],
            high: vec![knowledge.ceiling; knowledge.atoms],
            component: vec![None; knowledge.atoms],
            components: vec![],
            place: vec![0; knowledge.atoms],
            rows_of: vec![],
            frames: vec![],
        };
        while lines.tighten(knowledge)? {}
        lines.find_components();
        lines.frames = (0..lines.components.len()).map(|one| Arc::new(Frame::of(&lines, &[one]))).collect();
        Ok(lines)
    }

    pub fn is_known(&self, atom: usize) -> bool {
        self.low[atom] == self.high[atom]
    }

    /// The components that a component is, by its ties, part of.
    pub fn bases_of(&self, component: usize) -> BTreeSet<usize> {
        let rows = self.rows_of[component].iter().map(|row| &self.rows[*row]);
        let own = |row: &&Row| row.terms.iter().any(|(a, times)| *times > 0 && self.component[*a] == Some(component));
        let terms = rows.filter(|row| row.tie).filter(own).flat_map(|row| &row.terms);
        terms.filter(|(_, times)| *times < 0).filter_map(|(atom, _)| self.component[*atom]).collect()
    }

    /// The atoms of bases that bound some atoms of a component.
    pub fn bounds_of(&self, component: usize, atoms: &[usize]) -> BTreeSet<usize> {
        let atoms: BTreeSet<usize> = atoms.iter().copied().collect();
        let rows = self.rows_of[component].iter().map(|row| &self.rows[*row]).filter(|row| row.tie);
        let own = rows.filter(|row| row.terms.iter().any(|(atom, times)| *times > 0 && atoms.contains(atom)));
        own.flat_map(|row| &row.terms).filter(|(_, times)| *times < 0).map(|(atom, _)| *atom).collect()
    }

    /// Takes known atoms out of the rows, and bounds others by rows that are about them alone.
    fn tighten(&mut self, knowledge: &Knowledge) -> Result<bool, AuditError> {
        let mut changed = false;
        for row in &mut self.rows {
            let (low, high) = (&mut self.low, &mut self.high);
            let sum: i64 =
                row.terms.iter().filter(|(a, _)| low[*a] == high[*a]).map(|(a, times)| low[*a] * times).sum();
            row.terms.retain(|(atom, _)| low[*atom] != high[*atom]);
            row.low = if row.low == -FAR { -FAR } else { row.low - sum };
            row.high = if row.high == FAR { FAR } else { row.high - sum };
            let outside = row.terms.is_empty() && (row.low > 0 || row.high < 0);
            if outside || row.low > row.high {
                return Err(AuditError::Contradiction(knowledge.name(row.cell)));
            }
            if row.terms.iter().any(|(_, times)| *times < 0) {
                continue;
            }
            for (atom, times) in &row.terms {
                let mut most = row.high.div_euclid(*times);
                let least = if row.terms.len() == 1 { -(-row.low).div_euclid(*times) } else { 0 };
                most = most.min(high[*atom]);
                let least = least.max(low[*atom]);
                if least > most {
                    return Err(AuditError::Contradiction(knowledge.name(row.cell)));
                }
                changed |= least == most;
                (low[*atom], high[*atom]) = (least, most);
            }
        }
        self.rows.retain(|row| !row.terms.is_empty());
        Ok(changed)
    }

    fn find_components(&mut self) {
        let mut parent: Vec<usize> = (0..self.low.len()).collect();
        fn top(parent: &mut [usize], mut atom: usize) -> usize {
            while parent[atom] != atom {
                parent[atom] = parent[parent[atom]];
                atom = parent[atom];
            }
            atom
        }
        for row in self.rows.iter().filter(|row| !row.tie) {
            for pair in row.terms.windows(2) {
                let (a, b) = (top(&mut parent, pair[0].0), top(&mut parent, pair[1].0));
                parent[a.max(b)] = a.min(b);
            }
        }
        let mut numbers = BTreeMap::new();
        for atom in (0..parent.len()).filter(|atom| self.low[*atom] != self.high[*atom]) {
            let top = top(&mut parent, atom);
            let next = numbers.len();
            let number = *numbers.entry(top).or_insert(next);
            if number == self.components.len() {
                self.components.push(vec![]);
            }
            self.component[atom] = Some(number);
            self.place[atom] = self.components[number].len();
            self.components[number].push(atom);
        }
        self.rows_of = vec![vec![]; self.components.len()];
        for (number, row) in self.rows.iter().enumerate() {
            let touched: BTreeSet<usize> = row.terms.iter().filter_map(|(atom, _)| self.component[*atom]).collect();
            touched.into_iter().for_each(|component| self.rows_of[component].push(number));
        }
    }
}

fn is_cell(row: &Row) -> bool {
    !row.tie && row.terms.iter().all(|(_, times)| *times > 0)
}

/// A published total less those of its parts that are known exactly: the same knowledge, and it ties less together.
fn remainder(knowledge: &Knowledge, row: &Row) -> Row {
    let position = knowledge.position(row.cell);
    let shape = &knowledge.scopes[position.scope];
    let face = &shape.faces[position.face];
    let mut ways: Vec<Vec<Position>> = Vec::new();
    for (place, id) in face.dims.iter().enumerate() {
        for (_, parts) in shape.trees[id].partitions.iter().filter(|(total, _)| *total == position.nodes[place]) {
            let part = |node: &usize| {
                let mut part = position.clone();
                part.nodes[place] = *node;
                part
            };
            ways.push(parts.iter().map(part).collect());
        }
    }
    let classes = &shape.waves.spans[position.span].classes;
    if classes.len() > 1 {
        let single = |class: &usize| shape.waves.spans.iter().position(|span| span.classes == [*class]);
        let part = |class: &usize| Position { span: single(class).expect("every wave is a span"), ..position.clone() };
        ways.push(classes.iter().map(part).collect());
    }
    let exact = |part: &Position| {
        let known = knowledge.known.get(&knowledge.canonical(part))?;
        (known.published && known.low == known.high).then_some(known.low)
    };
    let rest = |way: &Vec<Position>| way.iter().filter(|part| exact(part).is_none()).count();
    let best = ways.iter().filter(|way| rest(way) < way.len()).min_by_key(|way| rest(way));
    let Some(way) = best else { return row.clone() };
    let known: i64 = way.iter().filter_map(exact).sum();
    let open = way.iter().filter(|part| exact(part).is_none()).flat_map(|part| knowledge.atoms_of(part));
    let terms = together(open.map(|atom| (atom, 1)));
    Row { terms, low: row.low - known, high: row.high - known, ..row.clone() }
}

/// A base is at least what is published of any of its parts. This follows from the ties; said outright, it lets a base
/// be looked for before its parts.
fn least_of_bases(knowledge: &Knowledge) -> Vec<Row> {
    let mut least: BTreeMap<usize, i64> = BTreeMap::new();
    for (cell, known) in knowledge.known.iter().filter(|(_, known)| known.published && known.low > 0) {
        let position = knowledge.position(*cell);
        let shape = &knowledge.scopes[position.scope];
        let atoms: Vec<String> = shape.waves.spans[position.span]
            .classes
            .iter()
            .flat_map(|class| shape.waves.classes[*class].clone())
            .collect();
        for above in &shape.above {
            let trees = &knowledge.scopes[*above].trees;
            let dims = shape.faces[position.face].dims.iter().zip(&position.nodes);
            let inner = dims.filter(|(id, node)| trees.contains_key(*id) && shape.trees[*id].root != **node);
            let at = inner.map(|(id, node)| (id.as_str(), shape.trees[id].nodes[*node].name.as_str())).collect();
            if let Some(base) = knowledge.find(*above, &at, &atoms) {
                let least = least.entry(base).or_default();
                *least = known.low.max(*least);
            }
        }
    }
    let row = |(cell, low): (usize, i64)| {
        let terms = together(knowledge.atoms_of(&knowledge.position(cell)).into_iter().map(|atom| (atom, 1)));
        Row { terms, low, high: FAR, cell, tie: true }
    };
    least.into_iter().map(row).collect()
}
