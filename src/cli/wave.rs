//! `heard wave`: making a wave with its keys, and the steps of its life. Checking and counting are commands of their
//! own, run by different keyholders with different files.

use std::path::Path;

use clap::Subcommand;
use jiff::civil::Date;

use super::holders::{HolderArgs, Keyholders};
use super::opening::KeyArgs;
use super::{keys, languages, plan};
use crate::clock::{Clock, Entropy, Os, SystemClock};
use crate::config::Where;
use crate::count::{self, Checked, Checking};
use crate::demo;
use crate::sealing::Purpose;
use crate::store::{NewWave, Store, Witnessed};
use crate::survey::{Library, Slug};
use crate::themes::codebook::Codebook;
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
        #[command(flatten)]
        holders: HolderArgs,
        #[command(flatten)]
        languages: languages::Allow,
    },
    /// Which languages a wave offers; checked ones that it does not offer yet are added.
    Languages {
        id: Slug,
        #[command(flatten)]
        languages: languages::Allow,
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
        key: KeyArgs,
        /// Report only; write nothing.
        #[arg(long)]
        look: bool,
        /// Go on although something does not open, and delete it.
        #[arg(long)]
        drop_unopened: bool,
        /// Leave out what came by an open link faster than people write, or in a burst.
        #[arg(long)]
        leave_out_hasty: bool,
        /// Read before the day that the pages promised; needs two witnesses.
        #[arg(long, requires = "witness")]
        before_its_day: bool,
        /// Two people, by function.
        #[arg(long)]
        witness: Vec<String>,
    },
    /// Open the closed answers and seal their exact counts. Needs the counting key.
    Count {
        id: Slug,
        #[command(flatten)]
        key: KeyArgs,
        /// Go on although something does not open, and delete it.
        #[arg(long)]
        drop_unopened: bool,
    },
    /// Give a closed wave up whose key is lost: what was sent in it is deleted, and later waves go on without it.
    Abandon {
        id: Slug,
        /// Two people, by function.
        #[arg(long, required = true)]
        witness: Vec<String>,
    },
    /// Of a demonstration: how many responses the open wave holds, and how many are distinct.
    Tally,
}

pub async fn run(place: &Where, command: WaveCommand) -> anyhow::Result<()> {
    let store = place.store(matches!(command, WaveCommand::New { .. })).await?;
    match command {
        WaveCommand::New { id, opens, closes, family, holders, languages } => {
            refuse_inside(&holders.keyholders, place)?;
            let holders = holders.ask()?;
            let wave = Wave { id, family, opens, closes, state: State::Collecting, carried_into: None };
            let (library, codebook) = (place.library()?, place.codebook()?);
            make(&store, (&library, &codebook), wave, &holders, &languages, &Os::default()).await?;
            say!("{}", holders.next());
        }
        WaveCommand::Languages { id, languages } => languages::add(&store, &place.library()?, &id, &languages).await?,
        WaveCommand::List => {
            for wave in store.waves().await? {
                say!("{}\t{}\t{} to {}", wave.id, wave.state, wave.opens, wave.closes);
            }
        }
        WaveCommand::Close { id, early } => close(&store, &id, early).await?,
        WaveCommand::Check { id, key, look, drop_unopened, leave_out_hasty, before_its_day, witness } => {
            let today = SystemClock.today();
            let decisions = Checking { today, look_only: look, drop_unopened, leave_out_hasty, before_its_day };
            if before_its_day {
                let witnesses = keys::two_people(&witness)?;
                let act = "decided to read before the promised day".to_owned();
                let act = Witnessed { wave: id.clone(), day: today, act, witnesses };
                store.wave(&id).await?.needs(State::Closed)?;
                store.record_witnessed(&act, &Os::default()).await?;
            }
            check(&store, &id, &key, decisions).await?;
        }
        WaveCommand::Count { id, key, drop_unopened } => count(place, &store, &id, &key, drop_unopened).await?,
        WaveCommand::Abandon { id, witness } => {
            let witnesses = keys::two_people(&witness)?;
            let act = "gave the wave up; what was sent in it was deleted".to_owned();
            let act = Witnessed { wave: id.clone(), day: SystemClock.today(), act, witnesses };
            store.abandon_wave(&act, &Os::default()).await?;
            say!("abandoned. What was sent in wave {id} is deleted.");
            tidy(&store).await;
        }
        WaveCommand::Tally => demo::tally(place, &store).await?,
    }
    Ok(())
}

