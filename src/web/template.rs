//! A page rendered ahead, with slots: what differs between two people's pages is a ticket and a page secret, and
//! nothing else.
//!
//! Promises that by construction a used and an unused code get the same bytes: a template does not know codes.

use axum::body::Bytes;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    Ticket,
    Secret,
}

/// Written into a page while it is rendered. Control characters are refused in survey files and settings, so no words of
/// anybody's are ever taken for a slot.
pub const TICKET: &str = "\u{1}ticket\u{1}";
pub const SECRET: &str = "\u{1}secret\u{1}";

pub struct Template(Vec<(String, Option<Slot>)>);

impl Template {
    pub fn new(page: &str) -> Self {
        let mut parts = Vec::new();
        let mut rest = page;
        while let Some(at) = rest.find('\u{1}') {
            let (before, from) = rest.split_at(at);
            let slots = [(TICKET, Slot::Ticket), (SECRET, Slot::Secret)];
            let slot = slots.into_iter().find(|(mark, _)| from.starts_with(mark));
            // A stray mark is dropped; it is no slot.
            let (length, slot) = slot.map_or((1, None), |(mark, slot)| (mark.len(), Some(slot)));
            parts.push((before.to_owned(), slot));
            rest = &from[length..];
        }
        parts.push((rest.to_owned(), None));
        Self(parts)
    }

    pub fn fill(&self, ticket: &str, secret: &str) -> Bytes {
        let mut page = String::with_capacity(self.0.iter().map(|(text, _)| text.len() + 200).sum());
        for (text, slot) in &self.0 {
            page.push_str(text);
            page.push_str(match slot {
                Some(Slot::Ticket) => ticket,
                Some(Slot::Secret) => secret,
                None => "",
            });
        }
        page.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_slot_is_filled() {
        let template = Template::new(&format!("a{TICKET}b{SECRET}c{SECRET}"));
        assert_eq!(template.fill("T", "S"), "aTbScS");
        assert_eq!(Template::new("a\u{1}b").fill("T", "S"), "ab");
        assert_eq!(Template::new("plain").fill("T", "S"), "plain");
    }
}
