//! A private key that several people open together: each of n holders has a share under a passphrase of their own, any
//! k of them give the key, and fewer give nothing (Shamir's secret sharing over bytes, `vsss-rs`).
//!
//! Promises that what a share's file says of itself (wave, purpose, holders, which of them, how many are needed, for
//! which public key) is bound in; that damaged, foreign and repeated shares, and too few, are refused by name before a
//! passphrase is asked for; and that a joined key is the one of its public key or is not handed out. Does not find out
//! which of the holders brought a share that was made wrong on purpose.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use ring::digest::{SHA256, digest};
use serde::{Deserialize, Serialize};
use vsss_rs::Gf256;
use zeroize::Zeroizing;

use super::key::{PrivateKey, PublicKey, Purpose};
use super::keyholder::{make_private_directory, write_private};
use super::wrap::{Shut, Wrapped};
use crate::clock::{Entropy, generator};
use crate::survey::Slug;

const FORMAT: &str = "heard-keyholder-share-1";

/// Who holds a key together, and how many of them open it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Circle {
    holders: Vec<Slug>,
    needed: usize,
}

/// What a share's file says of itself, in the clear.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Label {
    format: String,
    wave: Slug,
    purpose: Purpose,
    /// Everybody who holds a share, in their order.
    holders: Vec<Slug>,
    /// Whose this is.
    holder: Slug,
    needed: usize,
    /// SHA-256 of the public key that it belongs to.
    key: String,
}

#[derive(Serialize, Deserialize)]
struct File {
    #[serde(flatten)]
    label: Label,
    #[serde(flatten)]
    share: Wrapped,
    /// SHA-256 of all the rest. Finds damage before a passphrase is asked for; it proves nothing.
    digest: String,
}

/// A share's file that was read and not yet opened.
pub struct Share {
    path: PathBuf,
    file: File,
}

/// Enough different shares of one key, none of them opened.
pub struct Together {
    shares: Vec<Share>,
}

#[derive(Debug, thiserror::Error)]
pub enum ShareError {
    #[error("{0}")]
    Circle(String),
    #[error("cannot use {}", path.display())]
    File { path: PathBuf, source: io::Error },
    #[error("{}: not a keyholder's share of a key", .0.display())]
    Format(PathBuf),
    #[error("{}: the share of '{holder}' is damaged; use another copy of it", path.display())]
    Damaged { path: PathBuf, holder: Slug },
    #[error("{}: holds a share of the {found} key of wave {wave}, not of what is needed here", path.display())]
    OtherKey { path: PathBuf, wave: Slug, found: Purpose },
    #[error("{}: the share of '{holder}' belongs to another {purpose} key of a wave of that name", path.display())]
    Foreign { path: PathBuf, holder: Slug, purpose: Purpose },
    #[error("{}: the share of '{holder}' was given twice; each keyholder counts once", path.display())]
    Repeated { path: PathBuf, holder: Slug },
    #[error("{needed} of {} are needed to open the {purpose} key of wave {wave}, and {given} came; name the directory \
             of each with --key-dir", holders.join(", "))]
    TooFew { wave: Slug, purpose: Purpose, holders: Vec<String>, needed: usize, given: usize },
    #[error("{}: the passphrase does not open the share of '{holder}'", path.display())]
    Passphrase { path: PathBuf, holder: Slug },
    #[error("the shares of {} do not give the {purpose} key of wave {wave}: one of them was made wrong", holders.join(", "))]
    NotTheKey { wave: Slug, purpose: Purpose, holders: Vec<String> },
}

impl Circle {
    pub fn new(holders: Vec<Slug>, needed: usize) -> Result<Self, ShareError> {
        let refused = |words: String| Err(ShareError::Circle(words));
        if let Some(twice) = holders.iter().enumerate().find(|(at, name)| holders[..*at].contains(name)) {
            return refused(format!("'{}' is named twice; each keyholder has one share", twice.1));
        }
        if !(2..=usize::from(u8::MAX)).contains(&holders.len()) {
            return refused("a key is shared among two or more keyholders, each with a name".into());
        }
        if !(2..=holders.len()).contains(&needed) {
            let of = holders.len();
            return refused(format!("of {of} keyholders 2 to {of} can be needed, not {needed}"));
        }
        Ok(Self { holders, needed })
    }