/// A backup of the data directory must never hold a wave's key.
fn refuse_inside(keyholders: &Path, place: &Where) -> anyhow::Result<()> {
    let whole = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    for directory in [&place.data, &place.secrets_directory()] {
        if whole(keyholders).starts_with(whole(directory)) {
            anyhow::bail!("keyholders' files do not belong in {}: name another directory", directory.display());
        }
    }
    Ok(())
}

/// Makes a wave: key pairs, keyholders' files, then the row. If the row cannot be made the files are taken away.
pub async fn make(
    store: &Store,
    (library, codebook): (&Library, &Codebook),
    wave: Wave,
    holders: &Keyholders<'_>,
    allowed: &languages::Allow,
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
    if surveys.len() > 1 {
        anyhow::bail!(
            "the family '{}' has several surveys; answers to different questions are never added up: give each a family of its own",
            wave.family
        );
    }
    let offer = languages::offer(library, &surveys, allowed)?;
    wave.check_new(&store.waves().await?)?;
    plan::cover(store, library, codebook, (&wave.family, wave.opens), SystemClock.today()).await?;
    let mut written = Vec::new();
    let outcome = async {
        let public = holders.make(&wave.id, entropy, &mut written)?;
        languages::tell(&offer);
        store.add_wave(&NewWave { wave, surveys, languages: offer.languages, keys: public }).await?;
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
        State::Carried => say!(
            "closed. Fewer than {} people answered, so it is not opened: it carries into the next wave, which will \
             need its keys.",
            crate::wave::LEAST_ENVELOPES
        ),
        _ => say!("closed. Next: `heard wave check {id}`, by the holder of the checking key."),
    }
    tidy(store).await;
    Ok(())
}

async fn check(store: &Store, id: &Slug, key: &KeyArgs, decisions: Checking) -> anyhow::Result<()> {
    let keys = key.source(store, id, Purpose::Checking).await?;
    let report = count::check(store, id, &keys, &Os::default(), decisions).await.map_err(|error| {
        error.context(format!(
            "wave {id} was not checked. If a key file is lost for good, `heard wave abandon` gives its wave up"
        ))
    })?;
    say!("stored {}, kept {}, repeated codes {}", report.stored, report.kept, report.repeated);
    if report.papers > 0 {
        say!("{} are papers that staff typed in.", report.papers);
    }
    if report.hasty > 0 {
        say!("{} came by open links in haste; --leave-out-hasty leaves them out.", report.hasty);
    }
    for row in &report.unopened {
        say!("did not open (altered, cut short or moved): {}", data_encoding::HEXLOWER.encode(row));
    }
    match report.outcome {
        Checked::Done => {
            say!("checked. Next: `heard wave count {id}`, by the holder of the counting key.");
            tidy(store).await;
        }
        Checked::Carried => say!("too few to open safely: nothing was written, the wave carries into the next."),
        Checked::Stopped => anyhow::bail!(
            "{} envelopes did not open, so nothing was written. Keep a copy of the database and find out why; then \
             --drop-unopened goes on without them",
            report.unopened.len()
        ),
        Checked::Looked => say!("only looked; nothing was written."),
    }
    Ok(())
}

async fn count(place: &Where, store: &Store, id: &Slug, key: &KeyArgs, drop_unopened: bool) -> anyhow::Result<()> {
    let keys = key.source(store, id, Purpose::Counting).await?;
    let report = count::count(store, &place.library()?, id, &keys, drop_unopened).await?;
    for id in &report.unopened {
        say!("did not open: {}", data_encoding::HEXLOWER.encode(id));
    }
    if !report.done {
        anyhow::bail!("nothing was written. Keep a copy of the database and find out why; then use --drop-unopened");
    }
    let (counted, further, texts) = (report.counted, report.further, report.texts);
    say!(
        "counted {counted}, and {further} answers about further services. {texts} texts wait, sealed to the text key."
    );
    if report.texts > 0 {
        say!("Next: `heard texts open {id}`, by the holder of the text key, so that the release tells of them too.");
    }
    say!("Then: `heard release publish {id}`, by the holder of the release key; and destroy the counting key.");
    tidy(store).await;
    Ok(())
}

/// The step itself is done by now, so a rewrite that fails is only told.
async fn tidy(store: &Store) {
    if let Err(error) = store.tidy().await {
        tracing::warn!(%error, "the database was not rewritten; `heard serve` does it at night");
    }
}
