//! Small exchanges of whole numbers that leave every row as it is or within its bounds: most second tables are a few
//! such steps away from the first, and need no program.

use super::region::Region;

/// Steps of one exchange. A cube, the exchange between two places, two answers and two waves, has eight.
const LONGEST: usize = 12;
/// How many steps are tried for an exchange before another way is looked for; more where the other way is a program.
pub const LITTLE_PATIENCE: usize = 50;
pub const MORE_PATIENCE: usize = 400;
/// Of a long row not every atom is tried.
const TRIED_IN_A_ROW: usize = 200;
/// Of a cell with many atoms not each is tried.
const TRIED_IN_A_CELL: usize = 10;
/// How many ways are followed at each step.
const BRANCHES: usize = 3;

pub struct Exchange<'a> {
    region: &'a Region,
    values: Vec<i64>,
    sums: Vec<i64>,
    /// The sums as the steps taken so far leave them, which rows these touch, and what must not be overstepped.
    now: Vec<i64>,
    limits: Vec<(i64, i64)>,
    touched: Vec<usize>,
    steps: Vec<(usize, i64)>,
    is_target: Vec<bool>,
    patience: usize,
    most_patience: usize,
}

impl<'a> Exchange<'a> {
    pub fn new(region: &'a Region, base: &[i64], most_patience: usize) -> Self {
        let sum = |terms: &[(usize, i64)]| terms.iter().map(|(atom, times)| base[*atom] * times).sum();
        let sums: Vec<i64> = region.rows.iter().map(|row| sum(&row.terms)).collect();
        // What is out of its bounds from the start must not get worse.
        let bounds = region.bounds.iter().zip(&sums);
        let limits = bounds.map(|((low, high), sum)| (*low.min(sum), *high.max(sum))).collect();
        Self {
            region,
            values: base.to_vec(),
            now: sums.clone(),
            sums,
            limits,
            touched: vec![],
            steps: vec![],
            is_target: vec![false; base.len()],
            patience: 0,
            most_patience,
        }
    }

    /// Moves the sum of some atoms up (1) or down (-1), as far as it goes and no further than asked. Returns how far,
    /// and what was changed. Stands at the base again afterwards.
    pub fn push(&mut self, target: &[usize], direction: i64, asked: i64) -> (i64, Vec<(usize, i64)>) {
        let mut moved: Vec<(usize, i64)> = Vec::new();
        let far = self.walk(target, direction, asked, &mut moved);
        moved.sort_unstable();
        let mut changes: Vec<(usize, i64)> = Vec::new();
        for (atom, by) in moved {
            self.values[atom] -= by;
            for (row, times) in &self.region.rows_of[atom] {
                self.sums[*row] -= by * times;
                self.now[*row] = self.sums[*row];
            }
            match changes.last_mut() {
                Some((last, sum)) if *last == atom => *sum += by,
                _ => changes.push((atom, by)),
            }
        }
        changes.retain(|(_, by)| *by != 0);
        (far, changes)
    }

    /// From a base that does not keep every row, a table that does.
    pub fn settled(mut self) -> Option<Vec<i64>> {
        let region = self.region;
        for (number, (terms, low, high)) in region.rows().enumerate() {
            let off = (self.sums[number] - high).max(0) + (self.sums[number] - low).min(0);
            // Ties are about one side here: the other is fixed.
            let sign = -off.signum() * terms.first().map_or(1, |(_, times)| times.signum());
            let target: Vec<usize> = terms.iter().map(|(atom, _)| *atom).collect();
            if off != 0 && self.walk(&target, sign, off.abs(), &mut vec![]) < off.abs() {
                return None;
            }
        }
        region.holds(&self.values).then_some(self.values)
    }

