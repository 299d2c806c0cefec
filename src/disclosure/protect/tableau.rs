//! The equations of a system solved for some of its cells: each basic cell is a sum of the others, with factors.
//!
//! Promises that every column is a way in which counts can move together without breaking an equation, and that no
//! basic cell is known whose row has a free cell in it. Rows are sparse, and so a pivot touches little of a large
//! document. Factors are nearly always whole; those that are not are rounded where a whole number is near.

use super::system::System;

const NONE: u32 = u32::MAX;
/// Factors are ratios of small whole numbers, so anything below this is an error of rounding.
const TINY: f64 = 1e-9;

pub struct Tableau {
    /// By row: the basic cell, and the others with their factors, by number.
    basic: Vec<u32>,
    rows: Vec<Vec<(u32, f64)>>,
    /// By cell: its row when basic, and the rows it stands in when not.
    row_of: Vec<u32>,
    columns: Vec<Vec<u32>>,
    free: Vec<bool>,
    /// Stands for 1: what cells that never move add to a row. It comes after all cells and is in no column.
    one: u32,
    /// How many terms were looked at in all pivots: a measure of time that is the same on every machine.
    pub effort: u64,
    scratch: Vec<(u32, f64)>,
}

impl Tableau {
    /// Cells that stand still never move, and only their counts are kept. No cell is free at first.
    pub fn of(system: &System, still: impl Fn(usize) -> Option<i64>) -> Self {
        let cells = system.cells.len();
        let mut tableau = Self {
            basic: vec![],
            rows: vec![],
            row_of: vec![NONE; cells],
            columns: vec![vec![]; cells],
            free: vec![false; cells],
            one: cells as u32,
            effort: 0,
            scratch: vec![],
        };
        for row in &system.rows {
            let term = |(cell, factor): &(usize, i64)| match still(*cell) {
                Some(count) => (tableau.one, (factor * count) as f64),
                None => (*cell as u32, *factor as f64),
            };
            let terms: Vec<(u32, f64)> = row.terms.iter().map(term).collect();
            tableau.add_equation(&terms);
        }
        tableau
    }

    fn add_equation(&mut self, terms: &[(u32, f64)]) {
        let mut sum: Vec<(u32, f64)> = Vec::new();
        let mut next = Vec::new();
        for (cell, factor) in terms {
            match self.row_of.get(*cell as usize) {
                None | Some(&NONE) => merge(&sum, &[(*cell, 1.0)], *factor, &mut next),
                Some(row) => merge(&sum, &self.rows[*row as usize], *factor, &mut next),
            }
            std::mem::swap(&mut sum, &mut next);
        }
        // What stands in the fewest rows makes the least work as a basic cell.
        let fewest = |(cell, factor): &&(u32, f64)| (factor.abs() != 1.0, self.columns[*cell as usize].len(), *cell);
        let cells = sum.iter().filter(|(cell, _)| *cell != self.one);
        let Some((basic, pivot)) = cells.min_by_key(fewest).copied() else { return };
        sum.retain(|(cell, _)| *cell != basic);
        sum.iter_mut().for_each(|(_, factor)| *factor = whole_if_near(-*factor / pivot));
        let row = self.rows.len() as u32;
        self.substitute(basic, &sum);
        self.enter(row, &sum);
        self.row_of[basic as usize] = row;
        self.basic.push(basic);
        self.rows.push(sum);
    }

    pub fn is_free(&self, cell: usize) -> bool {
        self.free[cell]
    }

    /// The row of a basic cell.
    pub fn row_of(&self, cell: usize) -> Option<usize> {
        (self.row_of[cell] != NONE).then_some(self.row_of[cell] as usize)
    }

    pub fn basic(&self, row: usize) -> usize {
        self.basic[row] as usize
    }

    /// What a row makes of its basic cell.
    pub fn sum(&self, row: usize, counts: &[i64]) -> f64 {
        let count = |cell: u32| counts.get(cell as usize).map_or(1.0, |count| *count as f64);
        self.rows[row].iter().map(|(cell, factor)| factor * count(*cell)).sum()
    }

    /// The free cells of a row, with their factors.
    pub fn free_of(&self, row: usize) -> impl Iterator<Item = (usize, f64)> {
        self.rows[row]
            .iter()
            .map(|(cell, factor)| (*cell as usize, *factor))
            .filter(|(cell, _)| *cell < self.free.len() && self.free[*cell])
    }

    /// The basic cells that move with a cell, by row, and how far each.
    pub fn column(&self, cell: usize) -> impl Iterator<Item = (usize, f64)> {
        self.columns[cell].iter().map(move |row| (*row as usize, self.factor(*row as usize, cell as u32)))
    }

    fn factor(&self, row: usize, cell: u32) -> f64 {
        let row = &self.rows[row];
        row.binary_search_by_key(&cell, |(other, _)| *other).map_or(0.0, |place| row[place].1)
    }

