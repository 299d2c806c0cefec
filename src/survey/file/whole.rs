//! What must hold across a whole survey file: names used once, tables that can be counted, not too much to read.
//!
//! Looks only at what could be read; faults inside a question are reported where it is read.

use std::collections::BTreeSet;

use super::{MOST_TEXTS, Reading};
use crate::survey::document::Part;
use crate::survey::model::{Audience, Campaign, Kind, NO_CAMPAIGN, Survey, Table};

/// `[[table]]`: one question, by one or several others.
pub(super) fn read_tables(reading: &mut Reading<'_>, top: Part<'_>) -> Vec<Table> {
    let document = &mut *reading.document;
    let mut tables = Vec::new();
    for part in document.parts(top, "table", "table") {
        document.only(part, &["question", "by"]);
        let question = document.slug(part, "question");
        let question = document.need(part, "question", question);
        let by = document.slugs(part, "by");
        document.need(part, "by", by.first());
        for by in by {
            let Some(question) = question.clone() else {
                continue;
            };
            reading.places.put(format!("table/{}", tables.len()), document.line_of(part, "by"));
            tables.push(Table { question, by });
        }
    }
    tables
}

/// `[[campaign]]`: declared before anybody answers, like a table.
pub(super) fn read_campaigns(reading: &mut Reading<'_>, top: Part<'_>) -> Vec<Campaign> {
    let document = &mut *reading.document;
    let mut campaigns: Vec<Campaign> = Vec::new();
    for part in document.parts(top, "campaign", "campaign") {
        document.only(part, &["id", "label"]);
        let (id, label) = (document.slug(part, "id"), document.text(part, "label"));
        let (id, label) = (document.need(part, "id", id), document.need(part, "label", label));
        let (Some(id), Some(label)) = (id, label) else { continue };
        if id.as_str() == NO_CAMPAIGN || campaigns.iter().any(|campaign| campaign.id == id) {
            document.fault(part.line, "duplicate-id", format!("'{id}' is taken: a campaign needs a name of its own"));
        }
        campaigns.push(Campaign { id, label });
    }
    campaigns
}

pub(super) fn check_whole(reading: &mut Reading<'_>, survey: &Survey) {
    if survey.sections.is_empty() {
        reading.document.fault(1, "missing-key", "this survey has no [[section]]");
    }
    check_names(reading, survey);
    check_tables(reading, survey);
    check_further(reading, survey);
    let texts: Vec<_> = survey.questions().filter(|question| question.is_text()).collect();
    if let Some(first_over) = texts.get(MOST_TEXTS) {
        let line = reading.places.line(&format!("question/{}", first_over.id));
        let message = format!("{} boxes to write in; at most {MOST_TEXTS} can be read with care", texts.len());
        reading.document.fault(line, "too-many-texts", message);
    }
    if let Some(second) = survey.questions().filter(|question| question.is_consent()).nth(1) {
        let line = reading.places.line(&format!("question/{}", second.id));
        let message = "whether words may be quoted is asked once, of all of them together";
        reading.document.fault(line, "two-consents", message);
    }
}

fn check_names(reading: &mut Reading<'_>, survey: &Survey) {
    let sections = survey.sections.iter().map(|section| ("section", &section.id, &section.id));
    let questions = survey.questions().map(|question| ("question", &question.id, &question.id));
    let measures = survey.questions().map(|question| ("measure", &question.measure, &question.id));
    let mut seen = BTreeSet::new();
    for (what, name, owner) in sections.chain(questions).chain(measures) {
        // A question used twice brings its measure twice; saying so once is enough.
        let repeats = what == "measure" && name == owner;
        if !seen.insert((what, name)) && !repeats {
            let line = reading.duplicate_line(what, name.as_str(), owner.as_str());
            reading.document.fault(line, "duplicate-id", format!("the {what} '{name}' is there twice"));
        }
    }
}

impl Reading<'_> {
    /// The last place of a name used twice.
    fn duplicate_line(&self, what: &str, name: &str, owner: &str) -> usize {
        match what {
            "measure" => self.places.line(&format!("question/{owner}/measure")),
            _ => self.places.last_line(&format!("{what}/{name}")),
        }
    }
}

fn check_tables(reading: &mut Reading<'_>, survey: &Survey) {
    let mut seen = BTreeSet::new();
    for (at, table) in survey.tables.iter().enumerate() {
        let line = reading.places.line(&format!("table/{at}"));
        for name in [&table.question, &table.by] {
            // A question with a fault of its own is left out of the survey, but its name has a place.
            match survey.question(name.as_str()) {
                None if !reading.places.knows(&format!("question/{name}")) => {
                    let message = format!("a table names '{name}', which is no question of this survey");
                    reading.document.fault(line, "table-names-missing-question", message);
                }
                Some(question) if !question.is_closed() => {
                    let message =
                        format!("'{name}' is answered in words or is about them, so it cannot be counted in a table");
                    reading.document.fault(line, "table-of-text", message);
                }
                _ => {}
            }
        }
        if table.question == table.by || !seen.insert((&table.question, &table.by)) {
            let message = format!("'{}' by '{}' is declared twice, or by itself", table.question, table.by);
            reading.document.fault(line, "duplicate-table", message);
        }
    }
}

/// What is said of a further service feeds tables by kind of service and nothing else.
fn check_further(reading: &mut Reading<'_>, survey: &Survey) {
    let line = |reading: &Reading<'_>, id: &str| reading.places.line(&format!("question/{id}/further"));
    let services: Vec<_> = survey.questions().filter(|question| question.service).collect();
    for question in survey.further() {
        let by_service = |table: &Table| services.iter().any(|service| service.id == table.by);
        let counted = question.service || survey.tables.iter().any(|t| t.question == question.id && by_service(t));
        let message = match (&question.kind, services.as_slice()) {
            _ if survey.audience == Audience::Child => "children are asked about one service only",
            (_, [service]) if !service.further => {
                "asking about a further service needs its kind: say further = true there"
            }
            (_, [_]) if question.is_closed() && !matches!(question.kind, Kind::Area(_)) && counted => continue,
            (_, [_]) => "is asked of a further service only where a [[table]] shows it by kind of service",
            _ => "asking about further services needs one question about the kind of service",
        };
        let line = line(reading, question.id.as_str());
        reading.document.fault(line, "further-not-counted", format!("'{}': {message}", question.id));
    }
}
