//! Tables of a region by linear programs, and the real-number table that a first one is rounded from.

use std::time::Duration;

use microlp::{ComparisonOp, Error, OptimizationDirection, Problem, Variable};

use super::knowledge::FAR;
use super::region::Region;

/// Rounds in which rows are scaled to fit; what then still does not fit is left to the program.
const SWEEPS: usize = 60;

/// A program that takes longer says nothing; what is then not certified counts as found.
const LONGEST: Duration = Duration::from_secs(60);

/// Why there is no table.
#[derive(Debug, PartialEq, Eq)]
pub enum NoTable {
    /// The region's rows contradict each other.
    Infeasible,
    Solver(String),
}

/// A table that agrees with every row, spread as evenly as they allow, so that much can be moved in it; or near another
/// one that does not quite agree with them.
pub fn first_table(region: &Region, near: Option<&[f64]>) -> Result<Vec<i64>, NoTable> {
    let spread = spread(region, near);
    let objective: Vec<f64> = region.weights.iter().map(|weight| *weight as f64).collect();
    for slack in [0.0, 1.0, 4.0] {
        let bounds: Vec<(f64, f64)> = (0..region.atoms.len())
            .map(|atom| {
                let (low, high) = (region.low[atom] as f64, region.high[atom] as f64);
                ((spread[atom].floor() - slack).clamp(low, high), (spread[atom].ceil() + slack).clamp(low, high))
            })
            .collect();
        match solve(region, &bounds, &objective, false) {
            Ok(solved) => {
                if let Some(table) = in_whole_numbers(region, &bounds, &objective, &solved) {
                    return Ok(table);
                }
            }
            Err(NoTable::Infeasible) => {}
            Err(error) => return Err(error),
        }
    }
    best_table(region, &objective)
}

/// Any table, where one is found at once; finding none says nothing.
pub fn any_table(region: &Region) -> Option<Vec<i64>> {
    let bounds: Vec<(f64, f64)> =
        region.low.iter().zip(&region.high).map(|(low, high)| (*low as f64, *high as f64)).collect();
    let objective = vec![0.0; region.atoms.len()];
    let solved = solve(region, &bounds, &objective, false).ok()?;
    in_whole_numbers(region, &bounds, &objective, &solved)
}

/// The table in which the weighted sum of some atoms is least.
pub fn best_table(region: &Region, objective: &[f64]) -> Result<Vec<i64>, NoTable> {
    let bounds: Vec<(f64, f64)> =
        region.low.iter().zip(&region.high).map(|(low, high)| (*low as f64, *high as f64)).collect();
    // Tables of one or two dimensions have whole-number corners, so the faster real-number solver mostly does.
    let solved = solve(region, &bounds, objective, false)?;
    let worth = |table: &[f64]| table.iter().zip(objective).map(|(n, weight)| n * weight).sum::<f64>();
    if let Some(table) = in_whole_numbers(region, &bounds, objective, &solved) {
        let reached = worth(&table.iter().map(|n| *n as f64).collect::<Vec<_>>());
        if reached <= (worth(&solved) - 1e-6).ceil() + 1e-6 {
            return Ok(table);
        }
    }
    let solved = solve(region, &bounds, objective, true)?;
    let table: Vec<i64> = solved.iter().map(|n| n.round() as i64).collect();
    if !region.holds(&table) {
        return Err(NoTable::Solver("its table does not hold in whole numbers".into()));
    }
    Ok(table)
}

/// A real-number table as it is, or with its few fractions rounded one way or the other.
fn in_whole_numbers(region: &Region, bounds: &[(f64, f64)], objective: &[f64], solved: &[f64]) -> Option<Vec<i64>> {
    let whole = |solved: &[f64]| -> Option<Vec<i64>> {
        let table: Vec<i64> = solved.iter().map(|n| n.round() as i64).collect();
        region.holds(&table).then_some(table)
    };
    if solved.iter().all(|n| (n - n.round()).abs() < 1e-6) {
        return whole(solved);
    }
    let near: Vec<(f64, f64)> = solved
        .iter()
        .zip(bounds)
        .map(|(n, (low, high))| {
            if (n - n.round()).abs() < 1e-6 {
                (n.round(), n.round())
            } else {
                (n.floor().max(*low), n.ceil().min(*high))
            }
        })
        .collect();
    solve(region, &near, objective, true).ok().and_then(|solved| whole(&solved))
}

fn solve(region: &Region, bounds: &[(f64, f64)], objective: &[f64], whole: bool) -> Result<Vec<f64>, NoTable> {
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    problem.set_time_limit(LONGEST);
    let add = |((low, high), worth): (&(f64, f64), &f64)| {
        // Beyond these no count goes, and the solver asks for it.
        let room = f64::from(i32::MIN) <= *low && *high <= f64::from(i32::MAX);
        match (whole && room && low < high, *low as i32, *high as i32) {
            (true, low, high) => problem.add_integer_var(*worth, (low, high)),
            _ => problem.add_var(*worth, (*low, *high)),
        }
    };
    let variables: Vec<Variable> = bounds.iter().zip(objective).map(add).collect();
    for (terms, low, high) in region.rows() {
        let row: Vec<(Variable, f64)> = terms.iter().map(|(atom, times)| (variables[*atom], *times as f64)).collect();
        if low == high {
            problem.add_constraint(&row[..], ComparisonOp::Eq, low as f64);
            continue;
        }
        if low > 0 || low > -FAR / 2 && terms.iter().any(|(_, times)| *times < 0) {
            problem.add_constraint(&row[..], ComparisonOp::Ge, low as f64);
        }
        if high < FAR / 2 {
            problem.add_constraint(&row[..], ComparisonOp::Le, high as f64);
        }
    }
    match problem.solve() {
        Ok(outcome) => {
            let solution = outcome.into_solution().map_err(|_| NoTable::Solver("no answer in time".into()))?;
            Ok(variables.iter().map(|variable| solution.var_value(*variable)).collect())
        }
        Err(Error::Infeasible) => Err(NoTable::Infeasible),
        Err(error) => Err(NoTable::Solver(error.to_string())),
    }
}

/// Scales rows to fit, one after the other, again and again (iterative proportional fitting, with intervals).
fn spread(region: &Region, near: Option<&[f64]>) -> Vec<f64> {
    // From nothing scaling leads nowhere.
    let start = |atom: usize| near.map_or(1.0, |near| near[atom]).max(0.1);
    let bounds = region.low.iter().zip(&region.high).enumerate();
    let mut values: Vec<f64> = bounds.map(|(atom, (low, high))| start(atom).clamp(*low as f64, *high as f64)).collect();
    for _ in 0..SWEEPS {
        let mut worst = 0f64;
        for (terms, low, high) in region.rows() {
            let side = |values: &[f64], sign: i64| -> f64 {
                let side = terms.iter().filter(|(_, times)| times.signum() == sign);
                side.map(|(atom, times)| values[*atom] * times.abs() as f64).sum()
            };
            let (plus, minus) = (side(&values, 1), side(&values, -1));
            let aim = (plus - minus).clamp(low as f64, high as f64);
            let off = plus - minus - aim;
            worst = worst.max(off.abs());
            if off.abs() < 1e-3 || plus + minus <= 0.0 {
                continue;
            }
            // Both sides move towards each other in proportion.
            let by = off / (plus + minus);
            for (atom, times) in terms {
                let factor = (1.0 - by * times.signum() as f64).max(0.0);
                values[*atom] = (values[*atom] * factor).clamp(region.low[*atom] as f64, region.high[*atom] as f64);
            }
        }
        if worst < 0.05 {
            break;
        }
    }
    values
}
