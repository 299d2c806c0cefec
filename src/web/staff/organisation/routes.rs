//! There and back: the forms that send a browser to the provider, and the page that it comes back to.
//!
//! Promises that an answer is taken once, in the browser that was sent, for what it was sent for; that where it goes next
//! is ours to say; and that nothing is changed unless everything fits. Whatever does not gets one page.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};

use super::errand::{self, COOKIE, Words};
use super::pages::{pass_on, refused, sent_back, unreachable};
use super::provider::{Identity, Organisation, Trouble};
use crate::code::LongWord;
use crate::store::{Account, Errand, LinkPurpose};
use crate::web::refusal::Refusal;
use crate::web::staff::door::home;
use crate::web::staff::me::told;
use crate::web::staff_form::StaffForm;
use crate::web::state::App;
use crate::web::visitor::{Signed, comes_from_own_page, cookie, cookie_of, set_cookie};

const BACK: &str = "/staff/organisation/back";

pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/staff/organisation", post(sign_in))
        .route(BACK, get(back))
        .route("/staff/enrol/organisation", post(enrol))
        .route("/staff/me/organisation", post(bind))
        .route("/staff/me/organisation/remove", post(remove))
}

async fn sign_in(State(app): State<Arc<App>>, headers: HeaderMap) -> Result<Response, Refusal> {
    if comes_from_own_page(&headers) != Some(true) {
        return Err(Refusal::Forbidden);
    }
    // Coming back, the browser does not send this one: it is noted now, to be ended then.
    let before = cookie(&headers, &app).map(|word| word.digest());
    send(&app, Errand::SignIn { before }).await
}

async fn enrol(State(app): State<Arc<App>>, headers: HeaderMap, body: Body) -> Result<Response, Refusal> {
    let sent = StaffForm::read(&headers, body).await?;
    if comes_from_own_page(&headers) != Some(true) {
        return Err(Refusal::Forbidden);
    }
    let Some(link) = sent.word("word").map(|word| word.digest()) else { return Ok(refused()) };
    match app.store.staff_link(link, LinkPurpose::Enrol, app.clock.now()).await? {
        Some(_) => send(&app, Errand::Enrol { link }).await,
        None => Ok(refused()),
    }
}

async fn bind(State(app): State<Arc<App>>, signed: Signed, _: StaffForm) -> Result<Response, Refusal> {
    send(&app, Errand::Bind { session: signed.session }).await
}

async fn remove(State(app): State<Arc<App>>, signed: Signed, _: StaffForm) -> Result<Response, Refusal> {
    organisation(&app)?;
    app.store_for(&signed.account).remove_identity(&signed.account.id).await.map_err(told)?;
    Ok(Redirect::to("/staff/me").into_response())
}

fn organisation(app: &App) -> Result<&Organisation, Refusal> {
    app.organisation.as_ref().ok_or(Refusal::NotFound)
}

fn back_to(app: &App) -> String {
    format!("{}{BACK}", app.settings.public_url)
}

async fn send(app: &App, errand: Errand) -> Result<Response, Refusal> {
    let (organisation, now) = (organisation(app)?, app.clock.now());
    let word = LongWord::new(&*app.entropy);
    let address = match organisation.address(&Words::of(&app.staff_key, &word), &back_to(app), now).await {
        Ok(address) => address,
        Err(trouble) => return Ok(told_of(trouble)),
    };
    if !app.store.begin_errand(word.digest(), errand, now).await? {
        return Ok(told_of(Trouble::Unusable("very many are on the way to it")));
    }
    let mut response = pass_on(&address, "To your organisation", "You sign in on your organisation’s own page.");
    response.headers_mut().insert(header::SET_COOKIE, errand::set_cookie(app, Some(&word)));
    Ok(response)
}

/// What came back, from the address.
struct Brought {
    state: String,
    code: Option<String>,
    error: Option<String>,
    issuer: Option<String>,
}

impl Brought {
    /// None when something is there twice: two readers could take different ones.
    fn read(query: &str) -> Option<Self> {
        let one = |name: &str| {
            let mut values = form_urlencoded::parse(query.as_bytes()).filter(|(n, _)| n == name);
            let first = values.next().map(|(_, value)| value.into_owned());
            if values.next().is_some() { Err(()) } else { Ok(first) }
        };
        let state = one("state").ok()?.unwrap_or_default();
        Some(Self { state, code: one("code").ok()?, error: one("error").ok()?, issuer: one("iss").ok()? })
    }
}

