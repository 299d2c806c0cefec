//! The only room that knows axum and maud: the survivor's pages, the staff's, results.
//!
//! Promises that every answer carries the headers of `headers`, that nothing about a request is logged, and that no
//! private key of any wave is within reach of a process that serves respondents. The review desk is served by a process
//! of its own.

mod body;
mod bursts;
mod headers;
mod parts;
mod public;
mod quoted;
mod refusal;
mod results;
mod review;
pub mod server;
mod staff;
mod state;
mod style;
mod template;
mod ticket;
mod visitor;
mod voice;

use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use axum::Router;
use axum::extract::State;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;

pub use review::Reviewing;
pub use state::{App, Settings};

use crate::clock::{Clock, Entropy};
use crate::code::Pepper;
use crate::coproduction::Framework;
use crate::release::QuotationKeys;
use crate::store::Store;
use crate::survey::Library;
use refusal::Refusal;
use staff::frame_page as staff_frame;
use ticket::Tickets;

/// For brotli, whose usual level leaves scripts of three bytes a letter a tenth larger; a page takes a few milliseconds.
const SMALL_PAGES: CompressionLevel = CompressionLevel::Precise(6);

/// Everything that serving needs.
pub struct Parts {
    pub store: Store,
    pub library: Library,
    pub framework: Framework,
    pub settings: Settings,
    pub pepper: Pepper,
    pub ticket_key: [u8; 32],
    pub signing_public: String,
    pub quotation_keys: QuotationKeys,
    pub clock: Arc<dyn Clock>,
    pub entropy: Arc<dyn Entropy>,
}

pub fn router(parts: Parts) -> Router {
    let pages = public::routes()
        .merge(staff::routes())
        .route("/results", get(results::list))
        .route("/results/{id}", get(results::page))
        .route("/feed", get(results::feed))
        .route("/feed/{name}", get(results::file));
    framed(pages, app(parts, None))
}

/// The review desk and the staff door, and nothing for respondents.
pub fn review_router(parts: Parts, reviewing: Reviewing) -> Router {
    framed(review::routes(), app(parts, Some(reviewing)))
}

fn app(parts: Parts, reviewing: Option<Reviewing>) -> Arc<App> {
    // The order of arrival goes on after a restart, and shows when the program started, not when anybody wrote.
    let started = u64::try_from(parts.clock.now()).unwrap_or(0);
    Arc::new(App {
        store: parts.store,
        library: parts.library,
        framework: parts.framework,
        settings: parts.settings,
        pepper: parts.pepper,
        tickets: Tickets::new(&parts.ticket_key),
        clock: parts.clock,
        entropy: parts.entropy,
        signing_public: parts.signing_public,
        quotation_keys: parts.quotation_keys,
        pages: state::Pages::default(),
        surveys: Default::default(),
        translations: Default::default(),
        turns: AtomicU64::new(started << 20),
        bursts: Default::default(),
        sheets: Default::default(),
        reviewing,
    })
}

fn framed(pages: Router<Arc<App>>, app: Arc<App>) -> Router {
    pages
        .route("/healthz", get(healthy))
        .fallback(async || Refusal::NotFound)
        .method_not_allowed_fallback(async || Refusal::Method)
        .layer(CompressionLayer::new().quality(SMALL_PAGES))
        .layer(from_fn_with_state(app.clone(), headers::guard))
        .with_state(app)
}

async fn healthy(State(app): State<Arc<App>>) -> Result<&'static str, Refusal> {
    app.store.ping().await?;
    Ok("ok\n")
}
