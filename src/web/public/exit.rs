//! The way out, in two hops, without script: the first answer is a neutral page, the second clears what the browser
//! kept in memory and goes to a neutral site. One hop is not enough: the page being left would be put away after it.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::html;

use crate::web::parts;
use crate::web::state::App;

pub async fn first() -> Response {
    let page = parts::quiet_page("Loading", html! { p { a href="/exit/2" { "Go on" } } });
    ([(header::REFRESH, "0; url=/exit/2")], page).into_response()
}

/// Closes the visit before answering. `2` is the second hop.
pub async fn with_ticket(State(app): State<Arc<App>>, Path(text): Path<String>) -> Response {
    if text == "2" {
        return second(&app);
    }
    if let Some(ticket) = app.tickets.open(&text) {
        app.tickets.close(&ticket, app.clock.now());
    }
    first().await
}

fn second(app: &App) -> Response {
    let headers =
        [("clear-site-data", "\"cache\", \"cookies\", \"storage\""), ("location", app.settings.exit_to.as_str())];
    (StatusCode::SEE_OTHER, headers).into_response()
}