    pub fn holders(&self) -> &[Slug] {
        &self.holders
    }
}

/// `WAVE.PURPOSE.share` in a keyholder's directory.
pub fn path(directory: &Path, wave: &Slug, purpose: Purpose) -> PathBuf {
    directory.join(format!("{wave}.{purpose}.share"))
}

/// Splits a key and writes one file for each holder of the circle, under `directory` and the holder's name, wrapped by
/// the passphrase at the holder's place. What was written is added to `written`, so that it can be taken away.
pub fn write(
    (directory, circle, passphrases): (&Path, &Circle, &[Zeroizing<String>]),
    (wave, purpose): (&Slug, Purpose),
    key: &PrivateKey,
    entropy: &dyn Entropy,
    written: &mut Vec<PathBuf>,
) -> Result<(), ShareError> {
    let shares = split(circle, key, entropy);
    for ((holder, passphrase), share) in circle.holders.iter().zip(passphrases).zip(shares.iter()) {
        let directory = directory.join(holder.as_str());
        let label = Label {
            format: FORMAT.into(),
            wave: wave.clone(),
            purpose,
            holders: circle.holders.clone(),
            holder: holder.clone(),
            needed: circle.needed,
            key: fingerprint(&key.public()),
        };
        let share = Wrapped::new(share, passphrase, &label.line(), entropy);
        let digest = check(&label, &share);
        let text = serde_json::to_string_pretty(&File { label, share, digest }).expect("strings serialise");
        let path = path(&directory, wave, purpose);
        make_private_directory(&directory)
            .and_then(|()| write_private(&path, text.as_bytes()))
            .map_err(|source| ShareError::File { path: path.clone(), source })?;
        written.push(path);
    }
    Ok(())
}

/// One share for each holder: the holder's number from 1 on, then a byte for each byte of the key.
fn split(circle: &Circle, key: &PrivateKey, entropy: &dyn Entropy) -> Zeroizing<Vec<Vec<u8>>> {
    let key = key.to_bytes();
    let shares = Gf256::split_bytes(circle.needed, circle.holders.len(), &*key, generator(entropy));
    Zeroizing::new(shares.expect("a circle has two or more holders, and needs no more than there are"))
}

impl Share {
    pub fn read(path: &Path, wave: &Slug, purpose: Purpose) -> Result<Self, ShareError> {
        let text = fs::read_to_string(path).map_err(|source| ShareError::File { path: path.into(), source })?;
        let file: File = serde_json::from_str(&text).map_err(|_| ShareError::Format(path.into()))?;
        let label = &file.label;
        if label.format != FORMAT {
            return Err(ShareError::Format(path.into()));
        }
        if check(label, &file.share) != file.digest || label.number().is_none() || label.circle().is_err() {
            return Err(ShareError::Damaged { path: path.into(), holder: label.holder.clone() });
        }
        if label.wave != *wave || label.purpose != purpose {
            return Err(ShareError::OtherKey { path: path.into(), wave: label.wave.clone(), found: label.purpose });
        }
        Ok(Self { path: path.into(), file })
    }

    pub fn holder(&self) -> &Slug {
        &self.file.label.holder
    }

