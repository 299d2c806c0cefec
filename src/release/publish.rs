//! Publishing a counted wave: its sealed counts, and those of the waves whose times it completes, are opened in memory;
//! what may be shown is decided, audited, frozen, signed and added to the chain in one transaction. Exact counts are
//! dropped when this returns.

use std::collections::{BTreeMap, BTreeSet};

use data_encoding::HEXLOWER;
use jiff::civil::Date;
use serde_json::Value;

use super::assemble::{Heading, assemble};
use super::document::Document;
use super::draft::{Draft, Year, calendar};
use super::quotation::{QuotationKeys, attach, detach, draw};
use super::sign::{SigningKey, digest_of};
use super::year::{self, covering};
use crate::clock::Entropy;
use crate::disclosure::Exact;
use crate::disclosure::audit::{Finding, first_findings};
use crate::disclosure::plan::{Chosen, Plan};
use crate::disclosure::quote::Passages;
use crate::disclosure::tabular::{self, Tabular};
use crate::sealing::{Binding, PrivateKey, Purpose, open_at, open_counts, seal_at};
use crate::store::{Provider, Quoting, Store, StoreError, StoredRelease};
use crate::survey::{Library, Slug, Survey};
use crate::themes::codebook::Codebook;
use crate::wave::{State, Wave, read_surveys};

/// What a publication needs besides the counts.
pub struct Publication<'a> {
    pub wave: &'a Slug,
    /// The release key of a wave, from its keyholder.
    pub keys: &'a dyn Fn(&Slug) -> anyhow::Result<PrivateKey>,
    pub signing: &'a SigningKey,
    pub quotation_keys: &'a QuotationKeys,
    pub library: &'a Library,
    pub codebook: &'a Codebook,
    pub run_by: &'a str,
    pub today: Date,
    /// For quotations: which are told is drawn by lot, and each digest is salted.
    pub entropy: &'a dyn Entropy,
}

/// A year that this release tells of, with what was read for it.
struct Told {
    plan: Plan,
    surveys: Vec<Survey>,
    waves: Vec<Wave>,
    over: Date,
}

pub async fn publish(store: &Store, publication: &Publication<'_>) -> anyhow::Result<Document> {
    let wave = store.wave(publication.wave).await?;
    wave.needs(State::Counted)?;
    let noised = store.noise_waves().await?;
    // Exact figures beside figures with noise would void what the noise promised.
    if noised.contains(&wave.id) {
        return Err(StoreError::Noised(wave.id).into());
    }
    let all = store.waves().await?;
    refuse_out_of_order(&wave, all.iter().filter(|other| !noised.contains(&other.id)))?;
    let releases = store.releases().await?;
    let told = documents(&releases)?;
    let years = years(store, publication, &wave, &all, &told).await?;
    let (mut exact, mut codebooks) = (BTreeMap::new(), BTreeMap::new());
    let mut passages = BTreeMap::new();
    for id in needed(&years, &told) {
        let opened = open(store, &id, publication).await?;
        codebooks.extend(opened.codebook.map(|version| (id.clone(), version)));
        exact.insert(id.clone(), opened.exact);
        passages.extend(opened.passages.map(|passages| (id, passages)));
    }
    let areas: Vec<(Slug, String)> =
        publication.library.areas.iter().map(|area| (area.id.clone(), area.name.clone())).collect();
    let providers = store.providers().await?;
    let invited = invited(store, &years, &providers).await?;
    let views: Vec<Year<'_>> = years
        .iter()
        .map(|year| Year {
            plan: &year.plan,
            surveys: &year.surveys,
            waves: year.waves.iter().collect(),
            over: year.over,
            exact: &exact,
            areas: &areas,
            codebook: publication.codebook,
            providers: &providers,
            invited: &invited,
            told: &told,
            stuffing_rule: true,
        })
        .collect();
    let heading = Heading {
        id: wave.id.clone(),
        sequence: releases.len() as i64 + 1,
        previous: releases.last().map(|release| digest_of(&release.document)),
        published: publication.today,
        run_by: publication.run_by,
        waves: all.iter().filter(|other| other.carried_into.as_ref() == Some(&wave.id)).chain([&wave]).collect(),
    };
    let mut document = Document { codebooks, ..certified(&heading, &views, &told)? };
    let quoting = quote(store, publication, &mut document, &told, passages).await?;
    document.audit = Some(store.audit_head().await?.into());
    let text = serde_json::to_string_pretty(&document)?;
    let signature = publication.signing.sign(&text);
    let (sequence, id) = (document.sequence, document.id.clone());
    let release = StoredRelease { sequence, id, wave: wave.id, document: text, signature };
    let added = store.add_release(&release, &quoting).await;
    if added.is_err() {
        detach(publication.quotation_keys, &quoting.taken);
    }
    added?;
    Ok(document)
}

