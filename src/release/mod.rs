//! Frozen figures, signed and chained: making a release, verifying the chain, the feed, CSV.
//!
//! Promises that a release is made of Figures alone, is never changed after it is signed, and names the digest of the
//! one before it. Does not decide what is safe: that is `disclosure`.

mod assemble;
mod csv;
mod document;
mod publish;
mod sign;
mod words;

pub use self::csv::to_csv;
pub use assemble::{Assembly, assemble, waiting};
pub use document::{Cell, Dimension, Document, Period, SCHEMA, TOTAL, Table, WaveSpan, Withheld};
pub use publish::{Publication, publish};
pub use sign::{SignError, SigningKey, digest_of, verify};
