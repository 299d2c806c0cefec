//! What a reader of the published cells can work out of the others.
//!
//! Promises whole numbers: a cell is called wide only when two tables of whole numbers are known that agree with
//! everything published and differ in it by the width. Such tables are kept as moves away from one base table, and
//! serve again for as long as they agree: publishing a cell takes away the moves in which it moves, and nothing else.

use std::cell::Cell;

use super::suppress::ProtectError;
use super::system::{Standing, System};
use super::tableau::Tableau;
use super::walk::{Drift, End, Walk};
use super::whole;

/// How far a cell is known to lie from its base count, both ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    pub down: i64,
    pub up: i64,
}

/// A table that agrees with everything published, as long as none of its cells is published.
struct Move {
    /// By how much each cell differs from the base.
    by: Vec<(usize, i64)>,
    /// How many of these cells are published.
    published: usize,
    /// Cells that were shown to be wide with it.
    shows: Vec<usize>,
}

pub struct Reader<'a> {
    pub system: &'a System,
    pub width: i64,
    k: i64,
    /// Looks on where a walk was not sure to have gone farthest. Without, a cell may be called narrow that is not.
    pub thorough: bool,
    /// Whole numbers that agree with every count of the document.
    pub base: Vec<i64>,
    /// No count is below.
    zeros: Vec<i64>,
    tableau: Tableau,
    drift: Drift,
    searched: Cell<u64>,
    moves: Vec<Move>,
    /// By cell: the moves in which it moves.
    moves_of: Vec<Vec<usize>>,
    /// By cell: two moves that differ in it by the width.
    shown_by: Vec<Option<[usize; 2]>>,
}

/// A term in a search takes about as long as so many in a pivot.
const SEARCHING: u64 = 4;
/// The base itself: nothing moves.
const STAY: usize = 0;

impl<'a> Reader<'a> {
    /// Published are the listed cells with a count that are not `hidden`.
    pub fn new(system: &'a System, k: i64, width: i64, hidden: &[bool]) -> Result<Self, ProtectError> {
        let cells = system.cells.len();
        let mut tableau = Tableau::of(system, |cell| system.cells[cell].value.filter(|_| system.cells[cell].frozen));
        let unknown =
            |cell: usize| system.cells[cell].value.is_none() || system.cells[cell].standing == Standing::Slack;
        (0..cells).filter(|cell| unknown(*cell)).for_each(|cell| tableau.set_free(cell));
        let base = whole::any_table(system, &mut tableau)?;
        (0..cells).filter(|cell| hidden[*cell]).for_each(|cell| tableau.set_free(cell));
        Ok(Self {
            system,
            width,
            k,
            thorough: true,
            base,
            zeros: vec![0; cells],
            tableau,
            drift: Drift::of(cells),
            searched: Cell::new(0),
            moves: vec![Move { by: vec![], published: 0, shows: vec![] }],
            moves_of: vec![vec![]; cells],
            shown_by: vec![None; cells],
        })
    }

    /// How much work was done so far.
    pub fn effort(&self) -> u64 {
        self.tableau.effort + self.searched.get() * SEARCHING
    }

    /// Counts terms that a search for an exchange looked at.
    pub fn spend(&self, terms: usize) {
        self.searched.set(self.searched.get() + terms as u64);
    }

    /// Not published: hidden, implied or a slack.
    pub fn is_free(&self, cell: usize) -> bool {
        self.tableau.is_free(cell)
    }

    /// May be published or hidden, as protection wants it.
    pub fn is_open(&self, cell: usize) -> bool {
        let state = &self.system.cells[cell];
        state.standing == Standing::Listed && state.value.is_some() && !state.frozen
    }

    pub fn hide(&mut self, cell: usize) {
        if self.is_free(cell) {
            return;
        }
        self.tableau.set_free(cell);
        for place in &self.moves_of[cell] {
            self.moves[*place].published -= 1;
        }
    }

    /// Publishes a cell and names those that need looking at again.
    pub fn publish(&mut self, cell: usize) -> Vec<usize> {
        let mut unsettled = Vec::new();
        self.tableau.set_known(cell);
        for place in &self.moves_of[cell] {
            let gone = &mut self.moves[*place];
            gone.published += 1;
            if gone.published == 1 {
                unsettled.extend(gone.shows.iter().filter(|other| {
                    **other != cell && self.shown_by[**other].is_some_and(|pair| pair.contains(place))
                }));
            }
        }
        unsettled.sort_unstable();
        unsettled.dedup();
        unsettled
    }

    /// Whether nothing that matters can be worked out of an unpublished cell. Of one that nobody listed, it matters
    /// only whether it tells of a few persons.
    pub fn is_safe(&mut self, cell: usize) -> Result<bool, ProtectError> {
        if self.system.cells[cell].standing == Standing::Slack || self.is_shown(cell) {
            return Ok(true);
        }
        let range = self.range(cell)?;
        let implied = self.system.cells[cell].standing == Standing::Implied;
        let low = self.base[cell] - range.down;
        Ok(range.up + range.down >= self.width || (implied && (low >= self.k || self.base[cell] + range.up == 0)))
    }

