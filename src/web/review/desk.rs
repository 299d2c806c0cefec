//! What the reviewing process holds: the wave's desk, what suggests, and each reader's own wishes, in memory only.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, RwLock};

use crate::count::{Desk, OnDesk};
use crate::store::Store;
use crate::themes::codebook::{Codebook, ThemeId};
use crate::themes::kept::Kept;
use crate::themes::lessons::Example;
use crate::themes::listener::Listener;
use crate::themes::tag::{Scored, Tagger};

/// After so many texts in one sitting a reader is asked to stop for a while.
const SITTING: usize = 25;
/// The tagger learns anew after so many decisions.
const LESSON: usize = 10;
/// So many of a text's highest themes count when a reader leaves topics to others.
const LIKELY: usize = 3;
/// Seconds for which a text is left to the reader whom it was last given to.
const IN_HAND: i64 = 600;

pub struct Reviewing {
    pub desk: Desk,
    pub codebook: Codebook,
    /// Who speaks: models by name, or words alone.
    pub models: Option<String>,
    lessons: Vec<Example>,
    kept: Kept,
    tagger: RwLock<Tagger>,
    decided: AtomicUsize,
    readers: Mutex<BTreeMap<[u8; 8], Reader>>,
    given: Mutex<BTreeMap<[u8; 16], Given>>,
}

#[derive(Clone, Default)]
struct Reader {
    left_out: BTreeSet<ThemeId>,
    /// Single texts that they would rather leave to somebody else.
    left_alone: BTreeSet<[u8; 16]>,
    read: usize,
}

/// To whom a text was given last, and when.
struct Given {
    to: [u8; 8],
    at: i64,
}

impl Reviewing {
    pub fn new(desk: Desk, listener: Listener) -> Self {
        let models = listener.models().map(str::to_owned);
        let (codebook, lessons, kept, tagger) = listener.into_lessons();
        Self {
            desk,
            codebook,
            models,
            lessons,
            kept,
            tagger: RwLock::new(tagger),
            decided: AtomicUsize::new(0),
            readers: Mutex::default(),
            given: Mutex::default(),
        }
    }

    /// Themes for a text, highest score first, by what was learned so far.
    pub fn suggest(&self, on: &OnDesk) -> Vec<Scored> {
        let tagger = self.tagger.read().expect("no holder of this lock panics");
        tagger.suggest(&on.text.text, on.text.vector.as_deref()).themes
    }

    /// Whether this reader leaves this text, or any of its likeliest themes, to others.
    pub fn is_avoided(&self, on: &OnDesk, reviewer: [u8; 8]) -> bool {
        let Reader { left_out, left_alone, .. } = self.reader(reviewer, |reader| reader.clone());
        let likely = || self.suggest(on).into_iter().take(LIKELY).any(|theme| left_out.contains(&theme.id));
        left_alone.contains(&on.row) || !left_out.is_empty() && likely()
    }

    /// The first of these texts that nobody else has in hand; if there is none, the first.
    pub fn give<'d>(&self, texts: &[&'d OnDesk], reviewer: [u8; 8], now: i64) -> Option<&'d OnDesk> {
        let mut given = self.given.lock().expect("no holder of this lock panics");
        given.retain(|_, text| now - text.at < IN_HAND);
        let is_free = |on: &&&OnDesk| given.get(&on.row).is_none_or(|text| text.to == reviewer);
        let on = *texts.iter().find(is_free).or(texts.first())?;
        given.insert(on.row, Given { to: reviewer, at: now });
        Some(on)
    }

    /// Every few decisions, learns from all of this wave's.
    pub async fn learn(&self, store: &Store) -> anyhow::Result<()> {
        if !(self.decided.fetch_add(1, Ordering::Relaxed) + 1).is_multiple_of(LESSON) {
            return Ok(());
        }
        let mut examples = self.lessons.clone();
        examples.extend(self.desk.lessons(store).await?);
        let (codebook, kept) = (self.codebook.clone(), self.kept.clone());
        let tagger = tokio::task::spawn_blocking(move || Tagger::learn_after(&codebook, &examples, &kept)).await?;
        *self.tagger.write().expect("no holder of this lock panics") = tagger;
        Ok(())
    }

    pub fn left_out(&self, reviewer: [u8; 8]) -> BTreeSet<ThemeId> {
        self.reader(reviewer, |reader| reader.left_out.clone())
    }

    pub fn leave_out(&self, reviewer: [u8; 8], themes: BTreeSet<ThemeId>) {
        self.reader(reviewer, |reader| reader.left_out = themes);
    }

    /// For this sitting; an empty list of topics takes none of it back.
    pub fn leave_alone(&self, reviewer: [u8; 8], text: [u8; 16]) {
        self.reader(reviewer, |reader| reader.left_alone.insert(text));
    }

    pub fn read_one(&self, reviewer: [u8; 8]) {
        self.reader(reviewer, |reader| reader.read += 1);
    }

    pub fn needs_rest(&self, reviewer: [u8; 8]) -> bool {
        self.reader(reviewer, |reader| reader.read >= SITTING)
    }

    pub fn rested(&self, reviewer: [u8; 8]) {
        self.reader(reviewer, |reader| reader.read = 0);
    }

    fn reader<T>(&self, reviewer: [u8; 8], with: impl FnOnce(&mut Reader) -> T) -> T {
        with(self.readers.lock().expect("no holder of this lock panics").entry(reviewer).or_default())
    }
}
