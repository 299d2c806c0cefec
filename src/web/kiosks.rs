//! Devices that a worker lent for answering: which they are, for which link, and the PIN that ends it.
//!
//! Promises that a PIN is known by a keyed digest alone, that all of this is in memory and nowhere else, and that five
//! wrong PINs are enough for ten minutes. A restart, or half a day, ends every loan; then nothing is to be found on the
//! device but the page that asks for a worker.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use ring::hmac;

use super::state::App;
use super::visitor::{self, KIOSK};
use crate::clock::{Entropy, random};
use crate::code::LongWord;
use crate::store::Link;
use crate::survey::Slug;

/// A long working day, in seconds.
const LASTS: i64 = 12 * 3_600;
const WRONG_PINS: u32 = 5;
const WAIT: i64 = 600;
const PIN_DIGITS: std::ops::RangeInclusive<usize> = 6..=12;

#[derive(Default)]
pub struct Kiosks(Mutex<HashMap<[u8; 32], Kiosk>>);

struct Kiosk {
    link: Slug,
    key: hmac::Key,
    pin: hmac::Tag,
    until: i64,
    wrong: u32,
    /// When wrong PINs began to be counted.
    since: i64,
}

/// What a PIN came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tried {
    Right,
    Wrong,
    /// Too many were wrong.
    Wait,
    /// There is no such loan, or no more.
    Over,
}

/// Six digits or more, and not one of them all the way.
pub fn is_pin(pin: &str) -> bool {
    let first = pin.chars().next();
    PIN_DIGITS.contains(&pin.len())
        && pin.chars().all(|digit| digit.is_ascii_digit())
        && pin.chars().any(|digit| Some(digit) != first)
}

impl Kiosks {
    pub fn start(&self, device: &LongWord, link: Slug, pin: &str, now: i64, entropy: &dyn Entropy) {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &random::<32>(entropy));
        let pin = hmac::sign(&key, pin.as_bytes());
        let mut kiosks = self.0.lock().expect("no holder of this lock panics");
        kiosks.retain(|_, kiosk| kiosk.until >= now);
        kiosks.insert(device.digest(), Kiosk { link, key, pin, until: now + LASTS, wrong: 0, since: now });
    }

    /// The link that a device was lent for, while it is.
    pub fn link_of(&self, device: &LongWord, now: i64) -> Option<Slug> {
        let kiosks = self.0.lock().expect("no holder of this lock panics");
        kiosks.get(&device.digest()).filter(|kiosk| kiosk.until >= now).map(|kiosk| kiosk.link.clone())
    }

    /// Ends the loan if the PIN is right.
    pub fn end(&self, device: &LongWord, pin: &str, now: i64) -> Tried {
        let mut kiosks = self.0.lock().expect("no holder of this lock panics");
        let Some(kiosk) = kiosks.get_mut(&device.digest()).filter(|kiosk| kiosk.until >= now) else {
            return Tried::Over;
        };
        if now - kiosk.since >= WAIT {
            (kiosk.wrong, kiosk.since) = (0, now);
        }
        if kiosk.wrong >= WRONG_PINS {
            return Tried::Wait;
        }
        if hmac::verify(&kiosk.key, pin.as_bytes(), kiosk.pin.as_ref()).is_err() {
            if kiosk.wrong == 0 {
                kiosk.since = now;
            }
            kiosk.wrong += 1;
            return Tried::Wrong;
        }
        kiosks.remove(&device.digest());
        Tried::Right
    }
}

/// A request from a device that is lent. Others are told to ask a worker.
pub struct AtKiosk(pub Link);

/// The link that the device is lent for, by its cookie.
pub fn lent_for(headers: &HeaderMap, app: &App) -> Option<Slug> {
    app.kiosks.link_of(&visitor::cookie_of(headers, app, KIOSK)?, app.clock.now())
}

impl FromRequestParts<Arc<App>> for AtKiosk {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Response> {
        let over = || Redirect::to("/k/over").into_response();
        let id = lent_for(&parts.headers, app).ok_or_else(over)?;
        let link = app.store.link(&id).await.map_err(|error| super::Refusal::from(error).into_response())?;
        link.map(Self).ok_or_else(over)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Os;

    #[test]
    fn the_pin_ends_it_and_five_wrong_ones_are_enough_for_ten_minutes() {
        let (kiosks, device, entropy) = (Kiosks::default(), LongWord::new(&Os::default()), Os::default());
        kiosks.start(&device, "lanternx".parse().unwrap(), "204060", 1_000, &entropy);
        for second in 0..5 {
            assert_eq!(kiosks.end(&device, "204061", 1_000 + second), Tried::Wrong);
        }
        assert_eq!(kiosks.end(&device, "204060", 1_599), Tried::Wait, "even the right one");
        assert_eq!(kiosks.end(&device, "000000", 1_600), Tried::Wrong);
        assert!(kiosks.link_of(&device, 1_600).is_some());
        assert_eq!(kiosks.end(&device, "204060", 1_601), Tried::Right);
        assert_eq!(kiosks.end(&device, "204060", 1_602), Tried::Over);
        assert!(kiosks.link_of(&device, 1_602).is_none());
    }

    #[test]
    fn a_loan_ends_by_itself_and_another_device_has_none() {
        let (kiosks, device, entropy) = (Kiosks::default(), LongWord::new(&Os::default()), Os::default());
        kiosks.start(&device, "lanternx".parse().unwrap(), "204060", 0, &entropy);
        assert!(kiosks.link_of(&device, LASTS).is_some() && kiosks.link_of(&device, LASTS + 1).is_none());
        assert_eq!(kiosks.end(&LongWord::new(&entropy), "204060", 1), Tried::Over);
    }

    #[test]
    fn a_pin_has_six_digits_or_more_and_not_one_alone() {
        assert!(is_pin("204060") && is_pin("100000000000"));
        for odd in ["", "20406", "2040601234567", "20406a", "777777", "２０４０６０"] {
            assert!(!is_pin(odd), "{odd}");
        }
    }
}
