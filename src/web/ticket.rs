//! Tickets: leave to load a page for two minutes, so that Back after leaving finds nothing.
//!
//! A phone that goes back asks the server again for the survey's page. The page's address carries a ticket; Exit and
//! Send close its sitting, and a closed or lapsed ticket gets a page that says nothing. Tickets are sealed under a key
//! of the secrets directory, so an address in a browser's history says neither which code nor which link was used.
//!
//! Promises that reading slowly loses nothing: only loading lapses, never sending. Which sittings are closed is kept in
//! memory alone, as long as a landing page could start a form; a restart forgets it.

use std::collections::HashMap;
use std::sync::Mutex;

use data_encoding::BASE64URL_NOPAD;
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use serde::{Deserialize, Serialize};

use crate::clock::{Entropy, random};
use crate::survey::Slug;

/// How long an address may be loaded.
pub const LOADS_FOR: i64 = 120;
/// How long a landing page may lie open before its Start no longer works.
pub const STARTS_FOR: i64 = 12 * 3_600;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ticket {
    /// Shared by the pages of one visit.
    pub sitting: [u8; 8],
    pub issued: i64,
    pub page: Page,
    pub entry: Entry,
    pub wave: Slug,
    pub survey: Slug,
    /// In which the visit's pages are.
    pub language: Slug,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Page {
    Landing,
    Form,
}

/// What the visit came with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Entry {
    /// A code's digest.
    Code([u8; 32]),
    Link(Slug),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Good,
    Lapsed,
    Closed,
}

pub struct Tickets {
    key: LessSafeKey,
    closed: Mutex<Closed>,
}

/// Closed sittings and when each may be forgotten.
#[derive(Default)]
struct Closed {
    until: HashMap<[u8; 8], i64>,
    swept: i64,
}

impl Tickets {
    pub fn new(key: &[u8; 32]) -> Self {
        let key = UnboundKey::new(&AES_256_GCM, key).expect("the key has the algorithm's length");
        Self { key: LessSafeKey::new(key), closed: Mutex::default() }
    }

    pub fn seal(&self, ticket: &Ticket, entropy: &dyn Entropy) -> String {
        let nonce: [u8; 12] = random(entropy);
        let mut sealed = postcard::to_stdvec(ticket).expect("plain values encode");
        self.key
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::empty(), &mut sealed)
            .expect("a ticket is short enough to seal");
        BASE64URL_NOPAD.encode(&[&nonce[..], &sealed].concat())
    }

    pub fn open(&self, text: &str) -> Option<Ticket> {
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).ok()?;
        let (nonce, sealed) = bytes.split_first_chunk::<12>()?;
        let mut sealed = sealed.to_vec();
        let plain = self.key.open_in_place(Nonce::assume_unique_for_key(*nonce), Aad::empty(), &mut sealed).ok()?;
        postcard::from_bytes(plain).ok()
    }

    /// Whether the ticket's page may be loaded now.
    pub fn standing(&self, ticket: &Ticket, now: i64, lasts: i64) -> Standing {
        let closed = self.closed.lock().expect("no holder of this lock panics");
        if closed.until.get(&ticket.sitting).is_some_and(|until| *until >= now) {
            Standing::Closed
        } else if now - ticket.issued > lasts {
            Standing::Lapsed
        } else {
            Standing::Good
        }
    }

    /// Closes every page of the visit.
    pub fn close(&self, ticket: &Ticket, now: i64) {
        let mut closed = self.closed.lock().expect("no holder of this lock panics");
        // Sweeping at each close would cost a walk over everybody else's.
        if now - closed.swept > LOADS_FOR {
            closed.until.retain(|_, until| *until >= now);
            closed.swept = now;
        }
        closed.until.insert(ticket.sitting, now + STARTS_FOR);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Os;

    fn ticket() -> Ticket {
        Ticket {
            sitting: [1; 8],
            issued: 1_000,
            page: Page::Landing,
            entry: Entry::Code([9; 32]),
            wave: "q1".parse().unwrap(),
            survey: "core-adult".parse().unwrap(),
            language: "en".parse().unwrap(),
        }
    }

    #[test]
    fn a_ticket_opens_only_under_its_key_and_shows_nothing() {
        let tickets = Tickets::new(&[1; 32]);
        let text = tickets.seal(&ticket(), &Os::default());
        assert_eq!(tickets.open(&text), Some(ticket()));
        assert_eq!(Tickets::new(&[2; 32]).open(&text), None);
        assert_ne!(text, tickets.seal(&ticket(), &Os::default()));
        for garbage in ["", "x", "!!!!", &text[1..]] {
            assert_eq!(tickets.open(garbage), None);
        }
    }

    #[test]
    fn closing_one_page_closes_the_whole_visit_until_it_would_have_lapsed() {
        let tickets = Tickets::new(&[1; 32]);
        let form = Ticket { page: Page::Form, issued: 1_050, ..ticket() };
        assert_eq!(tickets.standing(&ticket(), 1_060, LOADS_FOR), Standing::Good);
        tickets.close(&form, 1_060);
        assert_eq!(tickets.standing(&ticket(), 1_060, LOADS_FOR), Standing::Closed);
        assert_eq!(tickets.standing(&form, 1_170, LOADS_FOR), Standing::Closed);
        assert_eq!(tickets.standing(&ticket(), 1_060 + STARTS_FOR, STARTS_FOR), Standing::Closed);
        // Somebody else's leaving, much later, sweeps what is over.
        let later = 1_060 + STARTS_FOR + LOADS_FOR + 1;
        tickets.close(&Ticket { sitting: [2; 8], ..ticket() }, later);
        assert_eq!(tickets.standing(&form, later, LOADS_FOR), Standing::Lapsed);
    }
}
