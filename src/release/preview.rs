//! What a release would show, before anybody publishes it: two publishers look at it on the wave's page and agree on it.
//!
//! Promises that a preview holds what a release does and no more: figures that the audit certified together with
//! everything published, without a signature. Its quotations are drawn by lot when it is published.

use ring::digest::{SHA256, digest};

use super::document::Document;
use super::prepare::{Prepared, prepare};
use super::publish::Publication;
use crate::store::{Preview, Store};
use crate::survey::Slug;

/// Works it out and keeps it for the wave's page. Who agreed on an earlier one is asked again. Texts are reviewed first, or
/// left out of the release for good: two previews of a wave, with its themes and without, are not audited together.
pub async fn preview(store: &Store, publication: &Publication<'_>, without_texts: bool) -> anyhow::Result<Document> {
    let texts = store.review_progress(publication.wave).await?;
    if !without_texts && !texts.ended && texts.sealed + texts.redacted > 0 {
        anyhow::bail!(
            "what people wrote in wave {} is not reviewed yet: end the review first, or leave it out of the release with \
             --without-texts",
            publication.wave
        );
    }
    let Prepared { document, .. } = prepare(store, publication).await?;
    let preview = Preview { document: serde_json::to_string_pretty(&document)?, digest: content_digest(&document) };
    store.keep_preview(publication.wave, &preview).await?;
    Ok(document)
}

/// What two publishers agreed on, if they did.
pub async fn agreed(store: &Store, wave: &Slug) -> anyhow::Result<Option<[u8; 32]>> {
    let agreed = store.agreed_to_publish(wave).await?;
    let preview = store.preview(wave).await?.filter(|_| agreed.len() >= 2);
    Ok(preview.map(|preview| preview.digest))
}

/// SHA-256 of what a document shows: without its day and place in the chain, its quotations, and the audit log's end.
pub(super) fn content_digest(document: &Document) -> [u8; 32] {
    let shown = Document {
        sequence: 0,
        previous: None,
        published: String::new(),
        quotations: Vec::new(),
        audit: None,
        ..document.clone()
    };
    let text = serde_json::to_string(&shown).expect("a document is plain data");
    digest(&SHA256, text.as_bytes()).as_ref().try_into().expect("SHA-256 has 32 bytes")
}