    /// Everybody who holds a share of the same key.
    pub fn holders(&self) -> &[Slug] {
        &self.file.label.holders
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Refuses a share of another key, though it be of a wave with the same name.
    pub fn of_the_key(&self, public: &PublicKey) -> Result<(), ShareError> {
        let label = &self.file.label;
        if label.key == fingerprint(public) {
            return Ok(());
        }
        Err(ShareError::Foreign { path: self.path.clone(), holder: label.holder.clone(), purpose: label.purpose })
    }

    fn open(&self, passphrase: &str) -> Result<Zeroizing<Vec<u8>>, ShareError> {
        let label = &self.file.label;
        let (path, holder) = (self.path.clone(), label.holder.clone());
        match self.file.share.open(passphrase, &label.line()) {
            Ok(share) if share.first().copied() == label.number() => Ok(share),
            Ok(_) | Err(Shut::Malformed) => Err(ShareError::Damaged { path, holder }),
            Err(Shut::Passphrase) => Err(ShareError::Passphrase { path, holder }),
        }
    }
}

impl Together {
    /// Refuses what cannot open the key of `public`. Keeps as many shares as are needed, the first ones.
    pub fn new(mut shares: Vec<Share>, public: &PublicKey) -> Result<Self, ShareError> {
        let shares_of = |share: &Share| share.file.label.clone();
        let mut seen = BTreeSet::new();
        for share in &shares {
            share.of_the_key(public)?;
            if !seen.insert(share.file.label.number()) {
                return Err(ShareError::Repeated { path: share.path.clone(), holder: share.holder().clone() });
            }
        }
        let Some(Label { wave, purpose, holders, needed, .. }) = shares.first().map(shares_of) else {
            return Err(ShareError::Circle("no share was given".into()));
        };
        if shares.len() < needed {
            let holders = holders.iter().map(ToString::to_string).collect();
            return Err(ShareError::TooFew { wave, purpose, holders, needed, given: shares.len() });
        }
        shares.truncate(needed);
        Ok(Self { shares })
    }

    /// Whose shares are opened, in turn.
    pub fn holders(&self) -> impl Iterator<Item = &Slug> {
        self.shares.iter().map(Share::holder)
    }

    /// The key, from one passphrase for each share in the order of `holders`.
    pub fn open(&self, passphrases: &[Zeroizing<String>]) -> Result<PrivateKey, ShareError> {
        let opened = self.shares.iter().zip(passphrases).map(|(share, passphrase)| share.open(passphrase));
        let opened = opened.collect::<Result<Vec<_>, _>>()?;
        let plain: Zeroizing<Vec<Vec<u8>>> = Zeroizing::new(opened.iter().map(|share| share.to_vec()).collect());
        let label = &self.shares[0].file.label;
        let joined = Gf256::combine_bytes(&*plain).map(Zeroizing::new).ok();
        let key = joined.and_then(|bytes| PrivateKey::from_bytes(&bytes).ok());
        key.filter(|key| fingerprint(&key.public()) == label.key).ok_or_else(|| ShareError::NotTheKey {
            wave: label.wave.clone(),
            purpose: label.purpose,
            holders: self.holders().map(ToString::to_string).collect(),
        })
    }
}

impl Label {
    fn circle(&self) -> Result<Circle, ShareError> {
        Circle::new(self.holders.clone(), self.needed)
    }

    /// The number under which the holder's share was worked out.
    fn number(&self) -> Option<u8> {
        let at = self.holders.iter().position(|holder| *holder == self.holder)?;
        u8::try_from(at + 1).ok()
    }

    /// All of it in one line: what is bound into the wrapping.
    fn line(&self) -> String {
        let holders: Vec<&str> = self.holders.iter().map(Slug::as_str).collect();
        let Self { format, wave, purpose, holder, needed, key, .. } = self;
        format!("{format}|{wave}|{purpose}|{}|{holder}|{needed}|{key}", holders.join(","))
    }
}

fn check(label: &Label, share: &Wrapped) -> String {
    HEXLOWER.encode(digest(&SHA256, format!("{}|{}", label.line(), share.line()).as_bytes()).as_ref())
}

fn fingerprint(key: &PublicKey) -> String {
    HEXLOWER.encode(digest(&SHA256, &key.to_bytes()).as_ref())
}

#[cfg(test)]
mod tests;
