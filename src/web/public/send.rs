//! Send: sealed on arrival, one insert, answered 303.
//!
//! Promises that the same page sent twice is one row, that an answer is acknowledged only when it is on disk, and that
//! whatever does not fit loses nothing: Back still shows what was typed. Then two hops, so that after thanks Back finds
//! no form: the page that was left is dropped from the browser's memory only by the answer after the next.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;

use super::entry::invitation;
use super::landing;
use crate::clock::start_of;
use crate::code::Word;
use crate::sealing::{Mark, Origin, Sending, seal_response};
use crate::store::{Invitation, Receipt};
use crate::survey::{Misfit, Response as Answers, Slug, Survey};
use crate::wave::{OpenWave, State as WaveState};
use crate::web::body::{self, BodyError, fields};
use crate::web::parts;
use crate::web::refusal::Refusal;
use crate::web::state::App;
use crate::web::ticket::{Entry, Page, Ticket};

/// Why Send kept nothing. Each has a page in plain words.
enum Unsent {
    TooLong,
    Form,
    Closed,
    Busy,
}

pub async fn send(State(app): State<Arc<App>>, headers: HeaderMap, body: Body) -> Response {
    let to = match try_send(&app, &headers, body).await {
        Ok(()) => "/sent",
        Err(Unsent::TooLong) => "/sorry/too-long",
        Err(Unsent::Form) => "/sorry/form",
        Err(Unsent::Closed) => "/closed",
        Err(Unsent::Busy) => "/sorry/busy",
    };
    Redirect::to(to).into_response()
}

async fn try_send(app: &App, headers: &HeaderMap, body: Body) -> Result<(), Unsent> {
    let bytes = body::read(headers, body).await?;
    let fields: Vec<_> = fields(&bytes).collect();
    let field = |name: &str| fields.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_ref());
    let ticket = ticket(app, field("t"), field("code")).await?;
    // A page whose secret was lost still counts; it merely cannot be taken back.
    let secret = field("s")
        .and_then(|s| s.parse().ok())
        .unwrap_or_else(|| Word::new(&*app.entropy));
    let invited = invitation(app, &ticket).await?.ok_or(Unsent::Closed)?;
    let (wave, survey) = wave_and_survey(app, &ticket).await?;
    let answers = Answers::from_fields(&survey, fields.iter().map(|(n, v)| (n.as_ref(), v.as_ref())))?;
    keep(app, &ticket, invited, &wave, &survey, secret.digest(), &answers).await?;
    if field("t").is_some() {
        app.tickets.close(&ticket, app.clock.now());
    }
    Ok(())
}

/// The visit's ticket. A form may name a card's code instead: that is how keyed-in paper will come.
async fn ticket(app: &App, sealed: Option<&str>, code: Option<&str>) -> Result<Ticket, Unsent> {
    if let Some(ticket) = sealed.and_then(|text| app.tickets.open(text)) {
        return Ok(ticket);
    }
    let code: Word = code.and_then(|code| code.parse().ok()).ok_or(Unsent::Form)?;
    let digest = app.pepper.digest(&code);
    let invited = app
        .store
        .invitation(&digest)
        .await
        .map_err(Refusal::from)?
        .ok_or(Unsent::Form)?;
    let surveys = landing::surveys(app, &invited.wave).await?;
    let survey = surveys.first().ok_or(Unsent::Form)?;
    Ok(Ticket {
        sitting: crate::clock::random(&*app.entropy),
        issued: app.clock.now(),
        page: Page::Form,
        entry: Entry::Code(digest.0),
        wave: invited.wave,
        survey: survey.id.clone(),
    })
}

/// The wave that the page was made for, while it collects. Of a wave that has closed since, an open link's answers go
/// to the next one if it asks the same version; a code was for its wave only.
async fn wave_and_survey(app: &App, ticket: &Ticket) -> Result<(OpenWave, Survey), Unsent> {
    let wave = app.store.wave(&ticket.wave).await.map_err(Refusal::from)?;
    let survey = landing::survey(app, ticket).await?;
    if wave.state == WaveState::Collecting {
        return Ok((app.store.open_wave(wave).await.map_err(Refusal::from)?, survey));
    }
    if matches!(ticket.entry, Entry::Code(_)) {
        return Err(Unsent::Closed);
    }
    let next = app
        .store
        .collecting(&wave.family, app.clock.today())
        .await
        .map_err(Refusal::from)?;
    let next = next.ok_or(Unsent::Closed)?;
    let same = landing::surveys(app, &next.id).await?;
    if !same.contains(&survey) {
        return Err(Unsent::Closed);
    }
    Ok((app.store.open_wave(next).await.map_err(Refusal::from)?, survey))
}

async fn keep(
    app: &App,
    ticket: &Ticket,
    invited: Invitation,
    open: &OpenWave,
    survey: &Survey,
    row: [u8; 32],
    answers: &Answers,
) -> Result<(), Unsent> {
    let wave: &Slug = &open.wave.id;
    let sending = Sending {
        wave,
        survey,
        row,
        mark: match ticket.entry {
            Entry::Code(digest) => Mark::Code(digest),
            Entry::Link(_) => Mark::Link,
        },
        arrival: app.arrival(start_of(open.wave.opens)),
        origin: Origin {
            source: invited.source,
            provider: invited.provider,
            area: invited.area,
        },
    };
    let sealed = seal_response(&open.keys, sending, answers).map_err(|_| Unsent::TooLong)?;
    match app.store.send(row, wave, sealed).await {
        Ok(Receipt::Kept) => Ok(()),
        Ok(Receipt::WaveClosed) => Err(Unsent::Closed),
        Err(_) => Err(Unsent::Busy),
    }
}

/// First hop: a page that says nothing but that it worked.
pub async fn sent() -> Response {
    let page = parts::quiet_page("Loading", html! { p { a href="/thanks" { "Go on" } } });
    ([(header::REFRESH, "0; url=/thanks")], page).into_response()
}

/// Second hop: the same for everyone, support first.
pub async fn thanks(State(app): State<Arc<App>>) -> Response {
    let body = html! {
        h1 { "Thank you" }
        (parts::demo_note(app.settings.demo))
        div.box {
            h2 { "Want to talk?" }
            (parts::support(&app.library.contacts, &app.library.areas, None))
        }
        p { "Your answers can help services change." }
        p { "Nobody will reply to you. Nobody can find out from us who you are." }
        p { "We post what people told us at " a href="/results" { "results" } " when the numbers are safe to show." }
        p { "You can close this page now. " a href="/safety" { "Staying safe on this device" } }
    };
    let page = parts::survivor_page("Thank you", "/exit", body);
    ([("clear-site-data", "\"cache\"")], page).into_response()
}

impl From<BodyError> for Unsent {
    fn from(error: BodyError) -> Self {
        match error {
            BodyError::TooLong => Self::TooLong,
            BodyError::NotAForm => Self::Form,
            BodyError::Cut => Self::Busy,
        }
    }
}

impl From<Misfit> for Unsent {
    fn from(misfit: Misfit) -> Self {
        match misfit {
            Misfit::TooLong(_) => Self::TooLong,
            Misfit::UnknownOption(_) | Misfit::SeveralOptions(_) => Self::Form,
        }
    }
}

impl From<Refusal> for Unsent {
    fn from(refusal: Refusal) -> Self {
        if let Refusal::Broken(error) = refusal {
            tracing::error!(%error, "a response could not be taken; its sender is told");
        }
        Self::Busy
    }
}
