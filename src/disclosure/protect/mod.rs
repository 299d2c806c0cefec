//! Complementary suppression: which further cells must be hidden so that no hidden cell can be worked out to within the
//! protection width, jointly over everything in the document.
//!
//! Promises a pattern under which every hidden cell has a range of at least the width, or an error; the same document
//! gives the same pattern. Greedy: sensitive cells by falling count, each protected by the cheapest move that a linear
//! program finds; then whatever turns out not to be needed is published again, dearest first. Does not promise the
//! optimum, and its word is not trusted: `audit` checks what is published, with code of its own.

mod attack;
mod sensitive;
mod suppress;
mod system;

pub use attack::SolveError;
pub use sensitive::Rules;
pub use suppress::{Pattern, ProtectError, protect};
