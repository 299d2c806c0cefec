//! One question of a survey file.
//!
//! Promises that a closed question has options and a text has none, and that nothing can be required or ticked
//! beforehand: those keys are known only so that they can be refused with a reason.

use super::Reading;
use super::scale::{Options, Scales, read_options, read_picture};
use crate::survey::areas::Areas;
use crate::survey::document::{Document, Part};
use crate::survey::language::is_address;
use crate::survey::model::{Agency, Choice, Kind, Question};
use crate::survey::slug::Slug;

const KEYS: [&str; 20] = [
    "id",
    "measure",
    "ask",
    "hint",
    "picture",
    "bsl",
    "audio",
    "kind",
    "options",
    "scale",
    "ordered",
    "sensitive",
    "breakdown",
    "service",
    "further",
    "region",
    "agencies",
    "lines",
    "priorities",
    "standards",
];
const TICKED: [&str; 4] = ["default", "selected", "checked", "preselected"];

pub(super) fn read_question(reading: &mut Reading<'_>, part: Part<'_>, scales: &Scales) -> Option<Question> {
    let document = &mut *reading.document;
    refuse_kindly(document, part, &KEYS);
    let id = document.slug(part, "id");
    let id = document.need(part, "id", id);
    let measure = document.slug(part, "measure").or_else(|| id.clone());
    let ask = document.text(part, "ask");
    let ask = document.need(part, "ask", ask);
    let hint = document.text(part, "hint");
    let picture = read_picture(document, part);
    let bsl = read_address(document, part, "bsl");
    let audio = read_address(document, part, "audio");
    let word = document.text(part, "kind");
    let word = document.need(part, "kind", word);
    let ordered = document.flag(part, "ordered");
    let sensitive = document.flag(part, "sensitive");
    let breakdown = document.flag(part, "breakdown");
    let service = document.flag(part, "service");
    if service && !breakdown {
        document.wrong(part, "service", "is for a question that tables are by: say breakdown = true too");
    }
    let further = document.flag(part, "further");
    let region = document.flag(part, "region");
    let lines = document.texts(part, "lines").into_iter().map(|(line, _)| line).collect();
    let priorities = document.slugs(part, "priorities");
    let standards = document.slugs(part, "standards");
    let options = options_of(document, part, scales, reading.areas, word.as_deref());
    let choices = options.iter().map(|(choice, _)| choice.clone()).collect();
    let agencies = read_agencies(document, part, service, &options);
    let kind = word.and_then(|word| read_kind(document, part, &word, choices));
    if breakdown && !matches!(kind, None | Some(Kind::OneOf(_) | Kind::Scale(_) | Kind::Area(_))) {
        let message = "'breakdown' needs a question with one answer a person: one-of, scale or area";
        document.fault(document.line_of(part, "breakdown"), "breakdown-needs-one-answer", message);
    }
    if ordered && !matches!(kind, None | Some(Kind::OneOf(_) | Kind::Scale(_))) {
        document.wrong(part, "ordered", "is for one-of questions whose options have an order; a scale always has one");
    }

    let id = id?;
    let path = format!("question/{id}");
    reading.note_places(&path, part);
    for (choice, line) in options {
        reading.places.put(format!("{path}/option/{}", choice.id), line);
    }
    let (measure, ask, kind) = (measure?, ask?, kind?);
    Some(Question {
        id,
        measure,
        ask,
        hint,
        picture,
        bsl,
        audio,
        ordered: ordered || matches!(kind, Kind::Scale(_)),
        kind,
        sensitive,
        breakdown,
        service,
        further,
        region,
        agencies,
        lines,
        priorities,
        standards,
    })
}

fn read_address(document: &mut Document, part: Part<'_>, key: &str) -> Option<String> {
    let address = document.text(part, key)?;
    if !is_address(&address) {
        document.wrong(part, key, "should be an address that begins with https://");
    }
    Some(address)
}

fn options_of(document: &mut Document, part: Part<'_>, scales: &Scales, areas: &Areas, kind: Option<&str>) -> Options {
    if kind == Some("area") {
        return area_options(areas).into_iter().map(|choice| (choice, document.line_of(part, "kind"))).collect();
    }
    let Some(name) = document.text(part, "scale") else {
        return read_options(document, part);
    };
    if part.has("options") {
        let message = "has its own options, so it cannot also name a scale";
        document.wrong(part, "scale", message);
    }
    match scales.get(&name) {
        Some(options) => options.clone(),
        None => {
            let message = format!("there is no [scale.{name}] in this file");
            document.fault(document.line_of(part, "scale"), "unknown-scale", message);
            Options::new()
        }
    }
}

