//! `heard wave`: making a wave with its keys, and the steps of its life. Checking and counting are commands of their
//! own, run by different keyholders with different files.

use std::path::{Path, PathBuf};

use clap::Subcommand;
use jiff::civil::Date;

use super::{keys, passphrase};
use crate::clock::{Clock, Entropy, Os, SystemClock};
use crate::config::{Where, make_private_directory};
use crate::count::{self, Checked};
use crate::demo;
use crate::sealing::{PublicKey, Purpose, key_pair, keyholder};
use crate::store::{NewWave, Store};
use crate::survey::{Library, Slug};
use crate::wave::{State, Wave, WaveError};

#[derive(Subcommand)]
pub enum WaveCommand {
    /// Make a wave and its keyholders' files.
    New {
        id: Slug,
        /// First day, as 2026-10-01.
        #[arg(long)]
        opens: Date,
        /// Last day.
        #[arg(long)]
        closes: Date,
        #[arg(long, default_value = "core")]
        family: Slug,
        /// Where to write the keyholders' files: `checking/` and `counting/` inside it. Not the data directory.
        #[arg(long)]
        keyholders: PathBuf,
        /// Files with the two passphrases; without them they are asked for.
        #[arg(long)]
        checking_passphrase_file: Option<PathBuf>,
        #[arg(long)]
        counting_passphrase_file: Option<PathBuf>,
    },
    /// List the waves and where each stands.
    List,
    /// Stop collecting.
    Close {
        id: Slug,
        /// Even though its last day is not over.
        #[arg(long)]
        early: bool,
    },
    /// Open the outer envelopes, drop repeated codes, codes and order, and shuffle. Needs the checking key.
    Check {
        id: Slug,
        #[command(flatten)]
        key: keys::KeyArgs,
        /// Report only; write nothing.
        #[arg(long)]
        look: bool,
    },
    /// Open the closed answers and seal their exact counts. Needs the counting key.
    Count {
        id: Slug,
        #[command(flatten)]
        key: keys::KeyArgs,
    },
    /// Of a demonstration: how many responses the open wave holds, and how many are distinct.
    Tally,
}

/// The two keyholders of a wave and their passphrases.
pub struct Keyholders<'a> {
    pub directory: &'a Path,
    pub checking: &'a str,
    pub counting: &'a str,
}

pub async fn run(place: &Where, command: WaveCommand) -> anyhow::Result<()> {
    let store = place.store(matches!(command, WaveCommand::New { .. })).await?;
    match command {
        WaveCommand::New {
            id,
            opens,
            closes,
            family,
            keyholders,
            checking_passphrase_file,
            counting_passphrase_file,
        } => {
            let checking = passphrase::new(checking_passphrase_file.as_deref(), "checking keyholder")?;
            let counting = passphrase::new(counting_passphrase_file.as_deref(), "counting keyholder")?;
            let holders = Keyholders {
                directory: &keyholders,
                checking: &checking,
                counting: &counting,
            };
            let wave = Wave {
                id,
                family,
                opens,
                closes,
                state: State::Collecting,
                carried_into: None,
            };
            make(&store, &place.library()?, wave, &holders, &Os::default()).await?;
            println!(
                "made. Give {0}/checking to one person and {0}/counting to another, and keep no other copy here.",
                keyholders.display()
            );
        }
        WaveCommand::List => {
            for wave in store.waves().await? {
                println!("{}\t{}\t{} to {}", wave.id, wave.state, wave.opens, wave.closes);
            }
        }
        WaveCommand::Close { id, early } => close(&store, &id, early).await?,
        WaveCommand::Check { id, key, look } => check(&store, &id, &key, look).await?,
        WaveCommand::Count { id, key } => count(place, &store, &id, &key).await?,
        WaveCommand::Tally => demo::tally(place, &store).await?,
    }
    Ok(())
}

/// Makes a wave: key pairs, keyholders' files, then the row. If the row cannot be made the files are taken away.
pub async fn make(
    store: &Store,
    library: &Library,
    wave: Wave,
    holders: &Keyholders<'_>,
    entropy: &dyn Entropy,
) -> anyhow::Result<()> {
    let surveys: Vec<_> = library
        .surveys
        .iter()
        .filter(|(survey, _)| survey.family == wave.family)
        .map(|(survey, text)| (survey, text.as_str()))
        .collect();
    if surveys.is_empty() {
        anyhow::bail!("no survey belongs to the family '{}'", wave.family);
    }
    wave.check_new(&store.waves().await?)?;
    let mut written = Vec::new();
    let outcome = async {
        let mut public: Vec<(Purpose, PublicKey)> = Vec::new();
        for purpose in Purpose::ALL {
            let (private, key) = key_pair();
            let (holder, passphrase) = match purpose {
                Purpose::Checking => ("checking", holders.checking),
                _ => ("counting", holders.counting),
            };
            let directory = holders.directory.join(holder);
            make_private_directory(&directory)?;
            written.push(keyholder::write(
                &directory, &wave.id, purpose, &private, passphrase, entropy,
            )?);
            public.push((purpose, key));
        }
        store
            .add_wave(&NewWave {
                wave,
                surveys,
                keys: public,
            })
            .await?;
        anyhow::Ok(())
    }
    .await;
    if outcome.is_err() {
        for path in written {
            let _ = std::fs::remove_file(path);
        }
    }
    outcome
}

async fn close(store: &Store, id: &Slug, early: bool) -> anyhow::Result<()> {
    let wave = store.wave(id).await?;
    if SystemClock.today() <= wave.closes && !early {
        return Err(WaveError::NotOver(id.clone(), wave.closes).into());
    }
    match store.close_wave(id).await? {
        State::Carried => println!(
            "closed. Fewer than {} people answered, so it is not opened: it carries into the next wave.",
            crate::wave::LEAST_ENVELOPES
        ),
        _ => println!("closed. Next: `heard wave check {id}`, by the holder of the checking key."),
    }
    store.tidy().await?;
    Ok(())
}

async fn check(store: &Store, id: &Slug, key: &keys::KeyArgs, look: bool) -> anyhow::Result<()> {
    let keys = key.source(Purpose::Checking)?;
    let report = count::check(store, id, &keys, &Os::default(), look).await?;
    println!(
        "stored {}, kept {}, repeated codes {}",
        report.stored, report.kept, report.repeated
    );
    for row in &report.unopened {
        println!(
            "did not open (altered, cut short or moved): {}",
            data_encoding::HEXLOWER.encode(row)
        );
    }
    match report.outcome {
        Checked::Done => {
            store.tidy().await?;
            println!("checked. Next: `heard wave count {id}`, by the holder of the counting key.");
        }
        Checked::Carried => println!("too few to open safely: nothing was written, the wave carries into the next."),
        Checked::Looked => println!("only looked; nothing was written."),
    }
    Ok(())
}

async fn count(place: &Where, store: &Store, id: &Slug, key: &keys::KeyArgs) -> anyhow::Result<()> {
    let keys = key.source(Purpose::Counting)?;
    let report = count::count(store, &place.library()?, id, &keys).await?;
    store.tidy().await?;
    println!(
        "counted {}. {} texts wait, sealed to the text key.",
        report.counted, report.texts
    );
    for id in &report.unopened {
        println!("did not open: {}", data_encoding::HEXLOWER.encode(id));
    }
    println!("Next: `heard release publish {id}`, by the holder of the release key; then destroy the counting key.");
    Ok(())
}
