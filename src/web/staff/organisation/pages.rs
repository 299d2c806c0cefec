//! The parts of staff's pages that offer an organisation's sign-in, and the pages on the way there and back.
//!
//! Promises fixed words of our own: nothing that the provider or an address says is shown, but the provider's host as it
//! was registered. Whatever did not fit, and an identity that nobody here has, get the same page.

use maud::{Markup, html};

use crate::clock::date_time;
use crate::code::Word;
use crate::web::state::App;

const BUTTON: &str = "Sign in with your organisation";

pub fn at_the_door(app: &App) -> Markup {
    html! {
        @if app.organisation.is_some() {
            h2 { "With your organisation" }
            form.card method="post" action="/staff/organisation" {
                p { "If you bound it to your account when you enrolled, or later." }
                p { button { (BUTTON) } }
                p.soft { "Signing out here does not sign you out of your organisation. Do that there, or lock the device." }
            }
        }
    }
}

pub fn to_enrol(app: &App, link: &Word) -> Markup {
    html! {
        @if app.organisation.is_some() {
            h2 { "Your organisation’s sign-in" }
            form.card method="post" action="/staff/enrol/organisation" {
                input type="hidden" name="word" value=(link);
                p { "As you sign in at work. We are told a number that stands for you, and keep a digest of it: no name, no address." }
                p { button { (BUTTON) } }
            }
        }
    }
}

/// `bound` is since when, if this account has one.
pub fn of_account(app: &App, bound: Option<i64>, token: &str) -> Markup {
    html! {
        @if app.organisation.is_some() {
            h2 { "Your organisation’s sign-in" }
            @match bound {
                Some(since) => form.card method="post" action="/staff/me/organisation/remove" {
                    input type="hidden" name="k" value=(token);
                    p { "Bound " (date_time(since)) " UTC. Signing out here does not sign you out there." }
                    button.quiet { "Remove" }
                },
                None => form.card method="post" action="/staff/me/organisation" {
                    input type="hidden" name="k" value=(token);
                    p { "You can also sign in as you do at work. We keep a digest of a number that stands for you." }
                    p { button { "Bind it to this account" } }
                },
            }
        }
    }
}

#[cfg(feature = "oidc")]
pub use on_the_way::*;

#[cfg(feature = "oidc")]
mod on_the_way {
    use axum::http::{HeaderValue, StatusCode, header};
    use axum::response::{IntoResponse, Response};
    use maud::html;

    use crate::web::staff::frame;

    /// A page that goes on by itself, and by its link where a browser does not.
    pub fn pass_on(to: &str, title: &str, words: &str) -> Response {
        let body = html! { p { (words) } p { a.go href=(to) { "Go on" } } };
        let mut response = frame::page(title, None, body).into_response();
        if let Ok(value) = HeaderValue::from_str(&format!("0; url={to}")) {
            response.headers_mut().insert(header::REFRESH, value);
        }
        response
    }

    /// Did not fit, is too late, was used, or is nobody's here.
    pub fn refused() -> Response {
        let body = html! {
            p { "Your organisation’s sign-in did not open an account here. It works once, within ten minutes, in the \
                 browser in which you began." }
            p { "Signing in there makes no account. If you have one, bind the two first, on its page or by a link to \
                 enrol. Else ask an administrator, or whoever runs this service, for a link." }
            p { a href="/staff" { "Back" } }
        };
        (StatusCode::FORBIDDEN, frame::page("Not signed in", None, body)).into_response()
    }

    /// The provider said no, in its own words, which are not shown.
    pub fn sent_back(error: &str) -> Response {
        let words = match error {
            "access_denied" => "Your organisation did not let you in here, or you stopped there.",
            "server_error" | "temporarily_unavailable" => "Your organisation’s sign-in does not work at the moment.",
            _ => "Your organisation’s sign-in sent you back without an answer.",
        };
        let body = html! {
            p { (words) " Nothing was changed. Try again, or ask those who look after sign-in at your organisation." }
            p { a href="/staff" { "Back" } }
        };
        (StatusCode::FORBIDDEN, frame::page("Not signed in", None, body)).into_response()
    }

    pub fn unreachable() -> Response {
        let body = html! {
            p { "Your organisation’s sign-in cannot be used at the moment. Nothing was changed." }
            p { "A passkey, or a password and a code, work as ever. If it goes on, tell whoever runs this service." }
            p { a href="/staff" { "Back" } }
        };
        (StatusCode::SERVICE_UNAVAILABLE, frame::page("Not signed in", None, body)).into_response()
    }
}
