//! What handlers share: the store, the surveys, settings, keys of the door. No private key of any wave is here, but for
//! the review key in a process that was started for review.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, RwLock};

use tokio::sync::Semaphore;

use super::bursts::Bursts;
use super::kiosks::Kiosks;
use super::networks::Networks;
use super::refusal::Refusal;
use super::releases::Releases;
use super::review::Reviewing;
use super::staff::{Attempts, Organisation, Passkeys, Sheets, StaffKey};
use super::template::Template;
use super::ticket::Tickets;
use super::voice::Known;
use crate::clock::{Clock, Entropy};
use crate::code::Pepper;
use crate::coproduction::{Framework, Population};
use crate::release::QuotationKeys;
use crate::sealing::Arrival;
use crate::store::Store;
use crate::survey::{Library, Slug, Survey};
use crate::themes::codebook::Codebook;
use crate::wave::read_surveys;

pub struct App {
    pub store: Store,
    pub library: Library,
    pub framework: Framework,
    pub codebook: Codebook,
    pub population: Option<Population>,
    pub settings: Settings,
    pub pepper: Pepper,
    pub tickets: Tickets,
    pub clock: Arc<dyn Clock>,
    pub entropy: Arc<dyn Entropy>,
    /// The public half of the signing key, in hex.
    pub signing_public: String,
    pub quotation_keys: QuotationKeys,
    pub pages: Pages,
    pub surveys: RwLock<HashMap<Slug, Arc<Vec<Survey>>>>,
    pub translations: RwLock<HashMap<Slug, Known>>,
    pub releases: Releases,
    /// Languages of this year's waves, as last read.
    pub offered: RwLock<Vec<Slug>>,
    pub turns: AtomicU64,
    pub bursts: Bursts,
    pub networks: Networks,
    pub sheets: Sheets,
    pub kiosks: Kiosks,
    pub passkeys: Passkeys,
    pub staff_key: StaffKey,
    pub attempts: Attempts,
    /// Where staff may sign in by their organisation, if somebody set that up.
    pub organisation: Option<Organisation>,
    /// Turns for hashing passwords.
    pub hashing: Semaphore,
    /// In a process that was started for review, and in no other.
    pub reviewing: Option<Reviewing>,
}

#[derive(Clone, Debug)]
pub struct Settings {
    /// Who runs the survey, in words for respondents.
    pub run_by: String,
    /// The neutral site that Exit goes to.
    pub exit_to: String,
    /// Scheme and host under which people reach the service, without a slash at the end.
    pub public_url: String,
    /// Say on every page that this is a demonstration.
    pub demo: bool,
}

/// Pages rendered ahead, by wave, survey, area, language and kind.
#[derive(Default)]
pub struct Pages(RwLock<HashMap<PageKey, Arc<Template>>>);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PageKey {
    pub wave: Slug,
    pub survey: Slug,
    /// Whose support contacts stand on it.
    pub area: Option<Slug>,
    pub language: Slug,
    pub form: bool,
}

impl Settings {
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

impl App {
    /// The next place in the order of arrival.
    pub fn arrival(&self) -> Arrival {
        Arrival(self.turns.fetch_add(1, Ordering::Relaxed))
    }

    /// The surveys that a wave asks, parsed once: they were frozen when the wave was made.
    pub async fn surveys(&self, wave: &Slug) -> Result<Arc<Vec<Survey>>, Refusal> {
        if let Some(surveys) = self.surveys.read().expect("no holder of this lock panics").get(wave) {
            return Ok(surveys.clone());
        }
        let texts = self.store.wave_surveys(wave).await?;
        let surveys = read_surveys(&texts, &self.library.areas)
            .map_err(|_| Refusal::Broken(anyhow::anyhow!("a survey of wave {wave} no longer reads")))?;
        let surveys = Arc::new(surveys);
        self.surveys.write().expect("no holder of this lock panics").insert(wave.clone(), surveys.clone());
        Ok(surveys)
    }
}

impl Pages {
    pub fn get(&self, key: &PageKey) -> Option<Arc<Template>> {
        self.0.read().expect("no holder of this lock panics").get(key).cloned()
    }

    pub fn forget(&self, wave: &Slug) {
        self.0.write().expect("no holder of this lock panics").retain(|key, _| key.wave != *wave);
    }

    pub fn put(&self, key: PageKey, template: Template) -> Arc<Template> {
        let template = Arc::new(template);
        self.0.write().expect("no holder of this lock panics").insert(key, template.clone());
        template
    }
}
