//! The releases, parsed once: public pages are asked for by anybody, and releases are only ever added to.
//!
//! Promises that a page tells of a release as soon as it is there. Does not verify them: `heard release verify` does.

use std::sync::{Arc, RwLock};

use super::refusal::Refusal;
use super::state::App;
use crate::release::{Document, documents};

#[derive(Default)]
pub struct Releases(RwLock<Option<Known>>);

struct Known {
    newest: (i64, [u8; 64]),
    documents: Arc<Vec<Document>>,
}

impl App {
    /// All releases, first to last.
    pub async fn releases(&self) -> Result<Arc<Vec<Document>>, Refusal> {
        let Some(newest) = self.store.newest_release().await? else {
            return Ok(Arc::default());
        };
        if let Some(known) = &*self.releases.0.read().expect("no holder of this lock panics")
            && known.newest == newest
        {
            return Ok(known.documents.clone());
        }
        let documents = Arc::new(documents(&self.store.releases().await?).map_err(Refusal::Broken)?);
        let known = Known { newest, documents: documents.clone() };
        *self.releases.0.write().expect("no holder of this lock panics") = Some(known);
        Ok(documents)
    }
}
