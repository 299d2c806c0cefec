//! Corrections: taking back a table that turned out to be wrong.
//!
//! Promises that a correction is a release of its own, signed and chained, that changes nothing before it: the figures
//! were read, so every later audit still reckons with them, and the planner still counts them as shown. Puts no new
//! figure in their place: the difference between a wrong figure and a right one would itself be a small count.

use jiff::civil::Date;

use super::assemble::{Heading, empty};
use super::document::{Document, Withdrawn};
use super::publish::documents;
use super::sign::{SigningKey, digest_of};
use crate::store::{Store, StoredRelease};
use crate::survey::Slug;

/// What is taken back, and why.
pub struct Correction<'a> {
    pub release: &'a Slug,
    /// The question, in all its tables of that release.
    pub question: &'a Slug,
    pub reason: &'a str,
    pub signing: &'a SigningKey,
    pub run_by: &'a str,
    pub today: Date,
}

pub async fn withdraw(store: &Store, correction: &Correction<'_>) -> anyhow::Result<Document> {
    let reason = correction.reason.trim();
    if reason.is_empty() {
        anyhow::bail!("say why: readers are told the reason");
    }
    let releases = store.releases().await?;
    let told = documents(&releases)?;
    let stored = releases.iter().zip(&told).find(|(stored, _)| stored.id == *correction.release);
    let (stored, document) = stored.ok_or_else(|| anyhow::anyhow!("there is no release {}", correction.release))?;
    let earlier: Vec<&Withdrawn> = told.iter().flat_map(|document| &document.withdrawn).collect();
    let of_question = document.tables.iter().filter(|table| table.question == *correction.question);
    let taken: Vec<Withdrawn> = of_question
        .map(|table| Withdrawn {
            release: document.id.clone(),
            period: table.release.clone(),
            table: table.id.clone(),
            caption: table.caption.clone(),
            reason: reason.to_owned(),
        })
        .filter(|new| !earlier.iter().any(|old| old.takes_back(&new.release, &new.period, &new.table)))
        .collect();
    if taken.is_empty() {
        anyhow::bail!("release {} shows nothing of '{}' that still stands", correction.release, correction.question);
    }
    let corrections = told.iter().filter(|document| document.is_correction()).count() + 1;
    let heading = Heading {
        id: format!("correction-{corrections}").parse().map_err(|error| anyhow::anyhow!("{error}"))?,
        sequence: releases.len() as i64 + 1,
        previous: releases.last().map(|release| digest_of(&release.document)),
        published: correction.today,
        run_by: correction.run_by,
        waves: Vec::new(),
    };
    let mut document = empty(&heading);
    document.withdrawn = taken;
    document.audit = Some(store.audit_head().await?.into());
    let text = serde_json::to_string_pretty(&document)?;
    let signature = correction.signing.sign(&text);
    let (sequence, id, wave) = (document.sequence, document.id.clone(), stored.wave.clone());
    store.add_correction(&StoredRelease { sequence, id, wave, document: text, signature }).await?;
    Ok(document)
}

impl Withdrawn {
    pub fn takes_back(&self, release: &Slug, period: &str, table: &str) -> bool {
        self.release == *release && self.period == period && self.table == table
    }
}
