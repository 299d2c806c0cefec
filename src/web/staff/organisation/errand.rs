//! What a browser holds while it is away at the provider, and what is worked out from it.
//!
//! Promises that state, nonce and verifier are known to whoever has both the cookie's word and the server's key, so that a
//! copy of the database, a page or a log has none of them, and that each is good for nothing else.

use axum::http::HeaderValue;
use data_encoding::HEXLOWER;
use ring::digest::{SHA256, digest};

use crate::code::LongWord;
use crate::web::staff::StaffKey;
use crate::web::state::App;
use crate::web::visitor::cookie_name;

pub const COOKIE: &str = "organisation";
const LASTS: i64 = 600;

/// What goes to the provider on one errand.
pub struct Words {
    pub state: String,
    pub nonce: String,
    /// Of PKCE; its digest goes first, itself last.
    pub verifier: String,
}

impl Words {
    pub fn of(key: &StaffKey, cookie: &LongWord) -> Self {
        let word = |what: &str| HEXLOWER.encode(&key.digest_of(what, &[cookie.bytes()]));
        Self { state: word("oidc state"), nonce: word("oidc nonce"), verifier: word("oidc verifier") }
    }

    /// Compared by digests, so that the time tells nothing.
    pub fn has_state(&self, state: &str) -> bool {
        digest(&SHA256, self.state.as_bytes()).as_ref() == digest(&SHA256, state.as_bytes()).as_ref()
    }
}

/// The cookie for an errand; `None` takes it away.
pub fn set_cookie(app: &App, word: Option<&LongWord>) -> HeaderValue {
    let (value, age) = word.map_or((String::new(), 0), |word| (word.to_string(), LASTS));
    let secure = if app.settings.is_https() { "; Secure" } else { "" };
    let name = cookie_name(app, COOKIE);
    HeaderValue::from_str(&format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}; Max-Age={age}"))
        .expect("a word and fixed text make a header")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Os;

    #[test]
    fn words_are_those_of_one_cookie_and_one_key_and_differ_among_themselves() {
        let (key, other) = (StaffKey::new(&[1; 32]), StaffKey::new(&[2; 32]));
        let (word, another) = (LongWord::new(&Os::default()), LongWord::new(&Os::default()));
        let words = Words::of(&key, &word);
        assert!(words.has_state(&Words::of(&key, &word).state));
        for different in [Words::of(&key, &another), Words::of(&other, &word)] {
            assert!(!words.has_state(&different.state));
            assert!(words.nonce != different.nonce && words.verifier != different.verifier);
        }
        assert!(words.state != words.nonce && words.nonce != words.verifier && words.state != words.verifier);
        assert!(!words.has_state("") && !words.has_state(&words.nonce) && !words.has_state(&word.to_string()));
    }
}
