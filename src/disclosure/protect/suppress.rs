//! The greedy suppression itself.

use std::collections::BTreeMap;

use microlp::{ComparisonOp, Error, OptimizationDirection, Problem, Variable};
use serde_json::Value;

use super::attack::{Published, SolveError, Values, component, extreme, reach, rows_of};
use super::sensitive::{Rules, sensitive};
use super::system::System;
use crate::disclosure::tabular::{Tabular, TabularError};

/// What to hide.
#[derive(Debug)]
pub struct Pattern {
    /// Names of cells that are sensitive in themselves.
    pub primary: Vec<String>,
    /// Names of cells hidden to protect them.
    pub secondary: Vec<String>,
    /// The document with `null` where hidden.
    pub document: Value,
}

#[derive(Debug, thiserror::Error)]
pub enum ProtectError {
    #[error(transparent)]
    Tabular(#[from] TabularError),
    #[error(transparent)]
    Solve(#[from] SolveError),
    #[error("{0} cannot be protected with what may still be hidden: merge options or places, or withhold the table")]
    Infeasible(String),
}

/// Rounding errors of the solver are far below this, and counts are whole.
const CLOSE: f64 = 1e-6;

pub fn protect(document: &Tabular, rules: Rules) -> Result<Pattern, ProtectError> {
    let system = System::of(document)?;
    let sensitive = sensitive(document, &system, rules);
    let published = system.cells.iter().map(|cell| cell.value.filter(|_| cell.listed)).collect();
    let mut work =
        Work { system: &system, width: document.width as f64, published, found: vec![], found_of: BTreeMap::new() };
    for (cell, _) in sensitive.iter().enumerate().filter(|(_, is)| **is) {
        if system.cells[cell].frozen {
            return Err(ProtectError::Infeasible(system.cells[cell].name.clone()));
        }
        work.published[cell] = None;
    }
    work.hide_what_is_needed(&sensitive)?;
    work.publish_what_is_not_needed(&sensitive)?;
    let names = |wanted: bool| -> Vec<String> {
        let hidden = |cell: &usize| system.cells[*cell].listed && work.published[*cell].is_none();
        let which = (0..system.cells.len()).filter(hidden).filter(|cell| sensitive[*cell] == wanted);
        which.map(|cell| system.cells[cell].name.clone()).collect()
    };
    Ok(Pattern { primary: names(true), secondary: names(false), document: printed(document, &system, &work.published) })
}

struct Work<'a> {
    system: &'a System,
    width: f64,
    published: Published,
    /// Values that a reader must reckon with, found while looking at some cell: they may show of others, too, that these
    /// cannot be worked out, and save looking.
    found: Vec<Values>,
    found_of: BTreeMap<usize, Vec<usize>>,
}

impl Work<'_> {
    fn hidden(&self) -> Vec<usize> {
        let is_hidden = |cell: &usize| self.system.cells[*cell].listed && self.published[*cell].is_none();
        (0..self.system.cells.len()).filter(is_hidden).collect()
    }

    fn is_wide(&mut self, cell: usize) -> Result<bool, SolveError> {
        for direction in [OptimizationDirection::Maximize, OptimizationDirection::Minimize] {
            if self.is_known_wide(cell) {
                return Ok(true);
            }
            let values = extreme(self.system, &self.published, cell, direction)?;
            for other in values.keys() {
                self.found_of.entry(*other).or_default().push(self.found.len());
            }
            self.found.push(values);
        }
        Ok(self.is_known_wide(cell))
    }

    /// Whether what was found so far, and still agrees with what is published, differs enough in a cell.
    fn is_known_wide(&self, cell: usize) -> bool {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for place in self.found_of.get(&cell).into_iter().flatten() {
            let values = &self.found[*place];
            let value = values[&cell];
            if (value < low || value > high) && self.agrees(values) {
                (low, high) = (low.min(value), high.max(value));
                if high - low >= self.width - CLOSE {
                    return true;
                }
            }
        }
        false
    }

    fn agrees(&self, values: &Values) -> bool {
        values
            .iter()
            .all(|(cell, value)| self.published[*cell].is_none_or(|known| (known as f64 - value).abs() < CLOSE))
    }

    /// Protects every hidden cell, those hidden on the way too: nobody can tell which of them were the reason.
    fn hide_what_is_needed(&mut self, sensitive: &[bool]) -> Result<(), ProtectError> {
        let mut due = self.hidden();
        due.sort_by_key(|cell| (!sensitive[*cell], std::cmp::Reverse(self.system.cells[*cell].value), *cell));
        let mut due = std::collections::VecDeque::from(due);
        while let Some(cell) = due.pop_front() {
            if self.is_wide(cell)? {
                continue;
            }
            let more = self.cheapest_move(cell)?;
            if more.is_empty() {
                return Err(ProtectError::Infeasible(self.system.cells[cell].name.clone()));
            }
            for other in more {
                self.published[other] = None;
                due.push_back(other);
            }
        }
        Ok(())
    }

