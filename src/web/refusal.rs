//! The one error at the edge. What went wrong inside is logged, without anything a respondent sent, and never shown.
//!
//! Promises that what respondents are told when something is refused has the way out and support beside it.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;

use super::parts;
use super::state::App;
use super::voice::Voice;
use crate::store::StoreError;

/// Pages of staff, and of a device that is lent out: the way out is not for them.
const NOT_FOR_RESPONDENTS: [&str; 4] = ["staff", "commission", "provider", "k"];

/// What a refusal says, for whoever puts it on another page.
#[derive(Clone)]
struct Said {
    heading: &'static str,
    words: String,
}

#[derive(Debug)]
pub enum Refusal {
    NotFound,
    /// The address is right, the method is not.
    Method,
    /// Staff only, and nobody is signed in.
    SignIn,
    Forbidden,
    /// Hundreds of codes were typed from one network within an hour.
    TooMany,
    /// A form that staff can mend; the words say how.
    Unusable(String),
    Broken(anyhow::Error),
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self::Broken(error.into())
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let (status, heading, words) = match self {
            Self::SignIn => return Redirect::to("/staff").into_response(),
            Self::NotFound => (StatusCode::NOT_FOUND, "Page not found", "There is no page at this address.".into()),
            Self::Method => {
                (StatusCode::METHOD_NOT_ALLOWED, "Page not found", "This address does not take that.".into())
            }
            Self::Forbidden => (
                StatusCode::FORBIDDEN,
                "Not from here",
                "This was not sent from our own page, or you may not do it. Go back, load the page again and retry."
                    .into(),
            ),
            Self::TooMany => (
                StatusCode::TOO_MANY_REQUESTS,
                "Please wait",
                "Very many codes were typed from one place. Your card still works. Please try again in an hour.".into(),
            ),
            Self::Unusable(words) => (StatusCode::UNPROCESSABLE_ENTITY, "That did not work", words),
            Self::Broken(error) => {
                tracing::error!(%error, "a request failed");
                let words = "Something went wrong on our side. Please try again in a few minutes.".into();
                (StatusCode::INTERNAL_SERVER_ERROR, "Please try again", words)
            }
        };
        let page = parts::quiet_page(heading, html! { p { (words) } });
        let mut response = (status, page).into_response();
        response.extensions_mut().insert(Said { heading, words });
        response
    }
}

/// Puts a refusal onto a respondent's page, with the way out and support, unless it was staff who were refused.
pub async fn with_a_way_out(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let area = request.uri().path().split('/').nth(1).unwrap_or_default().to_owned();
    let mut response = next.run(request).await;
    let said = response.extensions_mut().remove::<Said>();
    match said {
        Some(Said { heading, words }) if app.reviewing.is_none() && !NOT_FOR_RESPONDENTS.contains(&&*area) => {
            let voice = Voice::english(&app);
            let body = html! {
                h1 { (heading) }
                p { (words) }
                (parts::help_now(&app, &voice, None))
            };
            (response.status(), parts::survivor_page(&app, &voice, heading, "/exit", body)).into_response()
        }
        _ => response,
    }
}
