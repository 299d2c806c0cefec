//! The linter: what a survey file must keep to besides being readable by a machine (requirements T20-T33, T67).
//!
//! Promises that each finding names the file, the line, the rule and how to mend it. `RULES` lists every rule, those of
//! the reader (`file`) among them; when the reader refuses a file its faults come alone, since the rest cannot be
//! judged. A file without findings is not thereby good: survivors have to read it first.

mod care;
mod counting;
mod length;
mod reading;
#[cfg(test)]
mod tests;
mod wording;

use std::collections::BTreeSet;

use super::areas::Areas;
use super::file::{Places, parse_with_places};
use super::finding::{Finding, Severity, in_order};
use super::model::Survey;
use super::slug::Slug;

/// The ids that a survey may refer to (`surveys/framework.toml`).
#[derive(Clone, Debug, Default)]
pub struct References {
    pub priorities: BTreeSet<Slug>,
    pub standards: BTreeSet<Slug>,
}

/// Every rule, with what it is for.
pub const RULES: [(&str, &str); 33] = [
    ("area-with-options", "the areas are the same in every survey"),
    ("asks-about-the-event", "surveys ask about services, never about what happened (T25)"),
    ("bad-toml", "the file must be TOML"),
    ("blame-wording", "no word may lay blame or doubt on the person (T27)"),
    ("breakdown-needs-one-answer", "the cells of a table must add up"),
    ("breakdown-without-table", "what no declared table uses is not asked (T67)"),
    ("closed-without-options", "a closed question needs something to choose"),
    ("consent-with-options", "one box to tick; no tick is no"),
    ("duplicate-id", "a name stands for one thing"),
    ("duplicate-table", "a table is declared once"),
    ("measure-without-pole", "a scale is merged by its poles when numbers are small"),
    ("missing-content-note", "a sensitive section says so before it begins (T26)"),
    ("missing-key", "what the survey cannot do without"),
    ("missing-leave-out-hint", "beside a text box stands what to leave out (T33)"),
    ("missing-prefer-not-to-say", "every closed question can be declined (T20)"),
    ("not-a-name", "names are safe in files, forms and addresses"),
    ("preselected", "nothing is ticked beforehand (T32)"),
    ("reading-age", "plain words (T29)"),
    ("required-question", "no question is required (T20)"),
    ("sensitive-word-in-title", "what shows on a screen or in an address is neutral (T12)"),
    ("table-names-missing-question", "a table is of questions that are there"),
    ("table-of-text", "words are not counted in tables"),
    ("table-without-breakdown", "a table is by a question marked for it"),
    ("text-with-options", "a text has no options"),
    ("too-long", "about ten questions and five minutes (T28)"),
    ("too-many-texts", "every text is read by a person"),
    ("two-consents", "whether words may be quoted is asked once"),
    ("understated-minutes", "the stated time is honest (T28)"),
    ("unknown-key", "a slip of the pen must not be silent"),
    ("unknown-reference", "codes and lines lead somewhere"),
    ("unknown-scale", "a scale is in the file that names it"),
    ("unreadable-strategy-line", "lines are written R193-196 or D6-7"),
    ("wrong-value", "values are of the kind the key needs"),
];

/// Every fault of a survey file, in reading order; none for a good one.
pub fn lint(file: &str, text: &str, areas: &Areas, references: &References) -> Vec<Finding> {
    let (survey, places) = match parse_with_places(file, text, areas) {
        Ok(read) => read,
        Err(findings) => return findings,
    };
    let mut check = Check { file, survey: &survey, places: &places, findings: Vec::new() };
    wording::check(&mut check);
    care::check(&mut check);
    counting::check(&mut check, references);
    length::check(&mut check);
    reading::check(&mut check);
    in_order(check.findings)
}

/// A survey under the linter.
struct Check<'a> {
    file: &'a str,
    survey: &'a Survey,
    places: &'a Places,
    findings: Vec<Finding>,
}

impl<'a> Check<'a> {
    fn error(&mut self, path: &str, rule: &'static str, message: String) {
        self.add(path, rule, message, Severity::Error);
    }

    fn warning(&mut self, path: &str, rule: &'static str, message: String) {
        self.add(path, rule, message, Severity::Warning);
    }

    fn add(&mut self, path: &str, rule: &'static str, message: String, severity: Severity) {
        let line = self.places.line(path);
        self.findings.push(Finding { file: self.file.to_owned(), line, rule, message, severity });
    }

    /// All that a person reads, with its place.
    fn pieces(&self) -> Vec<Piece<'a>> {
        let piece = |path: String, text: &'a str, role| Piece { path, text, role };
        let mut pieces = vec![piece("title".to_owned(), &self.survey.title, Role::Title)];
        for section in &self.survey.sections {
            let path = format!("section/{}", section.id);
            pieces.push(piece(format!("{path}/heading"), &section.heading, Role::Title));
            let note = section.note.iter();
            pieces.extend(note.map(|note| piece(format!("{path}/note"), note, Role::Prose)));
            for question in &section.questions {
                let path = format!("question/{}", question.id);
                pieces.push(piece(format!("{path}/ask"), &question.ask, Role::Prose));
                let hint = question.hint.iter();
                pieces.extend(hint.map(|hint| piece(format!("{path}/hint"), hint, Role::Prose)));
                let label = |id: &Slug| format!("{path}/option/{id}");
                pieces.extend(question.choices().iter().map(|c| piece(label(&c.id), &c.label, Role::Label)));
            }
        }
        pieces
    }
}

struct Piece<'a> {
    path: String,
    text: &'a str,
    role: Role,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Shows in the history of the browser or at a glance: the title and the headings.
    Title,
    Prose,
    Label,
}