/// Draws quotations for the figures that are told now, and seals what then still waits.
async fn quote(
    store: &Store,
    publication: &Publication<'_>,
    document: &mut Document,
    told: &[Document],
    mut passages: BTreeMap<Slug, Passages>,
) -> anyhow::Result<Quoting> {
    let drawn = draw(document, told, &mut passages, publication.entropy);
    let mut quoting = Quoting::default();
    for (wave, passages) in &passages {
        let release = store.public_key(wave, Purpose::Release).await?;
        let sealed = seal_at(&release, &Binding::Passages { wave: wave.clone() }, passages)?;
        quoting.waiting.insert(wave.clone(), sealed);
    }
    quoting.taken = attach(publication.quotation_keys, &drawn, publication.today)?;
    document.quotations = quoting.taken.iter().map(|taken| HEXLOWER.encode(&taken.digest)).collect();
    Ok(quoting)
}

/// The published documents, first to last.
pub fn documents(releases: &[StoredRelease]) -> anyhow::Result<Vec<Document>> {
    Ok(releases.iter().map(|release| serde_json::from_str(&release.document)).collect::<Result<_, _>>()?)
}

/// A release that the audit certifies together with everything published before: what it finds is taken out, whole
/// distributions at a time. No certificate, no release.
pub fn certified(heading: &Heading<'_>, years: &[Year<'_>], told: &[Document]) -> anyhow::Result<Document> {
    let mut drafts: Vec<Draft<'_>> = years.iter().map(Draft::of).collect();
    loop {
        drafts.iter().for_each(Draft::log);
        let document = assemble(heading, &drafts);
        let findings = first_of_each(found(told, &document)?);
        if findings.is_empty() {
            return Ok(document);
        }
        for finding in findings.values() {
            tracing::warn!(cell = finding.cell, "the audit found something; figures near it are taken out");
            if !drafts.iter_mut().any(|draft| draft.withdraw(&finding.universe, &finding.period)) {
                anyhow::bail!(
                    "nothing was released: with what was published before, {} could be worked out",
                    finding.cell
                );
            }
        }
    }
}

/// The same before any audit: to measure the planner alone. Never published.
pub fn unaudited(heading: &Heading<'_>, years: &[Year<'_>]) -> Document {
    let drafts: Vec<Draft<'_>> = years.iter().map(Draft::of).collect();
    assemble(heading, &drafts)
}

/// Universes that are not part of each other are mended at once: what is taken out of one changes nothing in another.
fn first_of_each(findings: Vec<Finding>) -> BTreeMap<String, Finding> {
    let mut first = BTreeMap::new();
    for finding in findings {
        first.entry(finding.universe.clone()).or_insert(finding);
    }
    first
}

fn found(told: &[Document], new: &Document) -> anyhow::Result<Vec<Finding>> {
    let years: BTreeSet<&Slug> = new.plans.iter().map(|plan| &plan.id).collect();
    // Other years have no wave in common with these, so that nothing can be subtracted.
    let together =
        told.iter().filter(|old| old.plans.is_empty() || old.plans.iter().any(|plan| years.contains(&plan.id)));
    let values = together.chain([new]).map(serde_json::to_value).collect::<Result<Vec<Value>, _>>()?;
    Ok(first_findings(&Tabular::from_value(tabular::join(values)?)?)?)
}

/// What is told for a time cannot be told again: waves are released one after another.
fn refuse_out_of_order<'a>(wave: &Wave, mut all: impl Iterator<Item = &'a Wave>) -> anyhow::Result<()> {
    let is_due = |other: &Wave| other.family == wave.family && other.opens < wave.opens;
    match all.find(|other| is_due(other) && !matches!(other.state, State::Released | State::Carried)) {
        Some(other) => {
            anyhow::bail!("wave {} comes first: it is {}. Release waves in their order", other.id, other.state)
        }
        None => Ok(()),
    }
}

/// The wave's year; before it the year that nothing can be added to any more, if something of it is still to be told.
async fn years(
    store: &Store,
    publication: &Publication<'_>,
    wave: &Wave,
    all: &[Wave],
    told: &[Document],
) -> anyhow::Result<Vec<Told>> {
    let plan = plan_of(store, publication, wave).await?;
    let released = |plan: &Plan| -> Vec<Wave> {
        let of_year = all.iter().filter(|other| other.family == wave.family && covers(plan, other));
        let mut waves: Vec<Wave> =
            of_year.filter(|other| other.state == State::Released || other.id == wave.id).cloned().collect();
        waves.sort_by_key(|wave| wave.opens);
        waves
    };
    let mut years = Vec::new();
    let plans = year::plans(store, &wave.family).await?;
    if let Some(before) = plans.iter().rfind(|other| other.ends <= plan.starts) {
        let waves = released(before);
        let views: Vec<&Wave> = waves.iter().collect();
        if !calendar(before, &views, before.ends, told).1.is_empty() {
            let surveys = surveys(store, publication, waves.last()).await?;
            years.push(Told { plan: before.clone(), surveys, waves, over: before.ends });
        }
    }
    let over = wave.read_from();
    let surveys = surveys(store, publication, Some(wave)).await?;
    years.push(Told { waves: released(&plan), plan, surveys, over });
    Ok(years)
}

