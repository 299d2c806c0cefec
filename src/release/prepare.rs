//! Working out what a counted wave may show: its sealed counts, and those of the waves whose times it completes, are
//! opened in memory, planned and audited. Exact counts are dropped when this returns.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::assemble::Heading;
use super::document::Document;
use super::draft::{Year, calendar};
use super::publish::{Publication, certified, documents};
use super::sign::digest_of;
use super::year::{self, covering};
use crate::disclosure::Exact;
use crate::disclosure::plan::{Chosen, Plan};
use crate::disclosure::quote::Passages;
use crate::sealing::{Binding, open_at, open_counts};
use crate::store::{Provider, Store, StoreError};
use crate::survey::{Slug, Survey};
use crate::wave::{State, Wave, read_surveys};

/// A certified document, not signed yet and without quotations.
pub(super) struct Prepared {
    pub document: Document,
    /// Releases so far.
    pub told: Vec<Document>,
    pub passages: BTreeMap<Slug, Passages>,
}

/// A year that this release tells of, with what was read for it.
struct Told {
    plan: Plan,
    surveys: Vec<Survey>,
    waves: Vec<Wave>,
    over: Date,
}

pub(super) async fn prepare(store: &Store, publication: &Publication<'_>) -> anyhow::Result<Prepared> {
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
    let document = Document { codebooks, ..certified(&heading, &views, &told)? };
    Ok(Prepared { document, told, passages })
}

/// What is told for a time cannot be told again: waves are released one after another.
fn refuse_out_of_order<'a>(wave: &Wave, mut all: impl Iterator<Item = &'a Wave>) -> anyhow::Result<()> {
    let is_due = |other: &Wave| other.family == wave.family && other.opens < wave.opens;
    let has_nothing = |other: &Wave| matches!(other.state, State::Released | State::Carried | State::Abandoned);
    match all.find(|other| is_due(other) && !has_nothing(other)) {
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
