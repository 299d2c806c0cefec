//! Some components looked at by themselves, everything else standing at a table that was found before.

use super::knowledge::FAR;
use super::lines::Lines;

/// Rows over local atoms; what stands outside is in the bounds.
#[derive(Clone)]
pub struct Region {
    /// Local to global.
    pub atoms: Vec<usize>,
    pub rows: Vec<Bound>,
    /// The rows of each atom, and how often it is in them.
    pub rows_of: Vec<Vec<(usize, i64)>>,
    pub low: Vec<i64>,
    pub high: Vec<i64>,
    /// Parts weigh 1, bases -1: what a first table should keep small.
    pub weights: Vec<i64>,
    /// Some tie to what stands outside was taken into the bounds, so that there may be more tables than it knows.
    pub is_bound: bool,
}

#[derive(Clone)]
pub struct Bound {
    pub terms: Vec<(usize, i64)>,
    pub low: i64,
    pub high: i64,
    pub cell: usize,
}

/// What stands outside.
#[derive(Clone, Copy)]
pub enum Outside<'a> {
    /// Values by atom; ties to components that have none yet are left for later.
    Table(&'a [i64], &'a [bool]),
    /// Nothing: ties that go outside are left out.
    Open,
}

impl Region {
    pub fn of(lines: &Lines, components: &[usize], outside: Outside) -> Self {
        let atoms: Vec<usize> = components.iter().flat_map(|component| lines.components[*component].clone()).collect();
        let mut local = vec![usize::MAX; lines.low.len()];
        atoms.iter().enumerate().for_each(|(place, atom)| local[*atom] = place);
        let mut rows: Vec<usize> = components.iter().flat_map(|component| lines.rows_of[*component].clone()).collect();
        rows.sort_unstable();
        rows.dedup();
        let mut region = Self {
            low: atoms.iter().map(|atom| lines.low[*atom]).collect(),
            high: atoms.iter().map(|atom| lines.high[*atom]).collect(),
            rows: vec![],
            rows_of: vec![vec![]; atoms.len()],
            weights: vec![0; atoms.len()],
            is_bound: false,
            atoms,
        };
        for row in rows.into_iter().map(|row| &lines.rows[row]) {
            let (inner, outer): (Vec<_>, Vec<_>) = row.terms.iter().partition(|(atom, _)| local[*atom] != usize::MAX);
            let inner: Vec<(usize, i64)> = inner.into_iter().map(|(atom, times)| (local[atom], times)).collect();
            if row.tie && row.low == -FAR {
                inner.iter().for_each(|(atom, times)| region.weights[*atom] += times.signum());
            }
            let mut known = 0;
            if !outer.is_empty() {
                region.is_bound = true;
                let Outside::Table(values, solved) = outside else { continue };
                if outer.iter().any(|(atom, _)| lines.component[*atom].is_some_and(|number| !solved[number])) {
                    continue;
                }
                known = outer.iter().map(|(atom, times)| values[*atom] * times).sum();
            }
            let low = if row.low == -FAR { -FAR } else { row.low - known };
            let high = if row.high == FAR { FAR } else { row.high - known };
            region.push(Bound { terms: inner, low, high, cell: row.cell });
        }
        region
    }

    pub fn push(&mut self, row: Bound) {
        for (atom, times) in &row.terms {
            self.rows_of[*atom].push((self.rows.len(), *times));
        }
        self.rows.push(row);
    }

    pub fn values(&self, table: &[i64]) -> Vec<i64> {
        self.atoms.iter().map(|atom| table[*atom]).collect()
    }

    /// The first row that values do not keep, if any.
    pub fn broken(&self, values: &[i64]) -> Option<&Bound> {
        let sum = |row: &Bound| row.terms.iter().map(|(atom, times)| values[*atom] * times).sum::<i64>();
        self.rows.iter().find(|row| sum(row) < row.low || sum(row) > row.high)
    }
}
