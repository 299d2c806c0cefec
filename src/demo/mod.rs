//! `heard demo`: a year in the life of the service, with made-up people, in an empty data directory.
//!
//! Promises that every made-up response goes through the pages as a real one does, and that the same seed gives the
//! same counts. Plays both keyholders and both publishers, which nobody may do with real answers, and says so.

mod people;
mod quarters;
mod review;
mod stage;
mod tally;
mod visit;
mod words;
mod year;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use clap::Args;

pub use people::made_up_providers;
pub use tally::tally;
pub use year::{made_up_expectation, made_up_year};

use crate::cli::{ListeningArgs, Serving, serve};
use crate::config::{DEFAULT_EXIT_TO, Where};
use stage::Stage;

#[derive(Args)]
pub struct DemoArgs {
    /// Address and port.
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// How many made-up responses, over the year and the open wave.
    #[arg(long, default_value_t = 450)]
    responses: usize,
    /// The same seed gives the same counts.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The neutral site that "Leave this page now" goes to.
    #[arg(long, default_value = DEFAULT_EXIT_TO)]
    exit_to: String,
    /// Also make this many codes of the open wave, for load tests.
    #[arg(long, requires = "codes_file")]
    codes: Option<usize>,
    /// Where to write them, one a line.
    #[arg(long, requires = "codes")]
    codes_file: Option<PathBuf>,
    #[command(flatten)]
    listening: ListeningArgs,
}

/// The default data directory of other commands is for real answers; the demonstration has its own.
const DEFAULT_DATA: &str = "demo-data";

pub async fn run(place: &Where, args: DemoArgs) -> anyhow::Result<()> {
    let mut place = place.clone();
    if place.data == Path::new("data") {
        place.data = DEFAULT_DATA.into();
    }
    refuse_unless_empty(&place)?;
    // Before any work, so that a taken port is told at once.
    let listener = crate::cli::bind(args.listen).await?;
    let here = format!("http://{}", listener.local_addr()?);
    let exit_to = crate::cli::checked_exit(args.exit_to)?;
    eprintln!("Filling {} with made-up people. This plays both keyholders; with real answers", place.data.display());
    eprintln!("they are two people, and their files lie on neither this machine nor each other's.");
    let heard_by = args.listening.listener(&place)?;
    eprintln!("Publishing takes two people: the demonstration plays both, and each has an address below.");
    eprintln!(
        "Made-up people of the Commission review what was written, by {}.",
        heard_by.models().unwrap_or("words alone")
    );
    let stage = Stage::build(&place, &here, exit_to, args.seed).await?;
    let opened = stage.play(args.responses, heard_by).await?;
    if let (Some(count), Some(path)) = (args.codes, &args.codes_file) {
        stage.write_codes(count, path).await?;
    }
    println!("survey {here}/l/{}", opened.link);
    println!("code {here}/c/{}", opened.code);
    println!("provider {here}{}", opened.provider_door);
    println!("commission {here}{}", opened.commission_door);
    println!("publisher {here}{}", opened.publisher_door);
    println!("results {here}/results");
    println!("feed {here}/feed");
    let settings = stage.settings.clone();
    let (store, secrets) = stage.finish().await?;
    serve(&place, Serving { listener, settings, store, secrets, organisation: None }).await
}

fn refuse_unless_empty(place: &Where) -> anyhow::Result<()> {
    let taken = |path: &PathBuf| path.read_dir().is_ok_and(|mut entries| entries.next().is_some());
    for path in [&place.data, &place.secrets_directory()] {
        if taken(path) {
            anyhow::bail!(
                "{} is not empty. Serve what is there with `heard serve --data {}`, or name another directory \
                 with --data.",
                path.display(),
                place.data.display()
            );
        }
    }
    if place.database.is_some() {
        anyhow::bail!("the demonstration uses the embedded database; leave --database and HEARD_DATABASE out");
    }
    Ok(())
}
