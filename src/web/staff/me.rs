//! One's own account: what signs in, where one is signed in, and ending that.
//!
//! Promises that one sees and ends one's own sessions and passkeys alone, and that the last thing to sign in with stays.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use data_encoding::HEXLOWER;
use maud::{Markup, html};

use super::door::passkey_fields;
use super::{frame, organisation, password};
use crate::clock::date_time;
use crate::code::Word;
use crate::store::{KnownPasskey, SessionSeen, StoreError};
use crate::web::refusal::Refusal;
use crate::web::staff_form::StaffForm;
use crate::web::state::App;
use crate::web::visitor::Signed;

pub async fn page(State(app): State<Arc<App>>, signed: Signed) -> Result<Markup, Refusal> {
    let now = app.clock.now();
    let (account, token) = (&signed.account, signed.form_token.as_str());
    let sessions = app.store.sessions_of(&account.id, now).await?;
    let passkeys = app.store.passkeys_of(&account.id).await?;
    let question = app.passkeys.ask_to_make(account, &passkeys, Word::new(&*app.entropy), now);
    let bound = app.store.identity_since(&account.id).await?;
    let roles: Vec<String> = account.roles().map(|role| role.to_string()).collect();
    let body = html! {
        p { strong { (account.name) } ", " (account.id) ". " @if roles.is_empty() { "No role yet: an administrator gives one, and a second agrees." } @else { (roles.join(", ")) } }
        h2 { "Where you are signed in" }
        @for session in &sessions { (one_session(session, session.digest == signed.session, token)) }
        form method="post" action="/staff/me/sessions" {
            input type="hidden" name="k" value=(token);
            button.quiet name="which" value="all" { "Sign out everywhere" }
        }
        h2 { "Passkeys" }
        @if passkeys.is_empty() { p { "None. A passkey is safer than a password and a code." } }
        @for passkey in &passkeys { (one_passkey(passkey, token)) }
        @if passkeys.len() == 1 { p { "Make a second one, on another device: if you lose the first, you can still sign in." } }
        @if let Some(question) = &question {
            noscript { p.soft { "Passkeys need JavaScript in this browser." } }
            form.card method="post" action="/staff/me/passkeys" data-passkey="make" data-options=(question.options) hidden {
                input type="hidden" name="k" value=(token);
                label for="label" { "What you call it" }
                input #label name="label" maxlength="40" placeholder="Phone, blue key" required;
                (passkey_fields(question))
                button { "Make a passkey" }
            }
        }
        @if app.store.password(&account.id).await?.is_some() { (password::form(token)) }
        (organisation::of_account(&app, bound, token))
    };
    Ok(frame::page_with_script("Your account", Some(token), body))
}

fn one_session(session: &SessionSeen, is_this: bool, token: &str) -> Markup {
    html! {
        form.card method="post" action="/staff/me/sessions" {
            input type="hidden" name="k" value=(token);
            p { "Since " (date_time(session.started)) ", last seen " (date_time(session.seen)) " UTC" @if is_this { ": this one" } }
            button.quiet name="which" value=(HEXLOWER.encode(&session.digest)) { "End it" }
        }
    }
}

fn one_passkey(passkey: &KnownPasskey, token: &str) -> Markup {
    html! {
        form.card method="post" action="/staff/me/passkeys/remove" {
            input type="hidden" name="k" value=(token);
            p { @if passkey.label.is_empty() { "Passkey" } @else { (passkey.label) } ", made " (date_time(passkey.made)) " UTC" }
            button.quiet name="which" value=(HEXLOWER.encode(&passkey.digest)) { "Remove" }
        }
    }
}

fn which(sent: &StaffForm) -> Result<[u8; 32], Refusal> {
    let bytes = HEXLOWER.decode(sent.get("which").as_bytes()).ok().and_then(|bytes| bytes.try_into().ok());
    bytes.ok_or_else(|| Refusal::Unusable("Please go back and choose one.".into()))
}

/// What the store would not do is told in its words.
pub fn told(error: StoreError) -> Refusal {
    match error {
        StoreError::Refused(_) | StoreError::Taken { .. } | StoreError::Missing { .. } => {
            Refusal::Unusable(format!("That was not done: {error}. Please go back."))
        }
        error => error.into(),
    }
}

pub async fn end_sessions(State(app): State<Arc<App>>, signed: Signed, sent: StaffForm) -> Result<Response, Refusal> {
    let only = if sent.get("which") == "all" { None } else { Some(which(&sent)?) };
    app.store_for(&signed.account).end_sessions(&signed.account.id, only).await?;
    Ok(Redirect::to("/staff/me").into_response())
}

pub async fn add_passkey(State(app): State<Arc<App>>, signed: Signed, sent: StaffForm) -> Result<Response, Refusal> {
    let id = &signed.account.id;
    let made = app.passkeys.made(id, sent.get("question"), sent.get("credential"), app.clock.now());
    let words = "The passkey could not be made. Please go back, load the page again and retry.";
    let made = made.ok_or_else(|| Refusal::Unusable(words.into()))?;
    let label: String = sent.get("label").trim().chars().filter(|c| !c.is_control()).take(40).collect();
    app.store_for(&signed.account).add_passkey(&KnownPasskey { label, ..made }).await.map_err(told)?;
    Ok(Redirect::to("/staff/me").into_response())
}

pub async fn remove_passkey(State(app): State<Arc<App>>, signed: Signed, sent: StaffForm) -> Result<Response, Refusal> {
    let passkey = which(&sent)?;
    app.store_for(&signed.account).remove_passkey(&signed.account.id, passkey).await.map_err(told)?;
    Ok(Redirect::to("/staff/me").into_response())
}
