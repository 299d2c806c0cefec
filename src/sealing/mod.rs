//! Envelopes: bytes that open only where, and for whom, they were sealed; the keys of a wave and who holds them.
//!
//! Promises P3 (from arrival nobody can read a response) and the seals of P9 (exact counts never stand in the
//! clear). Knows nothing of databases or web pages. What it does not promise stands at each module's head.

mod binding;
mod envelope;
mod key;
pub mod keyholder;
mod padding;
pub mod share;
#[cfg(test)]
mod tests;
mod words;
mod wrap;

pub use binding::Binding;
pub use envelope::{
    Arrival, ClosedPart, CollectingKeys, FurtherPart, Mark, Origin, Outer, Sending, Source, TextPart, open_at,
    open_closed, open_counts, open_further, open_outer, open_text, seal_at, seal_counts, seal_response,
};
pub use key::{PrivateKey, PublicKey, Purpose, SealError, Sealed, key_pair};
