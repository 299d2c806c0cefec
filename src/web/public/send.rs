//! Send: sealed on arrival, one insert, answered 303.
//!
//! Promises that the same page sent twice is one row and says what was sent last, that an answer is acknowledged only
//! when it is on disk, and that whatever does not fit loses nothing: Back still shows what was typed. Then two hops, so
//! that after thanks Back finds no form: the page that was left is dropped from the browser's memory only by the answer
//! after the next.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;
use ring::digest;

use super::entry::invitation;
use super::{form, landing};
use crate::clock::random;
use crate::code::Word;
use crate::sealing::{Mark, Origin, Sending, seal_response};
use crate::store::{Invitation, Receipt};
use crate::survey::{Misfit, Response as Answers, Slug, Survey};
use crate::wave::{OpenWave, State as WaveState};
use crate::web::body::{self, BodyError, fields};
use crate::web::networks::Network;
use crate::web::parts;
use crate::web::refusal::Refusal;
use crate::web::state::App;
use crate::web::ticket::{Entry, Page, Ticket};
use crate::web::voice::{Voice, english, in_language};

/// Why Send kept nothing. Each has a page in plain words.
pub enum Unsent {
    TooLong,
    Form,
    Closed,
    Busy,
}

pub async fn send(State(app): State<Arc<App>>, network: Network, headers: HeaderMap, body: Body) -> Response {
    match taken(&app, network, &headers, body).await {
        Ok(language) => Redirect::to(&in_language("/sent", &language)).into_response(),
        Err((ticket, unsent)) => away(&app, ticket.as_deref(), unsent),
    }
}

/// The language of what was sent, once it is on disk; else the page's ticket, as far as it arrived, and why not.
pub async fn taken(
    app: &App,
    network: Network,
    headers: &HeaderMap,
    body: Body,
) -> Result<Slug, (Option<String>, Unsent)> {
    let bytes = body::read(headers, body).await.map_err(|error| (None, error.into()))?;
    let fields: Vec<_> = fields(&bytes).collect();
    let sent = Sent { fields: &fields, network };
    try_send(app, &sent).await.map_err(|unsent| (sent.field("t").map(str::to_owned), unsent))
}

/// To the page that says why nothing was kept. It carries the visit's ticket, so that leaving from it closes the visit.
fn away(app: &App, ticket: Option<&str>, unsent: Unsent) -> Response {
    let page = match unsent {
        Unsent::TooLong => "/sorry/too-long",
        Unsent::Form => "/sorry/form",
        Unsent::Closed => "/closed",
        Unsent::Busy => "/sorry/busy",
    };
    let open = ticket.and_then(|ticket| Some((ticket, app.tickets.open(ticket)?.language)));
    let to = match open {
        Some((_, language)) if page == "/closed" => in_language(page, &language),
        Some((ticket, _)) => format!("{page}/{ticket}"),
        None => page.to_owned(),
    };
    Redirect::to(&to).into_response()
}

/// A form's fields, as they came.
struct Sent<'a> {
    fields: &'a [(Cow<'a, str>, Cow<'a, str>)],
    network: Network,
}

impl Sent<'_> {
    fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_ref())
    }

    /// What people do not do. It is marked, and refused to nobody. A page that is sent again, as on a bad network, is
    /// one person still: it is weighed, and not counted twice.
    async fn is_odd(&self, app: &App, link: &Slug, loaded: i64, row: [u8; 32]) -> bool {
        let again = app.store.holds(row).await.unwrap_or(false);
        let now = app.clock.now();
        let haste = app.bursts.note(link, loaded, now, again);
        if haste.begins {
            // A line for staff is not worth somebody's answers; nor is it logged, since that would have the time.
            let _ = app.store.note_busy(link, app.clock.today()).await;
        }
        let crowded = app.networks.sends_too_much(self.network, now, again, &*app.entropy);
        // A box that no person sees or is told of.
        haste.hasty || crowded || self.field(form::TRAP).is_some_and(|filled| !filled.is_empty())
    }

    /// The row's id: the digest of the page secret. A page whose secret was lost still counts, once for its ticket; it
    /// merely cannot be taken back.
    fn row(&self, app: &App, by_page: bool) -> [u8; 32] {
        let secret = self.field("s").and_then(|secret| secret.parse::<Word>().ok());
        match (secret, self.field("t")) {
            (Some(secret), _) => secret.digest(),
            (None, Some(ticket)) if by_page => digest_of(ticket),
            (None, _) => random(&*app.entropy),
        }
    }
}

