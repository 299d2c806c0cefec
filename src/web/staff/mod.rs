//! The staff door and the pages behind it: one's account, a provider's, the Commission's.
//!
//! Promises that every page here is behind the gate, which asks one table who may load it, and that a form is taken only
//! from our own page. Scripts run on the pages of the door, for passkeys, and on a provider's, where lending a device alone
//! needs one.

mod attempts;
mod commission;
mod door;
mod enrol;
mod frame;
mod gate;
mod me;
mod organisation;
mod paper;
mod passkey;
mod password;
mod people;
mod provider;
pub mod script;
mod secret;
mod sheets;

use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};

pub use attempts::Attempts;
pub use frame::page as frame_page;
pub use gate::{MATRIX, May};
pub use organisation::{Need, Organisation, Registration};
pub use passkey::Passkeys;
pub use secret::StaffKey;
pub use sheets::Sheets;

use super::state::App;

pub fn door_routes() -> Router<Arc<App>> {
    Router::new()
        .route("/staff", get(door::page))
        .route("/staff/password", post(door::by_password))
        .route("/staff/passkey", post(door::by_passkey))
        .route("/staff/in/{word}", get(door::ask))
        .route("/staff/in", post(door::sign_in))
        .route("/staff/out", post(door::sign_out))
        .route("/staff/enrol/{word}", get(enrol::page))
        .route("/staff/enrol/password", post(enrol::by_password))
        .route("/staff/enrol/passkey", post(enrol::by_passkey))
        .route("/staff/me", get(me::page))
        .route("/staff/me/sessions", post(me::end_sessions))
        .route("/staff/me/password", post(password::change))
        .route("/staff/me/passkeys", post(me::add_passkey))
        .route("/staff/me/passkeys/remove", post(me::remove_passkey))
        .merge(organisation::routes())
}

pub fn routes() -> Router<Arc<App>> {
    door_routes()
        .merge(provider::routes())
        .route("/commission", get(commission::page))
        .route("/commission/wave/{wave}", get(commission::wave))
        .route("/commission/wave/{wave}/publish", post(commission::publishing::agree))
        .route("/commission/wave/{wave}/preview", get(commission::publishing::preview))
        .route("/provider/paper/{link}", get(paper::print_own))
        .route("/commission/replies", get(commission::replies::page).post(commission::replies::decide))
        .route("/commission/paper", get(commission::paper::list))
        .route("/commission/paper/{link}", get(paper::print))
        .route("/commission/paper/{link}/type", get(commission::paper::page).post(commission::paper::take))
        .route("/commission/figures", get(commission::figures::page))
        .route("/commission/figures/{survey}/{question}", get(commission::one::page))
        .route("/commission/priorities", get(commission::priorities::page))
        .route("/commission/reach", get(commission::reach::page))
        .route("/commission/pause/{link}", post(provider::of_commission))
        .route("/commission/people", get(people::page).post(people::change))
        .route("/commission/audit", get(people::log))
}

/// Puts the gate before pages of staff.
pub fn gated(pages: Router<Arc<App>>, app: &Arc<App>) -> Router<Arc<App>> {
    pages.route_layer(from_fn_with_state(app.clone(), gate::gate))
}
