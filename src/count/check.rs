//! Checking: the outer envelopes of a closed wave are opened, the earliest of each code is kept, codes and order are
//! dropped, what is inside is shuffled and written back under new ids.
//!
//! Sees codes' digests and order, and no answer. What was altered, cut short or moved does not open and is reported;
//! nothing is then written until somebody decides to go on without it. Nothing is opened before the day that the pages
//! promised.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rand::seq::SliceRandom;

use super::{CountError, KeySource, carried_to, verified_key};
use crate::clock::{Entropy, generator, random};
use crate::sealing::{Arrival, Mark, Outer, PrivateKey, Purpose, open_outer};
use crate::store::{Envelope, Inner, InnerKind, Store};
use crate::survey::Slug;
use crate::wave::{LEAST_ENVELOPES, State, WaveError};

/// What the checking keyholder decides.
#[derive(Clone, Copy, Debug)]
pub struct Checking {
    pub today: Date,
    /// Report only; write nothing.
    pub look_only: bool,
    /// Go on although something did not open, and delete it.
    pub drop_unopened: bool,
    /// Leave out what came by an open link faster than people write, or in a burst.
    pub leave_out_hasty: bool,
    /// Two people decided to read before the promised day.
    pub before_its_day: bool,
}

#[derive(Debug, PartialEq)]
pub struct CheckReport {
    /// Rows that were there.
    pub stored: usize,
    /// Responses that go on to be counted.
    pub kept: usize,
    /// Later envelopes of a code that had already answered.
    pub repeated: usize,
    /// Came by an open link faster than people write, or in a burst.
    pub hasty: usize,
    /// Papers that staff typed in.
    pub papers: usize,
    /// Row ids of what did not open.
    pub unopened: Vec<[u8; 32]>,
    pub outcome: Checked,
}

#[derive(Debug, PartialEq, Eq)]
pub enum Checked {
    Done,
    /// Too few to open safely: the wave was carried into the next and nothing was written.
    Carried,
    /// Something did not open, so nothing was written.
    Stopped,
    /// Nothing was written because only a look was asked for.
    Looked,
}

/// Checks a closed wave together with those carried into it.
pub async fn check(
    store: &Store,
    wave: &Slug,
    keys: KeySource<'_>,
    entropy: &dyn Entropy,
    decisions: Checking,
) -> anyhow::Result<CheckReport> {
    let this = store.wave(wave).await?;
    this.needs(State::Closed)?;
    if decisions.today < this.read_from() && !decisions.before_its_day {
        return Err(WaveError::TooEarly(wave.clone(), this.read_from()).into());
    }
    let mut carried = Vec::new();
    for id in carried_to(&this, &store.waves().await?) {
        // A carried wave that nobody answered needs no key, and never will.
        if store.envelopes(&id).await? > 0 {
            carried.push(id);
        }
    }
    let mut private = BTreeMap::new();
    for id in carried.iter().chain([wave]) {
        private.insert(id.clone(), verified_key(store, id, Purpose::Checking, keys).await?);
    }
    let sources: Vec<Slug> = private.keys().cloned().collect();
    let envelopes = store.read_envelopes(&sources).await?;
    let (mut opened, unopened) = open_all(&private, &envelopes);
    let hasty = opened.iter().filter(|outer| outer.mark == Mark::Link { hasty: true }).count();
    let papers = opened.iter().filter(|outer| outer.mark == Mark::Paper).count();
    if decisions.leave_out_hasty {
        opened.retain(|outer| outer.mark != Mark::Link { hasty: true });
    }
    let (kept, repeated) = duplicates_dropped(opened);
    let outcome = if decisions.look_only {
        Checked::Looked
    } else if !unopened.is_empty() && !decisions.drop_unopened {
        Checked::Stopped
    } else if kept.len() < LEAST_ENVELOPES {
        store.carry_wave(wave).await?;
        Checked::Carried
    } else {
        store.finish_check(wave, &carried, envelopes.len(), &shuffled(&kept, entropy)).await?;
        Checked::Done
    };
    Ok(CheckReport { stored: envelopes.len(), kept: kept.len(), repeated, hasty, papers, unopened, outcome })
}

fn open_all(keys: &BTreeMap<Slug, PrivateKey>, envelopes: &[Envelope]) -> (Vec<Outer>, Vec<[u8; 32]>) {
    let mut opened = Vec::with_capacity(envelopes.len());
    let mut unopened = Vec::new();
    for envelope in envelopes {
        match keys.get(&envelope.wave).map(|key| open_outer(key, &envelope.wave, envelope.row, &envelope.sealed)) {
            Some(Ok(outer)) => opened.push(outer),
            _ => unopened.push(envelope.row),
        }
    }
    (opened, unopened)
}

/// Keeps everything from open links and the earliest envelope of each code; says how many were dropped.
pub fn duplicates_dropped(opened: Vec<Outer>) -> (Vec<Outer>, usize) {
    let total = opened.len();
    let mut kept = Vec::with_capacity(total);
    let mut by_code: BTreeMap<[u8; 32], (Arrival, Outer)> = BTreeMap::new();
    for outer in opened {
        let Mark::Code(code) = outer.mark else {
            kept.push(outer);
            continue;
        };
        let arrival = outer.arrival;
        match by_code.get(&code) {
            Some((earliest, _)) if *earliest <= arrival => {}
            _ => {
                by_code.insert(code, (arrival, outer));
            }
        }
    }
    kept.extend(by_code.into_values().map(|(_, outer)| outer));
    let repeated = total - kept.len();
    (kept, repeated)
}

/// All inner envelopes in one random order, under random ids: neither says which were together.
fn shuffled(kept: &[Outer], entropy: &dyn Entropy) -> Vec<Inner> {
    let mut inner: Vec<Inner> = Vec::new();
    for outer in kept {
        inner.push(Inner { id: random(entropy), kind: InnerKind::Closed, sealed: outer.closed.clone() });
        for part in &outer.further {
            inner.push(Inner { id: random(entropy), kind: InnerKind::Further, sealed: part.clone() });
        }
        for text in &outer.texts {
            inner.push(Inner { id: random(entropy), kind: InnerKind::Text, sealed: text.clone() });
        }
    }
    inner.shuffle(&mut generator(entropy));
    inner
}

impl From<WaveError> for CountError {
    fn from(error: WaveError) -> Self {
        Self::Store(error.into())
    }
}
