//! Doing parts of a pattern again in other ways, and keeping what is better.
//!
//! Promises never to make a pattern heavier, and the same tries for the same document. A few neighbouring secondary
//! cells are published, what they protected is protected again at prices that are a little off, and what is then not
//! needed is published. How often is bound to the number of secondary cells, so that it stays cheap.

use super::suppress::{ProtectError, Work, mixed};

const TRIES_FOR_EACH: usize = 4;
const LEAST_TRIES: usize = 60;
const MOST_TRIES: usize = 2_000;
/// As many cells are published at once.
const MOST_AT_ONCE: u64 = 6;
/// Cells to start from are looked up again after as many tries.
const REFRESHED_AFTER: u64 = 32;
/// By so much a pattern may be heavier on the way.
const DETOUR: i64 = 20;

pub fn improve(work: &mut Work) -> Result<(), ProtectError> {
    let tries = (LEAST_TRIES + work.secondaries().len() * TRIES_FOR_EACH).min(MOST_TRIES);
    let mut secondary = Vec::new();
    for number in 0..tries as u64 {
        if number % REFRESHED_AFTER == 0 {
            work.reader.forget_unused();
            secondary = work.secondaries();
        }
        if secondary.is_empty() {
            break;
        }
        let start = secondary[mixed(number) as usize % secondary.len()];
        if work.is_secondary(start) {
            try_from(work, start, number)?;
        }
    }
    work.dice = None;
    work.publish_what_is_not_needed(work.secondaries())
}

fn try_from(work: &mut Work, start: usize, number: u64) -> Result<(), ProtectError> {
    let weight = work.weight;
    work.journal.clear();
    work.dice = Some(mixed(number ^ 1 << 32));
    let mut due = Vec::new();
    for cell in some_around(work, start, number) {
        due.extend(work.publish(cell));
    }
    due.sort_by_key(|cell| mixed(number << 24 ^ *cell as u64));
    due.dedup();
    let kept = work.protect_all(due, weight + DETOUR)? && {
        let mut around: Vec<usize> = work.journal.clone();
        around.extend(work.journal.iter().flat_map(|cell| neighbours(work, *cell)));
        around.retain(|cell| work.is_secondary(*cell));
        around.sort_unstable();
        around.dedup();
        work.publish_what_is_not_needed(around)?;
        work.weight <= weight && work.unsafe_implied()?.is_empty()
    };
    if !kept {
        work.take_back(0)?;
    }
    Ok(())
}

/// A secondary cell and some of those that share an equation with it.
fn some_around(work: &Work, start: usize, number: u64) -> Vec<usize> {
    let mut around: Vec<usize> = neighbours(work, start).into_iter().filter(|cell| work.is_secondary(*cell)).collect();
    around.sort_by_key(|cell| mixed(number << 16 ^ *cell as u64));
    around.dedup();
    around.retain(|cell| *cell != start);
    around.truncate((mixed(number ^ 1 << 40) % MOST_AT_ONCE) as usize);
    around.push(start);
    around
}

fn neighbours(work: &Work, cell: usize) -> Vec<usize> {
    let rows = work.system.rows_of[cell].iter().map(|(row, _)| &work.system.rows[*row]);
    rows.flat_map(|row| row.terms.iter().map(|(other, _)| *other)).filter(|other| *other != cell).collect()
}
