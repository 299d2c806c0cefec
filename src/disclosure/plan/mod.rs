//! The planner: chooses, before anything is suppressed, for how long a time and in how many groups each question is
//! shown at each place.
//!
//! With a few hundred responses a year, hiding cells one by one leaves areas and providers blank. Instead `scale` and
//! `declare` fix before the year, from earlier published answers, how options are put together and how often a place is
//! shown; `decide` then shows whole distributions only, each group at least k, and holds the rest for a longer time or
//! leaves it together with others. Promises the same plan for the same figures. `audit` has the last word.

mod calendar;
mod decide;
mod declare;
mod scale;
mod shown;
#[cfg(test)]
mod tests;
mod tree;

pub use calendar::{Calendar, Period, Span, after};
pub use decide::{Levels as Decided, Note, Reason, Subject};
pub use declare::{Chosen, Expected, Levels, Plan, PlanError, Planned, by_node, declare, declare_respondents, inside};
pub use scale::Scale;
pub use shown::{Shown, TOGETHER, Together};
pub use tree::{
    CAMPAIGN, ELSEWHERE, NOT_SAID, Node, PLACE, Role, Siblings, TOTAL, Tree, group_dimension, no_provider,
    provider_category,
};

/// The planner in one sentence, for whoever reads the figures.
pub const SENTENCE: &str = "Every group shown has at least 8 people. The smaller the place or the shorter the time, the \
                            fewer the groups; the groups for each question were fixed before the year. A place with \
                            too few answers is shown for a longer time, or left together with others; what is not \
                            shown was not shown because of this rule, not because nobody answered.";
