//! What a reader of the published cells can work out of a hidden one: two linear programs a cell.
//!
//! Promises bounds within the solver's tolerance, or an error; never a bound that is wider than the truth by more.

use std::collections::{BTreeMap, BTreeSet};

use microlp::{ComparisonOp, Error, OptimizationDirection, Problem, Variable};

use super::system::{Row, System};

/// What is published of a system: for each cell its value, or nothing.
pub type Published = Vec<Option<i64>>;

/// Values of tied cells that agree with everything published.
pub type Values = BTreeMap<usize, f64>;

#[derive(Debug, thiserror::Error)]
pub enum SolveError {
    #[error("the published cells contradict each other")]
    Contradiction,
    #[error("the solver failed: {0}")]
    Failed(String),
}

/// The cells that rows tie to `start`, going on only through cells that `passes` lets through.
pub fn reach(system: &System, start: usize, passes: impl Fn(usize, &Row) -> bool) -> Vec<usize> {
    let mut seen = BTreeSet::from([start]);
    let mut next = vec![start];
    while let Some(cell) = next.pop() {
        for row in system.rows_of[cell].iter().map(|row| &system.rows[*row]) {
            for (other, _) in &row.terms {
                if !seen.contains(other) && passes(*other, row) {
                    seen.insert(*other);
                    next.push(*other);
                }
            }
        }
    }
    seen.into_iter().collect()
}

/// The unknown cells that rows tie to one another.
pub fn component(system: &System, published: &Published, start: usize) -> Vec<usize> {
    reach(system, start, |cell, _| published[cell].is_none())
}

/// The rows in which any of `cells` stands.
pub fn rows_of<'a>(system: &'a System, cells: &[usize]) -> Vec<&'a Row> {
    let places: BTreeSet<usize> = cells.iter().flat_map(|cell| system.rows_of[*cell].iter().copied()).collect();
    places.into_iter().map(|place| &system.rows[place]).collect()
}

/// The lowest or highest count of `cell` that agrees with everything published, with the values of all cells tied to it.
pub fn extreme(
    system: &System,
    published: &Published,
    cell: usize,
    direction: OptimizationDirection,
) -> Result<Values, SolveError> {
    let cells = component(system, published, cell);
    // What no total bounds could be anything; this much is more than enough to be called wide.
    let ceiling = published.iter().flatten().max().map_or(1_000.0, |most| *most as f64 * 10.0 + 1_000.0);
    let mut problem = Problem::new(direction);
    let variables: BTreeMap<usize, Variable> = cells
        .iter()
        .map(|other| (*other, problem.add_var(f64::from(u8::from(*other == cell)), (0.0, ceiling))))
        .collect();
    for row in rows_of(system, &cells) {
        let inside = |(cell, factor): &(usize, i64)| Some((*variables.get(cell)?, *factor as f64));
        let terms: Vec<(Variable, f64)> = row.terms.iter().filter_map(inside).collect();
        let known: i64 = row.terms.iter().filter_map(|(cell, factor)| Some(factor * published[*cell]?)).sum();
        let operator = if row.equal { ComparisonOp::Eq } else { ComparisonOp::Le };
        problem.add_constraint(&terms[..], operator, -known as f64);
    }
    match problem.solve() {
        Ok(outcome) => {
            let solution = outcome.into_solution().map_err(|_| SolveError::Failed("no answer in time".into()))?;
            Ok(variables.into_iter().map(|(cell, variable)| (cell, solution.var_value(variable))).collect())
        }
        Err(Error::Infeasible) => Err(SolveError::Contradiction),
        Err(error) => Err(SolveError::Failed(error.to_string())),
    }
}
