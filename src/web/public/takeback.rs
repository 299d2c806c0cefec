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

use crate::code::Word;
use crate::web::body::{self, fields};
use crate::web::parts;
use crate::web::refusal::Refusal;
use crate::web::state::App;

const SAME_FOR_ALL: Duration = Duration::from_millis(400);

pub async fn page(State(app): State<Arc<App>>) -> Markup {
    with_note(&app, None)
}

pub async fn typo(State(app): State<Arc<App>>) -> Markup {
    with_note(&app, Some("One letter or number of that code is not right. Please check each one and try again."))
}

fn with_note(app: &App, note: Option<&str>) -> Markup {
    let body = html! {
        h1 { "Take back what I sent" }
        p { "Type the code that stood on the page with the questions." }
        @if let Some(note) = note { p.box role="alert" { (note) } }
        form method="post" action="/takeback" autocomplete="off" {
            label.ask for="code" { "Code" }
            p.hint #code-hint { "It does not matter if you use big or small letters, or leave out the lines." }
            input #code type="text" name="code" autocomplete="off" autocapitalize="characters" spellcheck="false"
                aria-describedby="code-hint";
            button { "Take it back" }
        }
        p { "Answers that were already counted stay in the totals. Nobody can find them there." }
        (parts::help_now(&app.library.contacts, &app.library.areas, None))
    };
    parts::survivor_page("Take back", "/exit", body)
}

pub async fn take_back(State(app): State<Arc<App>>, headers: HeaderMap, body: Body) -> Result<Response, Refusal> {
    let typo = || Redirect::to("/takeback/typo").into_response();
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
    Ok(Redirect::to("/takeback/done").into_response())
}

pub async fn done(State(app): State<Arc<App>>) -> Markup {
    let body = html! {
        h1 { "Done" }
        p { "If we still had answers with that code, they are gone now." }
        p { "If they were already counted, they stay in the totals, where nobody can find them." }
        (parts::help_now(&app.library.contacts, &app.library.areas, None))
    };
    parts::survivor_page("Done", "/exit", body)
}
