//! Coming in: a link, a code in an address, a code typed into a box. Each is answered with a ticket, so that the
//! address with the code is not among those that Back finds.
//!
//! Promises that coming in spends nothing and looks up no use: a link preview, a second visit and a first one are the
//! same (P8).

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};

use super::landing;
use crate::clock::random;
use crate::code::{CodeDigest, Word};
use crate::store::Invitation;
use crate::survey::{Audience, Slug};
use crate::wave::Wave;
use crate::web::body::{self, fields};
use crate::web::networks::Network;
use crate::web::refusal::Refusal;
use crate::web::state::App;
use crate::web::ticket::{Entry, Page, Ticket};
use crate::web::voice::{Chosen, english, in_language};

pub async fn code(
    State(app): State<Arc<App>>,
    chosen: Option<Chosen>,
    Path(code): Path<String>,
) -> Result<Response, Refusal> {
    enter_by_code(&app, &code, tag(chosen)).await
}

/// English, unless another was chosen.
fn tag(chosen: Option<Chosen>) -> Slug {
    chosen.map_or_else(english, |Chosen(tag)| tag)
}

pub async fn typed_code(
    State(app): State<Arc<App>>,
    chosen: Option<Chosen>,
    network: Network,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Refusal> {
    if app.networks.types_too_much(network, app.clock.now(), &*app.entropy) {
        return Err(Refusal::TooMany);
    }
    let language = tag(chosen);
    let Ok(bytes) = body::read(&headers, body).await else {
        return Ok(typo(&language));
    };
    let typed = fields(&bytes).find(|(name, _)| name == "code").map(|(_, code)| code.into_owned());
    enter_by_code(&app, &typed.unwrap_or_default(), language).await
}

fn typo(language: &Slug) -> Response {
    Redirect::to(&in_language("/typo", language)).into_response()
}

pub async fn link(
    State(app): State<Arc<App>>,
    chosen: Option<Chosen>,
    Path(link): Path<String>,
) -> Result<Response, Refusal> {
    let Ok(id) = link.to_lowercase().parse::<Slug>() else {
        return Err(Refusal::NotFound);
    };
    let link = app.store.link(&id).await?.ok_or(Refusal::NotFound)?;
    if link.paused.is_some() {
        return Ok(paused(&tag(chosen)));
    }
    let wave = app.store.collecting(&link.family, app.clock.today()).await?;
    // However such a link came to be: a child is asked only where a provider is near.
    if let Some(wave) = wave.as_ref().filter(|_| link.provider.is_none()) {
        let surveys = app.surveys(&wave.id).await?;
        if surveys.iter().any(|survey| survey.audience == Audience::Child) {
            return Err(Refusal::NotFound);
        }
    }
    enter(&app, Entry::Link(id), wave, tag(chosen)).await
}

/// Rule T41. Why is nothing for respondents.
pub fn paused(language: &Slug) -> Response {
    Redirect::to(&in_language("/paused", language)).into_response()
}

async fn enter_by_code(app: &App, typed: &str, language: Slug) -> Result<Response, Refusal> {
    let Ok(code) = typed.parse::<Word>() else {
        return Ok(typo(&language));
    };
    let digest = app.pepper.digest(&code);
    let Some(invitation) = app.store.invitation(&digest).await? else {
        return Ok(typo(&language));
    };
    let wave = app.store.wave(&invitation.wave).await?;
    let open = wave.is_open_on(app.clock.today());
    enter(app, Entry::Code(digest.0), open.then_some(wave), language).await
}

async fn enter(app: &App, entry: Entry, wave: Option<Wave>, language: Slug) -> Result<Response, Refusal> {
    let Some(wave) = wave else {
        return Ok(Redirect::to(&in_language("/closed", &language)).into_response());
    };
    let surveys = app.surveys(&wave.id).await?;
    let survey = surveys.first().ok_or(Refusal::NotFound)?;
    let language = landing::offered(app, &wave.id, &survey.id, language).await?.unwrap_or_else(english);
    let ticket = Ticket {
        sitting: random(&*app.entropy),
        issued: app.clock.now(),
        page: Page::Landing,
        entry,
        wave: wave.id,
        survey: survey.id.clone(),
        language,
    };
    let address = format!("/w/{}", app.tickets.seal(&ticket, &*app.entropy));
    Ok(Redirect::to(&address).into_response())
}

/// What the visit's code or link invites to: source, provider, area.
pub async fn invitation(app: &App, ticket: &Ticket) -> Result<Option<Invitation>, Refusal> {
    Ok(match &ticket.entry {
        Entry::Code(digest) => app.store.invitation(&CodeDigest(*digest)).await?,
        Entry::Link(id) => app.store.link(id).await?.map(|link| Invitation {
            wave: ticket.wave.clone(),
            source: link.source,
            provider: link.provider,
            area: link.area,
            campaign: link.campaign,
        }),
    })
}
