//! The only room that knows axum and maud: the survivor's pages, the staff's, results.
//!
//! Promises that every answer carries the headers of `headers`, that nothing about a request is logged, and that no
//! private key of any wave is within reach of a process that serves respondents. The review desk is served by a process
//! of its own.

mod body;
mod bursts;
mod headers;
mod kiosks;
pub mod networks;
mod paper;
mod parts;
mod public;
mod published;
mod qr;
mod quoted;
mod refusal;
mod releases;
mod replied;
mod results;
mod review;
mod script;
pub mod server;
mod staff;
mod staff_form;
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
use tokio::sync::Semaphore;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;

pub use review::Reviewing;
pub use staff::{MATRIX as STAFF_MATRIX, May as StaffMay, Need, Organisation, Registration};
pub use state::{App, Settings};

use crate::audit::Who;
use crate::clock::{Clock, Entropy};
use crate::code::Pepper;
use crate::coproduction::{Framework, Population};
use crate::release::QuotationKeys;
use crate::store::Store;
use crate::survey::Library;
use crate::themes::codebook::Codebook;
use refusal::Refusal;
use staff::frame_page as staff_frame;
use ticket::Tickets;

/// Passwords that are hashed at the same time; each takes 19 MiB.
const HASHING: usize = 2;
/// For brotli, whose usual level leaves scripts of three bytes a letter a tenth larger; a page takes a few milliseconds.
const SMALL_PAGES: CompressionLevel = CompressionLevel::Precise(6);

/// Everything that serving needs.
pub struct Parts {
    pub store: Store,
    pub library: Library,
    pub framework: Framework,
    pub codebook: Codebook,
    /// To compare those who answered with, if the Commission gave any.
    pub population: Option<Population>,
    pub settings: Settings,
    pub pepper: Pepper,
    pub ticket_key: [u8; 32],
    pub signing_public: String,
    pub quotation_keys: QuotationKeys,
    /// For what staff sign in with; lies outside the database.
    pub staff_key: [u8; 32],
    pub organisation: Option<Organisation>,
    pub clock: Arc<dyn Clock>,
    pub entropy: Arc<dyn Entropy>,
}

/// Which pages a process serves: staff and respondents can be on hosts of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    All,
    /// Respondents' pages and results.
    Public,
    /// Staff's pages, results, and the way out.
    Staff,
}

impl std::str::FromStr for Area {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "all" => Ok(Self::All),
            "public" => Ok(Self::Public),
            "staff" => Ok(Self::Staff),
            _ => Err(format!("'{text}' is no area: public, staff or all")),
        }
    }
}

pub fn router(parts: Parts) -> Router {
    router_of(Area::All, parts)
}

/// The pages of one area, or of all.
pub fn router_of(area: Area, parts: Parts) -> Router {
    let app = app(parts, None);
    let staff = || staff::gated(staff::routes(), &app);
    let pages = match area {
        Area::All => public::routes().merge(public::kiosk_routes()).merge(staff()),
        Area::Public => public::routes(),
        // A lent device stays where the worker signed in.
        Area::Staff => public::exit_routes().merge(public::kiosk_routes()).merge(staff()),
    };
    framed(pages.merge(results_routes()), app)
}

/// What is published, which every process tells.
fn results_routes() -> Router<Arc<App>> {
    Router::new()
        .route("/results", get(results::list))
        .route("/results/{id}", get(results::page))
        .route("/feed", get(results::feed))
        .route("/feed/{name}", get(results::file))
}

/// The review desk and the staff door, what is published and the way out, and nothing else for respondents.
pub fn review_router(parts: Parts, reviewing: Reviewing) -> Router {
    let app = app(parts, Some(reviewing));
    let pages = staff::gated(review::routes(), &app).merge(results_routes()).merge(public::exit_routes());
    framed(pages, app)
}

fn app(parts: Parts, reviewing: Option<Reviewing>) -> Arc<App> {
    // The order of arrival goes on after a restart, and shows when the program started, not when anybody wrote.
    let started = u64::try_from(parts.clock.now()).unwrap_or(0);
    Arc::new(App {
        // Until somebody is signed in, what happens is the service's doing.
        store: parts.store.timed_by(parts.clock.clone()).acting_for(Who::Service),
        library: parts.library,
        framework: parts.framework,
        codebook: parts.codebook,
        population: parts.population,
        passkeys: staff::Passkeys::at(&parts.settings.public_url),
        staff_key: staff::StaffKey::new(&parts.staff_key),
        attempts: Default::default(),
        organisation: parts.organisation,
        hashing: Semaphore::new(HASHING),
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
        releases: Default::default(),
        offered: Default::default(),
        turns: AtomicU64::new(started << 20),
        bursts: Default::default(),
        networks: Default::default(),
        sheets: Default::default(),
        kiosks: Default::default(),
        reviewing,
    })
}

fn framed(pages: Router<Arc<App>>, app: Arc<App>) -> Router {
    pages
        .route("/healthz", get(healthy))
        .fallback(async || Refusal::NotFound)
        .method_not_allowed_fallback(async || Refusal::Method)
        .layer(from_fn_with_state(app.clone(), refusal::with_a_way_out))
        .layer(CompressionLayer::new().quality(SMALL_PAGES))
        .layer(from_fn_with_state(app.clone(), headers::guard))
        .with_state(app)
}

async fn healthy(State(app): State<Arc<App>>) -> Result<&'static str, Refusal> {
    app.store.ping().await?;
    Ok("ok\n")
}
