//! The optimum that the greedy is measured against: Fischetti and Salazar's cutting planes, solved by HiGHS.
//!
//! Promises the least weight of secondary cells under the same criterion as the greedy: the range of every hidden cell,
//! hidden for others or not, is at least the width. A master program chooses what to hide; for each hidden cell two
//! programs of an attacker find its range; one that is too narrow gives a capacity cut, and so on until none is. Ranges
//! are over real numbers and the greedy's over whole ones, so where these differ the optimum can only look better. Does
//! not look after cells that nobody listed. For measuring, behind the feature `highs`; the service never uses it.

use std::collections::BTreeSet;

use highs::{Col, HighsModelStatus, Model, RowProblem, Sense};
use serde_json::Value;

use super::print::printed;
use super::reader::Reader;
use super::sensitive::{Rules, sensitive};
use super::suppress::ProtectError;
use super::system::{Standing, System};
use crate::disclosure::tabular::Tabular;

#[derive(Clone, Debug, PartialEq)]
pub struct Optimum {
    /// Names of cells hidden to protect others.
    pub secondary: Vec<String>,
    pub weight: i64,
    /// The document with `null` where hidden.
    pub document: Value,
}

/// How far a count can rise if nothing bounds it.
const ENDLESS: f64 = 1e5;
const CLOSE: f64 = 1e-6;

pub fn optimum(document: &Tabular, rules: Rules) -> Result<Optimum, ProtectError> {
    let system = System::of(document)?;
    let sensitive = sensitive(document, &system, rules)?;
    let reader = Reader::new(&system, document.k, document.width, &sensitive)?;
    let mut master = Master::of(&reader);
    let mut attacker = Attacker::of(&reader);
    for (whole, rounds) in [(false, 40), (true, 10_000)] {
        for _ in 0..rounds {
            let shares = master.solve(whole)?;
            let cuts = attacker.cuts(&shares);
            if cuts.is_empty() && whole {
                let hidden = master.choice.iter().filter(|cell| shares[**cell] > 0.5);
                let secondary: Vec<usize> = hidden.copied().collect();
                return Ok(Optimum {
                    weight: secondary.iter().map(|cell| system.cells[*cell].weight).sum(),
                    secondary: secondary.iter().map(|cell| system.cells[*cell].name.clone()).collect(),
                    document: printed(document, &system, |cell| sensitive[cell] || secondary.contains(&cell)),
                });
            }
            let new = cuts.into_iter().filter_map(|cut| master.add(cut).then_some(())).count();
            if new == 0 {
                break;
            }
        }
    }
    Err(ProtectError::Solver("the whole document".into(), "the cutting planes came to no end".into()))
}

/// `sum of factor x hidden >= least`, over cells that are a choice.
#[derive(Debug)]
struct Cut {
    terms: Vec<(usize, f64)>,
    least: f64,
}

/// What to hide, at the least weight, as far as the cuts tell.
struct Master<'a> {
    reader: &'a Reader<'a>,
    /// Cells that may be hidden or published.
    choice: Vec<usize>,
    cuts: Vec<Cut>,
    known: BTreeSet<String>,
}

impl<'a> Master<'a> {
    fn of(reader: &'a Reader<'a>) -> Self {
        let choice = (0..reader.base.len()).filter(|cell| !reader.is_free(*cell) && reader.is_open(*cell)).collect();
        let mut master = Self { reader, choice, cuts: vec![], known: BTreeSet::new() };
        master.add_bridges();
        master
    }

    /// A cell that is the only one hidden in its equation is known: an equation hides none or two.
    fn add_bridges(&mut self) {
        let system = self.reader.system;
        for row in system.rows.iter().filter(|row| row.equal) {
            let (fixed, open): (Vec<usize>, Vec<usize>) =
                row.terms.iter().map(|(cell, _)| *cell).partition(|cell| self.reader.is_free(*cell));
            let choice: Vec<usize> = open.into_iter().filter(|cell| self.reader.is_open(*cell)).collect();
            if fixed.len() == 1 && system.cells[fixed[0]].standing == Standing::Listed {
                self.add(Cut { terms: choice.iter().map(|cell| (*cell, 1.0)).collect(), least: 1.0 });
            }
            if fixed.is_empty() {
                for alone in &choice {
                    let terms = choice.iter().map(|cell| (*cell, if cell == alone { -1.0 } else { 1.0 })).collect();
                    self.add(Cut { terms, least: 0.0 });
                }
            }
        }
    }

    /// Whether a cut is new.
    fn add(&mut self, cut: Cut) -> bool {
        let new = self.known.insert(format!("{cut:?}"));
        if new {
            self.cuts.push(cut);
        }
        new
    }

