//! `heard noise`: headline counts with noise, instead of exact figures and never beside them.
//!
//! Promises that a table is paid for before its noise is drawn, kept before it is shown, and the same whenever it is
//! asked for again.

use std::fs;
use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::opening::KeyArgs;
use crate::clock::{Clock, SystemClock};
use crate::config::Where;
use crate::disclosure::{
    DELTA, Exact, NoisyTable, Place, Rho, Standing, TableKey, can_be_drawn, draw as draw_noise, epsilon, in_words,
};
use crate::release::Document;
use crate::sealing::{Purpose, open_counts};
use crate::store::{BudgetError, NoiseTable, Store, StoredRelease};
use crate::survey::{Question, Slug, Survey};
use crate::wave::{State, read_surveys};

#[derive(Subcommand)]
pub enum NoiseCommand {
    /// Draw the noisy counts of one question over the whole region, once. Needs the release key.
    Draw(DrawArgs),
    /// List what was paid for, and what is left.
    Budget,
}

#[derive(Args)]
pub struct DrawArgs {
    wave: Slug,
    #[arg(long)]
    question: Slug,
    /// Which survey's question, where several of the wave ask one of that name.
    #[arg(long)]
    survey: Option<Slug>,
    /// Privacy loss (zCDP) to spend on this table, such as 0.01. Half of its inverse is the variance of the noise.
    #[arg(long)]
    rho: Rho,
    /// The most that one person may lose over all waves. Set at the first draw, for good.
    #[arg(long)]
    cap: Option<Rho>,
    /// An earlier draw was cut short: pay once more and draw anew.
    #[arg(long)]
    again: bool,
    /// Write the document here instead of printing it.
    #[arg(long)]
    out: Option<PathBuf>,
    #[command(flatten)]
    key: KeyArgs,
}

pub async fn run(place: &Where, command: NoiseCommand) -> anyhow::Result<()> {
    let store = place.store(false).await?;
    match command {
        NoiseCommand::Draw(args) => draw(place, &store, &args).await,
        NoiseCommand::Budget => budget(&store).await,
    }
}

async fn draw(place: &Where, store: &Store, args: &DrawArgs) -> anyhow::Result<()> {
    refuse_if_told(store, &args.wave).await?;
    let texts = store.wave_surveys(&args.wave).await?;
    let surveys = read_surveys(&texts, &place.library()?.areas)
        .map_err(|_| anyhow::anyhow!("a survey of wave {} no longer reads", args.wave))?;
    let (survey, question) = find(&surveys, args)?;
    can_be_drawn(question)?;
    let table = NoiseTable { wave: args.wave.clone(), survey: survey.id.clone(), question: question.id.clone() };
    if let Some(kept) = kept(store, &table, args.rho).await? {
        eprintln!("drawn before; this is what was drawn then. Nothing was spent.");
        return show(&kept, args);
    }
    let exact = open(store, args).await?;
    let key =
        TableKey { survey: table.survey.clone(), question: table.question.clone(), place: Place::Region, within: None };
    let counts = exact.tables.get(&key).ok_or_else(|| anyhow::anyhow!("{} was not counted", table.question))?;
    let reserved = store.reserve_noise(&table, args.rho, args.cap, args.again).await?;
    let standing = Standing { wave: &table.wave, survey: &table.survey, today: SystemClock.today() };
    let text = serde_json::to_string_pretty(&draw_noise(&standing, question, counts, args.rho)?)?;
    fail::fail_point!("noise-after-sampling", |_| std::process::abort());
    store.finish_noise(&reserved, &text).await?;
    show(&text, args)
}

