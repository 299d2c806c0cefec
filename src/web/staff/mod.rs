//! The staff door and the pages behind it: a provider's, the Commission's.
//!
//! Promises that a handler without a visitor type in its signature shows nothing of staff, and that a form is taken
//! only from our own page. The door is small: one-time links printed by the command line. Passkeys come later.

mod commission;
mod door;
mod frame;
mod provider;
mod sheets;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

pub use door::read as read_form;
pub use frame::page as frame_page;
pub use sheets::Sheets;

use super::state::App;

pub fn door_routes() -> Router<Arc<App>> {
    Router::new()
        .route("/staff", get(door::closed))
        .route("/staff/in/{word}", get(door::ask))
        .route("/staff/in", post(door::sign_in))
        .route("/staff/out", post(door::sign_out))
}

pub fn routes() -> Router<Arc<App>> {
    door_routes()
        .route("/provider", get(provider::page))
        .route("/provider/codes", post(provider::make_codes))
        .route("/provider/codes/{key}", get(provider::show_codes))
        .route("/commission", get(commission::page))
        .route("/commission/wave/{wave}", get(commission::wave))
}
