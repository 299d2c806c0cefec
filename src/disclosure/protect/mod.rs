//! Complementary suppression: which further cells must be hidden so that no hidden cell can be worked out to within the
//! protection width, jointly over everything in the document.
//!
//! Promises a pattern under which every hidden cell has a range of at least the width, shown by two tables of whole
//! numbers, or an error; the same document gives the same pattern. Greedy: sensitive cells by falling count, each
//! protected by the cheapest exchange; then whatever turns out not to be needed is published again, dearest first; then
//! parts of the pattern are done again in other ways, and the better one is kept. Does not promise the optimum, and its
//! word is not trusted: `audit` checks what is published, with code of its own.

mod exchange;
mod improve;
#[cfg(feature = "highs")]
mod optimum;
mod print;
mod reader;
mod sensitive;
mod suppress;
mod survey;
mod system;
mod tableau;
mod walk;
mod whole;

use serde_json::Value;

use super::tabular::Tabular;
use print::printed;
use reader::Reader;
use suppress::Work;
use system::System;

#[cfg(feature = "highs")]
pub use optimum::{Optimum, optimum};
pub use sensitive::Rules;
pub use suppress::ProtectError;

/// What to hide.
#[derive(Debug)]
pub struct Pattern {
    /// Names of cells that are sensitive in themselves.
    pub primary: Vec<String>,
    /// Names of cells hidden to protect them.
    pub secondary: Vec<String>,
    /// What hiding these costs: 1 for a leaf, 3 for what is one level up, 10 for what is higher.
    pub weight: i64,
    /// The document with `null` where hidden.
    pub document: Value,
}

pub fn protect(document: &Tabular, rules: Rules) -> Result<Pattern, ProtectError> {
    let system = System::of(document)?;
    let sensitive = sensitive::sensitive(document, &system, rules)?;
    let frozen = sensitive.iter().zip(&system.cells).find(|(is, cell)| **is && cell.frozen);
    if let Some((_, cell)) = frozen {
        return Err(ProtectError::Infeasible(cell.name.clone()));
    }
    let reader = Reader::new(&system, document.k, document.width, &sensitive)?;
    let mut work = Work::new(reader, &sensitive);
    work.hide_what_is_needed()?;
    work.publish_what_is_not_needed(work.secondaries())?;
    improve::improve(&mut work)?;
    // Nothing is left to do unless the search lost track of a cell; then it is better protected late than never.
    work.hide_what_is_needed()?;
    let names = |wanted: bool| -> Vec<String> {
        let hidden = (0..system.cells.len()).filter(|cell| work.is_hidden(*cell) && sensitive[*cell] == wanted);
        hidden.map(|cell| system.cells[cell].name.clone()).collect()
    };
    Ok(Pattern {
        primary: names(true),
        secondary: names(false),
        weight: work.weight,
        document: printed(document, &system, |cell| work.is_hidden(cell)),
    })
}