    fn walk(&mut self, target: &[usize], direction: i64, asked: i64, moved: &mut Vec<(usize, i64)>) -> i64 {
        target.iter().for_each(|atom| self.is_target[*atom] = true);
        let mut far = 0;
        let stride = target.len().div_ceil(TRIED_IN_A_CELL);
        'atoms: for atom in target.iter().step_by(stride.max(1)) {
            loop {
                if far >= asked {
                    break 'atoms;
                }
                self.patience = self.most_patience;
                self.begin(*atom, direction);
                if !self.repair(direction) {
                    self.undo_all();
                    break;
                }
                let own = self.steps.iter().filter(|(atom, _)| self.is_target[*atom]);
                let gain: i64 = own.map(|(_, sign)| sign * direction).sum();
                let times = self.most_times().min((asked - far).div_euclid(gain.max(1)).max(1));
                far += gain * times;
                self.apply(times, moved);
            }
        }
        target.iter().for_each(|atom| self.is_target[*atom] = false);
        far
    }

    fn begin(&mut self, atom: usize, sign: i64) {
        if self.has_room(atom, sign) {
            self.step(atom, sign);
        }
    }

    fn has_room(&self, atom: usize, sign: i64) -> bool {
        let by: i64 = self.steps.iter().filter(|(other, _)| *other == atom).map(|(_, sign)| sign).sum();
        // Back and forth leads nowhere.
        if by * sign < 0 {
            return false;
        }
        let value = self.values[atom] + by + sign;
        (self.region.low[atom]..=self.region.high[atom]).contains(&value)
    }

    fn step(&mut self, atom: usize, sign: i64) {
        let region = self.region;
        for (row, times) in &region.rows_of[atom] {
            self.now[*row] += sign * times;
            self.touched.push(*row);
        }
        self.steps.push((atom, sign));
    }

    fn undo(&mut self) {
        let region = self.region;
        if let Some((atom, sign)) = self.steps.pop() {
            for (row, times) in &region.rows_of[atom] {
                self.now[*row] -= sign * times;
            }
            self.touched.truncate(self.touched.len() - region.rows_of[atom].len());
        }
    }

    fn undo_all(&mut self) {
        while !self.steps.is_empty() {
            self.undo();
        }
    }

    /// How far a row is out of its bounds, with what is added to it.
    fn off(&self, row: usize, more: i64) -> i64 {
        let sum = self.now[row] + more;
        let (low, high) = self.limits[row];
        (sum - high).max(0) + (sum - low).min(0)
    }

    /// Adds steps until no row is out of its bounds.
    fn repair(&mut self, direction: i64) -> bool {
        if self.steps.is_empty() {
            return false;
        }
        let region = self.region;
        let off = self.touched.iter().copied().filter(|row| self.off(*row, 0) != 0);
        let Some(row) = off.min_by_key(|row| (region.rows[*row].terms.len(), *row)) else { return true };
        if self.steps.len() >= LONGEST || self.patience == 0 {
            return false;
        }
        self.patience -= 1;
        let off = self.off(row, 0);
        let terms = &region.rows[row].terms;
        let stride = terms.len().div_ceil(TRIED_IN_A_ROW);
        let mut best: [Option<(i64, i64, usize, i64)>; BRANCHES] = [None; BRANCHES];
        for (atom, times) in terms.iter().step_by(stride.max(1)) {
            let sign = -(off.signum() * times.signum());
            if self.is_target[*atom] && sign != direction || !self.has_room(*atom, sign) {
                continue;
            }
            let worse = |(row, times): &(usize, i64)| self.off(*row, sign * times).abs() - self.off(*row, 0).abs();
            let worse: i64 = region.rows_of[*atom].iter().map(worse).sum();
            let room =
                if sign < 0 { self.values[*atom] - region.low[*atom] } else { region.high[*atom] - self.values[*atom] };
            let candidate = Some((worse, -room.min(8), *atom, sign));
            let mut candidate = candidate;
            for known in &mut best {
                if known.is_none() || candidate < *known && candidate.is_some() {
                    std::mem::swap(known, &mut candidate);
                }
            }
        }
        for (_, _, atom, sign) in best.into_iter().flatten() {
            self.step(atom, sign);
            if self.repair(direction) {
                return true;
            }
            self.undo();
        }
        false
    }

    /// How often the steps can be taken.
    fn most_times(&self) -> i64 {
        let room = |sum: i64, by: i64, low: i64, high: i64| match by.signum() {
            1 => (high - sum).div_euclid(by),
            -1 => (sum - low).div_euclid(-by),
            _ => i64::MAX,
        };
        let by = |atom: usize| self.steps.iter().filter(|(other, _)| *other == atom).map(|(_, sign)| sign).sum();
        let region = self.region;
        let atoms = self.steps.iter().map(|(a, _)| room(self.values[*a], by(*a), region.low[*a], region.high[*a]));
        let rows = self
            .touched
            .iter()
            .map(|r| room(self.sums[*r], self.now[*r] - self.sums[*r], self.limits[*r].0, self.limits[*r].1));
        atoms.chain(rows).min().unwrap_or(0)
    }

    fn apply(&mut self, times: i64, moved: &mut Vec<(usize, i64)>) {
        for (atom, sign) in std::mem::take(&mut self.steps) {
            self.values[atom] += sign * times;
            moved.push((atom, sign * times));
        }
        for row in std::mem::take(&mut self.touched) {
            self.sums[row] += (self.now[row] - self.sums[row]) * times;
            self.now[row] = self.sums[row];
            let (low, high) = self.region.bounds[row];
            self.limits[row] = (low.min(self.sums[row]), high.max(self.sums[row]));
        }
    }
}