/// The language of the page that it came from, for the thanks; it is not part of what is kept.
async fn try_send(app: &App, sent: &Sent<'_>) -> Result<Slug, Unsent> {
    let by_page = sent.field("t").and_then(|text| app.tickets.open(text));
    let ticket = match &by_page {
        Some(ticket) => ticket.clone(),
        None => by_code(app, sent.field("code")).await?,
    };
    let invited = invitation(app, &ticket).await?.ok_or(Unsent::Closed)?;
    let (wave, survey) = wave_and_survey(app, &ticket).await?;
    let answers = Answers::from_fields(&survey, sent.fields.iter().map(|(n, v)| (n.as_ref(), v.as_ref())))?;
    let row = sent.row(app, by_page.is_some());
    let mark = match &ticket.entry {
        Entry::Code(digest) => Mark::Code(*digest),
        Entry::Link(link) => Mark::Link { hasty: sent.is_odd(app, link, ticket.issued, row).await },
    };
    keep(app, mark, invited, &wave, &survey, row, &answers).await?;
    if by_page.is_some() {
        app.tickets.close(&ticket, app.clock.now());
    }
    Ok(ticket.language)
}

/// A form may name a card's code instead of a ticket, on the days of its wave.
async fn by_code(app: &App, code: Option<&str>) -> Result<Ticket, Unsent> {
    let code: Word = code.and_then(|code| code.parse().ok()).ok_or(Unsent::Form)?;
    let digest = app.pepper.digest(&code);
    let invited = app.store.invitation(&digest).await.map_err(Refusal::from)?.ok_or(Unsent::Form)?;
    let wave = app.store.wave(&invited.wave).await.map_err(Refusal::from)?;
    if !wave.is_open_on(app.clock.today()) {
        return Err(Unsent::Closed);
    }
    let surveys = app.surveys(&invited.wave).await?;
    let survey = surveys.first().ok_or(Unsent::Form)?;
    Ok(Ticket {
        sitting: random(&*app.entropy),
        issued: app.clock.now(),
        page: Page::Form,
        entry: Entry::Code(digest.0),
        wave: invited.wave,
        survey: survey.id.clone(),
        language: english(),
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
    let next = app.store.collecting(&wave.family, app.clock.today()).await.map_err(Refusal::from)?;
    let next = next.ok_or(Unsent::Closed)?;
    if !app.surveys(&next.id).await?.contains(&survey) {
        return Err(Unsent::Closed);
    }
    Ok((app.store.open_wave(next).await.map_err(Refusal::from)?, survey))
}

/// Seals a response and writes it; acknowledged only when it is on disk.
pub async fn keep(
    app: &App,
    mark: Mark,
    invited: Invitation,
    open: &OpenWave,
    survey: &Survey,
    row: [u8; 32],
    answers: &Answers,
) -> Result<(), Unsent> {
    let wave: &Slug = &open.wave.id;
    let origin = Origin { source: invited.source, provider: invited.provider, area: invited.area };
    let sending = Sending { wave, survey, row, mark, arrival: app.arrival(), origin, campaign: invited.campaign };
    let sealed = seal_response(&open.keys, sending, answers).map_err(|_| Unsent::TooLong)?;
    // The same row again is the same response, so a write that failed is tried once more before anybody is troubled.
    for attempt in 0..2 {
        match app.store.send(row, wave, sealed.clone()).await {
            Ok(Receipt::Kept) => return Ok(()),
            Ok(Receipt::WaveClosed) => return Err(Unsent::Closed),
            Err(_) if attempt == 0 => tokio::time::sleep(Duration::from_millis(250)).await,
            Err(_) => {}
        }
    }
    Err(Unsent::Busy)
}

fn digest_of(ticket: &str) -> [u8; 32] {
    let mut out = [0; 32];
    out.copy_from_slice(digest::digest(&digest::SHA256, ticket.as_bytes()).as_ref());
    out
}

/// First hop: a page that says nothing but that it worked.
pub async fn sent(voice: Voice) -> Response {
    let thanks = voice.to("/thanks");
    let body = html! { p { a href=(thanks) { (voice.say("go-on")) } } };
    let page = parts::quiet_page_in(&voice, &voice.say("loading"), body);
    ([(header::REFRESH, format!("0; url={thanks}"))], page).into_response()
}

/// Second hop: the same for everyone, support first.
pub async fn thanks(State(app): State<Arc<App>>, voice: Voice) -> Response {
    let results = html! { a href="/results" { (voice.say("thanks-results")) } };
    let body = html! {
        h1 { (voice.say("thanks")) }
        (parts::demo_note_in(&app, &voice))
        (parts::help_box(&app, &voice, "thanks-talk", None))
        p { (voice.say("thanks-change")) }
        p { (voice.say("thanks-reply")) }
        p { (voice.rich("thanks-posted", &[("link", results)])) }
        p { (voice.say("thanks-close")) " " a href=(voice.to("/safety")) { (voice.say("safety-link")) } }
        p { a href=(voice.to("/accessibility")) { (voice.say("access")) } }
    };
    let page = parts::survivor_page(&app, &voice, &voice.say("thanks"), &voice.to("/exit"), body);
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
