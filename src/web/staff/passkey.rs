//! Passkeys: what a browser is asked, and whether its answer holds.
//!
//! Promises that each question is asked once and forgotten after five minutes, in memory alone; that the person showed
//! themselves to the device; and that a passkey is bound to the address of this site. The protocol is the library's.

use std::collections::HashMap;
use std::sync::Mutex;

use ring::digest::{SHA256, digest};
use webauthn_rs::prelude::{
    DiscoverableAuthentication, DiscoverableKey, Passkey, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Url, Uuid, Webauthn, WebauthnBuilder,
};

use crate::code::Word;
use crate::store::{Account, KnownPasskey};
use crate::survey::Slug;

const LASTS: i64 = 300;
/// More than any staff ever asks at once; beyond it the oldest question is dropped.
const MOST: usize = 2_000;

pub struct Passkeys {
    /// None where the address is no name, such as `127.0.0.1`: passkeys are bound to names.
    library: Option<Webauthn>,
    asked: Mutex<HashMap<Word, Asked>>,
}

struct Asked {
    until: i64,
    question: Question,
}

enum Question {
    SignIn(DiscoverableAuthentication),
    Make(Slug, PasskeyRegistration),
}

/// What goes into a page: the options for the browser, as JSON, and the question's word.
pub struct ForBrowser {
    pub options: String,
    pub word: Word,
}

impl Passkeys {
    pub fn at(public_url: &str) -> Self {
        let library = Url::parse(public_url).ok().and_then(|url| {
            let name = url.domain()?.to_owned();
            WebauthnBuilder::new(&name, &url).ok()?.rp_name("Heard").build().ok()
        });
        Self { library, asked: Mutex::default() }
    }

    /// Asks for any passkey of this site: the browser finds whose.
    pub fn ask_to_sign_in(&self, word: Word, now: i64) -> Option<ForBrowser> {
        let (mut challenge, question) = self.library.as_ref()?.start_discoverable_authentication().ok()?;
        challenge.mediation = None;
        let options = serde_json::to_string(&challenge.public_key).ok()?;
        self.keep(word, Question::SignIn(question), now);
        Some(ForBrowser { options, word })
    }

    /// Asks to make a passkey that the browser can find by itself later.
    pub fn ask_to_make(&self, account: &Account, have: &[KnownPasskey], word: Word, now: i64) -> Option<ForBrowser> {
        let library = self.library.as_ref()?;
        let have = have.iter().filter_map(read).map(|passkey| passkey.cred_id().clone()).collect();
        let id = user(&account.id);
        let (challenge, question) =
            library.start_passkey_registration(id, account.id.as_str(), &account.name, Some(have)).ok()?;
        let mut options = serde_json::to_value(&challenge.public_key).ok()?;
        options["authenticatorSelection"]["residentKey"] = "required".into();
        options["authenticatorSelection"]["requireResidentKey"] = true.into();
        self.keep(word, Question::Make(account.id.clone(), question), now);
        Some(ForBrowser { options: options.to_string(), word })
    }

    /// The passkey that was made for this account, if the browser's answer holds.
    pub fn made(&self, account: &Slug, word: &str, answer: &str, now: i64) -> Option<KnownPasskey> {
        let Question::Make(asked_for, question) = self.take(word, now)? else { return None };
        let answer: RegisterPublicKeyCredential = serde_json::from_str(answer).ok()?;
        let passkey = self.library.as_ref()?.finish_passkey_registration(&answer, &question).ok()?;
        (asked_for == *account).then_some(())?;
        Some(KnownPasskey {
            digest: digest_of(passkey.cred_id().as_ref()),
            account: asked_for,
            label: String::new(),
            credential: serde_json::to_string(&passkey).ok()?,
            made: now,
        })
    }

    /// Under what the passkey of an answer is kept, before anything is believed of it.
    pub fn named(&self, answer: &str) -> Option<[u8; 32]> {
        let answer: PublicKeyCredential = serde_json::from_str(answer).ok()?;
        let (_, id) = self.library.as_ref()?.identify_discoverable_authentication(&answer).ok()?;
        Some(digest_of(id))
    }

    /// Whether an answer holds for a known passkey; if so, the passkey as it is to be kept from now on.
    pub fn signed_in(&self, known: &KnownPasskey, word: &str, answer: &str, now: i64) -> Option<String> {
        let Question::SignIn(question) = self.take(word, now)? else { return None };
        let answer: PublicKeyCredential = serde_json::from_str(answer).ok()?;
        let library = self.library.as_ref()?;
        let (id, _) = library.identify_discoverable_authentication(&answer).ok()?;
        (id == user(&known.account)).then_some(())?;
        let mut passkey = read(known)?;
        let result =
            library.finish_discoverable_authentication_v2(&answer, question, DiscoverableKey::from(&passkey)).ok()?;
        passkey.update_credential(&result);
        serde_json::to_string(&passkey).ok()
    }

    fn keep(&self, word: Word, question: Question, now: i64) {
        let mut asked = self.asked.lock().expect("no holder of this lock panics");
        asked.retain(|_, asked| asked.until >= now);
        if asked.len() >= MOST
            && let Some(oldest) = asked.iter().min_by_key(|(_, asked)| asked.until).map(|(word, _)| *word)
        {
            asked.remove(&oldest);
        }
        asked.insert(word, Asked { until: now + LASTS, question });
    }

    fn take(&self, word: &str, now: i64) -> Option<Question> {
        let word: Word = word.parse().ok()?;
        let asked = self.asked.lock().expect("no holder of this lock panics").remove(&word)?;
        (asked.until >= now).then_some(asked.question)
    }
}

/// The id by which an authenticator knows an account; it says nothing of the person.
fn user(account: &Slug) -> Uuid {
    let digest = digest(&SHA256, &[b"heard/account/", account.as_str().as_bytes()].concat());
    let mut id = [0; 16];
    id.copy_from_slice(&digest.as_ref()[..16]);
    Uuid::from_bytes(id)
}

fn digest_of(id: &[u8]) -> [u8; 32] {
    let mut out = [0; 32];
    out.copy_from_slice(digest(&SHA256, id).as_ref());
    out
}

fn read(known: &KnownPasskey) -> Option<Passkey> {
    serde_json::from_str(&known.credential).ok()
}
