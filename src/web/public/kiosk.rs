//! A device that a service lends (a kiosk): the same words and the same form, on a device that many people share.
//!
//! Promises a new form for each person, no address that tells one visit from another, no page to go back into, a page
//! emptied after a minute without a touch, and a PIN before anything else of ours is shown. Needs script for emptying,
//! so without script nothing begins. Does not promise that the browser cannot be left: pinning is the device's own.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, PreEscaped, html};

use super::form::Around;
use super::send::{Unsent, taken};
use super::{form, landing, pages};
use crate::clock::random;
use crate::code::Word;
use crate::store::Link;
use crate::survey::Survey;
use crate::wave::Wave;
use crate::web::kiosks::{AtKiosk, Tried};
use crate::web::networks::Network;
use crate::web::refusal::Refusal;
use crate::web::staff_form::StaffForm;
use crate::web::state::App;
use crate::web::template::Template;
use crate::web::ticket::{Entry, Page, Ticket};
use crate::web::visitor::{KIOSK, cookie_of, set_cookie_of};
use crate::web::voice::{Chosen, Voice, english, in_language};
use crate::web::{parts, script};

const HOME: &str = "/k";
const OUT: &str = "/k/out";

/// What the link asks now, in the chosen language; nothing while it is paused or no wave is open.
pub async fn asked(app: &App, link: &Link, chosen: Option<Chosen>) -> Result<Option<(Wave, Voice, Survey)>, Refusal> {
    let wave = match link.paused {
        None => app.store.collecting(&link.family, app.clock.today()).await?,
        Some(_) => None,
    };
    let Some(wave) = wave else { return Ok(None) };
    let surveys = app.surveys(&wave.id).await?;
    let survey = surveys.first().ok_or(Refusal::NotFound)?.clone();
    let tag = chosen.map_or_else(english, |Chosen(tag)| tag);
    let tag = landing::offered(app, &wave.id, &survey.id, tag).await?.unwrap_or_else(english);
    let (voice, survey) = app.spoken(&wave.id, survey, &tag).await?;
    Ok(Some((wave, voice, survey)))
}

/// What watches for a minute without a touch. `first` is where nothing is to be emptied yet.
fn watch(voice: &Voice, first: bool) -> Markup {
    html! {
        p role="status" data-home=(HOME) data-still=(voice.say("kiosk-still")) data-first=[first.then_some("yes")] {}
        script { (PreEscaped(&*script::KIOSK)) }
    }
}

pub async fn first(
    State(app): State<Arc<App>>,
    AtKiosk(link): AtKiosk,
    chosen: Option<Chosen>,
) -> Result<Response, Refusal> {
    let page = match asked(&app, &link, chosen).await? {
        Some((wave, voice, survey)) => {
            let body = html! {
                (parts::chooser(&voice, HOME))
                (landing::before_any_question(&app, &voice, &wave, &survey))
                div.box {
                    p { (voice.say("kiosk-forgets")) }
                    p { (voice.with("kiosk-leaving", &[("leave", &voice.say("leave"))])) }
                }
                a.go href=(voice.to("/k/f")) data-script hidden { (voice.say("start")) }
                noscript { p lang="en" dir="ltr" role="alert" {
                    "For staff: this browser runs no script, so nothing would empty the page after a minute. Use another."
                } }
                (parts::help_box(&app, &voice, "help-now", link.area.as_ref()))
                (for_staff())
                // The language of who was there before is theirs: that page goes back to English by itself.
                (watch(&voice, voice.is_english()))
            };
            parts::survivor_page(&app, &voice, &survey.title, OUT, body)
        }
        None => {
            let voice = Voice::english(&app);
            let (title, kept) =
                if link.paused.is_some() { ("paused", "paused-kept") } else { ("closed", "closed-kept") };
            let body = html! {
                h1 { (voice.say(title)) }
                p { (voice.say(kept)) }
                (parts::help_box(&app, &voice, "help-now", link.area.as_ref()))
                (for_staff())
                (watch(&voice, true))
            };
            parts::survivor_page(&app, &voice, &voice.say(title), OUT, body)
        }
    };
    Ok(([("clear-site-data", "\"cache\"")], page).into_response())
}

fn for_staff() -> Markup {
    html! { p.note lang="en" dir="ltr" { a href="/k/leave" { "For staff: end this" } } }
}

/// A new form, whoever asks and however often. Recordings elsewhere are left out: their pages would stay open.
pub async fn form(
    State(app): State<Arc<App>>,
    AtKiosk(link): AtKiosk,
    chosen: Option<Chosen>,
) -> Result<Response, Refusal> {
    let Some((wave, voice, mut survey)) = asked(&app, &link, chosen).await? else {
        return Ok(Redirect::to(HOME).into_response());
    };
    for question in survey.sections.iter_mut().flat_map(|section| &mut section.questions) {
        (question.bsl, question.audio) = (None, None);
    }
    let around = Around {
        send: "/k/f",
        leave: OUT.into(),
        languages: html! {},
        scripts: html! { script { (PreEscaped(&*script::KIOSK_FORM)) } (watch(&voice, false)) },
    };
    let page = form::render(&app, &voice, &wave, &survey, (link.area.as_ref(), around)).into_string();
    let ticket = Ticket {
        sitting: random(&*app.entropy),
        issued: app.clock.now(),
        page: Page::Form,
        entry: Entry::Link(link.id),
        wave: wave.id,
        survey: survey.id,
        language: voice.language().tag.clone(),
    };
    let ticket = app.tickets.seal(&ticket, &*app.entropy);
    Ok(landing::html_bytes(Template::new(&page).fill(&ticket, &Word::new(&*app.entropy).to_string())))
}

