//! What is asked can be counted, and what is counted is asked for: tables and breakdowns belong together, scales have
//! poles, and codes and lines lead somewhere.

use super::{Check, References};
use crate::survey::model::{Kind, Question};

pub(super) fn check(check: &mut Check<'_>, references: &References) {
    check_tables(check);
    for question in check.survey.questions() {
        check_poles(check, question);
        check_references(check, question, references);
    }
}

fn check_tables(check: &mut Check<'_>) {
    let survey = check.survey;
    for question in survey.questions().filter(|question| question.breakdown) {
        if !survey.tables.iter().any(|table| table.by == question.id) {
            let message =
                format!("no [[table]] is by '{}'; declare one, or do not ask what nobody will count", question.id);
            check.error(&format!("question/{}/breakdown", question.id), "breakdown-without-table", message);
        }
    }
    for (at, table) in survey.tables.iter().enumerate() {
        if !survey.question(table.by.as_str()).is_some_and(|question| question.breakdown) {
            let message = format!("'{}' has to say breakdown = true before a table can be by it", table.by);
            check.error(&format!("table/{at}"), "table-without-breakdown", message);
        }
    }
}

fn check_poles(check: &mut Check<'_>, question: &Question) {
    let Kind::Scale(choices) = &question.kind else {
        return;
    };
    if let Some(choice) = choices.iter().find(|choice| !choice.outside && choice.pole.is_none()) {
        let message = format!(
            "'{}' has no pole; say favourable, middle or unfavourable, or outside = true if it is no answer",
            choice.label
        );
        check.error(&format!("question/{}/option/{}", question.id, choice.id), "measure-without-pole", message);
    }
}

fn check_references(check: &mut Check<'_>, question: &Question, references: &References) {
    let path = format!("question/{}", question.id);
    for priority in question.priorities.iter().filter(|id| !references.priorities.contains(*id)) {
        let message = format!("there is no priority '{priority}' in framework.toml");
        check.error(&format!("{path}/priorities"), "unknown-reference", message);
    }
    for standard in question.standards.iter().filter(|id| !references.standards.contains(*id)) {
        let message = format!("there is no standard '{standard}' in framework.toml");
        check.error(&format!("{path}/standards"), "unknown-reference", message);
    }
    for line in question.lines.iter().filter(|line| !is_strategy_line(line)) {
        let message = format!("'{line}' is no line of a strategy; write R193 or D6-7, with the last line in full");
        check.error(&format!("{path}/lines"), "unreadable-strategy-line", message);
    }
}

/// `R193`, `R193-196`, `D6-7`: the strategy, then a line or a range that does not run backwards.
fn is_strategy_line(line: &str) -> bool {
    let Some(lines) = line.strip_prefix(['R', 'D']) else {
        return false;
    };
    let number = |text: &str| {
        let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| text.parse::<u32>().ok()).flatten()
    };
    match lines.split_once('-') {
        None => number(lines).is_some(),
        Some((from, to)) => matches!((number(from), number(to)), (Some(from), Some(to)) if from < to),
    }
}
