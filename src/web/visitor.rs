//! Who is asking. `ProviderStaff` and `Commission` are extractors: a handler that takes one is reached only by such a
//! visitor, and one that takes none is public, by its signature.
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
use crate::code::Word;
use crate::store::{Provider, Role, StaffSession};

pub struct Commission {
    pub form_token: String,
}

pub struct ProviderStaff {
    pub provider: Provider,
    pub form_token: String,
}

impl FromRequestParts<Arc<App>> for Commission {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Refusal> {
        let (session, form_token) = session(parts, app).await?;
        match session.role {
            Role::Commission => Ok(Self { form_token }),
            Role::Provider => Err(Refusal::NotFound),
        }
    }
}

impl FromRequestParts<Arc<App>> for ProviderStaff {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Refusal> {
        let (session, form_token) = session(parts, app).await?;
        match (session.role, session.provider) {
            (Role::Provider, Some(id)) => Ok(Self { provider: app.store.provider(&id).await?, form_token }),
            _ => Err(Refusal::NotFound),
        }
    }
}

async fn session(parts: &Parts, app: &App) -> Result<(StaffSession, String), Refusal> {
    let word = cookie(&parts.headers, app).ok_or(Refusal::SignIn)?;
    let session = app.store.staff_session(word.digest(), app.clock.now()).await?.ok_or(Refusal::SignIn)?;
    Ok((session, form_token(&word)))
}

/// The session's word from the cookie.
pub fn cookie(headers: &HeaderMap, app: &App) -> Option<Word> {
    let name = cookie_name(app);
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
fn cookie_name(app: &App) -> &'static str {
    if app.settings.is_https() { "__Host-staff" } else { "staff" }
}

/// `word` signs in; `None` takes the cookie away.
pub fn set_cookie(app: &App, word: Option<&Word>) -> HeaderValue {
    let (value, age) = word.map_or((String::new(), "; Max-Age=0"), |word| (word.to_string(), ""));
    let secure = if app.settings.is_https() { "; Secure" } else { "" };
    let text = format!("{}={value}; Path=/; HttpOnly; SameSite=Strict{secure}{age}", cookie_name(app));
    HeaderValue::from_str(&text).expect("a word and fixed text make a header")
}

/// For browsers that send neither `Sec-Fetch-Site` nor `Origin`.
fn form_token(word: &Word) -> String {
    let digest = digest::digest(&digest::SHA256, &[&b"heard/form/"[..], word.bytes()].concat());
    HEXLOWER.encode(&digest.as_ref()[..16])
}

/// Whether a POST came from our own page: by what the browser says of its origin, else by the form's token.
pub fn from_own_page(headers: &HeaderMap, expected: &str, sent: Option<&str>) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    if let Some(origin) = text("origin") {
        let host = origin.split("//").nth(1);
        return host.is_some() && host == text("host");
    }
    sent == Some(expected)
}
