//! Doing parts of a pattern again in other ways, and keeping what is better.
//!
//! Promises never to make a pattern heavier, and the same tries for the same document. A few neighbouring secondary
//! cells are published, what they protected is protected again at prices that are a little off, and what is then not
//! needed is published. How often is bound to the number of secondary cells, so that it stays cheap.

use super::suppress::{ProtectError, Work, mixed};

const TRIES_FOR_EACH: usize = 4;
const LEAST_TRIES: usize = 250;
const MOST_TRIES: usize = 2_000;
/// In terms of equations looked at. Where places are linked every try takes more, and there are fewer.
const LEAST_EFFORT: u64 = 10_000_000;
const EFFORT_FOR_EACH: u64 = 20_000;
/// As many cells are published at once; and now and then as many.
const FEW_AT_ONCE: usize = 6;
const MANY_AT_ONCE: usize = 30;
const MANY_EACH: u64 = 4;
/// Cells to start from are looked up again after as many tries.
const REFRESHED_AFTER: u64 = 32;
/// In larger documents, what a walk is not sure of is not worth the time here.
const SMALL: usize = 500;
/// By so much a pattern may be heavier on the way.
const DETOUR: i64 = 20;

pub fn improve(work: &mut Work) -> Result<(), ProtectError> {
    let tries = (LEAST_TRIES + work.secondaries().len() * TRIES_FOR_EACH).min(MOST_TRIES);
    let most_effort = work.reader.effort() + LEAST_EFFORT + work.secondaries().len() as u64 * EFFORT_FOR_EACH;
    let mut secondary = Vec::new();
    work.reader.thorough = work.system.cells.len() <= SMALL;
    for number in 0..tries as u64 {
        if number % REFRESHED_AFTER == 0 {
            work.reader.forget_unused();
            secondary = work.secondaries();
        }
        if secondary.is_empty() || work.reader.effort() > most_effort {
            break;
        }
        let start = secondary[mixed(number) as usize % secondary.len()];
        if work.is_secondary(start) {
            try_from(work, start, number)?;
        }
    }
    work.dice = None;
    work.reader.thorough = true;
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

/// A secondary cell and some of those around it: most times a few that share an equation with it, and now and then
/// many, ring by ring.
fn some_around(work: &Work, start: usize, number: u64) -> Vec<usize> {
    let many = number.is_multiple_of(MANY_EACH);
    let at_once = 1 + mixed(number ^ 1 << 40) as usize % if many { MANY_AT_ONCE } else { FEW_AT_ONCE };
    let mut around = vec![start];
    let mut done = 0;
    while around.len() < at_once && done < around.len() {
        let mut ring = neighbours(work, around[done]);
        ring.retain(|cell| work.is_secondary(*cell) && !around.contains(cell));
        ring.sort_by_key(|cell| mixed(number << 16 ^ *cell as u64));
        ring.dedup();
        around.extend(ring);
        done = if many { done + 1 } else { around.len() };
    }
    around.truncate(at_once);
    around
}

fn neighbours(work: &Work, cell: usize) -> Vec<usize> {
    let rows = work.system.rows_of[cell].iter().map(|(row, _)| &work.system.rows[*row]);
    rows.flat_map(|row| row.terms.iter().map(|(other, _)| *other)).filter(|other| *other != cell).collect()
}
