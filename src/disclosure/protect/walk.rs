//! Moving a count as far as the equations let it, in whole steps along the columns of a tableau.
//!
//! Promises that every table on the way is of whole numbers and within bounds, and to say whether the end is the
//! farthest there is. This is the simplex method, with steps cut to whole numbers: in tables of one or two dimensions
//! that cuts nothing off; where it does, the end is `Unsure`.

use super::tableau::Tableau;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Reached,
    /// No table goes farther.
    Farthest,
    Unsure,
}

/// A table, and how it differs from where the walk began.
pub struct Walk<'a> {
    tableau: &'a mut Tableau,
    base: &'a [i64],
    /// What each cell may not fall below.
    low: &'a [i64],
    drift: &'a mut Drift,
}

/// How far cells are from the base. All zeros between walks.
#[derive(Default)]
pub struct Drift {
    by_cell: Vec<i64>,
    touched: Vec<usize>,
}

impl Drift {
    pub fn of(cells: usize) -> Self {
        Self { by_cell: vec![0; cells], touched: vec![] }
    }

    /// What moved, by cell; and back to zeros.
    pub fn take(&mut self) -> Vec<(usize, i64)> {
        self.touched.sort_unstable();
        self.touched.dedup();
        let moved = self.touched.drain(..).map(|cell| (cell, std::mem::take(&mut self.by_cell[cell])));
        moved.filter(|(_, by)| *by != 0).collect()
    }

    fn add(&mut self, cell: usize, by: i64) {
        self.by_cell[cell] += by;
        self.touched.push(cell);
    }
}

/// How far a cell that is not basic can go in one direction.
struct Step {
    length: i64,
    /// The row whose basic cell lets it go no farther.
    blocked: Option<usize>,
    /// Nothing was cut off to stay whole.
    sure: bool,
}

/// More pivots than any walk needs that gets anywhere.
const MOST_PIVOTS: usize = 2_000;
/// As many pivots without a step, once steps had to be cut, and the walk is given up.
const MOST_STALLED: usize = 20;
/// Factors are ratios with denominators below this.
const MOST_PARTS: i64 = 12;

impl<'a> Walk<'a> {
    pub fn new(tableau: &'a mut Tableau, base: &'a [i64], low: &'a [i64], drift: &'a mut Drift) -> Self {
        Self { tableau, base, low, drift }
    }

    /// Moves a free cell up (`sign` 1) or down (-1) by `goal`, or as far as it goes.
    pub fn push(mut self, cell: usize, sign: i64, goal: i64) -> End {
        let mut moved = 0;
        let mut sure = true;
        let mut stalled = 0;
        for _ in 0..MOST_PIVOTS {
            if moved >= goal {
                return End::Reached;
            }
            let Some((entering, direction, factor)) = self.best_entering(cell, sign, goal - moved) else {
                return if sure { End::Farthest } else { End::Unsure };
            };
            let step = self.step(entering, direction, steps(goal - moved, factor));
            sure &= step.sure;
            stalled = if step.length > 0 { 0 } else { stalled + 1 };
            if !sure && stalled > MOST_STALLED {
                return End::Unsure;
            }
            self.take(entering, direction, step.length);
            moved += (step.length as f64 * factor).round() as i64;
            match step.blocked {
                Some(row) if self.tableau.basic(row) == cell => {
                    return if moved >= goal {
                        End::Reached
                    } else if sure {
                        End::Farthest
                    } else {
                        End::Unsure
                    };
                }
                Some(row) if moved < goal => self.tableau.pivot(row, entering),
                None if step.length == 0 => return End::Unsure,
                _ => {}
            }
        }
        End::Unsure
    }

    /// The column that takes `cell` farthest in one step; if none takes it anywhere, the first that would but for a
    /// basic cell at its bound, so that pivots do not go round in circles (Bland's rule).
    fn best_entering(&self, cell: usize, sign: i64, left: i64) -> Option<(usize, i64, f64)> {
        let Some(row) = self.tableau.row_of(cell) else {
            return (sign > 0 || self.room(cell) > 0).then_some((cell, sign, 1.0));
        };
        let mut best: Option<(f64, (usize, i64, f64))> = None;
        for (other, factor) in self.tableau.free_of(row) {
            let direction = if factor > 0.0 { sign } else { -sign };
            let factor = factor.abs();
            if direction < 0 && self.room(other) == 0 {
                continue;
            }
            let gain = self.step(other, direction, steps(left, factor)).length as f64 * factor;
            if best.is_none_or(|(most, _)| gain > most) {
                best = Some((gain, (other, direction, factor)));
            }
            if gain >= left as f64 {
                break;
            }
        }
        best.map(|(_, entering)| entering)
    }

    fn room(&self, cell: usize) -> i64 {
        self.base[cell] + self.drift.by_cell[cell] - self.low[cell]
    }

    fn step(&self, cell: usize, direction: i64, most: i64) -> Step {
        let mut length = if direction < 0 { most.min(self.room(cell)) } else { most };
        let mut blocked: Option<usize> = None;
        let mut parts = 1;
        for (row, factor) in self.tableau.column(cell) {
            if factor.fract() != 0.0 {
                parts = common_parts(parts, factor);
            }
            let basic = self.tableau.basic(row);
            let fall = -factor * direction as f64;
            if fall <= 0.0 {
                continue;
            }
            let limit = (self.room(basic) as f64 / fall + 1e-9).floor() as i64;
            let earlier = |row: usize| self.tableau.basic(row) > basic;
            if limit < length || (limit == length && blocked.is_some_and(earlier)) {
                length = limit;
                blocked = Some(row);
            }
        }
        let exact = blocked.is_none_or(|row| {
            let fall = self.tableau.column(cell).find(|(other, _)| *other == row).map_or(1.0, |(_, f)| f.abs());
            length as f64 * fall == self.room(self.tableau.basic(row)) as f64
        });
        let whole = if parts > MOST_PARTS { 0 } else { length / parts * parts };
        Step { length: whole, blocked, sure: exact && whole == length }
    }

    fn take(&mut self, cell: usize, direction: i64, length: i64) {
        if length == 0 {
            return;
        }
        self.drift.add(cell, direction * length);
        for (row, factor) in self.tableau.column(cell) {
            self.drift.add(self.tableau.basic(row), (factor * (direction * length) as f64).round() as i64);
        }
    }
}

/// How many steps of `factor` it takes to go so far.
fn steps(far: i64, factor: f64) -> i64 {
    (far as f64 / factor - 1e-9).ceil() as i64
}

/// The least multiple of `parts` that makes a factor whole, or more than the most.
fn common_parts(parts: i64, factor: f64) -> i64 {
    let whole = |n: &i64| (factor * *n as f64 - (factor * *n as f64).round()).abs() < 1e-7;
    (1..=MOST_PARTS).map(|n| n * parts).find(whole).unwrap_or(MOST_PARTS + 1)
}
