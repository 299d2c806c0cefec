//! Counting: closed inner envelopes of a checked wave become the exact counts of its declared tables, in memory, and
//! leave sealed to the release key. What was said of further services is counted with all the rest, and by kind of
//! service alone: nothing tells whose it is. An opened response is dropped as soon as its answers are bytes in columns.

use super::tally::{Declared, Tally};
use super::{CountError, KeySource, verified_key};
use crate::sealing::{ClosedPart, FurtherPart, PrivateKey, Purpose, Sealed, open_closed, open_further, seal_counts};
use crate::store::{InnerKind, Store};
use crate::survey::{Library, Slug, Survey};
use crate::wave::{State, read_surveys};

#[derive(Debug, PartialEq)]
pub struct CountReport {
    pub counted: usize,
    /// Parts about further services.
    pub further: usize,
    /// Random ids of what did not open.
    pub unopened: Vec<[u8; 16]>,
    /// Texts that wait, sealed, for redaction.
    pub texts: usize,
    /// False when something did not open and nobody had decided to go on without it.
    pub done: bool,
}

/// A wave whose answers may be among those being counted, with its key and surveys.
struct Candidate {
    wave: Slug,
    key: PrivateKey,
    surveys: Vec<Survey>,
    versions: Vec<(Slug, u32)>,
}

/// A candidate and what its surveys are to the tally, in their order.
type Declaration<'a> = (&'a Candidate, Vec<Declared>);

pub async fn count(
    store: &Store,
    library: &Library,
    wave: &Slug,
    keys: KeySource<'_>,
    drop_unopened: bool,
) -> anyhow::Result<CountReport> {
    let this = store.wave(wave).await?;
    this.needs(State::Checked).map_err(CountError::from)?;
    let mut candidates = vec![candidate(store, library, wave, keys).await?];
    for other in store.waves().await? {
        if other.carried_into.as_ref() == Some(wave) {
            candidates.push(candidate(store, library, &other.id, keys).await?);
        }
    }
    let inner = store.read_inner(wave, InnerKind::Closed).await?;
    let texts = store.read_inner(wave, InnerKind::Text).await?.len();
    let mut tally = Tally::default();
    let declared: Vec<Declaration<'_>> =
        candidates.iter().map(|candidate| (candidate, declare(&mut tally, candidate))).collect();
    let (mut unopened, mut told) = (Vec::new(), 0);
    for envelope in &inner {
        match open(&declared, &envelope.sealed) {
            Some((survey, part)) => tally.add(survey, &part),
            None => unopened.push(envelope.id),
        }
    }
    let counted = inner.len() - unopened.len();
    let further = store.read_inner(wave, InnerKind::Further).await?;
    for envelope in &further {
        match open_part(&declared, &envelope.sealed) {
            Some((survey, part)) => told += usize::from(tally.add_further(survey, &part)),
            None => unopened.push(envelope.id),
        }
    }
    if !unopened.is_empty() && !drop_unopened {
        return Ok(CountReport { counted: 0, further: 0, unopened, texts, done: false });
    }
    let release_key = store.public_key(wave, Purpose::Release).await?;
    let sealed = seal_counts(&release_key, wave, &tally.into_exact())?;
    store.finish_count(wave, inner.len() + further.len(), &sealed).await?;
    Ok(CountReport { counted, further: told, unopened, texts, done: true })
}

async fn candidate(store: &Store, library: &Library, wave: &Slug, keys: KeySource<'_>) -> anyhow::Result<Candidate> {
    let key = verified_key(store, wave, Purpose::Counting, keys).await?;
    let surveys = surveys(store, library, wave).await?;
    let versions = surveys.iter().map(|survey| (survey.id.clone(), survey.version)).collect();
    Ok(Candidate { wave: wave.clone(), key, surveys, versions })
}

async fn surveys(store: &Store, library: &Library, wave: &Slug) -> anyhow::Result<Vec<Survey>> {
    let texts = store.wave_surveys(wave).await?;
    Ok(read_surveys(&texts, &library.areas).map_err(|_| CountError::Survey(wave.clone()))?)
}

/// The surveys of a wave by id and version.
pub(super) async fn versions(store: &Store, library: &Library, wave: &Slug) -> anyhow::Result<Vec<(Slug, u32)>> {
    let surveys = surveys(store, library, wave).await?;
    Ok(surveys.iter().map(|survey| (survey.id.clone(), survey.version)).collect())
}

/// The wave itself comes first, so its own survey says which options are counted.
fn declare<'a>(tally: &mut Tally<'a>, candidate: &'a Candidate) -> Vec<Declared> {
    let declared: Vec<Declared> = candidate.surveys.iter().map(|survey| tally.declare(survey)).collect();
    for (survey, declared) in candidate.surveys.iter().zip(&declared) {
        for question in tally.left_out(*declared) {
            tracing::warn!(
                "answers to {} of {} from wave {} are not counted: its options were others then",
                question.id,
                survey.id,
                candidate.wave
            );
        }
    }
    declared
}

fn open(candidates: &[Declaration<'_>], sealed: &Sealed) -> Option<(Declared, ClosedPart)> {
    candidates.iter().find_map(|(candidate, declared)| {
        let (which, part) = open_closed(&candidate.key, &candidate.wave, &candidate.versions, sealed).ok()?;
        Some((declared[which], part))
    })
}

fn open_part(candidates: &[Declaration<'_>], sealed: &Sealed) -> Option<(Declared, FurtherPart)> {
    candidates.iter().find_map(|(candidate, declared)| {
        let (which, part) = open_further(&candidate.key, &candidate.wave, &candidate.versions, sealed).ok()?;
        Some((declared[which], part))
    })
}
