//! `heard key`: keyholders' files, and destroying them.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::passphrase;
use crate::clock::{Clock, SystemClock};
use crate::config::Where;
use crate::sealing::{PrivateKey, Purpose, keyholder};
use crate::store::Store;
use crate::survey::Slug;
use crate::wave::State;

/// A keyholder's directory and passphrase.
#[derive(Args)]
pub struct KeyArgs {
    /// The keyholder's directory of key files.
    #[arg(long)]
    pub key_dir: PathBuf,
    /// A file with the keyholder's passphrase; without it, it is asked for.
    #[arg(long, env = "HEARD_PASSPHRASE_FILE")]
    pub passphrase_file: Option<PathBuf>,
}

#[derive(Subcommand)]
pub enum KeyCommand {
    /// Destroy a key for good and record who saw it: copies of the database then open nothing.
    Destroy {
        wave: Slug,
        /// checking, counting, text, release or review.
        purpose: Purpose,
        #[arg(long)]
        key_dir: PathBuf,
        /// Two people, by function.
        #[arg(long, required = true)]
        witness: Vec<String>,
        /// The file is gone already: only record it.
        #[arg(long)]
        already_gone: bool,
        /// Even though what the key opens is still needed and will then be lost for good.
        #[arg(long)]
        lose_answers: bool,
    },
}

impl KeyArgs {
    /// Reads a wave's key when it is needed. The passphrase is asked for once.
    pub fn source(&self, purpose: Purpose) -> anyhow::Result<impl Fn(&Slug) -> anyhow::Result<PrivateKey>> {
        let passphrase = passphrase::existing(self.passphrase_file.as_deref(), &format!("{purpose} keyholder"))?;
        let directory = self.key_dir.clone();
        Ok(move |wave: &Slug| read(&directory, wave, purpose, &passphrase))
    }
}

pub fn read(directory: &Path, wave: &Slug, purpose: Purpose, passphrase: &str) -> anyhow::Result<PrivateKey> {
    Ok(keyholder::read(&keyholder::path(directory, wave, purpose), wave, purpose, passphrase)?)
}

pub async fn run(place: &Where, command: KeyCommand) -> anyhow::Result<()> {
    let KeyCommand::Destroy { wave, purpose, key_dir, witness, already_gone, lose_answers } = command;
    let witnesses = two_people(&witness)?;
    let store = place.store(false).await?;
    store.public_key(&wave, purpose).await?;
    if let Some(use_left) = still_needed(&store, &wave, purpose).await?
        && !lose_answers
    {
        anyhow::bail!("{use_left}; nothing was destroyed. To destroy it all the same, add --lose-answers");
    }
    let path = keyholder::path(&key_dir, &wave, purpose);
    if already_gone && path.exists() {
        anyhow::bail!("{} is still there; leave --already-gone out to destroy it", path.display());
    }
    if !already_gone {
        keyholder::destroy(&path)?;
    }
    store.record_destroyed(&wave, purpose, SystemClock.today(), &witnesses).await?;
    println!("destroyed {}. Destroy every copy of it too, on paper and on other disks.", path.display());
    Ok(())
}

/// Two different people, as one line; the same one twice, however written, is refused.
pub fn two_people(witnesses: &[String]) -> anyhow::Result<String> {
    let mut different: Vec<String> = witnesses.iter().map(|name| name.trim().to_lowercase()).collect();
    different.retain(|name| !name.is_empty());
    different.sort();
    different.dedup();
    if different.len() < 2 {
        anyhow::bail!("two different people must see this: give --witness twice");
    }
    Ok(witnesses.iter().map(|name| name.trim()).collect::<Vec<_>>().join(", "))
}

/// What a key is still to open, in words; `None` when its work is done.
async fn still_needed(store: &Store, id: &Slug, purpose: Purpose) -> anyhow::Result<Option<String>> {
    let mut wave = store.wave(id).await?;
    if let Some(into) = &wave.carried_into {
        wave = store.wave(into).await?;
    }
    // A carried wave waits to be checked with the next, so for its keys it stands before checking.
    let before_checking = matches!(wave.state, State::Collecting | State::Closed | State::Carried);
    let releases = store.releases().await?;
    let documents = crate::release::documents(&releases)?;
    let left = match purpose {
        Purpose::Checking => before_checking.then_some("has not been checked"),
        Purpose::Counting => (before_checking || wave.state == State::Checked).then_some("has not been counted"),
        Purpose::Text if before_checking => Some("has not been checked"),
        Purpose::Text => {
            (store.review_progress(&wave.id).await?.sealed > 0).then_some("has texts that nobody redacted")
        }
        Purpose::Review => {
            let progress = store.review_progress(&wave.id).await?;
            let waits = before_checking || progress.sealed + progress.redacted > 0;
            waits.then_some("has texts that were not reviewed")
        }
        Purpose::Release if wave.state != State::Released => Some("has not been released"),
        Purpose::Release => crate::release::waiting(&documents)
            .contains(id)
            .then_some("has answers that are not shown yet and wait for a later release"),
    };
    Ok(left.map(|left| format!("wave {id} {left}")))
}
