//! Takes out of a free text what could point at a person, before anybody reads it.
//!
//! Promises that no character of a span is left, that spans are sorted, apart and in range, that redacting what was
//! redacted changes nothing, and that a text that cannot be redacted is an error: it stays sealed. Does not promise
//! that everything was found: a story told in plain words points too. A person releases each quotation.

mod age;
mod allowed;
mod contact;
mod date;
pub mod kind;
mod lists;
mod name;
mod organisation;
mod page;
mod pattern;
mod place;
mod postcode;
mod reference;
mod vehicle;
mod word;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

use std::ops::Range;

pub use kind::Kind;
pub use lists::{is_everyday, is_plain};

use allowed::Allowed;
use page::Page;
use pattern::Found;

/// Longer than any answer may be: the form stops far earlier.
pub const LONGEST: usize = 20_000;
/// A text that still changes after so many readings is not understood.
const READINGS: usize = 24;

/// What points at a person, in characters of the text it was found in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    pub start: usize,
    pub end: usize,
    pub kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redacted {
    pub text: String,
    /// Sorted, apart, in characters of the text as it was.
    pub spans: Vec<Span>,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RedactError {
    #[error("a text of {0} characters is too long to redact; at most {LONGEST}")]
    TooLong(usize),
    #[error("a span from {start} to {end} does not lie in a text of {length} characters")]
    OutOfRange { start: usize, end: usize, length: usize },
    #[error("the text does not settle")]
    Unsettled,
}

#[derive(Clone, Debug)]
pub struct Redactor {
    allowed: Allowed,
}

impl Redactor {
    /// `allowed`: names and numbers of services that may stand, beside those that every redactor knows.
    pub fn new(allowed: impl IntoIterator<Item = String>) -> Self {
        Self { allowed: Allowed::new(allowed) }
    }

    /// `entities`: what a model found, united with what the rules find. A model can add, never take away.
    pub fn redact(&self, text: &str, entities: &[Span]) -> Result<Redacted, RedactError> {
        let source: Vec<char> = text.chars().collect();
        let length = source.len();
        if length > LONGEST {
            return Err(RedactError::TooLong(length));
        }
        if let Some(Span { start, end, .. }) = entities.iter().find(|span| span.start >= span.end || span.end > length)
        {
            return Err(RedactError::OutOfRange { start: *start, end: *end, length });
        }
        // The rules first: a mark in the middle of an address would hide the rest from them.
        let ruled = self.settle(&source, Vec::new())?;
        let marked = self.without_allowed(&source, entities);
        let spans = self.settle(&source, unite(ruled.into_iter().chain(marked).collect()))?;
        Ok(Redacted { text: write(&source, &spans).0.into_iter().collect(), spans })
    }

    /// Reads again what is left, until nothing more is found.
    fn settle(&self, source: &[char], mut spans: Vec<Span>) -> Result<Vec<Span>, RedactError> {
        for _ in 0..READINGS {
            let (shown, origin) = write(source, &spans);
            let more = self.read(&shown);
            if more.is_empty() {
                return Ok(spans);
            }
            spans.extend(more.into_iter().flat_map(|span| traced(&span, &origin)));
            spans = unite(spans);
        }
        Err(RedactError::Unsettled)
    }

    /// What the rules find in a text, in its characters.
    fn read(&self, source: &[char]) -> Vec<Span> {
        let page = Page::read(source);
        let words = word::words(&page.text);
        let mut found = Vec::new();
        contact::find(&page.text, &mut found);
        reference::find(&page.text, &mut found);
        vehicle::find(&page.text, &mut found);
        postcode::find(&page.text, &mut found);
        date::find(&page.text, &mut found);
        age::find(&page.text, &mut found);
        place::find(&page.text, &words, &mut found);
        organisation::find(&page.text, &words, &mut found);
        name::find(&words, &mut found);
        let stretches = self.allowed.stretches(&words, &found, &page.text);
        let stays = |one: &Found| one.at.is_empty() || self.allowed.lets(one, &page.text, &stretches);
        found.retain(|one| !stays(one));
        let parts = found.iter().flat_map(|one| without_marks(&page.text, one));
        parts.map(|one| span(page.source(one.at), one.kind)).collect()
    }

    fn without_allowed(&self, source: &[char], entities: &[Span]) -> Vec<Span> {
        let page = Page::read(source);
        let words = word::words(&page.text);
        let stretches: Vec<_> =
            self.allowed.stretches(&words, &[], &page.text).into_iter().map(|at| page.source(at)).collect();
        let allowed = |entity: &&Span| {
            let inside = |at: &Range<usize>| at.start <= entity.start && entity.end <= at.end;
            entity.kind.may_be_allowed() && stretches.iter().any(inside)
        };
        entities.iter().filter(|entity| !allowed(entity)).cloned().collect()
    }
}

fn span(at: Range<usize>, kind: Kind) -> Span {
    Span { start: at.start, end: at.end, kind }
}

/// The parts of a finding between placeholders that stand already, without the spaces at their ends.
fn without_marks(text: &str, found: &Found) -> Vec<Found> {
    let mut parts = Vec::new();
    let mut start = found.at.start;
    for part in text[found.at.clone()].split(page::MARK) {
        let inner = part.trim();
        if inner.chars().any(char::is_alphanumeric) {
            let from = start + (part.len() - part.trim_start().len());
            parts.push(Found { at: from..from + inner.len(), kind: found.kind });
        }
        start += part.len() + page::MARK.len_utf8();
    }
    parts
}

/// The text with a placeholder for each span, and for each of its characters the one of the source it is.
fn write(source: &[char], spans: &[Span]) -> (Vec<char>, Vec<Option<usize>>) {
    let (mut shown, mut origin) = (Vec::with_capacity(source.len()), Vec::with_capacity(source.len()));
    let mut at = 0;
    for span in spans.iter().chain([&Span { start: source.len(), end: source.len(), kind: Kind::Name }]) {
        shown.extend(&source[at..span.start]);
        origin.extend((at..span.start).map(Some));
        if span.start < span.end {
            shown.extend(span.kind.placeholder().chars());
            origin.resize(shown.len(), None);
        }
        at = span.end;
    }
    (shown, origin)
}

/// Back to the source; a stretch that runs over a placeholder falls into the parts beside it.
fn traced(span: &Span, origin: &[Option<usize>]) -> Vec<Span> {
    let mut parts: Vec<Span> = Vec::new();
    for at in origin[span.start..span.end].iter().flatten() {
        match parts.last_mut() {
            Some(last) if last.end == *at => last.end += 1,
            _ => parts.push(Span { start: *at, end: at + 1, kind: span.kind }),
        }
    }
    parts
}

/// Sorted and apart: what overlaps or touches becomes one span, of the kind that covers most of it.
fn unite(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end), span.kind));
    let mut united: Vec<(Span, usize)> = Vec::new();
    for span in spans {
        let length = span.end - span.start;
        match united.last_mut() {
            Some((last, longest)) if span.start <= last.end => {
                last.end = last.end.max(span.end);
                if length > *longest {
                    (last.kind, *longest) = (span.kind, length);
                }
            }
            _ => united.push((span, length)),
        }
    }
    united.into_iter().map(|(span, _)| span).collect()
}
