//! Choice and warning: every closed question can be declined, a sensitive section says so first, and a text box stands
//! beside words that say what to leave out.

use super::Check;
use crate::survey::model::{Choice, Question, Section};
use crate::survey::readability::words;

/// What children and others may say instead.
const DECLINING: [&str; 4] = ["prefer not to say", "rather not say", "don't want to say", "do not want to say"];

pub(super) fn check(check: &mut Check<'_>) {
    for section in &check.survey.sections {
        check_note(check, section);
        for question in &section.questions {
            check_declining(check, question);
            check_leave_out(check, section, question);
        }
    }
}

fn check_declining(check: &mut Check<'_>, question: &Question) {
    let declines = |choice: &Choice| {
        let label = words(&choice.label).join(" ");
        choice.outside && DECLINING.iter().any(|phrase| label.contains(phrase))
    };
    if question.is_closed() && !question.choices().iter().any(declines) {
        let message = format!(
            "'{}' cannot be declined; add {{ id = \"prefer-not-to-say\", label = \"Prefer not to say\", outside = true }}",
            question.id
        );
        check.error(&format!("question/{}/options", question.id), "missing-prefer-not-to-say", message);
    }
}

fn check_note(check: &mut Check<'_>, section: &Section) {
    let sensitive = section.questions.iter().find(|question| question.sensitive);
    if let Some(question) = sensitive.filter(|_| section.note.is_none()) {
        let message = format!(
            "'{}' is sensitive, so its section needs a 'note' that says what is coming and that it can be skipped",
            question.id
        );
        check.error(&format!("section/{}", section.id), "missing-content-note", message);
    }
}

fn check_leave_out(check: &mut Check<'_>, section: &Section, question: &Question) {
    let beside = [&question.hint, &section.note];
    let mut said = beside.into_iter().flatten().flat_map(|text| words(text));
    if question.is_text() && !said.any(|word| word == "names") {
        let message = format!(
            "beside '{}' should stand what to leave out (names, dates, places), with an example of safe words",
            question.id
        );
        check.error(&format!("question/{}/hint", question.id), "missing-leave-out-hint", message);
    }
}
