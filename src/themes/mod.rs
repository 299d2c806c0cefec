//! What texts speak of.

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
