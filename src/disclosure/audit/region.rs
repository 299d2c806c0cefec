//! Some components looked at by themselves, everything else standing at a table that was found before.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;
use std::sync::Arc;

use super::knowledge::FAR;
use super::lines::Lines;

/// The rows of some components over local atoms. Made once, whatever stands outside.
#[derive(Clone)]
pub struct Frame {
    /// Local to global.
    pub atoms: Vec<usize>,
    pub rows: Vec<FrameRow>,
    /// The rows of each atom, and how often it is in them.
    pub rows_of: Vec<Vec<(usize, i64)>>,
    pub low: Vec<i64>,
    pub high: Vec<i64>,
    /// Parts weigh 1, bases -1: what a first table should keep small.
    pub weights: Vec<i64>,
}

#[derive(Clone)]
pub struct FrameRow {
    pub terms: Vec<(usize, i64)>,
    /// Atoms of other components.
    pub outer: Vec<(usize, i64)>,
    low: i64,
    high: i64,
    pub cell: usize,
}

/// A frame, and the bounds of its rows when something stands outside.
pub struct Region {
    frame: Arc<Frame>,
    pub bounds: Vec<(i64, i64)>,
}

/// What stands outside.
#[derive(Clone, Copy)]
pub enum Outside<'a> {
    /// Values by atom; ties to the components that have none yet are left for later.
    Table(&'a [i64], &'a BTreeSet<usize>),
    /// Nothing: ties that go outside are left out.
    Open,
}

impl Frame {
    pub fn of(lines: &Lines, components: &[usize]) -> Self {
        let mut atoms: Vec<usize> = Vec::new();
        let mut starts = BTreeMap::new();
        for component in components {
            starts.insert(*component, atoms.len());
            atoms.extend(&lines.components[*component]);
        }
        let local = |atom: usize| Some(starts.get(&lines.component[atom]?)? + lines.place[atom]);
        let mut rows: Vec<usize> = components.iter().flat_map(|component| lines.rows_of[*component].clone()).collect();
        rows.sort_unstable();
        rows.dedup();
        let mut frame = Self {
            low: atoms.iter().map(|atom| lines.low[*atom]).collect(),
            high: atoms.iter().map(|atom| lines.high[*atom]).collect(),
            rows: vec![],
            rows_of: vec![vec![]; atoms.len()],
            weights: vec![0; atoms.len()],
            atoms,
        };
        for row in rows.into_iter().map(|row| &lines.rows[row]) {
            let (mut terms, mut outer) = (vec![], vec![]);
            for (atom, times) in &row.terms {
                match local(*atom) {
                    Some(place) => terms.push((place, *times)),
                    None => outer.push((*atom, *times)),
                }
            }
            if row.tie && row.low == -FAR {
                terms.iter().for_each(|(atom, times)| frame.weights[*atom] += times.signum());
            }
            frame.push(FrameRow { terms, outer, low: row.low, high: row.high, cell: row.cell });
        }
        frame
    }

    fn push(&mut self, row: FrameRow) {
        for (atom, times) in &row.terms {
            self.rows_of[*atom].push((self.rows.len(), *times));
        }
        self.rows.push(row);
    }
}

impl Region {
    pub fn of(lines: &Lines, components: &[usize], outside: Outside) -> Self {
        let frame = match components {
            [component] => Arc::clone(&lines.frames[*component]),
            _ => Arc::new(Frame::of(lines, components)),
        };
        let bounds = frame.rows.iter().map(|row| row.bounds(lines, outside).unwrap_or((-FAR, FAR))).collect();
        Self { frame, bounds }
    }

    /// One more row.
    pub fn with(&self, terms: Vec<(usize, i64)>, low: i64, high: i64) -> Self {
        let mut frame = Frame::clone(&self.frame);
        frame.push(FrameRow { terms, outer: vec![], low, high, cell: 0 });
        let bounds = self.bounds.iter().copied().chain([(low, high)]).collect();
        Self { frame: Arc::new(frame), bounds }
    }

    /// Terms and bounds of each row.
    pub fn rows(&self) -> impl Iterator<Item = (&[(usize, i64)], i64, i64)> {
        self.frame.rows.iter().zip(&self.bounds).map(|(row, (low, high))| (row.terms.as_slice(), *low, *high))
    }

    pub fn values(&self, table: &[i64]) -> Vec<i64> {
        self.frame.atoms.iter().map(|atom| table[*atom]).collect()
    }

    pub fn reals(&self, table: &[i64]) -> Vec<f64> {
        self.frame.atoms.iter().map(|atom| table[*atom] as f64).collect()
    }

    /// Puts local values into a whole table.
    pub fn put(&self, values: &[i64], table: &mut [i64]) {
        self.frame.atoms.iter().zip(values).for_each(|(atom, value)| table[*atom] = *value);
    }

    /// Whether values keep every row.
    pub fn holds(&self, values: &[i64]) -> bool {
        self.rows().all(|(terms, low, high)| {
            let sum = terms.iter().map(|(atom, times)| values[*atom] * times).sum();
            (low..=high).contains(&sum)
        })
    }
}

impl Deref for Region {
    type Target = Frame;

    fn deref(&self) -> &Frame {
        &self.frame
    }
}

impl FrameRow {
    /// Bounds with what stands outside; none where that is not known.
    fn bounds(&self, lines: &Lines, outside: Outside) -> Option<(i64, i64)> {
        if self.outer.is_empty() {
            return Some((self.low, self.high));
        }
        let Outside::Table(values, missing) = outside else { return None };
        if self.outer.iter().any(|(atom, _)| lines.component[*atom].is_some_and(|number| missing.contains(&number))) {
            return None;
        }
        let known: i64 = self.outer.iter().map(|(atom, times)| values[*atom] * times).sum();
        let low = if self.low == -FAR { -FAR } else { self.low - known };
        let high = if self.high == FAR { FAR } else { self.high - known };
        Some((low, high))
    }
}
