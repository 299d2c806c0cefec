//! The cheapest way to let a cell move: an exchange, in which some counts go up by one and others down by one and every
//! equation holds.
//!
//! Promises that the exchange can be repeated as often as asked, forth and back, without a count below zero. Finds the
//! cheapest by best-first search (Dijkstra) over the equations that are still out of balance. In tables of two
//! dimensions that is the cheapest circle of a network; in linked tables it nearly always is. Gives up after a bounded
//! search; the caller then has other means.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use super::reader::Reader;

/// An exchange by one person: +1 or -1 by cell.
pub struct Exchange {
    pub by: Vec<(usize, i64)>,
    /// What it costs to hide the published cells among them.
    pub cost: i64,
}

/// How often an exchange is to be repeated, forth and back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repeats {
    pub up: i64,
    pub down: i64,
}

/// A cell on the way; every one makes an exchange longer, and more likely to be in the way of others.
const STEP: i64 = 1_000;
const MOST_VISITS: usize = 400;
/// Ways that leave more equations than this out of balance lead nowhere.
const MOST_OPEN: usize = 6;

/// Equations out of balance, by how much, in order.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
struct Open {
    rows: [(u32, i8); MOST_OPEN],
    count: usize,
}

impl Open {
    fn rows(&self) -> &[(u32, i8)] {
        &self.rows[..self.count]
    }

    /// What is out of balance once a cell has moved, too; nothing if that is too much.
    fn after(mut self, reader: &Reader, cell: usize, by: i64) -> Option<Self> {
        for (row, factor) in &reader.system.rows_of[cell] {
            let (row, change) = (*row as u32, (factor * by) as i8);
            let place = self.rows().partition_point(|(other, _)| *other < row);
            if place == self.count || self.rows[place].0 != row {
                if self.count == MOST_OPEN {
                    return None;
                }
                self.rows.copy_within(place..self.count, place + 1);
                self.rows[place] = (row, change);
                self.count += 1;
            } else if self.rows[place].1 == -change {
                self.rows.copy_within(place + 1..self.count, place);
                self.count -= 1;
                self.rows[self.count] = Default::default();
            } else {
                self.rows[place].1 += change;
            }
        }
        Some(self)
    }
}

struct Visit {
    open: Open,
    cell: usize,
    by: i64,
    before: Option<usize>,
}

/// `price` says what hiding a published cell costs, or that it may not be hidden. Nothing dearer than `most` is found.
pub fn cheapest(
    reader: &Reader,
    target: usize,
    repeats: Repeats,
    most: i64,
    price: impl Fn(usize) -> Option<i64>,
) -> Option<Exchange> {
    let mut visits = vec![Visit { open: Open::default().after(reader, target, 1)?, cell: target, by: 1, before: None }];
    let mut best: HashMap<Open, i64> = HashMap::new();
    let mut next = BinaryHeap::from([Reverse((0, 0))]);
    let mut count = 0;
    while let Some(Reverse((cost, place))) = next.pop() {
        count += 1;
        let open = visits[place].open;
        if open.count == 0 {
            return Some(Exchange { by: way(&visits, place), cost });
        }
        if count > MOST_VISITS {
            return None;
        }
        if best.get(&open).is_some_and(|known| *known < cost) {
            continue;
        }
        let (row, off) =
            *open.rows().iter().min_by_key(|(row, _)| (reader.system.rows[*row as usize].terms.len(), *row))?;
        let row = &reader.system.rows[row as usize];
        reader.spend(row.terms.len());
        for (cell, factor) in &row.terms {
            let by = -(i64::from(off) * factor).signum();
            let free = reader.is_free(*cell);
            // A published base is taken as it stands: hiding it to protect an answer would cost every question.
            if !(free || row.equal) || reader.base[*cell] < if by > 0 { repeats.down } else { repeats.up } {
                continue;
            }
            let Some(price) = (if free { Some(0) } else { price(*cell) }) else { continue };
            let cost = cost + price + STEP;
            if cost > most || is_on_way(&visits, place, *cell) {
                continue;
            }
            let Some(open) = open.after(reader, *cell, by) else { continue };
            if best.get(&open).is_some_and(|known| *known <= cost) {
                continue;
            }
            best.insert(open, cost);
            next.push(Reverse((cost, visits.len())));
            visits.push(Visit { open, cell: *cell, by, before: Some(place) });
        }
    }
    None
}

fn is_on_way(visits: &[Visit], mut place: usize, cell: usize) -> bool {
    loop {
        if visits[place].cell == cell {
            return true;
        }
        match visits[place].before {
            Some(before) => place = before,
            None => return false,
        }
    }
}

fn way(visits: &[Visit], mut place: usize) -> Vec<(usize, i64)> {
    let mut by = vec![(visits[place].cell, visits[place].by)];
    while let Some(before) = visits[place].before {
        place = before;
        by.push((visits[place].cell, visits[place].by));
    }
    by.sort_unstable();
    by
}
