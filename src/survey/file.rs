//! Reads one survey file (`surveys/*.toml`) into a `Survey`.
//!
//! Promises that what it returns can be asked, answered and counted: ids are unique, closed questions have options,
//! tables name questions that are there and can be crossed. A file that breaks this is refused whole, with every
//! fault it found. Does not judge wording or length: that is the linter's work (`lint`).

mod question;
mod scale;
mod whole;

use std::collections::BTreeMap;

use super::areas::Areas;
use super::document::{Document, Part};
use super::finding::Finding;
use super::model::{Audience, Section, Survey};
use question::read_question;
use scale::read_scales;
use whole::{check_whole, read_campaigns, read_tables};

/// More than this many boxes to write in is refused: every one of them is read by a person.
pub const MOST_TEXTS: usize = 4;

const KEYS: [&str; 11] =
    ["id", "family", "version", "audience", "languages", "title", "minutes", "scale", "section", "table", "campaign"];
const SECTION_KEYS: [&str; 4] = ["id", "heading", "note", "question"];

pub fn parse(name: &str, text: &str, areas: &Areas) -> Result<Survey, Vec<Finding>> {
    parse_with_places(name, text, areas).map(|(survey, _)| survey)
}

/// As `parse`, with the line of everything the linter may speak of.
pub(super) fn parse_with_places(name: &str, text: &str, areas: &Areas) -> Result<(Survey, Places), Vec<Finding>> {
    Document::read(name, text, |document, top| {
        let mut reading = Reading { document, areas, places: Places::default() };
        let survey = read_survey(&mut reading, top)?;
        check_whole(&mut reading, &survey);
        Some((survey, reading.places))
    })
}

/// What every part of the reader needs.
struct Reading<'a> {
    document: &'a mut Document,
    areas: &'a Areas,
    places: Places,
}

/// Where things stand, by path: `title`, `section/about-you/note`, `question/wait/option/yes`, `table/0`.
#[derive(Debug, Default)]
pub(super) struct Places(BTreeMap<String, Vec<usize>>);

impl Places {
    /// The line of a path, or of the nearest part above it that has one.
    pub fn line(&self, path: &str) -> usize {
        let mut path = path;
        loop {
            if let Some(line) = self.0.get(path).and_then(|lines| lines.first()) {
                return *line;
            }
            match path.rfind('/') {
                Some(at) => path = &path[..at],
                None => return 1,
            }
        }
    }

    fn last_line(&self, path: &str) -> usize {
        self.0.get(path).and_then(|lines| lines.last()).copied().unwrap_or(1)
    }

    fn knows(&self, path: &str) -> bool {
        self.0.contains_key(path)
    }

    fn put(&mut self, path: String, line: usize) {
        self.0.entry(path).or_default().push(line);
    }
}

impl Reading<'_> {
    /// Notes the line of a part and of each of its keys.
    fn note_places(&mut self, path: &str, part: Part<'_>) {
        self.places.put(path.to_owned(), part.line);
        for (key, line) in self.document.keys(part) {
            self.places.put(format!("{path}/{key}"), line);
        }
    }
}

fn read_survey(reading: &mut Reading<'_>, top: Part<'_>) -> Option<Survey> {
    for (key, line) in reading.document.keys(top) {
        reading.places.put(key.to_owned(), line);
    }
    let scales = read_scales(reading, top);
    let sections = reading.document.parts(top, "section", "section");
    let sections = sections.into_iter().filter_map(|part| read_section(reading, part, &scales)).collect();
    let tables = read_tables(reading, top);
    let campaigns = read_campaigns(reading, top);

    let document = &mut *reading.document;
    document.only(top, &KEYS);
    let languages: Vec<String> = document.texts(top, "languages").into_iter().map(|(tag, _)| tag).collect();
    let id = document.slug(top, "id");
    let family = document.slug(top, "family");
    let version = document.whole_number(top, "version");
    let audience = document.text(top, "audience");
    let audience = audience.and_then(|word| read_audience(document, top, &word));
    let title = document.text(top, "title");
    let minutes = document.whole_number(top, "minutes");

    // Asked for before any `?`, so that all that is missing is named at once.
    let id = document.need(top, "id", id);
    let family = document.need(top, "family", family);
    let version = document.need(top, "version", version);
    let audience = document.need(top, "audience", audience);
    let title = document.need(top, "title", title);
    let minutes = document.need(top, "minutes", minutes);
    document.need(top, "languages", languages.first());
    Some(Survey {
        id: id?,
        family: family?,
        version: version?,
        audience: audience?,
        languages,
        title: title?,
        minutes: minutes?,
        sections,
        tables,
        campaigns,
    })
}

fn read_audience(document: &mut Document, top: Part<'_>, word: &str) -> Option<Audience> {
    let audience = match word {
        "adult" => Audience::Adult,
        "easy-read" => Audience::EasyRead,
        "young-person" => Audience::YoungPerson,
        "child" => Audience::Child,
        "supporter" => Audience::Supporter,
        _ => {
            let known = "should be adult, easy-read, young-person, child or supporter";
            document.wrong(top, "audience", known);
            return None;
        }
    };
    Some(audience)
}

fn read_section(reading: &mut Reading<'_>, part: Part<'_>, scales: &scale::Scales) -> Option<Section> {
    let document = &mut *reading.document;
    document.only(part, &SECTION_KEYS);
    let id = document.slug(part, "id");
    let id = document.need(part, "id", id);
    let heading = document.text(part, "heading");
    let heading = document.need(part, "heading", heading);
    let note = document.text(part, "note");
    let questions = document.parts(part, "question", "question");
    if questions.is_empty() {
        document.fault(part.line, "missing-key", "this section has no question");
    }
    let questions = questions.into_iter().filter_map(|part| read_question(reading, part, scales)).collect();
    let id = id?;
    reading.note_places(&format!("section/{id}"), part);
    Some(Section { id, heading: heading?, note, questions })
}

#[cfg(test)]
mod tests;
