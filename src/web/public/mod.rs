//! The survivor's pages: a box for a code, landing, one form and one Send, a way out from everywhere.
//!
//! Promises P2 (nothing leaves the page before Send), no cookie, no storage, nothing that needs script (but on a device
//! that a service lends, which has both), nothing required, and that no handler here logs anything about a request.
//! Every answer to a POST is a 303.

mod entry;
mod exit;
mod form;
mod home;
mod kiosk;
mod landing;
mod pages;
mod send;
mod takeback;

pub use form::questions;
pub use kiosk::asked;
pub use send::{Unsent, keep};

use std::sync::Arc;

use axum::Router;
use axum::routing::get;

use super::state::App;

/// The way out, which staff's sign-in page has too.
pub fn exit_routes() -> Router<Arc<App>> {
    Router::new().route("/exit", get(exit::first)).route("/exit/{ticket}", get(exit::with_ticket))
}

/// Pages of a device that a service lends.
pub fn kiosk_routes() -> Router<Arc<App>> {
    Router::new()
        .route("/k", get(kiosk::first))
        .route("/k/on", get(kiosk::hop))
        .route("/k/f", get(kiosk::form).post(kiosk::send))
        .route("/k/sent", get(kiosk::sent))
        .route("/k/thanks", get(kiosk::thanks))
        .route("/k/sorry/{why}", get(kiosk::sorry))
        .route("/k/out", get(kiosk::hop))
        .route("/k/over", get(kiosk::over))
        .route("/k/leave", get(kiosk::ask_pin).post(kiosk::try_pin))
        .route("/k/leave/{why}", get(kiosk::ask_again))
        .route("/k/left", get(kiosk::left))
        .route("/k/off", get(kiosk::off))
}

pub fn routes() -> Router<Arc<App>> {
    exit_routes()
        .route("/", get(home::page).post(entry::typed_code))
        .route("/typo", get(home::typo))
        .route("/c/{code}", get(entry::code))
        .route("/l/{link}", get(entry::link))
        // As printed in a QR code, which is smaller in capitals.
        .route("/C/{code}", get(entry::code))
        .route("/L/{link}", get(entry::link))
        .route("/w/{ticket}", get(landing::page))
        .route("/b/{ticket}", get(landing::begin))
        .route("/f/{ticket}", get(form::page))
        .route("/f", axum::routing::post(send::send))
        .route("/sent", get(send::sent))
        .route("/thanks", get(send::thanks))
        .route("/safety", get(pages::safety))
        .route("/safety/{ticket}", get(pages::safety_within))
        .route("/help", get(pages::help))
        .route("/accessibility", get(pages::accessibility))
        .route("/closed", get(pages::closed))
        .route("/paused", get(pages::paused))
        .route("/sorry/{why}", get(pages::sorry))
        .route("/sorry/{why}/{ticket}", get(pages::sorry_within))
        .route("/takeback", get(takeback::page).post(takeback::take_back))
        .route("/takeback/done", get(takeback::done))
        .route("/takeback/typo", get(takeback::typo))
}
