//! A provider's area: its links to share, paper to print, one-time codes, a device to lend, and pausing.
//!
//! Promises no number about who answered: a provider sees figures where everybody does, on the results pages. What it
//! hands on (messages, posters, cards) says nothing of what it is about. A link of another provider is not found.

mod codes;
mod kiosk;
mod message;
mod page;
mod pause;
mod print;
mod reply;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use crate::store::Link;
use crate::survey::Slug;
use crate::wave::Wave;
use crate::web::refusal::Refusal;
use crate::web::state::App;
use crate::web::visitor::ProviderStaff;

pub use pause::{form as pause_form, of_commission};

pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/provider", get(page::page))
        .route("/provider/codes", post(codes::make))
        .route("/provider/codes/{key}", get(codes::show))
        .route("/provider/poster/{link}", get(print::poster))
        .route("/provider/reply", post(reply::propose))
        .route("/provider/kiosk/{link}", get(kiosk::page).post(kiosk::start))
        .route("/provider/pause/{link}", post(pause::of_provider))
}

async fn own_links(app: &App, visitor: &ProviderStaff) -> Result<Vec<Link>, Refusal> {
    let own = |link: &Link| link.provider.as_ref() == Some(&visitor.provider.id);
    Ok(app.store.links().await?.into_iter().filter(own).collect())
}

/// The link of an address, if it is this provider's.
pub async fn own_link(app: &App, visitor: &ProviderStaff, id: &str) -> Result<Link, Refusal> {
    let id: Slug = id.parse().map_err(|_| Refusal::NotFound)?;
    let link = app.store.link(&id).await?.ok_or(Refusal::NotFound)?;
    if link.provider.as_ref() == Some(&visitor.provider.id) { Ok(link) } else { Err(Refusal::NotFound) }
}

async fn open_waves(app: &App) -> Result<Vec<Wave>, Refusal> {
    let today = app.clock.today();
    Ok(app.store.waves().await?.into_iter().filter(|wave| wave.is_open_on(today)).collect())
}
