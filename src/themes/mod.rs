//! What people wrote in their own words: redacted before anybody reads it, then sorted into themes by people, with
//! suggestions.
//!
//! Promises that a text never leaves the machine, that whatever a machine says here is a suggestion that names who made
//! it, and that nothing here calls a text or a person safe. The model runtime stays behind one small door (`engine`).
//! Knows nothing of who wrote, of storing or of pages; texts stay with the caller.

pub mod agreement;
pub mod clusters;
pub mod codebook;
pub mod danger;
pub mod engine;
pub mod evaluate;
pub mod features;
pub mod kept;
pub mod learner;
pub mod lessons;
pub mod linear;
pub mod lines;
pub mod listener;
pub mod redact;
pub mod rule;
pub mod tag;
pub mod valence;
pub mod words;
