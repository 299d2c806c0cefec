//! Opening a wave's key: by one keyholder, or by as many of several as are needed, in turn at one terminal.
//!
//! Promises that what the files say is looked at before anybody types a passphrase; that a key is the wave's own before
//! it is used; and that each opening is in the audit log before it is used, with the names of those who opened. Happens
//! in a command's own process, never in `heard serve`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use clap::Args;
use tokio::runtime::Handle;
use zeroize::Zeroizing;

use super::passphrase;
use crate::audit::{About, Act};
use crate::count::CountError;
use crate::sealing::share::{self, Share, Together};
use crate::sealing::{PrivateKey, PublicKey, Purpose, keyholder};
use crate::store::Store;
use crate::survey::Slug;

/// Keyholders' directories and passphrases.
#[derive(Args)]
pub struct KeyArgs {
    /// The keyholder's directory of key files. Of a key that several hold: again for each who opens it.
    #[arg(long, required = true)]
    pub key_dir: Vec<PathBuf>,
    /// A file with the keyholder's passphrase; without it, it is asked for. Of several keyholders: again for each, in the
    /// same order.
    #[arg(long, env = "HEARD_PASSPHRASE_FILE")]
    pub passphrase_file: Vec<PathBuf>,
}

/// What the directories hold of a key, not opened yet; and in which of them it lies.
enum Held {
    Whole(usize),
    Shared(Together, Vec<usize>),
}

/// Keys of one purpose, opened from directories of which each has a passphrase.
struct Opening {
    store: Store,
    purpose: Purpose,
    directories: Vec<PathBuf>,
    files: Vec<PathBuf>,
    /// By directory, once it was asked for.
    passphrases: Mutex<BTreeMap<usize, Zeroizing<String>>>,
}

impl KeyArgs {
    /// The first keyholder's directory.
    pub fn first_dir(&self) -> &Path {
        &self.key_dir[0]
    }

    /// Reads a key when it is needed, of this wave or of one that is opened with it. Each passphrase is asked for once.
    pub async fn source(
        &self,
        store: &Store,
        wave: &Slug,
        purpose: Purpose,
    ) -> anyhow::Result<impl Fn(&Slug) -> anyhow::Result<PrivateKey>> {
        let (given, needed) = (self.passphrase_file.len(), self.key_dir.len());
        anyhow::ensure!(
            given == 0 || given == needed,
            "{given} passphrase files for {needed} directories: give one for each, in the same order"
        );
        let opening = Opening {
            store: store.clone(),
            purpose,
            directories: self.key_dir.clone(),
            files: self.passphrase_file.clone(),
            passphrases: Mutex::default(),
        };
        let held = opening.find(wave, &store.public_key(wave, purpose).await?)?;
        opening.ask(&held)?;
        // Rooms below ask for keys in the middle of their work, without waiting; what is noted has to be waited for.
        Ok(move |wave: &Slug| tokio::task::block_in_place(|| Handle::current().block_on(opening.open(wave))))
    }
}

impl Opening {
    /// Opens a key, makes sure that it is the wave's, and notes who did.
    async fn open(&self, wave: &Slug) -> anyhow::Result<PrivateKey> {
        let public = self.store.public_key(wave, self.purpose).await?;
        let held = self.find(wave, &public)?;
        let passphrases = self.ask(&held)?;
        let (key, holders) = match held {
            Held::Whole(at) => (read(&self.directories[at], wave, self.purpose, &passphrases[0])?, Vec::new()),
            Held::Shared(together, _) => (together.open(&passphrases)?, together.holders().cloned().collect()),
        };
        if key.public().to_bytes() != public.to_bytes() {
            return Err(CountError::WrongKey { wave: wave.clone(), purpose: self.purpose }.into());
        }
        let mut things = vec![About::Wave(wave), About::Key(self.purpose.name())];
        things.extend(holders.iter().map(About::Holder));
        self.store.note_alone(Act::OpenedKey, &things).await?;
        Ok(key)
    }

    fn find(&self, wave: &Slug, public: &PublicKey) -> anyhow::Result<Held> {
        let having = |path: &dyn Fn(&Path) -> PathBuf| -> Vec<usize> {
            (0..self.directories.len()).filter(|at| path(&self.directories[*at]).exists()).collect()
        };
        let with_share = having(&|directory| share::path(directory, wave, self.purpose));
        if !with_share.is_empty() {
            let read =
                |at: &usize| Share::read(&share::path(&self.directories[*at], wave, self.purpose), wave, self.purpose);
            let shares = with_share.iter().map(read).collect::<Result<_, _>>()?;
            return Ok(Held::Shared(Together::new(shares, public)?, with_share));
        }
        match having(&|directory| keyholder::path(directory, wave, self.purpose))[..] {
            [at, ..] => Ok(Held::Whole(at)),
            // Reading it then tells which file is missing.
            [] if self.directories.len() == 1 => Ok(Held::Whole(0)),
            [] => anyhow::bail!("no directory holds the {} key of wave {wave} or a share of it", self.purpose),
        }
    }

    /// The passphrases that what was found needs, in its order.
    fn ask(&self, held: &Held) -> anyhow::Result<Vec<Zeroizing<String>>> {
        let whose = format!("{} keyholder", self.purpose);
        match held {
            Held::Whole(at) => Ok(vec![self.passphrase(*at, &whose)?]),
            Held::Shared(together, at) => {
                let each = together.holders().zip(at);
                each.map(|(name, at)| self.passphrase(*at, &format!("{whose} '{name}'"))).collect()
            }
        }
    }

    fn passphrase(&self, at: usize, whose: &str) -> anyhow::Result<Zeroizing<String>> {
        let mut asked = self.passphrases.lock().expect("no holder of this lock panics");
        if let Some(known) = asked.get(&at) {
            return Ok(known.clone());
        }
        let passphrase = passphrase::existing(self.files.get(at).map(PathBuf::as_path), whose)?;
        asked.insert(at, passphrase.clone());
        Ok(passphrase)
    }
}

/// The key that one person holds.
pub fn read(directory: &Path, wave: &Slug, purpose: Purpose, passphrase: &str) -> anyhow::Result<PrivateKey> {
    Ok(keyholder::read(&keyholder::path(directory, wave, purpose), wave, purpose, passphrase)?)
}
