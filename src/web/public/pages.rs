//! Small pages in plain words: staying safe, help, closed, and why something was not sent.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::landing::site_name;
use crate::web::parts;
use crate::web::refusal::Refusal;
use crate::web::state::App;

pub async fn safety(State(app): State<Arc<App>>) -> Markup {
    staying_safe(&app, "/exit")
}

/// From within a visit: leaving from here closes the visit too.
pub async fn safety_within(State(app): State<Arc<App>>, Path(ticket): Path<String>) -> Markup {
    staying_safe(&app, &leave(&app, &ticket))
}

/// Where leaving goes from a page that may belong to a visit. Only a ticket of ours is put into an address.
fn leave(app: &App, ticket: &str) -> String {
    if app.tickets.open(ticket).is_some() { format!("/exit/{ticket}") } else { "/exit".into() }
}

fn staying_safe(app: &App, leave: &str) -> Markup {
    let body = html! {
        h1 { "Staying safe on this device" }
        ul {
            li { "Use a device that nobody else checks, if you can." }
            li { "A private window hides only some things." }
            li { "Afterwards, remove this page from your history. An empty history may be noticed." }
            li { "Spy software sees everything. If you think it may be there, use another device." }
        }
        h2 { "What “Leave this page now” does" }
        ul {
            li { "It opens " (site_name(&app.settings.exit_to)) "." }
            li { "Your answers are lost. Nothing was kept, because you did not press Send." }
            li { "The back button does not show your answers again." }
            li { "Your history still shows that you were on this website." }
        }
        h2 { "What it cannot do" }
        p {
            "It cannot clear your history, hide the page from someone who watches the screen, or stop spy software, "
            "screenshots, or what your keyboard remembers."
        }
        p { "To come back, use the same link or card." }
        div.box {
            h2 { "Help now" }
            (parts::support(&app.library.contacts, &app.library.areas, None))
        }
    };
    parts::survivor_page("Staying safe", leave, body)
}

pub async fn help(State(app): State<Arc<App>>) -> Markup {
    let body = html! {
        h1 { "Help now" }
        div.box { (parts::support(&app.library.contacts, &app.library.areas, None)) }
        @for area in app.library.areas.iter() {
            h2 { (area.name) }
            @let own: Vec<_> = app.library.contacts.iter().filter(|c| c.area.as_ref() == Some(&area.id)).collect();
            @if own.is_empty() { p { "Area contact not yet given." } }
            @else { ul { @for contact in own { li { (parts::one_contact(contact)) } } } }
        }
    };
    parts::survivor_page("Help", "/exit", body)
}

/// The same for a code or link whose time has not come or is over, whatever was done with it.
pub async fn closed(State(app): State<Arc<App>>) -> Markup {
    let body = html! {
        h1 { "Not open now" }
        p { "These questions are not open now. Nothing was sent and nothing was kept." }
        p { "Would you still like to tell us? Please ask the service for a new link or card." }
        div.box {
            h2 { "Help now" }
            (parts::support(&app.library.contacts, &app.library.areas, None))
        }
    };
    parts::survivor_page("Not open now", "/exit", body)
}

/// A page whose ticket lapsed says nothing about what it was.
pub fn lapsed() -> Response {
    let page = parts::quiet_page("Page closed", html! { p { "This page has closed. You can open your link again." } });
    (StatusCode::GONE, page).into_response()
}

pub async fn sorry(State(app): State<Arc<App>>, Path(why): Path<String>) -> Result<Markup, Refusal> {
    not_sent(&app, &why, "/exit")
}

pub async fn sorry_within(
    State(app): State<Arc<App>>,
    Path((why, ticket)): Path<(String, String)>,
) -> Result<Markup, Refusal> {
    not_sent(&app, &why, &leave(&app, &ticket))
}

fn not_sent(app: &App, why: &str, leave: &str) -> Result<Markup, Refusal> {
    let words = match why {
        "too-long" => {
            "Something you wrote is longer than we can take. Please go back, make it shorter, and press Send."
        }
        "form" => "Your answers did not arrive as we expected. Please go back and press Send again.",
        "busy" => "We could not take your answers just now. Please go back and press Send again in a minute.",
        _ => return Err(Refusal::NotFound),
    };
    let body = html! {
        h1 { "Not sent yet" }
        p role="alert" { (words) }
        p { "Nothing was kept by us. Most phones still show your answers when you go back. If yours shows an empty page, "
            "open your link or card again. We are sorry." }
        (parts::help_now(&app.library.contacts, &app.library.areas, None))
    };
    Ok(parts::survivor_page("Not sent yet", leave, body))
}
