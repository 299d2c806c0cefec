//! The one error at the edge. What went wrong inside is logged, without anything a respondent sent, and never shown.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;

use super::parts;
use crate::store::StoreError;

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
        (status, page).into_response()
    }
}