    /// Whether moves known so far show a cell to be wide.
    fn is_shown(&mut self, cell: usize) -> bool {
        let agrees = |place: &usize| self.moves[*place].published == 0;
        if self.shown_by[cell].is_some_and(|pair| pair.iter().all(agrees)) {
            return true;
        }
        let (down, up) = self.seen(cell);
        let wide = up.1 - down.1 >= self.width;
        if wide {
            self.show(cell, [down.0, up.0]);
        }
        wide
    }

    /// Whether a cell moves in what shows another to be wide.
    pub fn is_needed_by(&self, cell: usize, other: usize) -> bool {
        let moves = |place: usize| self.moves[place].by.binary_search_by_key(&other, |(moved, _)| *moved).is_ok();
        self.shown_by[cell].is_some_and(|pair| pair.into_iter().any(moves))
    }

    fn show(&mut self, cell: usize, pair: [usize; 2]) {
        self.shown_by[cell] = Some(pair);
        pair.into_iter().for_each(|place| self.moves[place].shows.push(cell));
    }

    /// The moves that take a cell farthest, down and up.
    fn seen(&self, cell: usize) -> ((usize, i64), (usize, i64)) {
        let (mut down, mut up) = ((STAY, 0), (STAY, 0));
        for place in self.moves_of[cell].iter().rev().filter(|place| self.moves[**place].published == 0) {
            let by = self.moves[*place].by.binary_search_by_key(&cell, |(other, _)| *other);
            let by = by.map_or(0, |at| self.moves[*place].by[at].1);
            if by < down.1 {
                down = (*place, by);
            }
            if by > up.1 {
                up = (*place, by);
            }
            if up.1 - down.1 >= self.width {
                break;
            }
        }
        (down, up)
    }

    /// How far a cell can lie from its base count; no farther than the width is looked for.
    pub fn range(&mut self, cell: usize) -> Result<Range, ProtectError> {
        for sign in [1, -1] {
            let (down, up) = self.seen(cell);
            let reached = if sign > 0 { up.1 } else { -down.1 };
            let goal = self.width - if sign > 0 { -down.1 } else { up.1 };
            if goal > reached {
                let by = self.farthest(cell, sign, goal)?;
                self.add_move(by);
            }
        }
        let (down, up) = self.seen(cell);
        if up.1 - down.1 >= self.width {
            self.show(cell, [down.0, up.0]);
        }
        Ok(Range { down: -down.1, up: up.1 })
    }

    /// The move that takes a cell to the goal, or as far as it goes.
    fn farthest(&mut self, cell: usize, sign: i64, goal: i64) -> Result<Vec<(usize, i64)>, ProtectError> {
        if !self.is_free(cell) {
            return Ok(vec![]);
        }
        let end = Walk::new(&mut self.tableau, &self.base, &self.zeros, &mut self.drift).push(cell, sign, goal);
        let by = self.drift.take();
        if (end != End::Unsure || !self.thorough) && self.holds(&by) {
            return Ok(by);
        }
        if !self.thorough {
            return Ok(vec![]);
        }
        whole::farthest(self.system, &self.base, |other| self.is_free(other), cell, sign)
    }

    /// Takes down a move that was found elsewhere, if it holds. Its cells are all unpublished.
    pub fn add_move(&mut self, by: Vec<(usize, i64)>) {
        if by.is_empty() || !self.holds(&by) {
            return;
        }
        let place = self.moves.len();
        for (cell, _) in &by {
            self.moves_of[*cell].push(place);
        }
        let published = by.iter().filter(|(cell, _)| !self.is_free(*cell)).count();
        self.moves.push(Move { by, published, shows: vec![] });
    }

    /// In whole numbers: every equation holds after a move as before, and no count is negative.
    fn holds(&self, by: &[(usize, i64)]) -> bool {
        let mut sums = std::collections::BTreeMap::new();
        for (cell, by) in by {
            if self.base[*cell] + by < 0 {
                return false;
            }
            for (row, factor) in &self.system.rows_of[*cell] {
                *sums.entry(row).or_insert(0) += factor * by;
            }
        }
        sums.values().all(|sum| *sum == 0)
    }

    /// Forgets moves that show nothing, when they have become many.
    pub fn forget_unused(&mut self) {
        if self.moves.len() < 4 * self.system.cells.len() + 200 {
            return;
        }
        let mut used = vec![false; self.moves.len()];
        used[STAY] = true;
        self.shown_by.iter().flatten().flatten().for_each(|place| used[*place] = true);
        let mut renumbered = vec![STAY; self.moves.len()];
        let mut kept = Vec::new();
        for (place, old) in std::mem::take(&mut self.moves).into_iter().enumerate().filter(|(place, _)| used[*place]) {
            renumbered[place] = kept.len();
            kept.push(Move { shows: vec![], ..old });
        }
        self.moves = kept;
        self.moves_of.iter_mut().for_each(Vec::clear);
        for (place, kept) in self.moves.iter().enumerate() {
            kept.by.iter().for_each(|(cell, _)| self.moves_of[*cell].push(place));
        }
        for cell in 0..self.shown_by.len() {
            if let Some(pair) = self.shown_by[cell].take() {
                self.show(cell, pair.map(|place| renumbered[place]));
            }
        }
    }
}
