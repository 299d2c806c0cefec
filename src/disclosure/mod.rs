//! What may be told: exact counts in, figures out.
//!
//! Promises that only this room makes a `Figure`, and that every figure it makes stands for no fewer than `rule::K`
//! persons. `plan` chooses what each release shows of which place for which time, and `audit` certifies it together with
//! all that was published before. `protect` hides complementary cells in anyone's tables.

pub mod audit;
mod exact;
mod figure;
pub mod plan;
pub mod protect;
mod rule;
pub mod tabular;

pub use exact::{Distribution, Exact, Place, TableKey};
pub use figure::Figure;
pub use rule::{K, LEAST_BASE, LEAST_RESPONDENTS, ROUND_TO, WIDTH};
