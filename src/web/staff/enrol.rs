//! Enrolling by a one-time link: choosing what to sign in with, a passkey or a password with a code.
//!
//! Promises that loading the link spends nothing; that what does not fit is told and leaves the link as it was; and that
//! enrolling anew ends everything that signed in before.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use totp_rs::Totp;

use super::door::{passkey_fields, welcome};
use super::secret::{self, SHORTEST};
use super::{frame, organisation, passkey::ForBrowser};
use crate::code::{LongWord, Word};
use crate::store::{Account, LinkPurpose, Password};
use crate::survey::Slug;
use crate::web::qr;
use crate::web::refusal::Refusal;
use crate::web::staff_form::StaffForm;
use crate::web::state::App;
use crate::web::visitor::comes_from_own_page;

fn useless() -> Response {
    let body = html! { p { "This link does not work: it was used, or it is too old. Ask for a new one." } };
    (StatusCode::FORBIDDEN, frame::page("Enrol", None, body)).into_response()
}

/// The account that a link enrols, while it works.
async fn account(app: &App, link: Option<Word>) -> Result<Option<(Word, Account)>, Refusal> {
    let Some(link) = link else { return Ok(None) };
    let account = app.store.staff_link(link.digest(), LinkPurpose::Enrol, app.clock.now()).await?;
    Ok(account.map(|account| (link, account)))
}

/// The generator of codes that this link would enrol: the same each time its page is loaded.
fn codes(app: &App, account: &Slug, link: &Word) -> (Totp, Vec<u8>) {
    let salt = link.digest()[..16].to_vec();
    (app.staff_key.codes(account, &salt), salt)
}

pub async fn page(State(app): State<Arc<App>>, Path(word): Path<String>) -> Result<Response, Refusal> {
    let Some((link, account)) = account(&app, word.parse().ok()).await? else { return Ok(useless()) };
    let question = app.passkeys.ask_to_make(&account, &[], Word::new(&*app.entropy), app.clock.now());
    let (codes, _) = codes(&app, &account.id, &link);
    let body = html! {
        p { "For " strong { (account.name) } ". Your name for signing in is " strong { (account.id) } "." }
        p { "Choose one. What you used before stops working." }
        (with_passkey(&link, question.as_ref()))
        (organisation::to_enrol(&app, &link))
        (with_password(&link, &account.id, &codes))
    };
    Ok(frame::page_with_script("Enrol", None, body).into_response())
}

fn with_passkey(link: &Word, question: Option<&ForBrowser>) -> Markup {
    html! {
        @if let Some(question) = question {
            h2 { "A passkey (best)" }
            p { "Your device or security key remembers it, and nobody can make you type it into a wrong page." }
            noscript { p.soft { "Passkeys need JavaScript in this browser." } }
            form.card method="post" action="/staff/enrol/passkey" data-passkey="make" data-options=(question.options) hidden {
                input type="hidden" name="word" value=(link);
                (passkey_fields(question))
                button { "Make a passkey" }
            }
        }
    }
}

fn with_password(link: &Word, account: &Slug, codes: &Totp) -> Markup {
    let address = codes.to_url().unwrap_or_default();
    let secret = data_encoding::BASE32_NOPAD.encode(codes.secret().as_ref());
    html! {
        h2 { "A password and a code" }
        form.card method="post" action="/staff/enrol/password" {
            input type="hidden" name="word" value=(link);
            input type="hidden" name="account" value=(account) autocomplete="username";
            label for="password" { "A password of at least " (SHORTEST) " characters" }
            input #password type="password" name="password" autocomplete="new-password" required;
            p.soft { "Several words are easy to keep. A password manager is better." }
            label for="again" { "The same again" }
            input #again type="password" name="again" autocomplete="new-password" required;
            p { "Scan this with an app for codes, or type the letters into it:" }
            (qr::picture(&address, "The same letters as a picture for the app"))
            p { code { (grouped(&secret)) } }
            label for="code" { "The code that the app shows now" }
            input #code name="code" inputmode="numeric" autocomplete="one-time-code" required;
            p { button { "Use these" } }
        }
    }
}

fn grouped(secret: &str) -> String {
    let letters: Vec<char> = secret.chars().collect();
    letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

pub async fn by_password(State(app): State<Arc<App>>, headers: HeaderMap, body: Body) -> Result<Response, Refusal> {
    let sent = StaffForm::read(&headers, body).await?;
    if comes_from_own_page(&headers) != Some(true) {
        return Err(Refusal::Forbidden);
    }
    let Some((link, account)) = account(&app, sent.word("word")).await? else { return Ok(useless()) };
    let password = sent.get("password").to_owned();
    let known = [account.id.as_str(), &account.name, &app.settings.run_by, "heard"];
    if let Some(words) = secret::objection(&password, sent.get("again"), &known) {
        return Err(Refusal::Unusable(format!("{words} Please go back and change it.")));
    }
    let ((codes, salt), now) = (codes(&app, &account.id, &link), app.clock.now());
    let step = secret::step_of(&codes, sent.get("code"), now);
    let words = "The code did not fit. Please go back and type the one that the app shows now.";
    let code_step = step.ok_or_else(|| Refusal::Unusable(words.into()))?;
    let _turn = app.hashing.acquire().await.map_err(|error| Refusal::Broken(error.into()))?;
    let (own, name, code_salt) = (app.clone(), account.id.clone(), salt.clone());
    let tag = tokio::task::spawn_blocking(move || own.staff_key.tag(&name, &password, &salt))
        .await
        .map_err(|error| Refusal::Broken(error.into()))?;
    let (session, kept) = (LongWord::new(&*app.entropy), Password { tag, code_salt, code_step });
    let store = app.store_for(&account);
    match store.enrol_password(link.digest(), &kept, session.digest(), now).await? {
        Some(_) => Ok(welcome(&app, &account, &session)),
        None => Ok(useless()),
    }
}

pub async fn by_passkey(State(app): State<Arc<App>>, headers: HeaderMap, body: Body) -> Result<Response, Refusal> {
    let sent = StaffForm::read(&headers, body).await?;
    if comes_from_own_page(&headers) != Some(true) {
        return Err(Refusal::Forbidden);
    }
    let Some((link, account)) = account(&app, sent.word("word")).await? else { return Ok(useless()) };
    let now = app.clock.now();
    let Some(made) = app.passkeys.made(&account.id, sent.get("question"), sent.get("credential"), now) else {
        let words = "The passkey could not be made. Please go back, load the page again and retry.";
        return Err(Refusal::Unusable(words.into()));
    };
    let session = LongWord::new(&*app.entropy);
    match app.store_for(&account).enrol_passkey(link.digest(), &made, session.digest(), now).await? {
        Some(_) => Ok(welcome(&app, &account, &session)),
        None => Ok(useless()),
    }
}
