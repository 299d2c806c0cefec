//! Options: those of one question, and scales that several questions share (`[scale.name]`).
//!
//! Promises that options have unique ids, and that what is outside the base has no pole.

use std::collections::BTreeMap;

use super::Reading;
use super::question::refuse_kindly;
use crate::survey::document::{Document, Part};
use crate::survey::model::{Choice, Pole};
use crate::survey::pictures;

/// Options with the line of each.
pub(super) type Options = Vec<(Choice, usize)>;

pub(super) type Scales = BTreeMap<String, Options>;

const KEYS: [&str; 5] = ["id", "label", "picture", "pole", "outside"];

pub(super) fn read_scales(reading: &mut Reading<'_>, top: Part<'_>) -> Scales {
    let document = &mut *reading.document;
    let mut scales = Scales::new();
    for (name, part) in document.named_parts(top, "scale", "scale") {
        document.only(part, &["options"]);
        let options = read_options(document, part);
        if options.is_empty() && !part.has("options") {
            document.fault(part.line, "missing-key", "this scale needs 'options'");
        }
        scales.insert(name.to_owned(), options);
    }
    scales
}

pub(super) fn read_options(document: &mut Document, part: Part<'_>) -> Options {
    let mut options = Options::new();
    for part in document.parts(part, "options", "option") {
        refuse_kindly(document, part, &KEYS);
        let (id, label) = (document.slug(part, "id"), document.text(part, "label"));
        let (id, label) = (document.need(part, "id", id), document.need(part, "label", label));
        let pole = document.text(part, "pole").and_then(|word| read_pole(document, part, &word));
        let picture = read_picture(document, part);
        let outside = document.flag(part, "outside");
        if outside && pole.is_some() {
            document.wrong(part, "pole", "has no place on an option that is outside the base");
        }
        let (Some(id), Some(label)) = (id, label) else {
            continue;
        };
        if options.iter().any(|(other, _)| other.id == id) {
            document.fault(part.line, "duplicate-id", format!("two options of one question are called '{id}'"));
        }
        options.push((Choice { id, label, picture, pole, outside }, part.line));
    }
    options
}

/// The name of a picture that there is.
pub(super) fn read_picture(document: &mut Document, part: Part<'_>) -> Option<String> {
    let picture = document.text(part, "picture")?;
    if pictures::picture(&picture).is_none() {
        document.wrong(part, "picture", &format!("should be one of: {}", pictures::names()));
    }
    Some(picture)
}

fn read_pole(document: &mut Document, part: Part<'_>, word: &str) -> Option<Pole> {
    match word {
        "favourable" => Some(Pole::Favourable),
        "middle" => Some(Pole::Middle),
        "unfavourable" => Some(Pole::Unfavourable),
        _ => {
            document.wrong(part, "pole", "should be favourable, middle or unfavourable");
            None
        }
    }
}
