//! Where to get help (`surveys/contacts.toml`): what stands on every page, whether or not a survey is open.
//!
//! Promises that a number that can be tapped rings the number that is printed. Does not promise that anybody answers
//! it: `checked` says when it was last seen in public, and `stale` lists what staff should ring again. A stale
//! contact is still shown; a page without help would be worse.

use jiff::civil::Date;

use super::areas::Areas;
use super::document::{Document, Part};
use super::finding::Finding;
use super::model::Audience;
use super::slug::Slug;

/// After this many days a contact should be rung again (requirement T40).
pub const CHECK_EVERY_DAYS: i32 = 180;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contacts(Vec<Contact>);

#[derive(Clone, Debug, PartialEq)]
pub struct Contact {
    pub id: Slug,
    pub name: String,
    /// As printed, with spaces: `0808 500 2222`.
    pub number: Option<String>,
    /// The digits of a `tel:` link.
    pub dial: Option<String>,
    pub hours: Option<String>,
    pub note: Option<String>,
    /// Whom it is for, such as "16 and over".
    pub ages: Option<String>,
    /// Languages or relay, where the source says so.
    pub languages: Option<String>,
    /// None for lines that serve everybody.
    pub area: Option<Slug>,
    /// Where the number was seen: a line of the strategies or a public page.
    pub source: String,
    pub checked: Option<Date>,
    /// Shown first, whatever the area.
    pub urgent: bool,
    /// For children and young people, who see it before other lines.
    pub young: bool,
    /// Not for children, who do not see it.
    pub grown_up: bool,
}

const KEYS: [&str; 14] = [
    "id",
    "name",
    "number",
    "dial",
    "hours",
    "note",
    "ages",
    "languages",
    "area",
    "source",
    "checked",
    "urgent",
    "young",
    "grown-up",
];

impl Contacts {
    pub fn parse(file: &str, text: &str, areas: &Areas) -> Result<Self, Vec<Finding>> {
        Document::read(file, text, |document, top| {
            document.only(top, &["contact"]);
            let mut contacts: Vec<Contact> = Vec::new();
            for part in document.parts(top, "contact", "contact") {
                let Some(contact) = read_contact(document, part, areas) else {
                    continue;
                };
                if contacts.iter().any(|other| other.id == contact.id) {
                    let message = format!("two contacts are called '{}'", contact.id);
                    document.fault(part.line, "duplicate-id", message);
                }
                contacts.push(contact);
            }
            Some(Self(contacts))
        })
    }

    pub(super) fn of(contacts: Vec<Contact>) -> Self {
        Self(contacts)
    }

    pub fn iter(&self) -> impl Iterator<Item = &Contact> {
        self.0.iter()
    }

    /// Urgent help first, then what is made for young people where they read, then the area's own, then the lines for
    /// everybody; each in the order of the file.
    pub fn shown_to(&self, audience: Audience, area: Option<&Slug>) -> Vec<&Contact> {
        let is_young = matches!(audience, Audience::Child | Audience::YoungPerson);
        let here = |contact: &&Contact| {
            (contact.area.is_none() || contact.area.as_ref() == area)
                && !(contact.grown_up && audience == Audience::Child)
        };
        let mut shown: Vec<_> = self.iter().filter(here).collect();
        shown.sort_by_key(|contact| (!contact.urgent, !(is_young && contact.young), contact.area.is_none()));
        shown
    }

    /// Whether the area has a contact of its own; a page says so when it has none.
    pub fn area_given(&self, area: &Slug) -> bool {
        self.iter().any(|contact| contact.area.as_ref() == Some(area))
    }

    /// What staff should ring again: never dated, or last seen more than `CHECK_EVERY_DAYS` ago.
    pub fn stale(&self, today: Date) -> Vec<&Contact> {
        let fresh = |checked: Date| (today - checked).get_days() <= CHECK_EVERY_DAYS;
        self.iter().filter(|contact| !contact.checked.is_some_and(fresh)).collect()
    }
}

