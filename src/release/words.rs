//! The sentences that stand beside figures, for readers who are no statisticians.

use crate::disclosure::{Form, K, LEAST_BASE, ROUND_TO};

/// Under-reporting means that these are answers, not prevalence (strategy lines R232-234).
pub const CAVEAT: &str = "Most sexual assault and abuse is never reported, and only some people who met a service \
                          answered. These figures show what they told us. They do not show how common anything is.";

pub const WITHHELD: &str = "Not shown yet. People did answer. With so few answers, or answers so alike, a figure could \
                            point to someone. They are kept and shown together with later answers.";

pub fn rules() -> String {
    format!(
        "Every figure stands for at least {K} people, or for none, and no question with fewer than {LEAST_BASE} \
         answers is shown. Counts are rounded to the nearest {ROUND_TO}, so rows may not add up to the number of \
         people; percentages are of the rounded rows. Answers that were too few are shown in fewer groups, or \
         together with a later time, or not at all."
    )
}

pub fn form(form: Form) -> &'static str {
    match form {
        Form::Whole => "whole",
        Form::ThreeWay => "three-way",
        Form::TwoWay => "two-way",
        Form::Labels => "labels",
    }
}
