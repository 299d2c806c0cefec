//! Publishing a counted wave: its sealed counts, and those that wait, are opened in memory, protected, frozen, signed
//! and added to the chain in one transaction. Exact counts are dropped when this returns.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::Value;

use super::assemble::{Assembly, assemble, waiting};
use super::document::Document;
use super::sign::{SigningKey, digest_of};
use crate::disclosure::Exact;
use crate::disclosure::audit::audit;
use crate::disclosure::tabular::{self, Tabular};
use crate::sealing::{PrivateKey, open_counts};
use crate::store::{Store, StoreError, StoredRelease};
use crate::survey::{Library, Slug};
use crate::wave::{State, Wave, read_surveys};

/// What a publication needs besides the counts.
pub struct Publication<'a> {
    pub wave: &'a Slug,
    /// The release key of a wave, from its keyholder.
    pub keys: &'a dyn Fn(&Slug) -> anyhow::Result<PrivateKey>,
    pub signing: &'a SigningKey,
    pub library: &'a Library,
    pub run_by: &'a str,
    pub today: Date,
}

pub async fn publish(store: &Store, publication: &Publication<'_>) -> anyhow::Result<Document> {
    let wave = store.wave(publication.wave).await?;
    wave.needs(State::Counted)?;
    // Exact figures beside figures with noise would void what the noise promised.
    if store.noise_waves().await?.contains(&wave.id) {
        return Err(StoreError::Noised(wave.id).into());
    }
    let releases = store.releases().await?;
    let last_text = releases.last().map(|release| release.document.as_str());
    let last: Option<Document> = last_text.map(serde_json::from_str).transpose()?;
    let mut exact = BTreeMap::new();
    for id in waiting(last.as_ref()).into_iter().chain([wave.id.clone()]) {
        exact.insert(id.clone(), open(store, &id, publication).await?);
    }
    let texts = store.wave_surveys(&wave.id).await?;
    let surveys = read_surveys(&texts, &publication.library.areas)
        .map_err(|_| anyhow::anyhow!("a survey of wave {} no longer reads", wave.id))?;
    let all = store.waves().await?;
    let carried = all.iter().filter(|other| other.carried_into.as_ref() == Some(&wave.id));
    let document = assemble(&Assembly {
        id: wave.id.clone(),
        sequence: releases.len() as i64 + 1,
        previous: last_text.map(digest_of),
        published: publication.today,
        run_by: publication.run_by,
        waves: carried.chain([&wave]).collect::<Vec<&Wave>>(),
        surveys: &surveys,
        exact: &exact,
        last: last.as_ref(),
    });
    let text = serde_json::to_string_pretty(&document)?;
    let texts = releases.iter().map(|release| release.document.as_str()).chain([text.as_str()]);
    refuse_unless_certified(texts)?;
    let signature = publication.signing.sign(&text);
    store
        .add_release(&StoredRelease {
            sequence: document.sequence,
            id: document.id.clone(),
            wave: wave.id,
            document: text,
            signature,
        })
        .await?;
    Ok(document)
}

/// Audits everything published so far together with what is about to be: no certificate, no release.
fn refuse_unless_certified<'a>(documents: impl Iterator<Item = &'a str>) -> anyhow::Result<()> {
    let documents = documents.map(serde_json::from_str).collect::<Result<Vec<Value>, _>>()?;
    let report = audit(&Tabular::from_value(tabular::join(documents)?)?)?;
    if let Some(finding) = report.findings.first() {
        anyhow::bail!(
            "nothing was released: with what was published before, {} could be worked out, and {} more",
            finding.cell,
            report.findings.len() - 1
        );
    }
    Ok(())
}

async fn open(store: &Store, wave: &Slug, publication: &Publication<'_>) -> anyhow::Result<Exact> {
    let sealed = store
        .counts(wave)
        .await?
        .ok_or_else(|| anyhow::anyhow!("wave {wave} waits to be shown with later answers, but its counts are gone"))?;
    Ok(open_counts(&(publication.keys)(wave)?, wave, &sealed)?)
}
