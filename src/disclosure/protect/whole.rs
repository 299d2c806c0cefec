//! Whole-number tables where walking along a tableau does not do: a first table for cells whose counts the document
//! does not give, and the farthest table where steps had to be cut to whole numbers.
//!
//! Promises tables that hold in 64-bit integers, or an error.

use std::collections::{BTreeMap, BTreeSet};

use microlp::{ComparisonOp, Error, OptimizationDirection, Problem, Variable};

use super::suppress::ProtectError;
use super::system::System;
use super::tableau::Tableau;
use super::walk::{Drift, End, Walk};

/// A table of whole numbers that agrees with every count of the document. Cells without one are free in the tableau.
pub fn any_table(system: &System, tableau: &mut Tableau) -> Result<Vec<i64>, ProtectError> {
    let mut counts: Vec<i64> = system.cells.iter().map(|cell| cell.value.unwrap_or(0)).collect();
    // Whatever is not basic may be anything; the rest follows from it.
    for cell in (0..counts.len()).filter(|cell| system.cells[*cell].value.is_none()) {
        let Some(row) = tableau.row_of(cell) else { continue };
        counts[cell] = tableau.sum(row, &counts).round() as i64;
    }
    for cell in 0..counts.len() {
        if counts[cell] >= 0 {
            continue;
        }
        // Counts below zero are lifted one by one, and the others may not fall lower.
        let low: Vec<i64> = counts.iter().map(|count| (*count).min(0)).collect();
        let mut drift = Drift::of(counts.len());
        let end = match tableau.is_free(cell) {
            true => Walk::new(tableau, &counts, &low, &mut drift).push(cell, 1, -counts[cell]),
            false => End::Farthest,
        };
        drift.take().into_iter().for_each(|(other, by)| counts[other] += by);
        match end {
            End::Reached => {}
            End::Farthest => return Err(ProtectError::Contradiction(system.cells[cell].name.clone())),
            End::Unsure => return solved_table(system, cell),
        }
    }
    match broken(system, &counts) {
        None => Ok(counts),
        Some(cell) => solved_table(system, cell),
    }
}

fn solved_table(system: &System, near: usize) -> Result<Vec<i64>, ProtectError> {
    let mut counts: Vec<i64> = system.cells.iter().map(|cell| cell.value.unwrap_or(0)).collect();
    let open: Vec<usize> = (0..counts.len()).filter(|cell| system.cells[*cell].value.is_none()).collect();
    if !open.is_empty() {
        let solved = solve(system, &open, &counts, near, OptimizationDirection::Minimize)?;
        solved.into_iter().for_each(|(cell, count)| counts[cell] = count);
    }
    match broken(system, &counts) {
        None => Ok(counts),
        Some(cell) => Err(ProtectError::Contradiction(system.cells[cell].name.clone())),
    }
}

/// A cell of an equation that does not hold.
fn broken(system: &System, counts: &[i64]) -> Option<usize> {
    let sum = |terms: &[(usize, i64)]| terms.iter().map(|(cell, factor)| factor * counts[*cell]).sum::<i64>();
    let row = system.rows.iter().find(|row| sum(&row.terms) != 0)?;
    row.terms.iter().find(|(_, factor)| *factor < 0).map(|(cell, _)| *cell)
}

/// The move that takes a cell up or down as far as it goes, with all that is free.
pub fn farthest(
    system: &System,
    base: &[i64],
    free: impl Fn(usize) -> bool,
    cell: usize,
    sign: i64,
) -> Result<Vec<(usize, i64)>, ProtectError> {
    let tied = tied(system, cell, free);
    let direction = if sign > 0 { OptimizationDirection::Maximize } else { OptimizationDirection::Minimize };
    let solved = solve(system, &tied, base, cell, direction)?;
    Ok(solved.into_iter().map(|(other, count)| (other, count - base[other])).filter(|(_, by)| *by != 0).collect())
}

/// The free cells that equations tie to `start`.
pub fn tied(system: &System, start: usize, free: impl Fn(usize) -> bool) -> Vec<usize> {
    let mut seen = BTreeSet::from([start]);
    let mut next = vec![start];
    while let Some(cell) = next.pop() {
        for (row, _) in &system.rows_of[cell] {
            for (other, _) in &system.rows[*row].terms {
                if free(*other) && seen.insert(*other) {
                    next.push(*other);
                }
            }
        }
    }
    seen.into_iter().collect()
}

/// The lowest or highest count of `target`, with the counts of all `open` cells; the others stand at `counts`.
fn solve(
    system: &System,
    open: &[usize],
    counts: &[i64],
    target: usize,
    direction: OptimizationDirection,
) -> Result<Vec<(usize, i64)>, ProtectError> {
    // What no total bounds could be anything; this much is more than enough to be called wide.
    let most = counts.iter().copied().max().unwrap_or(0).saturating_mul(10).clamp(1_000, 1_000_000_000) as i32;
    let mut problem = Problem::new(direction);
    let variables: BTreeMap<usize, Variable> = open
        .iter()
        .map(|cell| (*cell, problem.add_integer_var(f64::from(u8::from(*cell == target)), (0, most))))
        .collect();
    let rows: BTreeSet<usize> =
        open.iter().flat_map(|cell| system.rows_of[*cell].iter().map(|(row, _)| *row)).collect();
    for row in rows.into_iter().map(|row| &system.rows[row]) {
        let inside = |(cell, factor): &(usize, i64)| Some((*variables.get(cell)?, *factor as f64));
        let terms: Vec<(Variable, f64)> = row.terms.iter().filter_map(inside).collect();
        let around = row.terms.iter().filter(|(cell, _)| !variables.contains_key(cell));
        let known: i64 = around.map(|(cell, factor)| factor * counts[*cell]).sum();
        problem.add_constraint(&terms[..], ComparisonOp::Eq, -known as f64);
    }
    let name = || system.cells[target].name.clone();
    match problem.solve() {
        Ok(outcome) => {
            let solution =
                outcome.into_solution().map_err(|_| ProtectError::Solver(name(), "no answer in time".into()))?;
            let count = |variable: Variable| solution.var_value(variable).round() as i64;
            Ok(variables.into_iter().map(|(cell, variable)| (cell, count(variable))).collect())
        }
        Err(Error::Infeasible) => Err(ProtectError::Contradiction(name())),
        Err(error) => Err(ProtectError::Solver(name(), error.to_string())),
    }
}
