//! Who holds a new wave's keys, and the files that are made for them.
//!
//! Promises that each person's files lie in a directory of their own under a passphrase of their own, that nobody is
//! among both the checking and the counting keyholders, and that files of a wave that was not made are taken away again.

use std::path::{Path, PathBuf};

use clap::Args;
use zeroize::Zeroizing;

use super::passphrase;
use crate::clock::Entropy;
use crate::config::make_private_directory;
use crate::sealing::share::{self, Circle};
use crate::sealing::{PrivateKey, PublicKey, Purpose, key_pair, keyholder};
use crate::survey::Slug;

#[derive(Args)]
pub struct HolderArgs {
    /// Where to write the keyholders' files: `checking/` and `counting/` inside it. Not the data directory.
    #[arg(long)]
    pub keyholders: PathBuf,
    /// One of several who hold the checking key together, by function; again for each. Without it one person does.
    #[arg(long, value_name = "NAME", requires = "checking_needed")]
    checking_holder: Vec<Slug>,
    /// How many of them open it.
    #[arg(long, value_name = "K", requires = "checking_holder")]
    checking_needed: Option<usize>,
    /// The same for the counting keyholders, who also hold the text, release and review keys.
    #[arg(long, value_name = "NAME", requires = "counting_needed")]
    counting_holder: Vec<Slug>,
    #[arg(long, value_name = "K", requires = "counting_holder")]
    counting_needed: Option<usize>,
    /// Files with the passphrases, one for each checking keyholder in their order; without them they are asked for.
    #[arg(long)]
    checking_passphrase_file: Vec<PathBuf>,
    /// The same for the counting keyholders.
    #[arg(long)]
    counting_passphrase_file: Vec<PathBuf>,
}

/// Those who hold keys of one kind.
pub enum Holders {
    One(Zeroizing<String>),
    /// The passphrases are in the order of the circle.
    Several(Circle, Vec<Zeroizing<String>>),
}

/// The two kinds of keyholders of a wave, and where their files are written.
pub struct Keyholders<'a> {
    pub directory: &'a Path,
    pub checking: Holders,
    pub counting: Holders,
}

impl HolderArgs {
    /// Asks each keyholder for a passphrase, in turn.
    pub fn ask(&self) -> anyhow::Result<Keyholders<'_>> {
        if let Some(both) = self.checking_holder.iter().find(|name| self.counting_holder.contains(name)) {
            anyhow::bail!("'{both}' cannot hold both the checking and the counting key: one sees codes, one answers");
        }
        let circle = |names: &[Slug], needed: Option<usize>| {
            needed.map(|needed| Circle::new(names.to_vec(), needed)).transpose()
        };
        let checking = circle(&self.checking_holder, self.checking_needed)?;
        let counting = circle(&self.counting_holder, self.counting_needed)?;
        Ok(Keyholders {
            directory: &self.keyholders,
            checking: ask(checking, &self.checking_passphrase_file, "checking keyholder")?,
            counting: ask(counting, &self.counting_passphrase_file, "counting keyholder")?,
        })
    }
}

fn ask(circle: Option<Circle>, files: &[PathBuf], kind: &str) -> anyhow::Result<Holders> {
    let Some(circle) = circle else {
        return Ok(Holders::One(passphrase::new(passphrase::only(files, kind)?, kind)?));
    };
    let whose: Vec<String> = circle.holders().iter().map(|name| format!("{kind} '{name}'")).collect();
    let passphrases = passphrase::new_in_turn(files, &whose)?;
    if let Some(at) = (1..passphrases.len()).find(|at| passphrases[..*at].contains(&passphrases[*at])) {
        anyhow::bail!("the {} has the passphrase of another; nothing was made", whose[at]);
    }
    Ok(Holders::Several(circle, passphrases))
}

impl Keyholders<'_> {
    fn of(&self, purpose: Purpose) -> (&Holders, PathBuf) {
        match purpose {
            Purpose::Checking => (&self.checking, self.directory.join("checking")),
            _ => (&self.counting, self.directory.join("counting")),
        }
    }

    /// Makes all keys of a wave. What was written is added to `written`.
    pub fn make(
        &self,
        wave: &Slug,
        entropy: &dyn Entropy,
        written: &mut Vec<PathBuf>,
    ) -> anyhow::Result<Vec<(Purpose, PublicKey)>> {
        let mut public = Vec::new();
        for purpose in Purpose::ALL {
            let (private, key) = key_pair();
            self.write(wave, purpose, &private, entropy, written)?;
            public.push((purpose, key));
        }
        Ok(public)
    }

    fn write(
        &self,
        wave: &Slug,
        purpose: Purpose,
        key: &PrivateKey,
        entropy: &dyn Entropy,
        written: &mut Vec<PathBuf>,
    ) -> anyhow::Result<()> {
        let (holders, directory) = self.of(purpose);
        match holders {
            Holders::One(passphrase) => {
                make_private_directory(&directory)?;
                written.push(keyholder::write(&directory, wave, purpose, key, passphrase, entropy)?);
            }
            Holders::Several(circle, passphrases) => {
                share::write((&directory, circle, passphrases), (wave, purpose), key, entropy, written)?;
            }
        }
        Ok(())
    }

    /// What to do with the files, in words.
    pub fn next(&self) -> String {
        let directories = Purpose::ALL[..2].iter().flat_map(|purpose| match self.of(*purpose) {
            (Holders::One(_), directory) => vec![directory],
            (Holders::Several(circle, _), directory) => {
                circle.holders().iter().map(|name| directory.join(name.as_str())).collect()
            }
        });
        let directories: Vec<String> = directories.map(|path| path.display().to_string()).collect();
        format!("made. Give each of these to another person, and keep no other copy here: {}", directories.join(", "))
    }
}
