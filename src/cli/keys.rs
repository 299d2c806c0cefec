//! `heard key`: destroying keyholders' files.
//!
//! Promises that nothing is destroyed before all is there that is to be destroyed, or is said to be gone; and that the
//! record names everybody who held a share. Does not promise that no copy is left elsewhere.

use std::path::PathBuf;

use clap::Subcommand;

use crate::clock::{Clock, SystemClock};
use crate::config::Where;
use crate::sealing::share::{self, Share};
use crate::sealing::{PublicKey, Purpose, keyholder};
use crate::store::Store;
use crate::survey::Slug;
use crate::wave::State;

#[derive(Subcommand)]
pub enum KeyCommand {
    /// Destroy a key for good and record who saw it: copies of the database then open nothing.
    Destroy {
        wave: Slug,
        /// checking, counting, text, release or review.
        purpose: Purpose,
        /// The keyholder's directory; of a key that several hold, the directory of each.
        #[arg(long, required = true)]
        key_dir: Vec<PathBuf>,
        /// Two people, by function.
        #[arg(long, required = true)]
        witness: Vec<String>,
        /// The file is gone already: only record it.
        #[arg(long)]
        already_gone: bool,
        /// Of a key that several hold: whose share is gone already, and every copy of it.
        #[arg(long, value_name = "NAME")]
        gone: Vec<Slug>,
        /// Even though what the key opens is still needed and will then be lost for good.
        #[arg(long)]
        lose_answers: bool,
    },
}

pub async fn run(place: &Where, command: KeyCommand) -> anyhow::Result<()> {
    let KeyCommand::Destroy { wave, purpose, key_dir, witness, already_gone, gone, lose_answers } = command;
    let witnesses = two_people(&witness)?;
    let store = place.store(false).await?;
    let public = store.public_key(&wave, purpose).await?;
    if let Some(use_left) = still_needed(&store, &wave, purpose).await?
        && !lose_answers
    {
        anyhow::bail!("{use_left}; nothing was destroyed. To destroy it all the same, add --lose-answers");
    }
    let found = Found::of(&key_dir, (&wave, purpose), &public, &gone)?;
    if already_gone && let Some(path) = found.files.iter().find(|path| path.exists()) {
        anyhow::bail!("{} is still there; leave --already-gone out to destroy it", path.display());
    }
    if !already_gone {
        found.files.iter().try_for_each(|path| keyholder::destroy(path))?;
    }
    store.record_destroyed(&wave, purpose, SystemClock.today(), (&witnesses, &found.holders)).await?;
    let files: Vec<String> = found.files.iter().map(|path| path.display().to_string()).collect();
    println!("destroyed {}. Destroy every copy of it too, on paper and on other disks.", files.join(", "));
    Ok(())
}

/// The files of one key, and who held shares of it.
struct Found {
    files: Vec<PathBuf>,
    holders: Vec<Slug>,
}

impl Found {
    fn of(
        directories: &[PathBuf],
        (wave, purpose): (&Slug, Purpose),
        public: &PublicKey,
        gone: &[Slug],
    ) -> anyhow::Result<Self> {
        let shares: Vec<PathBuf> = directories.iter().map(|directory| share::path(directory, wave, purpose)).collect();
        if shares.iter().any(|path| path.exists()) {
            let shares = shares.iter().map(|path| Share::read(path, wave, purpose)).collect::<Result<Vec<_>, _>>()?;
            shares.iter().try_for_each(|share| share.of_the_key(public))?;
            return Self::shared(&shares, gone);
        }
        let whole = |directory: &PathBuf| keyholder::path(directory, wave, purpose);
        Ok(Self { files: directories.iter().map(whole).collect(), holders: gone.to_vec() })
    }

    /// Everybody's share is there, or is said to be gone: what is left could be joined otherwise.
    fn shared(shares: &[Share], gone: &[Slug]) -> anyhow::Result<Self> {
        let holders = shares[0].holders().to_vec();
        let brought: Vec<&Slug> = shares.iter().map(Share::holder).collect();
        if let Some(other) = gone.iter().find(|name| brought.contains(name) || !holders.contains(name)) {
            anyhow::bail!("--gone {other}: nobody of that name held a share that is not here; nothing was destroyed");
        }
        let missing = holders.iter().find(|name| !brought.contains(name) && !gone.contains(name));
        if let Some(missing) = missing {
            anyhow::bail!(
                "the share of '{missing}' is not here; nothing was destroyed. Name its directory with --key-dir, or, \
                 if it and every copy are gone, add --gone {missing}"
            );
        }
        Ok(Self { files: shares.iter().map(|share| share.path().to_owned()).collect(), holders })
    }
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
    if wave.state == State::Abandoned {
        return Ok(None);
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
