//! Signing in and out: by a passkey, or by a password and a code; `organisation` has the third way. In a demonstration, by a one-time link too.
//!
//! Promises that a name that nobody has, a wrong password, a wrong code, a code used before and too many tries all get the
//! same answer; that the session is a new one each time; and that loading a link spends nothing (mail scanners load links).

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::attempts::Try;
use super::passkey::ForBrowser;
use super::{frame, organisation, secret};
use crate::audit::{About, Act};
use crate::code::{LongWord, Word};
use crate::store::{Account, Password};
use crate::survey::Slug;
use crate::web::refusal::Refusal;
use crate::web::staff_form::StaffForm;
use crate::web::state::App;
use crate::web::visitor::{comes_from_own_page, cookie, from_own_page, set_cookie};

pub async fn page(State(app): State<Arc<App>>) -> Markup {
    let question = app.passkeys.ask_to_sign_in(Word::new(&*app.entropy), app.clock.now());
    let body = html! {
        @if let Some(question) = &question {
            h2 { "With a passkey" }
            noscript { p.soft { "Passkeys need JavaScript in this browser." } }
            form.card method="post" action="/staff/passkey" data-passkey="sign-in" data-options=(question.options) hidden {
                (passkey_fields(question))
                button { "Sign in with a passkey" }
            }
        }
        (organisation::at_the_door(&app))
        h2 { "With a password and a code" }
        form.card method="post" action="/staff/password" {
            label for="account" { "Name for signing in" }
            input #account name="account" autocomplete="username" autocapitalize="none" spellcheck="false" required;
            label for="password" { "Password" }
            input #password type="password" name="password" autocomplete="current-password" required;
            label for="code" { "Code from your app" }
            input #code name="code" inputmode="numeric" autocomplete="one-time-code" required;
            p { button { "Sign in" } }
        }
        p.soft { "Lost your passkey or your code? Ask an administrator, or whoever runs this service, for a new link." }
    };
    frame::page_with_script("Staff sign-in", None, body)
}

/// What a passkey's form holds besides its button; the script fills the answer in.
pub fn passkey_fields(question: &ForBrowser) -> Markup {
    html! {
        input type="hidden" name="question" value=(question.word);
        input type="hidden" name="credential";
        p.warn role="status" {}
    }
}

/// The one answer to everything that did not fit.
fn refused() -> Response {
    let body = html! {
        p { "That did not fit, or it was tried too often. Each code works once. Wait for the next one and try again." }
        p { "If it goes on, wait ten minutes, or ask for a new link." }
        p { a href="/staff" { "Back" } }
    };
    (StatusCode::FORBIDDEN, frame::page("Not signed in", None, body)).into_response()
}

pub async fn by_password(State(app): State<Arc<App>>, headers: HeaderMap, body: Body) -> Result<Response, Refusal> {
    let sent = StaffForm::read(&headers, body).await?;
    if comes_from_own_page(&headers) != Some(true) {
        return Err(Refusal::Forbidden);
    }
    let (typed, now) = (sent.get("account").trim().to_lowercase(), app.clock.now());
    let Some(tried) = app.attempts.begin(&typed, now) else { return Ok(refused()) };
    let account: Option<Slug> = typed.parse().ok();
    if let Some(account) = &account
        && fits(&app, account, &sent, now).await?
    {
        app.attempts.right(&typed, now);
        return signed_in(&app, &headers, account).await;
    }
    if tried == Try::Last
        && let Some(known) = account
        && app.store.account(&known).await?.is_some()
    {
        app.store.note_alone(Act::RefusedSignIns, &[About::Account(&known)]).await?;
    }
    Ok(refused())
}

