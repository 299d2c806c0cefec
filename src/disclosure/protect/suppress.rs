//! The greedy suppression: hides what is needed, and publishes again what turns out not to be.

use std::cmp::Reverse;
use std::collections::VecDeque;

use super::exchange::{Exchange, Repeats, cheapest};
use super::reader::Reader;
use super::system::{Standing, System};
use super::whole::tied;
use crate::disclosure::tabular::TabularError;

#[derive(Debug, thiserror::Error)]
pub enum ProtectError {
    #[error(transparent)]
    Tabular(#[from] TabularError),
    #[error("the published cells contradict each other near {0}")]
    Contradiction(String),
    #[error("the solver failed near {0}: {1}")]
    Solver(String, String),
    #[error("{0} cannot be protected with what may still be hidden: merge options or places, or withhold the table")]
    Infeasible(String),
}

/// A unit of weight, next to which the sizes of counts and the length of exchanges do not matter.
pub const WEIGHT: i64 = 1_000_000;

pub struct Work<'a> {
    pub reader: Reader<'a>,
    pub system: &'a System,
    /// Cells that nobody listed.
    implied: Vec<usize>,
    sensitive: &'a [bool],
    /// Prices are off by up to half when this is given, so that other ways are tried.
    pub dice: Option<u64>,
    /// Of all secondary cells.
    pub weight: i64,
    /// Cells that were hidden or published, in order, so that it can be taken back.
    pub journal: Vec<usize>,
}

impl<'a> Work<'a> {
    pub fn new(reader: Reader<'a>, sensitive: &'a [bool]) -> Self {
        let system = reader.system;
        let implied = |cell: &usize| system.cells[*cell].standing == Standing::Implied;
        let implied = (0..system.cells.len()).filter(implied).collect();
        Self { reader, system, implied, sensitive, dice: None, weight: 0, journal: vec![] }
    }

    /// Listed and not published.
    pub fn is_hidden(&self, cell: usize) -> bool {
        self.system.cells[cell].standing == Standing::Listed && self.reader.is_free(cell)
    }

    /// Hidden for others, and could be published.
    pub fn is_secondary(&self, cell: usize) -> bool {
        !self.sensitive[cell] && self.reader.is_free(cell) && self.reader.is_open(cell)
    }

    pub fn secondaries(&self) -> Vec<usize> {
        (0..self.system.cells.len()).filter(|cell| self.is_secondary(*cell)).collect()
    }

    fn price(&self, cell: usize) -> Option<i64> {
        if !self.reader.is_open(cell) {
            return None;
        }
        let weight = self.system.cells[cell].weight * WEIGHT;
        let off = self.dice.map_or(0, |dice| (mixed(dice ^ cell as u64) % 1_000) as i64 * weight / 2_000);
        Some(weight + off + self.reader.base[cell].min(ALIKE))
    }

    pub fn hide(&mut self, cell: usize) {
        if !self.reader.is_free(cell) {
            self.reader.hide(cell);
            self.weight += self.system.cells[cell].weight;
            self.journal.push(cell);
        }
    }

    /// Publishes a hidden cell and names those that need looking at again.
    pub fn publish(&mut self, cell: usize) -> Vec<usize> {
        self.weight -= self.system.cells[cell].weight;
        self.journal.push(cell);
        self.reader.publish(cell)
    }

    /// Takes back whatever was hidden or published since the journal had this length.
    pub fn take_back(&mut self, length: usize) -> Result<(), ProtectError> {
        let mut unsettled = Vec::new();
        for cell in self.journal.split_off(length).into_iter().rev() {
            if self.reader.is_free(cell) {
                self.weight -= self.system.cells[cell].weight;
                unsettled.extend(self.reader.publish(cell));
            } else {
                self.weight += self.system.cells[cell].weight;
                self.reader.hide(cell);
                unsettled.push(cell);
            }
        }
        // They are as safe as before, but what showed it last may be gone.
        let thorough = std::mem::replace(&mut self.reader.thorough, true);
        for cell in unsettled {
            if self.reader.is_free(cell) {
                self.reader.is_safe(cell)?;
            }
        }
        self.reader.thorough = thorough;
        Ok(())
    }

    /// Protects every cell that is not published; those hidden on the way too: nobody can tell which were the reason.
    pub fn hide_what_is_needed(&mut self) -> Result<(), ProtectError> {
        let mut due: Vec<usize> = (0..self.system.cells.len()).filter(|cell| self.reader.is_free(*cell)).collect();
        due.sort_by_key(|cell| (!self.sensitive[*cell], Reverse(self.reader.base[*cell]), *cell));
        while !due.is_empty() {
            self.protect_all(due, i64::MAX)?;
            due = self.unsafe_implied()?;
        }
        Ok(())
    }

