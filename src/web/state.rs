//! What handlers share: the store, the surveys, settings, keys of the door. No private key of any wave is here.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, RwLock};

use super::template::Template;
use super::ticket::Tickets;
use crate::clock::{Clock, Entropy};
use crate::code::Pepper;
use crate::coproduction::Framework;
use crate::sealing::Arrival;
use crate::store::Store;
use crate::survey::{Library, Slug};

pub struct App {
    pub store: Store,
    pub library: Library,
    pub framework: Framework,
    pub settings: Settings,
    pub pepper: Pepper,
    pub tickets: Tickets,
    pub clock: Arc<dyn Clock>,
    pub entropy: Arc<dyn Entropy>,
    /// The public half of the signing key, in hex.
    pub signing_public: String,
    pub pages: Pages,
    pub turns: AtomicU64,
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

/// Pages rendered ahead, by wave, survey, area and kind.
#[derive(Default)]
pub struct Pages(RwLock<HashMap<PageKey, Arc<Template>>>);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PageKey {
    pub wave: Slug,
    pub survey: Slug,
    /// Whose support contacts stand on it.
    pub area: Option<Slug>,
    pub form: bool,
}

impl Settings {
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

impl App {
    /// The next place in the coarse order of arrival of a wave that opened at `opened` (seconds).
    pub fn arrival(&self, opened: i64) -> Arrival {
        let hour = u32::try_from((self.clock.now() - opened).max(0) / 3_600).unwrap_or(u32::MAX);
        Arrival {
            hour,
            turn: self.turns.fetch_add(1, Ordering::Relaxed),
        }
    }
}

impl Pages {
    pub fn get(&self, key: &PageKey) -> Option<Arc<Template>> {
        self.0.read().expect("no holder of this lock panics").get(key).cloned()
    }

    pub fn put(&self, key: PageKey, template: Template) -> Arc<Template> {
        let template = Arc::new(template);
        self.0
            .write()
            .expect("no holder of this lock panics")
            .insert(key, template.clone());
        template
    }
}
