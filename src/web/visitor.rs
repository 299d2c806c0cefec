//! Who is asking. `ProviderStaff` and `Commission` are extractors: a handler that takes one is reached only past the gate
//! (`staff::gate`), which asks the table of roles, and one that takes none is public, by its signature.
//!
//! Promises that sessions are held by the server, that the cookie is a random word whose digest alone is stored, and
//! that it is out of reach of scripts and of other sites. A form must come from our own page.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use data_encoding::HEXLOWER;
use ring::digest;

use super::refusal::Refusal;
use super::state::App;
use crate::audit::Who;
use crate::code::LongWord;
use crate::store::{Account, Provider, Store};

/// A person who is signed in. Made by the gate alone.
#[derive(Clone)]
pub struct Signed {
    pub account: Account,
    pub form_token: String,
    /// Under what the session is kept.
    pub session: [u8; 32],
}

/// Somebody of the Commission, with a role that the page asks for.
pub struct Commission {
    pub account: Account,
    pub form_token: String,
}

pub struct ProviderStaff {
    pub provider: Provider,
    pub account: Account,
    pub form_token: String,
}

impl Signed {
    pub async fn read(headers: &HeaderMap, app: &App) -> Result<Self, Refusal> {
        let word = cookie(headers, app).ok_or(Refusal::SignIn)?;
        let account = app.store.staff_session(word.digest(), app.clock.now()).await?.ok_or(Refusal::SignIn)?;
        Ok(Self { account, form_token: form_token(&word), session: word.digest() })
    }
}

impl FromRequestParts<Arc<App>> for Signed {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<App>) -> Result<Self, Refusal> {
        let signed = parts.extensions.get::<Self>().cloned();
        signed.ok_or_else(|| Refusal::Broken(anyhow::anyhow!("{} is behind no gate", parts.uri.path())))
    }
}

impl FromRequestParts<Arc<App>> for Commission {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Refusal> {
        let Signed { account, form_token, .. } = Signed::from_request_parts(parts, app).await?;
        Ok(Self { account, form_token })
    }
}

impl FromRequestParts<Arc<App>> for ProviderStaff {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Refusal> {
        let Signed { account, form_token, .. } = Signed::from_request_parts(parts, app).await?;
        let id = account.provider().ok_or(Refusal::NotFound)?;
        Ok(Self { provider: app.store.provider(id).await?, account, form_token })
    }
}

impl App {
    /// The database, in the name of somebody: what is done there is in the log as theirs.
    pub fn store_for(&self, account: &Account) -> Store {
        self.store.acting_for(Who::Account(account.id.clone()))
    }
}

/// Cookies by their own names; nobody but staff and lent devices has one.
pub const STAFF: &str = "staff";
pub const KIOSK: &str = "kiosk";

/// The session's word from the cookie.
pub fn cookie(headers: &HeaderMap, app: &App) -> Option<LongWord> {
    cookie_of(headers, app, STAFF)
}

pub fn cookie_of(headers: &HeaderMap, app: &App, name: &str) -> Option<LongWord> {
    let name = cookie_name(app, name);
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(n, _)| *n == name)
        .and_then(|(_, value)| value.parse().ok())
}

/// Over plain HTTP (a loopback demonstration) browsers refuse the `__Host-` prefix.
pub fn cookie_name(app: &App, name: &str) -> String {
    if app.settings.is_https() { format!("__Host-{name}") } else { name.to_owned() }
}

/// `word` signs in; `None` takes the cookie away.
pub fn set_cookie(app: &App, word: Option<&LongWord>) -> HeaderValue {
    set_cookie_of(app, STAFF, word)
}

pub fn set_cookie_of(app: &App, name: &str, word: Option<&LongWord>) -> HeaderValue {
    let (value, age) = word.map_or((String::new(), "; Max-Age=0"), |word| (word.to_string(), ""));
    let secure = if app.settings.is_https() { "; Secure" } else { "" };
    let text = format!("{}={value}; Path=/; HttpOnly; SameSite=Strict{secure}{age}", cookie_name(app, name));
    HeaderValue::from_str(&text).expect("a word and fixed text make a header")
}

/// For browsers that send neither `Sec-Fetch-Site` nor `Origin`.
fn form_token(word: &LongWord) -> String {
    let digest = digest::digest(&digest::SHA256, &[&b"heard/form/"[..], word.bytes()].concat());
    HEXLOWER.encode(&digest.as_ref()[..16])
}

/// What the browser says of where a form came from; old ones say nothing.
pub fn comes_from_own_page(headers: &HeaderMap) -> Option<bool> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return Some(matches!(site, "same-origin" | "none"));
    }
    let host = text("origin")?.split("//").nth(1);
    Some(host.is_some() && host == text("host"))
}

/// Whether a POST came from our own page: by what the browser says of its origin, else by the form's token.
pub fn from_own_page(headers: &HeaderMap, expected: &str, sent: Option<&str>) -> bool {
    comes_from_own_page(headers).unwrap_or(sent == Some(expected))
}