fn covers(plan: &Plan, wave: &Wave) -> bool {
    plan.starts <= wave.opens && wave.opens < plan.ends
}

/// The plan that was declared when the year's first wave was made; or, for a wave made before there were plans, now.
async fn plan_of(store: &Store, publication: &Publication<'_>, wave: &Wave) -> anyhow::Result<Plan> {
    let plans = year::plans(store, &wave.family).await?;
    if let Some(plan) = covering(&plans, wave.opens) {
        return Ok(plan.clone());
    }
    let surveys = surveys(store, publication, Some(wave)).await?;
    let year = (&wave.family, wave.opens, publication.today);
    year::declare_year(store, publication.library, publication.codebook, year, &surveys, &Chosen::new()).await
}

async fn surveys(store: &Store, publication: &Publication<'_>, wave: Option<&Wave>) -> anyhow::Result<Vec<Survey>> {
    let Some(wave) = wave else { return Ok(Vec::new()) };
    let texts = store.wave_surveys(&wave.id).await?;
    read_surveys(&texts, &publication.library.areas)
        .map_err(|_| anyhow::anyhow!("a survey of wave {} no longer reads", wave.id))
}

/// The waves of all times that are told now.
fn needed(years: &[Told], told: &[Document]) -> BTreeSet<Slug> {
    let mut ids = BTreeSet::new();
    for year in years {
        let views: Vec<&Wave> = year.waves.iter().collect();
        let (calendar, fresh) = calendar(&year.plan, &views, year.over, told);
        let waves = fresh.into_iter().flat_map(|period| calendar.periods[period].waves.clone());
        ids.extend(waves.map(|wave| calendar.waves[wave].clone()));
    }
    ids
}

/// Codes by wave and provider. A provider with an open link invites whom it likes, so its codes say nothing.
async fn invited(
    store: &Store,
    years: &[Told],
    providers: &[Provider],
) -> anyhow::Result<BTreeMap<Slug, BTreeMap<Slug, u64>>> {
    let links = store.links().await?;
    let has_link = |provider: &Slug| links.iter().any(|link| link.provider.as_ref() == Some(provider));
    let closed: BTreeSet<&Slug> = providers.iter().map(|provider| &provider.id).filter(|id| !has_link(id)).collect();
    let mut invited = BTreeMap::new();
    for wave in years.iter().flat_map(|year| &year.waves) {
        let mut codes = store.invited(&wave.id).await?;
        codes.retain(|provider, _| closed.contains(provider));
        invited.insert(wave.id.clone(), codes);
    }
    Ok(invited)
}

/// What is opened of a wave, in memory.
struct Opened {
    exact: Exact,
    /// The version of the codebook that its themes are of.
    codebook: Option<u32>,
    /// None before its review has ended.
    passages: Option<Passages>,
}

async fn open(store: &Store, wave: &Slug, publication: &Publication<'_>) -> anyhow::Result<Opened> {
    let sealed = store
        .counts(wave)
        .await?
        .ok_or_else(|| anyhow::anyhow!("wave {wave} waits to be shown with later answers, but its counts are gone"))?;
    let key = (publication.keys)(wave)?;
    let mut exact: Exact = open_counts(&key, wave, &sealed)?;
    let mut version = None;
    match store.theme_counts(wave).await? {
        Some(sealed) => {
            let (codebook, themes): (u32, Exact) =
                open_at(&key, &Binding::ThemeCounts { wave: wave.clone() }, &sealed)?;
            exact.tables.extend(themes.tables);
            version = Some(codebook);
        }
        None => {
            let progress = store.review_progress(wave).await?;
            if progress.sealed + progress.redacted > 0 {
                tracing::warn!(%wave, "its texts are not reviewed: nothing that people wrote is in this release");
            }
        }
    }
    let passages = match store.wave_passages(wave).await? {
        Some(sealed) => Some(open_at(&key, &Binding::Passages { wave: wave.clone() }, &sealed)?),
        None => None,
    };
    Ok(Opened { exact, codebook: version, passages })
}

/// Waves whose counts a later release of their year still needs.
pub fn waiting(documents: &[Document]) -> BTreeSet<Slug> {
    let Some(last) = documents.iter().rfind(|document| !document.is_correction()) else { return BTreeSet::new() };
    let open = last
        .plans
        .iter()
        .filter(|plan| last.waves.iter().all(|wave| wave.closes.tomorrow().is_ok_and(|day| day < plan.ends)));
    let open: BTreeSet<&Slug> = open.map(|plan| &plan.id).collect();
    let of_year = documents.iter().filter(|document| document.plans.iter().any(|plan| open.contains(&plan.id)));
    of_year.flat_map(|document| &document.waves).map(|wave| wave.id.clone()).collect()
}