    /// What must be hidden so that two tables agree with the rest and differ by the width in `target`, at the least
    /// weight moved.
    fn cheapest_move(&self, target: usize) -> Result<Vec<usize>, ProtectError> {
        // A published base is taken as it stands: hiding it to protect an answer would cost every question.
        let cells = reach(self.system, target, |cell, row| {
            !(self.system.cells[cell].frozen && self.published[cell].is_some())
                && (row.equal || self.published[cell].is_none())
        });
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let high = self.table(&mut problem, &cells);
        let low = self.table(&mut problem, &cells);
        let (h, l) = (high.cells[&target], low.cells[&target]);
        problem.add_constraint([(h, 1.0), (l, -1.0)], ComparisonOp::Ge, self.width);
        let solution = match problem.solve() {
            Ok(outcome) => outcome.into_solution().map_err(|_| SolveError::Failed("no answer in time".into()))?,
            Err(Error::Infeasible) => return Ok(vec![]),
            Err(error) => return Err(SolveError::Failed(error.to_string()).into()),
        };
        let moved = |table: &TwoWay, cell: &usize| {
            table.moves.get(cell).is_some_and(|(up, down)| solution.var_value(*up) + solution.var_value(*down) > CLOSE)
        };
        let candidates: Vec<usize> = high.moves.keys().copied().collect();
        Ok(candidates.into_iter().filter(|cell| moved(&high, cell) || moved(&low, cell)).collect())
    }

    /// One table of `cells` that agrees with everything around them; moving away from a published count costs.
    fn table(&self, problem: &mut Problem, cells: &[usize]) -> TwoWay {
        let mut table = TwoWay::default();
        for cell in cells {
            let state = &self.system.cells[*cell];
            let variable = problem.add_var(0.0, (0.0, f64::INFINITY));
            table.cells.insert(*cell, variable);
            if let Some(value) = self.published[*cell] {
                let weight = weight(state.depth) + value as f64 * 1e-4;
                let up = problem.add_var(weight, (0.0, f64::INFINITY));
                let down = problem.add_var(weight, (0.0, value as f64));
                problem.add_constraint([(variable, 1.0), (up, -1.0), (down, 1.0)], ComparisonOp::Eq, value as f64);
                table.moves.insert(*cell, (up, down));
            }
        }
        for row in rows_of(self.system, cells) {
            let inside = |(cell, factor): &(usize, i64)| Some((*table.cells.get(cell)?, *factor as f64));
            let terms: Vec<(Variable, f64)> = row.terms.iter().filter_map(inside).collect();
            let around = row.terms.iter().filter(|(cell, _)| !table.cells.contains_key(cell));
            // Around them everything is published: otherwise it would have been reached.
            let known: i64 = around.filter_map(|(cell, factor)| Some(factor * self.published[*cell]?)).sum();
            let operator = if row.equal { ComparisonOp::Eq } else { ComparisonOp::Le };
            problem.add_constraint(&terms[..], operator, -known as f64);
        }
        table
    }

    /// Publishes again what no hidden cell needs, the most useful first.
    fn publish_what_is_not_needed(&mut self, sensitive: &[bool]) -> Result<(), SolveError> {
        let mut secondary: Vec<usize> = self.hidden().into_iter().filter(|cell| !sensitive[*cell]).collect();
        secondary.sort_by_key(|cell| {
            let state = &self.system.cells[*cell];
            (state.depth, std::cmp::Reverse(state.value), *cell)
        });
        for cell in secondary {
            let value = self.system.cells[cell].value;
            let neighbours = component(self.system, &self.published, cell);
            self.published[cell] = value;
            let mut still_safe = true;
            for other in neighbours.into_iter().filter(|other| *other != cell) {
                if self.system.cells[other].listed && !self.is_wide(other)? {
                    still_safe = false;
                    break;
                }
            }
            if !still_safe {
                self.published[cell] = None;
            }
        }
        Ok(())
    }
}

#[derive(Default)]
struct TwoWay {
    cells: BTreeMap<usize, Variable>,
    /// How far a published cell moves up and down.
    moves: BTreeMap<usize, (Variable, Variable)>,
}

/// A total is missed more than a leaf.
fn weight(depth: usize) -> f64 {
    match depth {
        0 => 10.0,
        1 => 3.0,
        _ => 1.0,
    }
}

/// The document as it came, with `null` where hidden and primary marks kept.
fn printed(document: &Tabular, system: &System, published: &Published) -> Value {
    let mut raw = document.raw.clone();
    for (position, table) in document.tables.iter().enumerate() {
        let atoms = document.atoms(&table.release);
        let period = if atoms.len() == 1 { &atoms[0] } else { &table.release };
        for (index, cell) in table.cells.iter().enumerate() {
            let at = document.place(cell).into_iter().map(|(d, c)| (d.to_owned(), c.to_owned())).collect();
            let id = system.keys[&(table.universe.clone(), period.clone(), at)];
            if published[id].is_none() {
                let cell = &mut raw["tables"][position]["cells"][index];
                cell["value"] = Value::Null;
                if let Some(cell) = cell.as_object_mut() {
                    cell.remove("true");
                    cell.remove("percent");
                }
            }
        }
    }
    raw
}