    /// How much of each cell is hidden: all or nothing if `whole`, else in parts.
    fn solve(&self, whole: bool) -> Result<Vec<f64>, ProtectError> {
        let mut problem = RowProblem::default();
        let mut columns: Vec<Option<Col>> = vec![None; self.reader.base.len()];
        for cell in &self.choice {
            let weight = self.reader.system.cells[*cell].weight as f64;
            let column = match whole {
                true => problem.add_integer_column(weight, 0..=1),
                false => problem.add_column(weight, 0..=1),
            };
            columns[*cell] = Some(column);
        }
        for cut in &self.cuts {
            let terms: Vec<(Col, f64)> = cut.terms.iter().filter_map(|(cell, f)| Some((columns[*cell]?, *f))).collect();
            problem.add_row(cut.least.., terms);
        }
        let mut model = problem.optimise(Sense::Minimise);
        model.make_quiet();
        model.set_option("mip_rel_gap", 0.0);
        let solved = model.solve();
        if solved.status() == HighsModelStatus::Infeasible {
            return Err(ProtectError::Infeasible("what is sensitive".into()));
        }
        if solved.status() != HighsModelStatus::Optimal {
            return Err(ProtectError::Solver("the whole document".into(), format!("{:?}", solved.status())));
        }
        let values = solved.get_solution();
        let share = |cell: usize| match columns[cell] {
            Some(column) => values[column],
            None => f64::from(u8::from(self.reader.is_free(cell))),
        };
        Ok((0..self.reader.base.len()).map(share).collect())
    }
}

/// A reader who looks for the range of each hidden cell.
struct Attacker<'a> {
    reader: &'a Reader<'a>,
    /// By cell: how far its count is from the truth.
    columns: Vec<Col>,
    model: Option<Model>,
}

impl<'a> Attacker<'a> {
    fn of(reader: &'a Reader<'a>) -> Self {
        let mut problem = RowProblem::default();
        let columns: Vec<Col> = reader.base.iter().map(|_| problem.add_column(0.0, 0..=0)).collect();
        for row in &reader.system.rows {
            let terms: Vec<(Col, f64)> = row.terms.iter().map(|(cell, f)| (columns[*cell], *f as f64)).collect();
            problem.add_row(0..=0, terms);
        }
        let mut model = problem.optimise(Sense::Minimise);
        model.make_quiet();
        Self { reader, columns, model: Some(model) }
    }

    /// What must be hidden beyond the shares, for every cell whose range is too narrow.
    fn cuts(&mut self, shares: &[f64]) -> Vec<Cut> {
        for (cell, share) in shares.iter().enumerate() {
            let bounds = (-(self.reader.base[cell] as f64) * share, ENDLESS * share);
            if let Some(model) = &mut self.model {
                model.change_column_bounds(self.columns[cell], bounds.0..=bounds.1);
            }
        }
        let listed = |cell: &usize| self.reader.system.cells[*cell].standing == Standing::Listed;
        let hidden: Vec<usize> = (0..shares.len()).filter(listed).filter(|cell| shares[*cell] > CLOSE).collect();
        hidden.into_iter().filter_map(|cell| self.cut(cell, shares)).collect()
    }

    fn cut(&mut self, cell: usize, shares: &[f64]) -> Option<Cut> {
        let width = self.reader.width as f64;
        let mut range = 0.0;
        let mut capacity = vec![0.0; shares.len()];
        for sign in [1.0, -1.0] {
            let (far, prices) = self.farthest(cell, sign)?;
            range += far;
            for (other, price) in prices.into_iter().enumerate().filter(|(_, price)| price.abs() > 1e-7) {
                // By weak duality no table is farther than the prices of all bounds together.
                let bound = if price > 0.0 { self.reader.base[other] as f64 } else { ENDLESS };
                capacity[other] += bound * price.abs();
            }
        }
        if range >= width * shares[cell] - CLOSE {
            return None;
        }
        let fixed = |other: &usize| self.reader.is_free(*other);
        let given: f64 = (0..capacity.len()).filter(fixed).map(|other| capacity[other]).sum();
        let own = if fixed(&cell) { 0.0 } else { capacity[cell] };
        let missing = width - given - own;
        if missing <= CLOSE {
            return None;
        }
        let others = (0..capacity.len()).filter(|other| *other != cell && !fixed(other) && capacity[*other] > 0.0);
        let mut terms: Vec<(usize, f64)> = others.map(|other| (other, (capacity[other] / missing).min(1.0))).collect();
        let conditional = !fixed(&cell);
        if conditional {
            terms.push((cell, -1.0));
        }
        Some(Cut { terms, least: if conditional { 0.0 } else { 1.0 } })
    }

    /// How far a cell can go, and by cell the price of its bounds: positive of the lower, negative of the upper.
    fn farthest(&mut self, cell: usize, sign: f64) -> Option<(f64, Vec<f64>)> {
        let mut model = self.model.take()?;
        model.change_column_cost(self.columns[cell], -sign);
        let solved = model.solve();
        let solution = solved.get_solution();
        let far = sign * solution[self.columns[cell]];
        let mut prices = vec![0.0; self.columns.len()];
        prices[cell] = -sign;
        for (row, dual) in self.reader.system.rows.iter().zip(solution.dual_rows()) {
            row.terms.iter().for_each(|(other, factor)| prices[*other] -= dual * *factor as f64);
        }
        let mut model = Model::from(solved);
        model.change_column_cost(self.columns[cell], 0.0);
        self.model = Some(model);
        Some((far, prices))
    }
}