    /// Cells that nobody listed and that a reader could work out: one that was far from small may have come near it.
    pub fn unsafe_implied(&mut self) -> Result<Vec<usize>, ProtectError> {
        let mut due = Vec::new();
        for place in 0..self.implied.len() {
            let cell = self.implied[place];
            if !self.reader.is_safe(cell)? {
                due.push(cell);
            }
        }
        Ok(due)
    }

    /// Protects cells and those hidden for them; or stops, and says so, when that takes too much weight.
    pub fn protect_all(&mut self, due: Vec<usize>, most: i64) -> Result<bool, ProtectError> {
        let mut due = VecDeque::from(due);
        while let Some(cell) = due.pop_front() {
            while self.reader.is_free(cell) && !self.reader.is_safe(cell)? {
                if self.weight > most {
                    return Ok(false);
                }
                match self.loosen(cell, most) {
                    Some(hidden) => due.extend(hidden),
                    None if most < i64::MAX => return Ok(false),
                    None => due.extend(self.loosen_all(cell)?),
                }
            }
        }
        Ok(self.weight <= most)
    }

    /// Hides what gives a cell more room, at the least cost, and says what.
    fn loosen(&mut self, cell: usize, most: i64) -> Option<Vec<usize>> {
        // Prices are off by no more than half.
        let dearest = most.saturating_sub(self.weight).saturating_mul(WEIGHT * 2);
        let mut far = self.reader.width;
        while far > 0 {
            if let Some((exchange, repeats)) = self.cheapest_exchange(cell, far, dearest) {
                let closed = |(other, _): &(usize, i64)| (!self.reader.is_free(*other)).then_some(*other);
                let hidden: Vec<usize> = exchange.by.iter().filter_map(closed).collect();
                if !hidden.is_empty() {
                    hidden.iter().for_each(|other| self.hide(*other));
                    for times in [repeats.up, -repeats.down] {
                        let by = exchange.by.iter().filter(|_| times != 0);
                        self.reader.add_move(by.map(|(other, by)| (*other, by * times)).collect());
                    }
                    return Some(hidden);
                }
            }
            far /= 2;
        }
        None
    }

    /// The cheapest exchange that moves a cell so far in all, partly up and partly down; none dearer than `dearest`.
    fn cheapest_exchange(&self, cell: usize, far: i64, dearest: i64) -> Option<(Exchange, Repeats)> {
        let least = self.reader.base[cell].min(far);
        let mut best: Option<(Exchange, Repeats)> = None;
        let mut tried = Vec::new();
        for down in [least, 0, least / 2] {
            let repeats = Repeats { up: far - down, down };
            if tried.contains(&repeats) {
                continue;
            }
            tried.push(repeats);
            let most = best.as_ref().map_or(dearest, |(exchange, _)| exchange.cost - 1);
            if let Some(found) = cheapest(&self.reader, cell, repeats, most, |other| self.price(other)) {
                best = Some((found, repeats));
            }
        }
        best
    }

    /// Hides all that may be hidden and is tied to a cell, and publishes again what the cell does not need. If that is
    /// not enough, nothing is.
    fn loosen_all(&mut self, cell: usize) -> Result<Vec<usize>, ProtectError> {
        let reach = tied(self.system, cell, |other| self.reader.is_free(other) || self.reader.is_open(other));
        let closed: Vec<usize> = reach.into_iter().filter(|other| !self.reader.is_free(*other)).collect();
        closed.iter().for_each(|other| self.hide(*other));
        if !self.reader.is_safe(cell)? {
            return Err(ProtectError::Infeasible(self.system.cells[cell].name.clone()));
        }
        let mut hidden = Vec::new();
        for other in closed {
            if self.reader.is_needed_by(cell, other) {
                hidden.push(other);
            } else {
                self.publish(other);
            }
        }
        Ok(hidden)
    }

    /// Publishes again what no hidden cell needs, the most useful first.
    pub fn publish_what_is_not_needed(&mut self, mut secondary: Vec<usize>) -> Result<(), ProtectError> {
        secondary
            .sort_by_key(|cell| (Reverse(self.system.cells[*cell].weight), Reverse(self.reader.base[*cell]), *cell));
        for cell in secondary {
            self.try_to_publish(cell)?;
        }
        Ok(())
    }

    pub fn try_to_publish(&mut self, cell: usize) -> Result<bool, ProtectError> {
        let before = self.journal.len();
        for other in self.publish(cell) {
            if self.reader.is_free(other) && !self.reader.is_safe(other)? {
                self.take_back(before)?;
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// Larger counts are hidden last among equals; beyond this they are alike.
const ALIKE: i64 = 1_000;

/// A number that looks like chance and is the same each time (SplitMix64).
pub fn mixed(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
