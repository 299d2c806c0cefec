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

use crate::clock::random;
use crate::code::{CodeDigest, Word};
use crate::store::Invitation;
use crate::survey::Slug;
use crate::wave::Wave;
use crate::web::body::{self, fields};
use crate::web::refusal::Refusal;
use crate::web::state::App;
use crate::web::ticket::{Entry, Page, Ticket};

pub async fn code(State(app): State<Arc<App>>, Path(code): Path<String>) -> Result<Response, Refusal> {
    enter_by_code(&app, &code).await
}

pub async fn typed_code(State(app): State<Arc<App>>, headers: HeaderMap, body: Body) -> Result<Response, Refusal> {
    let Ok(bytes) = body::read(&headers, body).await else {
        return Ok(Redirect::to("/typo").into_response());
    };
    let typed = fields(&bytes).find(|(name, _)| name == "code").map(|(_, code)| code.into_owned());
    enter_by_code(&app, &typed.unwrap_or_default()).await
}

pub async fn link(State(app): State<Arc<App>>, Path(link): Path<String>) -> Result<Response, Refusal> {
    let Ok(id) = link.to_lowercase().parse::<Slug>() else {
        return Err(Refusal::NotFound);
    };
    let link = app.store.link(&id).await?.ok_or(Refusal::NotFound)?;
    let wave = app.store.collecting(&link.family, app.clock.today()).await?;
    enter(&app, Entry::Link(id), wave).await
}

async fn enter_by_code(app: &App, typed: &str) -> Result<Response, Refusal> {
    let Ok(code) = typed.parse::<Word>() else {
        return Ok(Redirect::to("/typo").into_response());
    };
    let digest = app.pepper.digest(&code);
    let Some(invitation) = app.store.invitation(&digest).await? else {
        return Ok(Redirect::to("/typo").into_response());
    };
    let wave = app.store.wave(&invitation.wave).await?;
    let open = wave.is_open_on(app.clock.today());
    enter(app, Entry::Code(digest.0), open.then_some(wave)).await
}

async fn enter(app: &App, entry: Entry, wave: Option<Wave>) -> Result<Response, Refusal> {
    let Some(wave) = wave else {
        return Ok(Redirect::to("/closed").into_response());
    };
    let surveys = app.surveys(&wave.id).await?;
    let survey = surveys.first().ok_or(Refusal::NotFound)?;
    let ticket = Ticket {
        sitting: random(&*app.entropy),
        issued: app.clock.now(),
        page: Page::Landing,
        entry,
        wave: wave.id,
        survey: survey.id.clone(),
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
        }),
    })
}