/// Exact figures of a wave, or words that some of them wait, void whatever noise would promise.
async fn refuse_if_told(store: &Store, wave: &Slug) -> anyhow::Result<()> {
    let state = store.wave(wave).await?;
    for StoredRelease { id, document, .. } in store.releases().await? {
        let document: Document = serde_json::from_str(&document)?;
        let told = document.waves.iter().map(|span| &span.id);
        let periods = document.releases.iter().flat_map(|period| &period.periods);
        let waiting = document.withheld.iter().flat_map(|held| &held.periods);
        if told.chain(periods).chain(waiting).any(|told| told == wave) {
            anyhow::bail!("release {id} tells of wave {wave} exactly; noise beside it would protect nobody");
        }
    }
    Ok(state.needs(State::Counted)?)
}

fn find<'a>(surveys: &'a [Survey], args: &DrawArgs) -> anyhow::Result<(&'a Survey, &'a Question)> {
    let wanted = surveys.iter().filter(|survey| args.survey.as_ref().is_none_or(|id| *id == survey.id));
    let asked = wanted.filter_map(|survey| Some((survey, survey.question(args.question.as_str())?)));
    match asked.collect::<Vec<_>>()[..] {
        [only] => Ok(only),
        [] => anyhow::bail!("no survey of wave {} asks '{}'", args.wave, args.question),
        _ => anyhow::bail!("several surveys of wave {} ask '{}': name one with --survey", args.wave, args.question),
    }
}

/// The document of a table that was drawn already. Noise is drawn once: a second draw would let it be averaged away.
async fn kept(store: &Store, table: &NoiseTable, rho: Rho) -> anyhow::Result<Option<String>> {
    let ledger = store.noise_ledger().await?;
    let drawn = ledger.into_iter().find(|draw| draw.table == *table && draw.document.is_some());
    match drawn {
        Some(draw) if draw.rho != rho => {
            Err(anyhow::Error::new(BudgetError::Drawn).context(format!("with {}", draw.rho)))
        }
        drawn => Ok(drawn.and_then(|draw| draw.document)),
    }
}

async fn open(store: &Store, args: &DrawArgs) -> anyhow::Result<Exact> {
    let sealed = store.counts(&args.wave).await?;
    let sealed = sealed.ok_or_else(|| anyhow::anyhow!("the counts of wave {} are gone", args.wave))?;
    let key = args.key.source(store, &args.wave, Purpose::Release).await?(&args.wave)?;
    Ok(open_counts(&key, &args.wave, &sealed)?)
}

fn show(text: &str, args: &DrawArgs) -> anyhow::Result<()> {
    let table: NoisyTable = serde_json::from_str(text)?;
    for (what, counts) in [("leaf", &table.leaves), ("sum", &table.margins)] {
        for count in counts {
            eprintln!(
                "{what}\t{}\t{}\tsigma {:.1}, 95 of 100 within {} to {}",
                count.count, count.label, count.sigma, count.low, count.high
            );
        }
    }
    eprintln!("For headlines of the whole region; at the size of one provider these figures are useless.");
    match &args.out {
        Some(file) => fs::write(file, text)?,
        None => println!("{text}"),
    }
    Ok(())
}

async fn budget(store: &Store) -> anyhow::Result<()> {
    let ledger = store.noise_ledger().await?;
    println!("wave\tsurvey\tquestion\tattempt\trho\tstatus");
    for draw in &ledger {
        let status = if draw.document.is_some() { "drawn" } else { "reserved" };
        let NoiseTable { wave, survey, question } = &draw.table;
        println!("{wave}\t{survey}\t{question}\t{}\t{}\t{status}", draw.attempt, draw.rho);
    }
    let Some(cap) = store.noise_cap().await? else {
        println!("No cap was set, and nothing was spent.");
        return Ok(());
    };
    let spent = ledger.iter().map(|draw| draw.rho.millionths()).sum();
    println!(
        "Spent {} of {cap}; {} is left. A person who answered every wave once lost at most epsilon {:.2} (delta {DELTA}), \
         and {:.2} when all is spent.",
        in_words(spent),
        in_words(cap.millionths() - spent),
        epsilon(spent),
        epsilon(cap.millionths()),
    );
    Ok(())
}
