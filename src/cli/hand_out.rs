//! `heard provider`, `heard link`, `heard code`: who hands out, and what.

use std::io::Write;

use clap::Subcommand;

use super::serve::checked_words;
use crate::clock::{Entropy, Os, random};
use crate::code;
use crate::config::{Secrets, Where};
use crate::sealing::Source;
use crate::store::{AGENCY_TYPES, Link, PauseReason, Provider, SERVICE_TYPES, Store};
use crate::survey::{Audience, Slug};

#[derive(Subcommand)]
pub enum ProviderCommand {
    /// Add a provider.
    Add {
        id: Slug,
        #[arg(long)]
        name: String,
        /// One of the areas in areas.toml.
        #[arg(long)]
        area: Slug,
        /// health-and-social-care, local-authority, criminal-justice, specialist-third-sector or academic.
        #[arg(long)]
        agency: Slug,
        /// police, sarc, isva, specialist-support, health, social-care or courts-cps.
        #[arg(long)]
        service: Slug,
        /// direct, commission or provider.
        #[arg(long, default_value = "provider")]
        source: Source,
    },
    /// List the providers.
    List,
}

#[derive(Subcommand)]
pub enum LinkCommand {
    /// Make an open link.
    New {
        /// What staff call it.
        #[arg(long)]
        label: String,
        #[arg(long)]
        provider: Option<Slug>,
        /// For a link of no provider: direct or commission.
        #[arg(long, default_value = "direct", conflicts_with = "provider")]
        source: Source,
        #[arg(long, default_value = "core")]
        family: Slug,
        /// The campaign that it is for. Counted only where a survey of the family declares it: [[campaign]].
        #[arg(long)]
        campaign: Option<Slug>,
    },
    /// Let nobody in by a link for now. Pages that are open can still be sent.
    Pause {
        link: Slug,
        /// support-down, nobody-there, misused or replaced.
        #[arg(long)]
        reason: PauseReason,
    },
    /// Take a paused link up again.
    Resume { link: Slug },
}

#[derive(Subcommand)]
pub enum CodeCommand {
    /// Make a batch of one-time codes and print them, once.
    Batch {
        wave: Slug,
        provider: Slug,
        #[arg(long, default_value_t = code::SMALLEST_BATCH)]
        size: usize,
    },
}

pub async fn provider(place: &Where, command: ProviderCommand) -> anyhow::Result<()> {
    let store = place.store(false).await?;
    match command {
        ProviderCommand::Add { id, name, area, agency, service, source } => {
            let library = place.library()?;
            let areas: Vec<&str> = library.areas.iter().map(|area| area.id.as_str()).collect();
            one_of("area", &area, &areas)?;
            one_of("agency type", &agency, AGENCY_TYPES)?;
            one_of("service type", &service, SERVICE_TYPES)?;
            let name = checked_words(name)?;
            let provider = Provider { id, name, area, agency_type: agency, service_type: service, source };
            store.add_provider(&provider).await?;
            say!("added {}", provider.id);
        }
        ProviderCommand::List => {
            for provider in store.providers().await? {
                say!("{}\t{}\t{}\t{}", provider.id, provider.name, provider.area, provider.service_type);
            }
        }
    }
    Ok(())
}

fn one_of(what: &str, given: &Slug, known: &[&str]) -> anyhow::Result<()> {
    if known.contains(&given.as_str()) {
        return Ok(());
    }
    anyhow::bail!("'{given}' is no {what}; choose one of: {}", known.join(", "))
}

pub async fn link(place: &Where, command: LinkCommand) -> anyhow::Result<()> {
    let store = place.store(false).await?;
    match command {
        LinkCommand::New { label, provider, source, family, campaign } => {
            checked_link(place, &store, Named { label, family, campaign }, provider, source).await?;
        }
        LinkCommand::Pause { link, reason } => {
            store.pause_link(&link, reason).await?;
            say!("paused /l/{link}");
        }
        LinkCommand::Resume { link } => {
            store.resume_link(&link).await?;
            say!("open /l/{link}");
        }
    }
    Ok(())
}

/// A link of a survey that there is, handed out by whom the survey may be handed out.
async fn checked_link(
    place: &Where,
    store: &Store,
    of: Named,
    provider: Option<Slug>,
    source: Source,
) -> anyhow::Result<()> {
    let Named { family, campaign, .. } = &of;
    let library = place.library()?;
    let mut surveys = library.surveys.iter().filter(|(survey, _)| survey.family == *family).peekable();
    anyhow::ensure!(surveys.peek().is_some(), "no survey belongs to the family '{family}'");
    anyhow::ensure!(
        provider.is_some() || surveys.all(|(survey, _)| survey.audience != Audience::Child),
        "the children's survey is for a child with an adult they trust: only a provider hands it out (--provider)"
    );
    anyhow::ensure!(
        provider.is_some() || source != Source::Provider,
        "a link of a provider needs --provider; of nobody's, the source is direct or commission"
    );
    if let Some(campaign) = campaign {
        let mut declared = library.surveys.iter().filter(|(survey, _)| survey.family == *family);
        anyhow::ensure!(
            declared.any(|(survey, _)| survey.campaigns.iter().any(|known| known.id == *campaign)),
            "no survey of the family '{family}' declares the campaign '{campaign}': add a [[campaign]] to its file"
        );
    }
    let of = Named { label: checked_words(of.label)?, family: of.family, campaign: of.campaign };
    let link = new_link(store, of, provider, source, &Os::default()).await?;
    say!("/l/{}", link.id);
    Ok(())
}

/// What a link is called, what it asks, and the campaign that it is for.
pub struct Named {
    pub label: String,
    pub family: Slug,
    pub campaign: Option<Slug>,
}

/// A link with eight random letters, so that nobody guesses other providers' links by counting.
pub async fn new_link(
    store: &Store,
    Named { label, family, campaign }: Named,
    provider: Option<Slug>,
    source: Source,
    entropy: &dyn Entropy,
) -> anyhow::Result<Link> {
    let (source, area) = match &provider {
        Some(id) => {
            let provider = store.provider(id).await?;
            (provider.source, Some(provider.area))
        }
        None => (source, None),
    };
    let link = Link { id: link_id(entropy), family, source, provider, area, campaign, label, paused: None };
    store.add_link(&link).await?;
    Ok(link)
}

fn link_id(entropy: &dyn Entropy) -> Slug {
    const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let bytes: [u8; 8] = random(entropy);
    let text: String = bytes.iter().map(|byte| LETTERS[usize::from(byte & 31)] as char).collect();
    text.parse().expect("small letters and digits")
}

pub async fn code(place: &Where, command: CodeCommand) -> anyhow::Result<()> {
    let store = place.store(false).await?;
    let entropy = Os::default();
    let secrets = Secrets::open(&place.secrets_directory(), &entropy)?;
    let CodeCommand::Batch { wave, provider, size } = command;
    store.wave(&wave).await?.needs(crate::wave::State::Collecting)?;
    store.provider(&provider).await?;
    let (codes, digests) = code::batch(size, &secrets.pepper, &entropy)?;
    store.add_codes(&wave, &provider, &digests, &entropy).await?;
    eprintln!("{} codes for {provider}, wave {wave}. They are shown once. Shuffle before handing out.", codes.len());
    let lines: String = codes.iter().map(|code| format!("{code}\n")).collect();
    // Whoever reads only the first lines, as `head` does, closes the pipe: that is no error of ours.
    let _ = std::io::stdout().write_all(lines.as_bytes());
    Ok(())
}