/// Whether password and code are right. A name that nobody has costs as much.
pub async fn fits(app: &Arc<App>, account: &Slug, sent: &StaffForm, now: i64) -> Result<bool, Refusal> {
    let kept = app.store.password(account).await?;
    let known = kept.is_some();
    let nobody = || Password { tag: vec![0; 32], code_salt: vec![0; 16], code_step: 0 };
    let (kept, own, name) = (kept.unwrap_or_else(nobody), app.clone(), account.clone());
    let password = sent.get("password").to_owned();
    // Hashing takes memory and a core: only so many at once, and not on the threads that serve survivors.
    let _turn = app.hashing.acquire().await.map_err(|error| Refusal::Broken(error.into()))?;
    let (fits, codes) = tokio::task::spawn_blocking(move || {
        (own.staff_key.fits(&name, &password, &kept), own.staff_key.codes(&name, &kept.code_salt))
    })
    .await
    .map_err(|error| Refusal::Broken(error.into()))?;
    let step = secret::step_of(&codes, sent.get("code"), now);
    match step {
        Some(step) if fits && known => Ok(app.store.use_code(account, step).await?),
        _ => Ok(false),
    }
}

pub async fn by_passkey(State(app): State<Arc<App>>, headers: HeaderMap, body: Body) -> Result<Response, Refusal> {
    let sent = StaffForm::read(&headers, body).await?;
    if comes_from_own_page(&headers) != Some(true) {
        return Err(Refusal::Forbidden);
    }
    let answer = sent.get("credential");
    let Some(digest) = app.passkeys.named(answer) else { return Ok(refused()) };
    let Some(known) = app.store.passkey(digest).await? else { return Ok(refused()) };
    match app.passkeys.signed_in(&known, sent.get("question"), answer, app.clock.now()) {
        Some(credential) => {
            app.store.update_passkey(digest, &credential).await?;
            signed_in(&app, &headers, &known.account).await
        }
        None => Ok(refused()),
    }
}

/// A new session, in place of any that this browser had.
async fn signed_in(app: &App, headers: &HeaderMap, id: &Slug) -> Result<Response, Refusal> {
    let account = app.store.account(id).await?.ok_or(Refusal::SignIn)?;
    let store = app.store_for(&account);
    if let Some(old) = cookie(headers, app) {
        store.end_sessions(id, Some(old.digest())).await?;
    }
    let word = LongWord::new(&*app.entropy);
    store.open_session(id, word.digest(), app.clock.now()).await?;
    Ok(welcome(app, &account, &word))
}

/// To where an account's work is, with the cookie of its new session.
pub fn welcome(app: &App, account: &Account, word: &LongWord) -> Response {
    ([(header::SET_COOKIE, set_cookie(app, Some(word)))], Redirect::to(home(account))).into_response()
}

/// Where an account's work is.
pub fn home(account: &Account) -> &'static str {
    match account.roles().next() {
        Some(role) if role.is_of_provider() => "/provider",
        Some(_) => "/commission",
        None => "/staff/me",
    }
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

/// By a one-time link, in a demonstration alone.
pub async fn sign_in(State(app): State<Arc<App>>, headers: HeaderMap, body: Body) -> Result<Response, Refusal> {
    let sent = StaffForm::read(&headers, body).await?;
    let session_word = LongWord::new(&*app.entropy);
    let account = match sent.word("word") {
        Some(link) if app.settings.demo => {
            app.store.sign_in_by_door(link.digest(), session_word.digest(), app.clock.now()).await?
        }
        _ => None,
    };
    let account = match account {
        Some(id) => app.store.account(&id).await?,
        None => None,
    };
    let Some(account) = account else {
        let body = html! { p { "This link does not work: it was used, or it is too old. Ask for a new one." } };
        return Ok((StatusCode::FORBIDDEN, frame::page("Staff sign-in", None, body)).into_response());
    };
    Ok(welcome(&app, &account, &session_word))
}

pub async fn sign_out(State(app): State<Arc<App>>, headers: HeaderMap) -> Result<Response, Refusal> {
    // Signing out harms nobody, so any of the two signs of our own page is enough, and no session is no error.
    if !from_own_page(&headers, "", Some("")) {
        return Err(Refusal::Forbidden);
    }
    if let Some(word) = cookie(&headers, &app)
        && let Some(account) = app.store.staff_session(word.digest(), app.clock.now()).await?
    {
        app.store_for(&account).end_sessions(&account.id, Some(word.digest())).await?;
    }
    let left_behind = (HeaderName::from_static("clear-site-data"), HeaderValue::from_static("\"cache\", \"storage\""));
    let headers = [(header::SET_COOKIE, set_cookie(&app, None)), left_behind];
    Ok((headers, Redirect::to("/staff")).into_response())
}