async fn back(State(app): State<Arc<App>>, RawQuery(query): RawQuery, headers: HeaderMap) -> Result<Response, Refusal> {
    let organisation = organisation(&app)?;
    let brought = Brought::read(&query.unwrap_or_default());
    let (Some(brought), Some(word)) = (brought, cookie_of(&headers, &app, COOKIE)) else { return Ok(refused()) };
    let (words, now) = (Words::of(&app.staff_key, &word), app.clock.now());
    // Another site can load this address, but knows no state: it must not use up what is under way.
    if !words.has_state(&brought.state) {
        return Ok(refused());
    }
    let Some(errand) = app.store.end_errand(word.digest(), now).await? else { return Ok(refused()) };
    let mut response = match identity(organisation, &brought, &words, &back_to(&app), now).await {
        Ok(identity) => finish(&app, errand, &identity).await?,
        Err(response) => *response,
    };
    response.headers_mut().append(header::SET_COOKIE, errand::set_cookie(&app, None));
    Ok(response)
}

async fn identity(
    organisation: &Organisation,
    brought: &Brought,
    words: &Words,
    back: &str,
    now: i64,
) -> Result<Identity, Box<Response>> {
    let told_of = |trouble| Box::new(told_of(trouble));
    if !organisation.is_named(brought.issuer.as_deref(), now).await.map_err(told_of)? {
        return Err(told_of(Trouble::Refused("the answer names another issuer, or none")));
    }
    if let Some(error) = &brought.error {
        return Err(Box::new(sent_back(error)));
    }
    let code = brought.code.as_deref().ok_or_else(|| told_of(Trouble::Refused("the answer has no code")))?;
    organisation.identify(code, words, back, now).await.map_err(told_of)
}

async fn finish(app: &App, errand: Errand, identity: &Identity) -> Result<Response, Refusal> {
    let known = [identity.issuer.as_bytes(), identity.subject.as_bytes()];
    let (identity, now) = (app.staff_key.digest_of("oidc identity", &known), app.clock.now());
    let session = LongWord::new(&*app.entropy);
    match errand {
        Errand::SignIn { before } => {
            let Some(id) = app.store.account_of_identity(identity).await? else { return Ok(refused()) };
            let Some(account) = app.store.account(&id).await? else { return Ok(refused()) };
            let store = app.store_for(&account);
            if let Some(before) = before {
                store.end_sessions(&id, Some(before)).await?;
            }
            store.open_session(&id, session.digest(), now).await?;
            Ok(signed_in(app, &account, &session))
        }
        Errand::Enrol { link } => {
            let Some(account) = app.store.staff_link(link, LinkPurpose::Enrol, now).await? else {
                return Ok(refused());
            };
            let store = app.store_for(&account);
            match store.enrol_identity(link, identity, session.digest(), now).await.map_err(told)? {
                Some(_) => Ok(signed_in(app, &account, &session)),
                None => Ok(refused()),
            }
        }
        Errand::Bind { session } => {
            let Some(account) = app.store.staff_session(session, now).await? else { return Ok(refused()) };
            app.store_for(&account).bind_identity(&account.id, identity, now).await.map_err(told)?;
            Ok(pass_on("/staff/me", "Bound", "Your organisation’s sign-in opens this account from now on."))
        }
    }
}

fn signed_in(app: &App, account: &Account, session: &LongWord) -> Response {
    let mut response = pass_on(home(account), "Signed in", "Your organisation signed you in.");
    response.headers_mut().append(header::SET_COOKIE, set_cookie(app, Some(session)));
    response
}

/// A page for the person, and a line for the operator that says nothing of the person.
fn told_of(trouble: Trouble) -> Response {
    match trouble {
        Trouble::Unusable(why) => {
            tracing::warn!(why, "the organisation's provider cannot be used");
            unreachable()
        }
        Trouble::Refused(why) => {
            tracing::info!(why, "a sign-in by the organisation was refused");
            refused()
        }
    }
}
