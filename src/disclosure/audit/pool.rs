//! Tables as changes of the base, and those that were found so far.

use std::collections::BTreeMap;

/// Atoms, and by how much each differs.
pub type Changes = Vec<(usize, i64)>;

/// What tables of a region say about a cell: the range, and the tables that reach it as changes of the base.
pub struct Range {
    pub low: i64,
    pub high: i64,
    pub lowest: Changes,
    pub highest: Changes,
}

impl Range {
    pub fn of((low, lowest): (i64, Changes), (high, highest): (i64, Changes)) -> Self {
        Self { low, high, lowest, highest }
    }

    pub fn extend(&mut self, value: i64, changes: Changes) {
        if value < self.low {
            (self.low, self.lowest) = (value, changes);
        } else if value > self.high {
            (self.high, self.highest) = (value, changes);
        }
    }
}

/// Tables found so far, each as its changes of the base, and by atom which tables change it.
#[derive(Clone, Default)]
pub struct Pool {
    pub tables: Vec<Changes>,
    changed: BTreeMap<usize, Vec<(usize, i64)>>,
}

impl Pool {
    /// The number of a table; 0 is the base.
    pub fn add(&mut self, changes: Changes) -> usize {
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
    pub fn moved<'a>(&self, atoms: impl Iterator<Item = &'a usize>) -> BTreeMap<usize, i64> {
        let mut moved = BTreeMap::new();
        for (table, by) in atoms.filter_map(|atom| self.changed.get(atom)).flatten() {
            *moved.entry(*table).or_default() += by;
        }
        moved
    }
}

/// How often each atom is in a cell.
pub fn times(atoms: &[usize]) -> BTreeMap<usize, i64> {
    let mut times = BTreeMap::new();
    atoms.iter().for_each(|atom| *times.entry(*atom).or_default() += 1);
    times
}

pub fn sum(times: &BTreeMap<usize, i64>, changes: &[(usize, i64)]) -> i64 {
    changes.iter().filter_map(|(atom, by)| times.get(atom).map(|times| times * by)).sum()
}

pub fn changes_of(before: &[i64], after: &[i64]) -> Changes {
    let pairs = before.iter().zip(after).enumerate();
    pairs.filter(|(_, (before, after))| before != after).map(|(atom, (before, after))| (atom, after - before)).collect()
}
