//! Taking back what was sent, with the code that stood on the form, until its wave is opened.
//!
//! Promises the same answer whether there was something to take back or not: a code found on a phone tells nobody that
//! its owner wrote to us.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use tokio::time::{Duration, Instant};

use super::home::code_box;
use crate::code::Word;
use crate::web::body::{self, fields};
use crate::web::networks::Network;
use crate::web::parts;
use crate::web::refusal::Refusal;
use crate::web::state::App;
use crate::web::voice::Voice;

const SAME_FOR_ALL: Duration = Duration::from_millis(400);

pub async fn page(State(app): State<Arc<App>>, voice: Voice) -> Markup {
    with_note(&app, &voice, None)
}

pub async fn typo(State(app): State<Arc<App>>, voice: Voice) -> Markup {
    with_note(&app, &voice, Some("takeback-typo"))
}

fn with_note(app: &App, voice: &Voice, note: Option<&str>) -> Markup {
    let body = html! {
        (parts::chooser(voice, "/takeback"))
        h1 { (voice.say("takeback-sent")) }
        p { (voice.say("takeback-type")) }
        @if let Some(note) = note { p.box role="alert" { (voice.say(note)) } }
        (code_box(voice, "/takeback", "takeback-button"))
        p { (voice.say("takeback-counted")) }
        (parts::help_now(app, voice, None))
    };
    parts::survivor_page(app, voice, &voice.say("takeback"), &voice.to("/exit"), body)
}

pub async fn take_back(
    State(app): State<Arc<App>>,
    voice: Voice,
    network: Network,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Refusal> {
    if app.networks.types_too_much(network, app.clock.now(), &*app.entropy) {
        return Err(Refusal::TooMany);
    }
    let typo = || Redirect::to(&voice.to("/takeback/typo")).into_response();
    let Ok(bytes) = body::read(&headers, body).await else {
        return Ok(typo());
    };
    let typed = fields(&bytes).find(|(name, _)| name == "code").map(|(_, code)| code.into_owned());
    let Ok(secret) = typed.unwrap_or_default().parse::<Word>() else {
        return Ok(typo());
    };
    // Deleting takes longer than finding nothing. Everybody waits the same time, so that the time tells nothing.
    let answered_at = Instant::now() + SAME_FOR_ALL;
    let withdrawn = app.store.withdraw(secret.digest()).await;
    tokio::time::sleep_until(answered_at).await;
    withdrawn?;
    Ok(Redirect::to(&voice.to("/takeback/done")).into_response())
}

pub async fn done(State(app): State<Arc<App>>, voice: Voice) -> Markup {
    let body = html! {
        h1 { (voice.say("done")) }
        p { (voice.say("done-gone")) }
        p { (voice.say("done-counted")) }
        (parts::help_now(&app, &voice, None))
    };
    parts::survivor_page(&app, &voice, &voice.say("done"), &voice.to("/exit"), body)
}
