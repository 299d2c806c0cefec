//! The way out, in two hops, without script: the first answer is a neutral page, the second clears what the browser
//! kept in memory and goes to a neutral site. One hop is not enough: the page being left would be put away after it.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::html;

use crate::web::parts;
use crate::web::state::App;
use crate::web::voice::{Chosen, Voice};

/// Asks the database nothing: leaving must work when nothing else does.
pub async fn first(State(app): State<Arc<App>>, chosen: Option<Chosen>) -> Response {
    hop(&chosen.map_or_else(|| Voice::english(&app), |Chosen(tag)| Voice::plain(&app, &tag)))
}

fn hop(voice: &Voice) -> Response {
    let page =
        parts::quiet_page_in(voice, &voice.say("loading"), html! { p { a href="/exit/2" { (voice.say("go-on")) } } });
    ([(header::REFRESH, "0; url=/exit/2")], page).into_response()
}

/// Closes the visit before answering. `2` is the second hop.
pub async fn with_ticket(State(app): State<Arc<App>>, Path(text): Path<String>) -> Response {
    if text == "2" {
        return second(&app);
    }
    let Some(ticket) = app.tickets.open(&text) else {
        return hop(&Voice::english(&app));
    };
    app.tickets.close(&ticket, app.clock.now());
    hop(&Voice::plain(&app, &ticket.language))
}

fn second(app: &App) -> Response {
    let headers =
        [("clear-site-data", "\"cache\", \"cookies\", \"storage\""), ("location", app.settings.exit_to.as_str())];
    (StatusCode::SEE_OTHER, headers).into_response()
}