fn read_contact(document: &mut Document, part: Part<'_>, areas: &Areas) -> Option<Contact> {
    document.only(part, &KEYS);
    let id = document.slug(part, "id");
    let name = document.text(part, "name");
    let source = document.text(part, "source");
    let contact = Contact {
        id: document.need(part, "id", id)?,
        name: document.need(part, "name", name)?,
        source: document.need(part, "source", source)?,
        number: document.text(part, "number"),
        dial: document.text(part, "dial"),
        hours: document.text(part, "hours"),
        note: document.text(part, "note"),
        ages: document.text(part, "ages"),
        languages: document.text(part, "languages"),
        area: document.slug(part, "area"),
        checked: document.date(part, "checked"),
        urgent: document.flag(part, "urgent"),
        young: document.flag(part, "young"),
        grown_up: document.flag(part, "grown-up"),
    };
    if let Some(area) = contact.area.as_ref().filter(|area| areas.get(area.as_str()).is_none()) {
        let message = format!("there is no area '{area}' in areas.toml");
        document.fault(document.line_of(part, "area"), "unknown-area", message);
    }
    if contact.number.is_none() && contact.note.is_none() {
        document.fault(
            part.line,
            "missing-key",
            "this contact needs a 'number', or a 'note' that says how to reach it",
        );
    }
    if !dials_what_is_printed(&contact) {
        document.wrong(part, "dial", "must be digits only, and the same number as printed");
    }
    Some(contact)
}

/// "999, then 55" is dialled as 999, so the printed number may go on after the dialled one.
fn dials_what_is_printed(contact: &Contact) -> bool {
    let Some(dial) = &contact.dial else { return true };
    let printed = contact.number.as_deref().unwrap_or_default();
    let digits: String = printed.chars().filter(char::is_ascii_digit).collect();
    let whole = printed.split(',').next().unwrap_or_default();
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    dial.len() >= 3 && (*dial == digits || *dial == whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shipped() -> (Areas, Contacts) {
        let areas = Areas::parse("areas.toml", include_str!("../../surveys/areas.toml")).unwrap();
        let contacts = include_str!("../../surveys/contacts.toml");
        let contacts = Contacts::parse("contacts.toml", contacts, &areas).unwrap();
        (areas, contacts)
    }

    #[test]
    fn urgent_help_comes_first_then_the_area_then_everybody() {
        let (_, contacts) = shipped();
        let dudley: Slug = "dudley".parse().unwrap();
        let shown = contacts.shown_to(Audience::Adult, Some(&dudley));
        assert_eq!(shown[0].dial.as_deref(), Some("999"));
        let local = shown.iter().position(|contact| contact.area.is_some()).unwrap();
        assert!(shown[..local].iter().all(|contact| contact.urgent));
        assert!(shown[local..].iter().any(|contact| contact.area.is_none()));
        assert_eq!(shown[local].dial.as_deref(), Some("01384455411"));
        assert!(contacts.shown_to(Audience::Adult, None).iter().all(|contact| contact.area.is_none()));
    }

    #[test]
    fn an_area_without_a_contact_of_its_own_is_known() {
        let (areas, contacts) = shipped();
        let given: Vec<_> = areas.iter().filter(|area| contacts.area_given(&area.id)).collect();
        assert_eq!(given, [areas.get("dudley").unwrap()]);
    }

    #[test]
    fn only_numbers_from_the_strategies_and_the_checked_list_are_shipped() {
        let known = [
            "999",
            "101",
            "18000",
            "01384455411",
            "03005550050",
            "03005558574",
            "08085002222",
            "08001111",
            "08088005000",
            "116123",
            "08082000247",
            "08009995428",
            "08081689111",
            "08088010818",
        ];
        let (_, contacts) = shipped();
        for contact in contacts.iter() {
            assert!(known.contains(&contact.dial.as_deref().unwrap()), "{}", contact.id);
        }
    }

    #[test]
    fn a_contact_is_stale_after_180_days_or_without_a_date() {
        let text = "[[contact]]\nid = 'a'\nname = 'A'\nsource = 'x'\nnumber = '101'\ndial = '101'\nchecked = 2026-01-01\n\
                    [[contact]]\nid = 'b'\nname = 'B'\nsource = 'x'\nnote = 'ask staff'\n";
        let contacts = Contacts::parse("contacts.toml", text, &Areas::default()).unwrap();
        let stale = |date: &str| contacts.stale(date.parse().unwrap()).len();
        assert_eq!((stale("2026-01-01"), stale("2026-06-30"), stale("2026-07-01")), (1, 1, 2));
    }

    #[test]
    fn a_link_that_rings_another_number_is_refused() {
        let text =
            "[[contact]]\nid = 'a'\nname = 'A'\nsource = 'x'\nnumber = '0800 1111'\ndial = '08001112'\narea = 'mars'\n";
        let findings = Contacts::parse("contacts.toml", text, &Areas::default()).unwrap_err();
        let said: Vec<_> = findings.iter().map(|found| (found.line, found.rule)).collect();
        assert_eq!(said, [(6, "wrong-value"), (7, "unknown-area")]);
    }
}
