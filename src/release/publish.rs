//! Publishing a counted wave: what may be shown is worked out, audited, frozen, signed and added to the chain in one
//! transaction. What two publishers agreed on is what is published, or nothing is.

use std::collections::{BTreeMap, BTreeSet};

use data_encoding::HEXLOWER;
use jiff::civil::Date;
use serde_json::Value;

use super::assemble::{Heading, assemble};
use super::document::Document;
use super::draft::{Draft, Year};
use super::prepare::{Prepared, prepare};
use super::preview::content_digest;
use super::quotation::{QuotationKeys, attach, detach, draw};
use super::sign::SigningKey;
use crate::clock::Entropy;
use crate::disclosure::audit::{Finding, first_findings};
use crate::disclosure::quote::Passages;
use crate::disclosure::tabular::{self, Tabular};
use crate::sealing::{Binding, PrivateKey, Purpose, seal_at};
use crate::store::{Quoting, Store, StoredRelease};
use crate::survey::{Library, Slug};
use crate::themes::codebook::Codebook;

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
    /// The digest of what two publishers agreed on; what is published must be that. None where two witnesses decided.
    pub agreed: Option<[u8; 32]>,
    pub today: Date,
    /// For quotations: which are told is drawn by lot, and each digest is salted.
    pub entropy: &'a dyn Entropy,
}

pub async fn publish(store: &Store, publication: &Publication<'_>) -> anyhow::Result<Document> {
    let Prepared { mut document, told, passages } = prepare(store, publication).await?;
    if publication.agreed.is_some_and(|agreed| agreed != content_digest(&document)) {
        anyhow::bail!(
            "what would be published now is not what the two publishers agreed on: run `heard release preview {}` and let \
             them look again",
            publication.wave
        );
    }
    let quoting = quote(store, publication, &mut document, &told, passages).await?;
    document.audit = Some(store.audit_head().await?.into());
    let text = serde_json::to_string_pretty(&document)?;
    let signature = publication.signing.sign(&text);
    let (sequence, id) = (document.sequence, document.id.clone());
    let release = StoredRelease { sequence, id, wave: publication.wave.clone(), document: text, signature };
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
