//! Passwords and codes: what is kept of them, and whether what was typed is right.
//!
//! Promises argon2id at OWASP's cost and a tag under a key outside the database, so that a copy of it cannot even be
//! guessed against; that a code's secret stands nowhere; and that a name that nobody has costs the same time.

use std::collections::BTreeSet;

use argon2::Argon2;
use ring::hmac;
use totp_rs::{Algorithm, Builder, Totp};
use unicode_normalization::UnicodeNormalization;
use zxcvbn::{Score, zxcvbn};

use crate::store::Password;
use crate::survey::Slug;

/// In characters. Long ones need no rules about signs and capitals.
pub const SHORTEST: usize = 15;
const LONGEST: usize = 200;
const STEP: i64 = 30;

pub struct StaffKey(hmac::Key);

impl StaffKey {
    pub fn new(key: &[u8; 32]) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, key))
    }

    /// What is kept of a password. Slow on purpose.
    pub fn tag(&self, account: &Slug, password: &str, salt: &[u8]) -> Vec<u8> {
        hmac::sign(&self.0, &self.hashed(account, password, salt)).as_ref().to_vec()
    }

    /// Whether a password is the one of a tag, in the same time for any tag. Slow on purpose.
    pub fn fits(&self, account: &Slug, password: &str, kept: &Password) -> bool {
        hmac::verify(&self.0, &self.hashed(account, password, &kept.code_salt), &kept.tag).is_ok()
    }

    fn hashed(&self, account: &Slug, password: &str, salt: &[u8]) -> Vec<u8> {
        let password: String = password.nfc().collect();
        let mut hash = [0; 32];
        // The crate's default is OWASP's: argon2id, 19 MiB, two passes, one lane.
        Argon2::default()
            .hash_password_into(password.as_bytes(), salt, &mut hash)
            .expect("salt and output lengths are fixed and allowed");
        [b"heard/password/", account.as_str().as_bytes(), b"/", &hash].concat()
    }

    /// What stands for some words under this key: a digest that cannot be guessed against without it.
    #[cfg(feature = "oidc")]
    pub fn digest_of(&self, what: &str, words: &[&[u8]]) -> [u8; 32] {
        let mut context = hmac::Context::with_key(&self.0);
        for part in [b"heard/", what.as_bytes()].iter().chain(words) {
            context.update(&(part.len() as u64).to_be_bytes());
            context.update(part);
        }
        let mut digest = [0; 32];
        digest.copy_from_slice(context.sign().as_ref());
        digest
    }

    /// The generator of an account's codes. Its secret is worked out from the salt, and kept nowhere.
    pub fn codes(&self, account: &Slug, salt: &[u8]) -> Totp {
        let mut secret = [0; 20];
        let tag = hmac::sign(&self.0, &[b"heard/code/", account.as_str().as_bytes(), b"/", salt].concat());
        secret.copy_from_slice(&tag.as_ref()[..20]);
        Builder::new()
            .with_algorithm(Algorithm::SHA1)
            .with_digits(6)
            .with_skew(1)
            .with_step_duration(STEP as u64)
            .with_secret(secret)
            .with_issuer(Some("Heard"))
            .with_account_name(account.as_str())
            .build()
            .expect("these settings are those of the standard")
    }
}

/// The step of a code that is right now, or was half a minute ago.
pub fn step_of(codes: &Totp, typed: &str, now: i64) -> Option<i64> {
    let typed: String = typed.chars().filter(char::is_ascii_digit).collect();
    codes.check(&typed, u64::try_from(now).ok()?).and_then(|step| i64::try_from(step).ok())
}

/// Why a new password is not taken, in words. `known` is what others know of the person and of who runs the service.
pub fn objection(password: &str, again: &str, known: &[&str]) -> Option<String> {
    let length = password.chars().count();
    if password != again {
        return Some("The two passwords differ.".into());
    }
    if !(SHORTEST..=LONGEST).contains(&length) {
        return Some(format!("A password has {SHORTEST} to {LONGEST} characters. Several words are easy to keep."));
    }
    if tells_a_name(password, known) {
        return Some("This password has a name in it, yours or the organisation's. Take several other words.".into());
    }
    // Lists of common and breached passwords, of names and words, and patterns of keys, dates and repetition.
    let different: BTreeSet<char> = password.chars().collect();
    let easy = different.len() < 6 || zxcvbn(password, known).score() < Score::Three;
    easy.then(|| "This password is easy to guess: many people take one like it. Take several rare words.".into())
}

