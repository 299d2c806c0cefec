//! The page before any question: who runs it, who reads it and when, what is never collected, how long it takes, that
//! stopping is fine, that nobody will reply, what Leave does, and where help is now.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::entry::paused;
use super::pages;
use crate::survey::{Slug, Survey};
use crate::wave::Wave;
use crate::web::parts;
use crate::web::refusal::Refusal;
use crate::web::state::{App, PageKey};
use crate::web::template::{self, Template};
use crate::web::ticket::{Entry, LOADS_FOR, Page, STARTS_FOR, Standing, Ticket};
use crate::web::voice::{Chosen, Voice, english};

pub async fn page(
    State(app): State<Arc<App>>,
    chosen: Option<Chosen>,
    Path(text): Path<String>,
) -> Result<Response, Refusal> {
    if let Some(Chosen(language)) = chosen {
        return again(&app, &text, (Page::Landing, "/w/"), language).await;
    }
    let ticket = match admit(&app, &text, Page::Landing, LOADS_FOR) {
        Ok(ticket) => ticket,
        Err(away) => return Ok(away.into_response()),
    };
    let key = page_key(&app, &ticket, false).await?;
    let template = match app.pages.get(&key) {
        Some(template) => template,
        None => {
            let wave = app.store.wave(&ticket.wave).await?;
            let (voice, survey) = app.spoken(&wave.id, survey(&app, &ticket).await?, &ticket.language).await?;
            let page = render(&app, &voice, &wave, &survey, key.area.as_ref());
            app.pages.put(key, Template::new(&page.into_string()))
        }
    };
    Ok(html_bytes(template.fill(&text, "")))
}

/// The same page afresh in another language. What the visit came with stays in its ticket; a language that the wave
/// does not offer changes nothing.
pub async fn again(app: &App, text: &str, (page, path): (Page, &str), language: Slug) -> Result<Response, Refusal> {
    let ticket = match admit(app, text, page, STARTS_FOR) {
        Ok(ticket) => ticket,
        Err(away) => return Ok(away.into_response()),
    };
    let language = offered(app, &ticket.wave, &ticket.survey, language).await?.unwrap_or(ticket.language);
    let ticket = Ticket { issued: app.clock.now(), language, ..ticket };
    Ok(Redirect::to(&format!("{path}{}", app.tickets.seal(&ticket, &*app.entropy))).into_response())
}

/// The language, if it is English or the wave offers it for this survey.
pub async fn offered(app: &App, wave: &Slug, survey: &Slug, language: Slug) -> Result<Option<Slug>, Refusal> {
    let translations = app.translations(wave).await?;
    let is_there = language == english()
        || translations.iter().any(|found| found.survey.id == *survey && found.language.tag == language);
    Ok(is_there.then_some(language))
}

/// Start is an entry of its own: however slowly the landing page was read, the form loads. Unless its link was paused
/// meanwhile: then nothing is begun.
pub async fn begin(State(app): State<Arc<App>>, Path(text): Path<String>) -> Result<Response, Refusal> {
    let ticket = match admit(&app, &text, Page::Landing, STARTS_FOR) {
        Ok(ticket) => ticket,
        Err(away) => return Ok(away.into_response()),
    };
    if let Entry::Link(id) = &ticket.entry
        && app.store.link(id).await?.is_some_and(|link| link.paused.is_some())
    {
        return Ok(paused(&ticket.language));
    }
    let form = Ticket { page: Page::Form, issued: app.clock.now(), ..ticket };
    Ok(Redirect::to(&format!("/f/{}", app.tickets.seal(&form, &*app.entropy))).into_response())
}

/// Where a phone goes whose ticket loads nothing any more.
pub enum Away {
    /// The visit was left or sent: the neutral site.
    Neutral(String),
    /// With the page that says so.
    Lapsed(Box<Response>),
}

impl IntoResponse for Away {
    fn into_response(self) -> Response {
        match self {
            Self::Neutral(site) => Redirect::to(&site).into_response(),
            Self::Lapsed(page) => *page,
        }
    }
}

/// The ticket, if its page may be loaded now; else where to go instead.
pub fn admit(app: &App, text: &str, page: Page, lasts: i64) -> Result<Ticket, Away> {
    let Some(ticket) = app.tickets.open(text).filter(|ticket| ticket.page == page) else {
        return Err(Away::Lapsed(Box::new(pages::lapsed(&Voice::english(app)))));
    };
    match app.tickets.standing(&ticket, app.clock.now(), lasts) {
        Standing::Good => Ok(ticket),
        Standing::Closed => Err(Away::Neutral(app.settings.exit_to.clone())),
        Standing::Lapsed => Err(Away::Lapsed(Box::new(pages::lapsed(&Voice::plain(app, &ticket.language))))),
    }
}

pub async fn page_key(app: &App, ticket: &Ticket, form: bool) -> Result<PageKey, Refusal> {
    let area = super::entry::invitation(app, ticket).await?.and_then(|invitation| invitation.area);
    Ok(PageKey {
        wave: ticket.wave.clone(),
        survey: ticket.survey.clone(),
        area,
        language: ticket.language.clone(),
        form,
    })
}

pub async fn survey(app: &App, ticket: &Ticket) -> Result<Survey, Refusal> {
    let surveys = app.surveys(&ticket.wave).await?;
    surveys.iter().find(|survey| survey.id == ticket.survey).cloned().ok_or(Refusal::NotFound)
}

pub fn html_bytes(page: axum::body::Bytes) -> Response {
    ([(axum::http::header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response()
}

fn render(app: &App, voice: &Voice, wave: &Wave, survey: &Survey, area: Option<&Slug>) -> Markup {
    let site = html! { (site_name(&app.settings.exit_to)) };
    let body = html! {
        (parts::chooser(voice, &format!("/w/{}", template::TICKET)))
        (before_any_question(app, voice, wave, survey))
        h2 { (voice.say("landing-leave")) }
        p {
            (voice.rich("landing-leaving", &[("site", site)])) " "
            a href={ "/safety/" (template::TICKET) } { (voice.say("safety-link")) }
        }
        a.go href={ "/b/" (template::TICKET) } { (voice.say("start")) }
        (parts::help_box(app, voice, "help-now", area))
    };
    parts::survivor_page(app, voice, &survey.title, &format!("/exit/{}", template::TICKET), body)
}

/// Rules T21 and T22: what is said before any question, on whatever device.
pub fn before_any_question(app: &App, voice: &Voice, wave: &Wave, survey: &Survey) -> Markup {
    let minutes = survey.minutes.to_string();
    let danger = html! { a.tel href="tel:999" { "999" } };
    let values = [("date", html! { (voice.day(wave.read_from())) }), ("number", danger)];
    html! {
        h1 { (survey.title) }
        (parts::demo_note_in(app, voice))
        p { (voice.with("landing-for", &[("minutes", &minutes)])) }
        p { (voice.say("landing-asks")) }
        p { (voice.rich("landing-who", &[("who", html! { (app.settings.run_by) })])) }
        h2 { (voice.say("landing-choose")) }
        ul {
            li { (voice.say("landing-skip")) }
            li { (voice.say("landing-kept")) }
            li { (voice.say("landing-reply")) }
        }
        div.box {
            h2 { (voice.say("landing-emergency")) }
            p { (voice.rich("landing-danger", &values)) }
        }
        p { (voice.say("landing-totals")) }
    }
}

/// "www.bbc.co.uk" out of an address.
pub fn site_name(address: &str) -> &str {
    let host = address.split("//").nth(1).unwrap_or(address);
    host.split('/').next().unwrap_or(host)
}
