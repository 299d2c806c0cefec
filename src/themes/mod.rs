//! What free texts say: redacted before anybody reads them, then sorted into themes by people with suggestions.
//!
//! Promises that a text never leaves the machine, that nothing is shown unredacted, and that a suggestion is only ever a
//! suggestion: a person decides. Knows nothing of who wrote, of storing or of pages.

pub mod redact;
