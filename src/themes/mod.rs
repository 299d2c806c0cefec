//! What texts speak of.

pub mod danger;
pub mod evaluate;
pub mod features;
pub mod learner;
pub mod linear;
pub mod rule;
pub mod valence;
pub mod words;
