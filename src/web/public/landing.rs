//! The page before any question: who runs it, who reads it and when, what is never collected, how long it takes, that
//! stopping is fine, that nobody will reply, what Leave does, and where help is now.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::pages;
use crate::survey::{Slug, Survey};
use crate::wave::Wave;
use crate::web::parts::{self, day};
use crate::web::refusal::Refusal;
use crate::web::state::{App, PageKey};
use crate::web::template::{self, Template};
use crate::web::ticket::{LOADS_FOR, Page, STARTS_FOR, Standing, Ticket};

pub async fn page(State(app): State<Arc<App>>, Path(text): Path<String>) -> Result<Response, Refusal> {
    let ticket = match admit(&app, &text, Page::Landing, LOADS_FOR) {
        Ok(ticket) => ticket,
        Err(away) => return Ok(away.into_response()),
    };
    let key = page_key(&app, &ticket, false).await?;
    let template = match app.pages.get(&key) {
        Some(template) => template,
        None => {
            let wave = app.store.wave(&ticket.wave).await?;
            let survey = survey(&app, &ticket).await?;
            let page = render(&app, &wave, &survey, key.area.as_ref());
            app.pages.put(key, Template::new(&page.into_string()))
        }
    };
    Ok(html_bytes(template.fill(&text, "")))
}

/// Start is an entry of its own: however slowly the landing page was read, the form loads.
pub async fn begin(State(app): State<Arc<App>>, Path(text): Path<String>) -> Response {
    let ticket = match admit(&app, &text, Page::Landing, STARTS_FOR) {
        Ok(ticket) => ticket,
        Err(away) => return away.into_response(),
    };
    let form = Ticket { page: Page::Form, issued: app.clock.now(), ..ticket };
    Redirect::to(&format!("/f/{}", app.tickets.seal(&form, &*app.entropy))).into_response()
}

/// Where a phone goes whose ticket loads nothing any more.
pub enum Away {
    /// The visit was left or sent: the neutral site.
    Neutral(String),
    Lapsed,
}

impl IntoResponse for Away {
    fn into_response(self) -> Response {
        match self {
            Self::Neutral(site) => Redirect::to(&site).into_response(),
            Self::Lapsed => pages::lapsed(),
        }
    }
}

/// The ticket, if its page may be loaded now; else where to go instead.
pub fn admit(app: &App, text: &str, page: Page, lasts: i64) -> Result<Ticket, Away> {
    let Some(ticket) = app.tickets.open(text).filter(|ticket| ticket.page == page) else {
        return Err(Away::Lapsed);
    };
    match app.tickets.standing(&ticket, app.clock.now(), lasts) {
        Standing::Good => Ok(ticket),
        Standing::Closed => Err(Away::Neutral(app.settings.exit_to.clone())),
        Standing::Lapsed => Err(Away::Lapsed),
    }
}

pub async fn page_key(app: &App, ticket: &Ticket, form: bool) -> Result<PageKey, Refusal> {
    let area = super::entry::invitation(app, ticket).await?.and_then(|invitation| invitation.area);
    Ok(PageKey { wave: ticket.wave.clone(), survey: ticket.survey.clone(), area, form })
}

pub async fn survey(app: &App, ticket: &Ticket) -> Result<Survey, Refusal> {
    let surveys = app.surveys(&ticket.wave).await?;
    surveys.iter().find(|survey| survey.id == ticket.survey).cloned().ok_or(Refusal::NotFound)
}

pub fn html_bytes(page: axum::body::Bytes) -> Response {
    ([(axum::http::header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response()
}

fn render(app: &App, wave: &Wave, survey: &Survey, area: Option<&Slug>) -> Markup {
    let settings = &app.settings;
    let read_from = day(wave.read_from());
    let body = html! {
        h1 { (survey.title) }
        (parts::demo_note(settings.demo))
        p { "For victims and survivors, however long ago. It takes about " (survey.minutes) " minutes." }
        p {
            "We ask about services. We never ask what happened, or your name or address. "
            "We keep nothing about your device."
        }
        p {
            (settings.run_by) " runs this. Only a small trained team may read what people write, with names taken out "
            "first."
        }
        h2 { "You choose" }
        ul {
            li { "Skip anything. Stop at any time. Your support will not change." }
            li { "Nothing is kept until you press Send." }
            li { "Nobody will reply or come to you." }
        }
        div.box {
            h2 { "Not for emergencies" }
            p {
                "Nobody reads your words before " (read_from) ", and we will not know who you are. "
                "If someone is in danger now, call "
                a.tel href="tel:999" { "999" } "."
            }
        }
        p {
            "We share totals, hide small numbers and take out names. We cannot promise that nobody will guess."
        }
        h2 { "If you need to leave" }
        p {
            "“Leave this page now” opens " (site_name(&settings.exit_to)) ". Your answers are lost. Your history "
            "still shows this page. To come back, use the same link or card. "
            a href={ "/safety/" (template::TICKET) } { "Staying safe on this device" }
        }
        a.go href={ "/b/" (template::TICKET) } { "Start" }
        div.box {
            h2 { "Help now" }
            (parts::support(&app.library.contacts, &app.library.areas, area))
        }
    };
    parts::survivor_page(&survey.title, &format!("/exit/{}", template::TICKET), body)
}

/// "www.bbc.co.uk" out of an address.
pub fn site_name(address: &str) -> &str {
    let host = address.split("//").nth(1).unwrap_or(address);
    host.split('/').next().unwrap_or(host)
}
