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
use crate::web::voice::Voice;

pub async fn safety(State(app): State<Arc<App>>, voice: Voice) -> Markup {
    let leave = voice.to("/exit");
    staying_safe(&app, &voice, &leave, Some("/safety"))
}

/// From within a visit: leaving from here closes the visit too.
pub async fn safety_within(State(app): State<Arc<App>>, voice: Voice, Path(ticket): Path<String>) -> Markup {
    let (voice, leave) = within(&app, voice, &ticket);
    staying_safe(&app, &voice, &leave, None)
}

/// The voice, and where leaving goes, of a page that may belong to a visit. Only a ticket of ours is put into an
/// address.
fn within(app: &App, voice: Voice, ticket: &str) -> (Voice, String) {
    match app.tickets.open(ticket) {
        Some(open) => (Voice::plain(app, &open.language), format!("/exit/{ticket}")),
        None => {
            let leave = voice.to("/exit");
            (voice, leave)
        }
    }
}

fn staying_safe(app: &App, voice: &Voice, leave: &str, here: Option<&str>) -> Markup {
    let site = site_name(&app.settings.exit_to);
    let list = |keys: &[&str]| html! { ul { @for key in keys { li { (voice.say(key)) } } } };
    let body = html! {
        @if let Some(here) = here { (parts::chooser(voice, here)) }
        h1 { (voice.say("safety-link")) }
        (list(&["safety-device", "safety-private", "safety-history", "safety-spy"]))
        h2 { (voice.say("safety-does")) }
        ul {
            li { (voice.rich("safety-opens", &[("site", html! { (site) })])) }
            li #shift hidden { (voice.say("safety-shift")) }
            li { (voice.say("safety-lost")) }
            li { (voice.say("safety-back")) }
            li { (voice.say("safety-swipe")) }
            li { (voice.say("safety-shows")) }
        }
        h2 { (voice.say("safety-cannot")) }
        p { (voice.say("safety-limits")) }
        p { (voice.say("come-back")) }
        (parts::help_box(app, voice, "help-now", None))
    };
    parts::survivor_page(app, voice, &voice.say("safety"), leave, body)
}

pub async fn help(State(app): State<Arc<App>>, voice: Voice) -> Markup {
    let contacts = voice.contacts(&app);
    let body = html! {
        (parts::chooser(&voice, "/help"))
        h1 { (voice.say("help-now")) }
        div.box { (parts::support(&app, &voice, None)) }
        @for area in app.library.areas.iter() {
            h2 { (voice.area(&app, &area.id).unwrap_or_default()) }
            @let own: Vec<_> = contacts.iter().filter(|c| c.area.as_ref() == Some(&area.id)).collect();
            @if own.is_empty() { p { (voice.say("here-missing")) } }
            @else { ul { @for contact in own { li { (parts::one_contact(&voice, contact)) } } } }
        }
        p { a href=(voice.to("/accessibility")) { (voice.say("access")) } }
    };
    parts::survivor_page(&app, &voice, &voice.say("help"), &voice.to("/exit"), body)
}

/// What public bodies say by law of their pages: how far they can be used, and whom to tell.
pub async fn accessibility(State(app): State<Arc<App>>, voice: Voice) -> Markup {
    let number = html! { a.tel dir=[voice.language().right_to_left.then_some("auto")] href="tel:08088000082" { "0808 800 0082" } };
    let body = html! {
        (parts::chooser(&voice, "/accessibility"))
        h1 { (voice.say("access")) }
        p { (voice.say("access-works")) }
        p { (voice.say("access-checked")) }
        p { (voice.say("access-paper")) }
        p { (voice.rich("access-wrong", &[("who", html! { (app.settings.run_by) })])) }
        p { (voice.rich("access-eass", &[("number", number)])) }
    };
    parts::survivor_page(&app, &voice, &voice.say("access"), &voice.to("/exit"), body)
}

/// The same for a code or link whose time has not come or is over, whatever was done with it.
pub async fn closed(State(app): State<Arc<App>>, voice: Voice) -> Markup {
    not_open(&app, &voice, "/closed", ("closed", "closed-kept", "closed-ask"))
}

/// A link that staff paused; nothing is said about why.
pub async fn paused(State(app): State<Arc<App>>, voice: Voice) -> Markup {
    not_open(&app, &voice, "/paused", ("paused", "paused-kept", "paused-ask"))
}

fn not_open(app: &App, voice: &Voice, here: &str, (title, kept, ask): (&str, &str, &str)) -> Markup {
    let body = html! {
        (parts::chooser(voice, here))
        h1 { (voice.say(title)) }
        // After a Send the page's script says this, and what was written stays in sight.
        p role="alert" { (voice.say(kept)) }
        p { (voice.say(ask)) }
        (parts::help_box(app, voice, "help-now", None))
    };
    parts::survivor_page(app, voice, &voice.say(title), &voice.to("/exit"), body)
}

/// A page whose ticket lapsed says nothing about what it was.
pub fn lapsed(voice: &Voice) -> Response {
    let page = parts::quiet_page_in(voice, &voice.say("lapsed"), html! { p { (voice.say("lapsed-again")) } });
    (StatusCode::GONE, page).into_response()
}

pub async fn sorry(State(app): State<Arc<App>>, voice: Voice, Path(why): Path<String>) -> Result<Markup, Refusal> {
    let leave = voice.to("/exit");
    not_sent(&app, &voice, &why, &leave)
}

pub async fn sorry_within(
    State(app): State<Arc<App>>,
    voice: Voice,
    Path((why, ticket)): Path<(String, String)>,
) -> Result<Markup, Refusal> {
    let (voice, leave) = within(&app, voice, &ticket);
    not_sent(&app, &voice, &why, &leave)
}

pub fn not_sent(app: &App, voice: &Voice, why: &str, leave: &str) -> Result<Markup, Refusal> {
    let words = match why {
        "too-long" => voice.say("sorry-too-long"),
        "form" => voice.say("sorry-form"),
        "busy" => voice.say("sorry-busy"),
        _ => return Err(Refusal::NotFound),
    };
    let body = html! {
        h1 { (voice.say("sorry")) }
        p role="alert" { (words) }
        p { (voice.say("sorry-kept")) }
        (parts::help_now(app, voice, None))
    };
    Ok(parts::survivor_page(app, voice, &voice.say("sorry"), leave, body))
}