/// Short words stand in others by chance: "ann" in "channel".
const SHORTEST_NAME: usize = 4;

fn tells_a_name(password: &str, known: &[&str]) -> bool {
    let password = password.to_lowercase();
    let known = known.iter().map(|words| words.to_lowercase());
    let names: Vec<String> = known
        .flat_map(|words| words.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>())
        .filter(|word| word.chars().count() >= SHORTEST_NAME)
        .collect();
    names.iter().any(|name| password.contains(name.as_str()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_password_fits_its_own_tag_and_no_other_account_salt_or_key() {
        let (key, other) = (StaffKey::new(&[1; 32]), StaffKey::new(&[2; 32]));
        let (anna, ben): (Slug, Slug) = ("anna".parse().unwrap(), "ben".parse().unwrap());
        let kept = |key: &StaffKey, salt: u8| Password {
            tag: key.tag(&anna, "seven grey kettles", &[salt; 16]),
            code_salt: vec![salt; 16],
            code_step: 0,
        };
        let own = kept(&key, 7);
        assert!(key.fits(&anna, "seven grey kettles", &own));
        assert!(!key.fits(&anna, "seven grey kettle", &own));
        assert!(!key.fits(&ben, "seven grey kettles", &own));
        assert!(!other.fits(&anna, "seven grey kettles", &own));
        assert!(!key.fits(&anna, "seven grey kettles", &Password { tag: kept(&key, 8).tag, ..own }));
    }

    #[test]
    fn a_code_is_right_for_its_time_and_its_account() {
        let key = StaffKey::new(&[1; 32]);
        let codes = key.codes(&"anna".parse().unwrap(), &[7; 16]);
        let now = 1_770_000_000;
        let code = codes.generate(now as u64).to_string();
        assert_eq!(step_of(&codes, &code, now), Some(now / STEP));
        assert_eq!(step_of(&codes, &format!(" {} {}", &code[..3], &code[3..]), now + STEP), Some(now / STEP));
        assert_eq!(step_of(&codes, &code, now + 10 * STEP), None);
        assert_eq!(step_of(&codes, "", now), None);
        assert_ne!(code, key.codes(&"ben".parse().unwrap(), &[7; 16]).generate(now as u64).to_string());
    }

    /// What others know of Anna.
    const KNOWN: [&str; 4] = ["anna-x", "Anna Berg, data office", "The Victims’ Commission", "heard"];

    fn refused(password: &str) -> String {
        objection(password, password, &KNOWN).unwrap_or_default()
    }

    #[test]
    fn weak_passwords_are_refused_in_words() {
        assert!(refused("short").contains("15 to 200") && refused(&"x".repeat(201)).contains("15 to 200"));
        assert!(
            objection("seven grey kettles", "seven gray kettles", &KNOWN).is_some_and(|words| words.contains("differ"))
        );
        for fine in ["seven grey kettles", "nine blue teapots", "correct horse battery staple", "Zwölf Fähren im Nebel"]
        {
            assert_eq!(refused(fine), "", "{fine}");
        }
    }

    #[test]
    fn common_and_patterned_passwords_are_refused() {
        for common in [
            "passwordpassword",
            "password12345678",
            "P@ssw0rdP@ssw0rd",
            "1234567890123456",
            "qwertyuiopasdfgh",
            "1qaz2wsx3edc4rfv",
            "iloveyouiloveyou",
            "abcdefghijklmnop",
            "letmeinletmein!!",
            "aaaaaaaaaaaaaaaaaaaa",
            "monkeymonkeymonkey",
            "01101001011101010011",
        ] {
            assert!(refused(common).contains("easy to guess"), "{common}: {}", refused(common));
        }
    }

    #[test]
    fn the_persons_and_the_organisations_names_are_refused_however_written() {
        for named in
            ["grey ANNA kettles seven", "kettles of Berg and grey", "grey commissions kettle", "heardkettlesseven grey"]
        {
            assert!(refused(named).contains("has a name in it"), "{named}");
        }
        assert_eq!(refused("seven grey kettles of the offing"), "", "\"the\" and \"off\" are nobody's name");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_text_is_judged_and_one_that_holds_a_name_is_refused(text in "(?s:.){15,90}", at: prop::sample::Index) {
            let _ = refused(&text);
            let letters: Vec<char> = text.chars().collect();
            let (before, after) = letters.split_at(at.index(letters.len()));
            let named: String = before.iter().chain(&['B', 'e', 'R', 'g']).chain(after).collect();
            prop_assert!(refused(&named).contains("has a name in it"));
        }
    }
}
