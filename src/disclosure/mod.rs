//! What may be told: exact counts in, figures out.
//!
//! Promises that only this room makes a `Figure`, and that every figure it makes stands for no fewer than `rule::K`
//! persons. `plan` chooses what each release shows of which place for which time, and `audit` certifies it together with
//! all that was published before. `protect` hides complementary cells in anyone's tables.

pub mod audit;
mod exact;
mod figure;
mod noise;
pub mod plan;
pub mod protect;
pub mod quote;
mod rule;
pub mod tabular;

pub use exact::{Distribution, Exact, Place, TableKey};
pub use figure::Figure;
pub use noise::{DELTA, NotARho, Rho, epsilon, in_words, margin_of_error};
#[cfg(feature = "dp")]
pub use noise::{NoiseError, NoisyCount, NoisyTable, Standing, can_be_drawn, draw};
pub use rule::{K, LEAST_BASE, LEAST_RESPONDENTS, PARTS_A_PERSON, ROUND_TO, WIDTH};