    /// Lets a cell move.
    pub fn set_free(&mut self, cell: usize) {
        if std::mem::replace(&mut self.free[cell], true) || self.row_of[cell] != NONE {
            return;
        }
        let known = self.columns[cell].iter().copied().filter(|row| !self.free[self.basic(*row as usize)]);
        if let Some(row) = known.min() {
            self.pivot(row as usize, cell);
        }
    }

    /// Holds a cell where it is.
    pub fn set_known(&mut self, cell: usize) {
        if !std::mem::replace(&mut self.free[cell], false) {
            return;
        }
        let Some(row) = self.row_of(cell) else { return };
        let fewest = |(other, factor): &(usize, f64)| (factor.abs() != 1.0, self.columns[*other].len(), *other);
        if let Some((other, _)) = self.free_of(row).min_by_key(fewest) {
            self.pivot(row, other);
        }
    }

    /// Makes `cell` basic in a row in which it stands.
    pub fn pivot(&mut self, row: usize, cell: usize) {
        let entering = cell as u32;
        let mut solved = std::mem::take(&mut self.rows[row]);
        for (other, _) in solved.iter().filter(|(other, _)| *other != self.one) {
            remove(&mut self.columns[*other as usize], row as u32);
        }
        let leaving = self.basic[row];
        let place = solved.binary_search_by_key(&entering, |(other, _)| *other);
        let pivot = place.map_or(1.0, |place| solved.remove(place).1);
        solved.iter_mut().for_each(|(_, factor)| *factor = whole_if_near(-*factor / pivot));
        let place = solved.partition_point(|(other, _)| *other < leaving);
        solved.insert(place, (leaving, whole_if_near(1.0 / pivot)));
        self.row_of[leaving as usize] = NONE;
        self.substitute(entering, &solved);
        self.enter(row as u32, &solved);
        self.row_of[cell] = row as u32;
        self.basic[row] = entering;
        self.rows[row] = solved;
    }

    /// Puts what a cell is equal to in its place, wherever it stands.
    fn substitute(&mut self, cell: u32, equal: &[(u32, f64)]) {
        let mut merged = std::mem::take(&mut self.scratch);
        for row in std::mem::take(&mut self.columns[cell as usize]) {
            let mut old = std::mem::take(&mut self.rows[row as usize]);
            let place = old.binary_search_by_key(&cell, |(other, _)| *other);
            let factor = place.map_or(0.0, |place| old.remove(place).1);
            merge(&old, equal, factor, &mut merged);
            self.effort += (old.len() + equal.len()) as u64;
            self.note_changes(row, &old, &merged, equal);
            std::mem::swap(&mut old, &mut merged);
            self.rows[row as usize] = old;
        }
        self.scratch = merged;
    }

    /// Which of the cells that were merged into a row are new there, and which fell out.
    fn note_changes(&mut self, row: u32, old: &[(u32, f64)], new: &[(u32, f64)], merged: &[(u32, f64)]) {
        let (mut in_old, mut in_new) = (0, 0);
        for (cell, _) in merged.iter().filter(|(cell, _)| *cell != self.one) {
            while old.get(in_old).is_some_and(|(other, _)| other < cell) {
                in_old += 1;
            }
            while new.get(in_new).is_some_and(|(other, _)| other < cell) {
                in_new += 1;
            }
            let was = old.get(in_old).is_some_and(|(other, _)| other == cell);
            let is = new.get(in_new).is_some_and(|(other, _)| other == cell);
            match (was, is) {
                (false, true) => self.columns[*cell as usize].push(row),
                (true, false) => remove(&mut self.columns[*cell as usize], row),
                _ => {}
            }
        }
    }

    fn enter(&mut self, row: u32, terms: &[(u32, f64)]) {
        for (cell, _) in terms.iter().filter(|(cell, _)| *cell != self.one) {
            self.columns[*cell as usize].push(row);
        }
    }
}

fn remove(rows: &mut Vec<u32>, row: u32) {
    if let Some(place) = rows.iter().position(|other| *other == row) {
        rows.swap_remove(place);
    }
}

fn whole_if_near(factor: f64) -> f64 {
    let whole = factor.round();
    if (factor - whole).abs() < TINY { whole } else { factor }
}

/// `a + factor x b`, without what cancels out.
fn merge(a: &[(u32, f64)], b: &[(u32, f64)], factor: f64, sum: &mut Vec<(u32, f64)>) {
    sum.clear();
    let (mut a, mut b) = (a.iter().copied().peekable(), b.iter().copied().peekable());
    loop {
        let next = match (a.peek(), b.peek()) {
            (Some(x), Some(y)) if x.0 == y.0 => {
                let next = (x.0, whole_if_near(x.1 + factor * y.1));
                a.next();
                b.next();
                next
            }
            (Some(x), Some(y)) if x.0 < y.0 => {
                let next = *x;
                a.next();
                next
            }
            (_, Some(y)) => {
                let next = (y.0, whole_if_near(factor * y.1));
                b.next();
                next
            }
            (Some(x), None) => {
                let next = *x;
                a.next();
                next
            }
            (None, None) => return,
        };
        if next.1 != 0.0 {
            sum.push(next);
        }
    }
}
