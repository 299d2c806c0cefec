//! Checks and opens a closed wave: envelopes in, sealed counts out, nothing else kept.
//!
//! Promises that checking and counting are two processes with two keys: `check` sees codes and no answers, `count` sees
//! answers and no codes. Each ends in one transaction and can be killed and run again. Texts are opened apart, with a key
//! of their own: `texts` redacts them, `review` takes what people decide and counts persons by theme.

mod check;
mod columns;
mod counting;
mod histogram;
mod one_by_one;
mod passage;
mod review;
mod tally;
#[cfg(test)]
mod tally_tests;
mod texts;

pub use check::{CheckReport, Checked, Checking, check, duplicates_dropped};
pub use counting::{CountReport, count};
pub use passage::{Act, Chosen, LONGEST_PASSAGE, PassageError, SHORTEST_PASSAGE, Step};
pub use review::{Decision, Desk, OnDesk, agreement, second_readings};
pub use tally::{Declared, Tally};
pub use texts::{ReviewedText, Suggested, TextsReport, open_texts};

use crate::sealing::{PrivateKey, Purpose, SealError};
use crate::store::{Store, StoreError};
use crate::survey::Slug;
use crate::wave::{State, Wave};

#[derive(Debug, thiserror::Error)]
pub enum CountError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the {purpose} key given for wave {wave} is not that wave's key")]
    WrongKey { wave: Slug, purpose: Purpose },
    #[error("sealing failed: {0}")]
    Seal(#[from] SealError),
    #[error("a survey of wave {0} no longer reads; nothing was written")]
    Survey(Slug),
}

/// Where a private key of a wave comes from: a keyholder's file, or a test's memory.
pub type KeySource<'a> = &'a dyn Fn(&Slug) -> anyhow::Result<PrivateKey>;

/// The key of a wave, if it is that wave's.
async fn verified_key(store: &Store, wave: &Slug, purpose: Purpose, keys: KeySource<'_>) -> anyhow::Result<PrivateKey> {
    let key = keys(wave)?;
    let public = store.public_key(wave, purpose).await.map_err(CountError::from)?;
    if key.public().to_bytes() != public.to_bytes() {
        return Err(CountError::WrongKey { wave: wave.clone(), purpose }.into());
    }
    Ok(key)
}

/// Waves with too few envelopes that wait to be opened with this one.
fn carried_to(wave: &Wave, all: &[Wave]) -> Vec<Slug> {
    all.iter()
        .filter(|other| other.state == State::Carried && other.family == wave.family && other.opens < wave.opens)
        .filter(|other| other.carried_into.as_ref().is_none_or(|into| *into == wave.id))
        .map(|other| other.id.clone())
        .collect()
}