/// The areas, one for elsewhere (which counts), and one for those who would rather not say (which does not).
fn area_options(areas: &Areas) -> Vec<Choice> {
    let choice =
        |id: Slug, label: &str, outside| Choice { id, label: label.to_owned(), picture: None, pole: None, outside };
    let fixed = |id: &str| id.parse().expect("a fixed name is a name");
    let mut options: Vec<_> = areas.iter().map(|area| choice(area.id.clone(), &area.name, false)).collect();
    options.push(choice(fixed("elsewhere"), "Outside these areas", false));
    options.push(choice(fixed("prefer-not-to-say"), "Prefer not to say", true));
    options
}

/// Agencies take in each option at most once, so that they and the options left add up.
fn read_agencies(document: &mut Document, part: Part<'_>, service: bool, options: &Options) -> Vec<Agency> {
    if part.has("agencies") && !service {
        document.wrong(part, "agencies", "put kinds of service together: say service = true too");
    }
    let mut agencies: Vec<Agency> = Vec::new();
    for part in document.parts(part, "agencies", "agency") {
        document.only(part, &["id", "label", "of"]);
        let (id, label) = (document.slug(part, "id"), document.text(part, "label"));
        let (id, label) = (document.need(part, "id", id), document.need(part, "label", label));
        let of = document.slugs(part, "of");
        let (Some(id), Some(label)) = (id, label) else { continue };
        let is_option = |id: &Slug| options.iter().any(|(choice, _)| choice.id == *id && !choice.outside);
        if is_option(&id) || agencies.iter().any(|agency| agency.id == id) {
            document.fault(part.line, "duplicate-id", format!("an option or another agency is called '{id}' already"));
        }
        for (at, option) in of.iter().enumerate() {
            let taken = of[..at].contains(option) || agencies.iter().any(|agency| agency.of.contains(option));
            if taken || !is_option(option) {
                document.wrong(part, "of", "should name options that count, each in one agency only");
            }
        }
        if of.len() < 2 {
            document.wrong(part, "of", "needs at least two options; one stands by itself");
        }
        agencies.push(Agency { id, label, of });
    }
    agencies
}

fn read_kind(document: &mut Document, part: Part<'_>, word: &str, choices: Vec<Choice>) -> Option<Kind> {
    let given = part.has("options") || part.has("scale");
    let kind = match word {
        "one-of" => Kind::OneOf(choices),
        "many-of" => Kind::ManyOf(choices),
        "scale" => Kind::Scale(choices),
        "area" => Kind::Area(choices),
        "short-text" => Kind::ShortText,
        "long-text" => Kind::LongText,
        "consent" => Kind::Consent(choices),
        _ => {
            let known = "should be one-of, many-of, scale, area, short-text, long-text or consent";
            document.wrong(part, "kind", known);
            return None;
        }
    };
    match &kind {
        Kind::ShortText | Kind::LongText if given => {
            document.fault(part.line, "text-with-options", "a question to be answered in words has no options");
        }
        Kind::Area(_) if given => {
            let message = "an area question takes its options from areas.toml; leave out 'options' and 'scale'";
            document.fault(part.line, "area-with-options", message);
        }
        Kind::Consent(choices) if choices.len() != 1 || part.has("scale") => {
            let message = "a consent question has one option, the box that a person may tick; no tick is no";
            document.fault(part.line, "consent-with-options", message);
        }
        Kind::OneOf(choices) | Kind::ManyOf(choices) | Kind::Scale(choices)
            if choices.len() < 2 && !part.has("scale") =>
        {
            let message = format!("a {word} question needs at least two 'options', or a 'scale' that has them");
            document.fault(part.line, "closed-without-options", message);
        }
        _ => {}
    }
    Some(kind)
}

/// Reports keys that are not `known`; `required` and ticked boxes get a reason of their own.
pub(super) fn refuse_kindly(document: &mut Document, part: Part<'_>, known: &[&str]) {
    for (key, line) in document.keys(part) {
        if key == "required" {
            let message = "no question is ever required: people may skip any of them; please take 'required' out";
            document.fault(line, "required-question", message);
        } else if TICKED.contains(&key) {
            let message = format!("nothing is ticked beforehand: the choice is the person's; please take '{key}' out");
            document.fault(line, "preselected", message);
        } else if !known.contains(&key) {
            document.unknown_key(part, key, line, known);
        }
    }
}