/// Taken even if the loan has ended meanwhile: nobody's words are lost for that.
pub async fn send(State(app): State<Arc<App>>, network: Network, headers: HeaderMap, body: Body) -> Response {
    let to = match taken(&app, network, &headers, body).await {
        Ok(language) => in_language("/k/sent", &language),
        Err((_, Unsent::TooLong)) => "/k/sorry/too-long".into(),
        Err((_, Unsent::Form)) => "/k/sorry/form".into(),
        Err((_, Unsent::Busy)) => "/k/sorry/busy".into(),
        Err((_, Unsent::Closed)) => HOME.into(),
    };
    Redirect::to(&to).into_response()
}

/// To another page by way of one that says nothing, so that the page that was left is dropped.
fn by_way_of_nothing(voice: &Voice, to: &str) -> Response {
    let body = html! { p { a href=(to) { (voice.say("go-on")) } } };
    let page = parts::quiet_page_in(voice, &voice.say("loading"), body);
    ([(header::REFRESH, format!("0; url={to}"))], page).into_response()
}

pub async fn hop(voice: Voice) -> Response {
    by_way_of_nothing(&voice, HOME)
}

pub async fn sent(voice: Voice) -> Response {
    by_way_of_nothing(&voice, &voice.to("/k/thanks"))
}

/// The same for everyone, support first, and then the first page.
pub async fn thanks(State(app): State<Arc<App>>, voice: Voice) -> Response {
    let body = html! {
        h1 { (voice.say("thanks")) }
        (parts::demo_note_in(&app, &voice))
        (parts::help_box(&app, &voice, "thanks-talk", None))
        p { (voice.say("thanks-change")) }
        p { (voice.say("thanks-reply")) }
        a.go href=(HOME) { (voice.say("done")) }
        (watch(&voice, false))
    };
    let page = parts::survivor_page(&app, &voice, &voice.say("thanks"), OUT, body);
    ([("clear-site-data", "\"cache\"")], page).into_response()
}

pub async fn sorry(State(app): State<Arc<App>>, voice: Voice, Path(why): Path<String>) -> Result<Markup, Refusal> {
    pages::not_sent(&app, &voice, &why, OUT)
}

/// Nobody lent this device, or the loan ended by itself.
pub async fn over(State(app): State<Arc<App>>) -> Response {
    let voice = Voice::english(&app);
    let body = html! {
        p { (voice.say("kiosk-over")) }
        p.note { a href="/staff" { "For staff: sign in" } }
    };
    let page = parts::quiet_page_in(&voice, &voice.say("lapsed"), body);
    (StatusCode::GONE, page).into_response()
}

pub async fn ask_pin(State(app): State<Arc<App>>, _: AtKiosk) -> Response {
    pin_page(&app, None)
}

pub async fn ask_again(State(app): State<Arc<App>>, _: AtKiosk, Path(why): Path<String>) -> Result<Response, Refusal> {
    let words = match why.as_str() {
        "wrong" => "That is not the PIN.",
        "wait" => "Too many were wrong. Wait ten minutes, then try again.",
        _ => return Err(Refusal::NotFound),
    };
    Ok(pin_page(&app, Some(words)))
}

fn pin_page(app: &App, words: Option<&str>) -> Response {
    let voice = Voice::english(app);
    let body = html! {
        h1 { "For staff" }
        @if let Some(words) = words { p.box role="alert" { (words) } }
        form method="post" action="/k/leave" autocomplete="off" {
            label.ask for="pin" { "The PIN that was chosen when this device was lent" }
            p.hint #pin-hint { "Then this device is signed out, and nothing of ours is left on it." }
            input #pin type="password" name="pin" inputmode="numeric" autocomplete="off" aria-describedby="pin-hint";
            button { "End this" }
        }
        p { a href=(HOME) { "Back to the first page" } }
        (watch(&voice, false))
    };
    let page = parts::survivor_page(app, &voice, "For staff", OUT, body);
    ([(header::REFRESH, "60; url=/k")], page).into_response()
}

pub async fn try_pin(State(app): State<Arc<App>>, headers: HeaderMap, body: Body) -> Result<Response, Refusal> {
    let sent = StaffForm::read(&headers, body).await?;
    let Some(device) = cookie_of(&headers, &app, KIOSK) else {
        return Ok(Redirect::to("/k/over").into_response());
    };
    let to = match app.kiosks.end(&device, sent.get("pin").trim(), app.clock.now()) {
        Tried::Wrong => "/k/leave/wrong",
        Tried::Wait => "/k/leave/wait",
        Tried::Over => "/k/over",
        Tried::Right => {
            let gone = [(header::SET_COOKIE, set_cookie_of(&app, KIOSK, None))];
            return Ok((gone, Redirect::to("/k/left")).into_response());
        }
    };
    Ok(Redirect::to(to).into_response())
}

pub async fn left(State(app): State<Arc<App>>) -> Response {
    by_way_of_nothing(&Voice::english(&app), "/k/off")
}

/// Everything that the browser kept of us goes.
pub async fn off() -> Response {
    let headers = [("clear-site-data", "\"cache\", \"cookies\", \"storage\""), ("location", "/staff")];
    (StatusCode::SEE_OTHER, headers).into_response()
}
