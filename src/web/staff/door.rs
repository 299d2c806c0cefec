//! Signing in by a one-time link and out again.
//!
//! Promises that loading the link spends nothing (mail scanners load links); pressing the button does, once.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::frame;
use crate::code::Word;
use crate::store::Role;
use crate::web::body::{self, fields};
use crate::web::refusal::Refusal;
use crate::web::state::App;
use crate::web::visitor::{cookie, from_own_page, set_cookie};

pub async fn closed() -> Markup {
    let body = html! {
        p { "To sign in, open the one-time link that you were given. Links work once and for one day." }
        p { "No link, or it no longer works? Ask whoever runs this service for a new one: they make it with "
            code { "heard staff link" } "." }
    };
    frame::page("Staff sign-in", None, body)
}

pub async fn ask(Path(word): Path<String>) -> Markup {
    let body = html! {
        p { "This link signs you in on this device, once." }
        form method="post" action="/staff/in" {
            input type="hidden" name="word" value=(word);
            button { "Sign in" }
        }
    };
    frame::page("Staff sign-in", None, body)
}

pub async fn sign_in(State(app): State<Arc<App>>, headers: HeaderMap, body: Body) -> Result<Response, Refusal> {
    let bytes = read(&headers, body).await?;
    let sent = fields(&bytes).find(|(name, _)| name == "word").map(|(_, word)| word.into_owned());
    let sent = sent.unwrap_or_default();
    // The word is the authority here, so a page that knows it may send it; other sites' pages are refused.
    if !from_own_page(&headers, &sent, Some(&sent)) {
        return Err(Refusal::Forbidden);
    }
    let session_word = Word::new(&*app.entropy);
    let signed_in = match sent.parse::<Word>() {
        Ok(link) => app.store.sign_in(link.digest(), session_word.digest(), app.clock.now()).await?,
        Err(_) => None,
    };
    let Some(session) = signed_in else {
        let body = html! { p { "This link does not work: it was used, or it is too old. Ask for a new one." } };
        return Ok((StatusCode::FORBIDDEN, frame::page("Staff sign-in", None, body)).into_response());
    };
    let to = match session.role {
        Role::Commission => "/commission",
        Role::Provider => "/provider",
    };
    Ok(([(header::SET_COOKIE, set_cookie(&app, Some(&session_word)))], Redirect::to(to)).into_response())
}

pub async fn sign_out(State(app): State<Arc<App>>, headers: HeaderMap) -> Result<Response, Refusal> {
    // Signing out harms nobody, so any of the two signs of our own page is enough, and no session is no error.
    if !from_own_page(&headers, "", Some("")) {
        return Err(Refusal::Forbidden);
    }
    if let Some(word) = cookie(&headers, &app) {
        app.store.sign_out(word.digest()).await?;
    }
    Ok(([(header::SET_COOKIE, set_cookie(&app, None))], Redirect::to("/staff")).into_response())
}

pub async fn read(headers: &HeaderMap, body: Body) -> Result<axum::body::Bytes, Refusal> {
    body::read(headers, body)
        .await
        .map_err(|_| Refusal::Unusable("The form did not arrive whole. Please go back and send it again.".into()))
}
