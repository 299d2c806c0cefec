//! What may be told: exact counts in, figures out.
//!
//! Promises that only this room makes a `Figure`, and that every figure it makes stands for no fewer than `rule::K`
//! persons, or for a zero that may be shown. Releases tell of the whole region only: each question once per period, in
//! the finest of its declared forms in which every cell is safe (`present`), and `audit` certifies each release together
//! with all before it. `protect` hides complementary cells in any tables. Does not yet choose presentations for places.

pub mod audit;
mod exact;
mod figure;
mod noise;
mod present;
#[cfg(test)]
mod present_tests;
pub mod protect;
mod rule;
pub mod tabular;

pub use exact::{Distribution, Exact, Place, TableKey};
pub use figure::Figure;
pub use noise::{DELTA, NotARho, Rho, epsilon, in_words, margin_of_error};
#[cfg(feature = "dp")]
pub use noise::{NoiseError, NoisyCount, NoisyTable, Standing, can_be_drawn, draw};
pub use present::{Form, Presentation, Shown, ShownCell, present, present_respondents};
pub use rule::{K, LEAST_BASE, LEAST_RESPONDENTS, ROUND_TO, WIDTH};
