//! What free texts speak of: the codebook, suggestions of themes, worrying wording, and measures of how good they are.
//!
//! Promises that whatever a machine says here is a suggestion that names who made it, and that nothing here calls a
//! text or a person safe. Knows nothing of who wrote, of storing or of pages; texts stay with the caller.

pub mod agreement;
pub mod clusters;
pub mod codebook;
pub mod danger;
pub mod evaluate;
pub mod features;
pub mod learner;
pub mod lessons;
pub mod linear;
pub mod lines;
pub mod rule;
pub mod tag;
pub mod valence;
pub mod words;
