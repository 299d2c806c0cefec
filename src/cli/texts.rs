//! `heard texts`: opening a wave's free texts, reviewing them, ending the review.
//!
//! Promises that only redacted texts come out of `open`, that `review` is a process of its own with the review key in
//! memory, and that `end` leaves counts alone.

use std::net::SocketAddr;

use clap::Subcommand;
use indicatif::{ProgressBar, ProgressStyle};

use super::kept;
use super::opening::KeyArgs;
use super::serve::{self, Serving};
use super::themes::ListeningArgs;
use crate::audit::{About, Act};
use crate::clock::Os;
use crate::config::{DEFAULT_EXIT_TO, DEFAULT_RUN_BY, Secrets, Where};
use crate::count::{self, Desk};
use crate::sealing::Purpose;
use crate::survey::Slug;
use crate::web::{Reviewing, Settings};

#[derive(Subcommand)]
pub enum TextsCommand {
    /// Open the texts of a checked wave, redact them, and seal the redacted ones for review. Needs the text key. Run
    /// again it takes up what stayed sealed.
    Open {
        wave: Slug,
        #[command(flatten)]
        key: KeyArgs,
        #[command(flatten)]
        listening: ListeningArgs,
    },
    /// Serve the review desk to the Commission's people, until stopped. Needs the review key.
    Review {
        wave: Slug,
        #[command(flatten)]
        key: KeyArgs,
        /// Address and port of the desk: on this machine, or behind a proxy for staff alone.
        #[arg(long, default_value = "127.0.0.1:8090")]
        listen: SocketAddr,
        /// The desk's address as staff open it, when a proxy stands before it.
        #[arg(long)]
        desk_url: Option<String>,
        #[command(flatten)]
        listening: ListeningArgs,
    },
    /// End the review: count persons by theme, seal the counts for the release, delete texts and decisions. Needs the
    /// review key.
    End {
        wave: Slug,
        #[command(flatten)]
        key: KeyArgs,
        /// Keep nothing of what was learned; otherwise weights of common words and of themes stay beside the keys, in
        /// lessons.bin, for later waves.
        #[arg(long)]
        forget: bool,
    },
}

pub async fn run(place: &Where, command: TextsCommand) -> anyhow::Result<()> {
    let store = place.store(false).await?;
    match command {
        TextsCommand::Open { wave, key, listening } => {
            let keys = key.source(&store, &wave, Purpose::Text).await?;
            let mut listener = listening.listener(place)?;
            listener.remember(kept::read(key.first_dir())?);
            let library = place.library()?;
            let bar = bar();
            let report =
                count::open_texts(&store, &library, &wave, &keys, &mut listener, &Os::default(), &mut |done, all| {
                    bar.set_length(all as u64);
                    bar.set_position(done as u64);
                })
                .await?;
            bar.finish_and_clear();
            say!("redacted {}, {}.", report.redacted, super::themes::spoke(&listener));
            if report.unopened + report.unredacted > 0 {
                say!(
                    "{} did not open and {} could not be redacted for certain: they stay sealed, and nobody reads them.",
                    report.unopened,
                    report.unredacted
                );
            }
            say!("Next: `heard texts review {wave}`, by the holder of the review key.");
            if let Err(error) = store.tidy().await {
                tracing::warn!(%error, "the database was not rewritten; `heard serve` does it at night");
            }
        }
        TextsCommand::Review { wave, key, listen, desk_url, listening } => {
            let desk = Desk::open(&store, &wave, key.source(&store, &wave, Purpose::Review).await?(&wave)?).await?;
            let mut listener = listening.listener(place)?;
            listener.remember(kept::read(key.first_dir())?);
            desk.refuse_unknown(&store, listener.codebook()).await?;
            let reviewing = Reviewing::new(desk, listener);
            let secrets = Secrets::open(&place.secrets_directory(), &Os::default())?;
            let stored = place.stored()?;
            let listener = serve::bind(listen).await?;
            let here = format!("http://{}", listener.local_addr()?);
            let settings = Settings {
                public_url: desk_url.unwrap_or(here).trim_end_matches('/').to_owned(),
                run_by: stored.run_by.unwrap_or_else(|| DEFAULT_RUN_BY.into()),
                exit_to: stored.exit_to.unwrap_or_else(|| DEFAULT_EXIT_TO.into()),
                demo: stored.demo,
            };
            store.note_alone(Act::OpenedDesk, &[About::Wave(&wave)]).await?;
            say!("the review desk of wave {wave} is on {}; sign in there as a reviewer", settings.public_url);
            serve::serve_review(place, Serving { listener, settings, store, secrets, organisation: None }, reviewing)
                .await?;
        }
        TextsCommand::End { wave, key, forget } => {
            let desk = Desk::open(&store, &wave, key.source(&store, &wave, Purpose::Review).await?(&wave)?).await?;
            let codebook = place.codebook()?;
            let before = kept::read(key.first_dir())?;
            let lessons = desk.lessons(&store).await?;
            let counted = desk.end(&store, &codebook).await?;
            if !forget && let Some(file) = kept::add(key.first_dir(), &codebook, &lessons, &before)? {
                say!(
                    "What was learned stays in {}: weights, and no text. Later reviews with these keys use it.",
                    file.display()
                );
            }
            say!("ended. {counted} texts were counted by theme; they and what was decided of them are deleted.");
            say!("Now destroy the text key and the review key: `heard key destroy {wave} text`, `… review`.");
        }
    }
    Ok(())
}

/// Shown where the standard error is a terminal, and nowhere else.
fn bar() -> ProgressBar {
    let style =
        ProgressStyle::with_template("{bar:40} {pos} of {len} texts, {eta} left").expect("the template is right");
    ProgressBar::new(0).with_style(style)
}
