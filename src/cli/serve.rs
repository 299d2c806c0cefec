//! `heard serve`: the pages, until told to stop.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use clap::Args;
use tokio::net::TcpListener;

use super::organisation::OrganisationArgs;
use crate::audit::Who;
use crate::clock::{Clock, Os, SystemClock};
use crate::config::{DEFAULT_EXIT_TO, DEFAULT_RUN_BY, Presenting, Secrets, Where};
use crate::coproduction::Framework;
use crate::release::{self, QuotationKeys};
use crate::store::Store;
use crate::web::{self, Area, Organisation, Parts, Reviewing, Settings};

/// When the database is rewritten each day, in seconds after midnight UTC.
const TIDY_AT: i64 = 3 * 3_600;
const DAY: i64 = 86_400;

#[derive(Args)]
pub struct ServeArgs {
    /// Address and port.
    #[arg(long, env = "HEARD_LISTEN", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Which pages: public, staff or all. Two processes, on hosts of their own, share one database.
    #[arg(long, default_value = "all")]
    area: Area,
    #[command(flatten)]
    presenting: Presenting,
    #[command(flatten)]
    organisation: OrganisationArgs,
}

/// What is served, and where.
pub struct Serving {
    pub listener: TcpListener,
    pub settings: Settings,
    pub store: Store,
    pub secrets: Secrets,
    pub organisation: Option<Organisation>,
}

pub async fn run(place: &Where, args: ServeArgs) -> anyhow::Result<()> {
    let organisation = args.organisation.open(&place.secrets_directory())?;
    let store = place.store(true).await?;
    let secrets = Secrets::open(&place.secrets_directory(), &Os::default())?;
    let stored = place.stored()?;
    let listener = bind(args.listen).await?;
    let here = format!("http://{}", listener.local_addr()?);
    let Presenting { public_url, run_by, exit_to } = args.presenting;
    let settings = Settings {
        public_url: public_url.or(stored.public_url).unwrap_or(here).trim_end_matches('/').to_owned(),
        run_by: checked_words(run_by.or(stored.run_by).unwrap_or_else(|| DEFAULT_RUN_BY.into()))?,
        exit_to: checked_exit(exit_to.or(stored.exit_to).unwrap_or_else(|| DEFAULT_EXIT_TO.into()))?,
        demo: stored.demo,
    };
    println!("serving {} on {}", settings.public_url, listener.local_addr()?);
    serve_area(place, args.area, Serving { listener, settings, store, secrets, organisation }).await
}

pub async fn bind(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| format!("cannot listen on {address}"))
}

/// Words that go into pages: one line, and nothing that a terminal or a template would act on.
pub fn checked_words(words: String) -> anyhow::Result<String> {
    anyhow::ensure!(!words.chars().any(char::is_control), "'{}' has control characters", words.escape_default());
    Ok(words)
}

/// The neutral site is put into a header and a page, so it must be a plain web address.
pub fn checked_exit(address: String) -> anyhow::Result<String> {
    let plain = address.bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b'"' | b'<' | b'>' | b'\\'));
    if plain && (address.starts_with("https://") || address.starts_with("http://")) {
        Ok(address)
    } else {
        anyhow::bail!("'{address}' is no web address to leave to; give one that starts with https://")
    }
}

pub async fn serve(place: &Where, serving: Serving) -> anyhow::Result<()> {
    serve_area(place, Area::All, serving).await
}

async fn serve_area(place: &Where, area: Area, serving: Serving) -> anyhow::Result<()> {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let store = serving.store.clone();
    let quotation_keys = serving.secrets.quotation_keys()?;
    let (listener, parts) = parts(place, serving, clock.clone())?;
    let router = web::router_of(area, parts);
    let tidying = tokio::spawn(tidy_daily(store.acting_for(Who::Service), quotation_keys, clock));
    web::server::serve(listener, router, told_to_stop()).await;
    tidying.abort();
    store.close().await;
    Ok(())
}

/// The review desk alone, until told to stop.
pub async fn serve_review(place: &Where, serving: Serving, reviewing: Reviewing) -> anyhow::Result<()> {
    let store = serving.store.clone();
    let (listener, parts) = parts(place, serving, Arc::new(SystemClock))?;
    web::server::serve(listener, web::review_router(parts, reviewing), told_to_stop()).await;
    store.close().await;
    Ok(())
}

fn parts(place: &Where, serving: Serving, clock: Arc<dyn Clock>) -> anyhow::Result<(TcpListener, Parts)> {
    let library = place.library()?;
    let parts = Parts {
        store: serving.store,
        population: place.population(&library)?,
        library,
        framework: Framework::built_in(),
        codebook: place.codebook()?,
        settings: serving.settings,
        signing_public: serving.secrets.signing_public()?,
        quotation_keys: serving.secrets.quotation_keys()?,
        pepper: serving.secrets.pepper,
        ticket_key: serving.secrets.ticket_key,
        staff_key: serving.secrets.staff_key,
        organisation: serving.organisation,
        clock,
        entropy: Arc::new(Os::default()),
    };
    Ok((serving.listener, parts))
}

async fn tidy_daily(store: Store, quotation_keys: QuotationKeys, clock: Arc<dyn Clock>) {
    loop {
        if let Err(error) = release::end_quotations(&store, &quotation_keys, clock.today()).await {
            tracing::warn!(%error, "quotations whose time is over are no longer shown, and still have to be taken away");
        }
        let wait = (TIDY_AT - clock.now()).rem_euclid(DAY).max(1);
        tokio::time::sleep(Duration::from_secs(wait.unsigned_abs())).await;
        if let Err(error) = store.tidy().await {
            tracing::warn!(%error, "the daily rewrite of the database failed; it will be tried tomorrow");
        }
    }
}

async fn told_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        let mut terminate = match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(terminate) => terminate,
            Err(error) => return tracing::warn!(%error, "cannot hear the stop signal"),
        };
        tokio::select! {
            _ = interrupt => {}
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    let _ = interrupt.await;
}
