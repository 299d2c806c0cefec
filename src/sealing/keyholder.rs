//! A keyholder's file: one private key of one wave, wrapped by a passphrase (`wrap`). A key that several people open
//! together lies in files of another kind (`share`).
//!
//! Promises that a file without its passphrase opens nothing, and that wave and purpose are bound in. The file is written
//! once, readable by its owner alone, somewhere outside the data directory.
//! Destroying a key is destroying its file and every copy of it: nobody can make it again.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::key::{PrivateKey, Purpose};
use super::wrap::{Shut, Wrapped};
use crate::clock::Entropy;
use crate::survey::Slug;

const FORMAT: &str = "heard-keyholder-1";

#[derive(Serialize, Deserialize)]
struct File {
    format: String,
    wave: Slug,
    purpose: Purpose,
    #[serde(flatten)]
    key: Wrapped,
}

#[derive(Debug, thiserror::Error)]
pub enum KeyholderError {
    #[error("cannot use {}", path.display())]
    File { path: PathBuf, source: io::Error },
    #[error("{}: not a keyholder's file", .0.display())]
    Format(PathBuf),
    #[error("{}: holds the {found} key of wave {wave}, not what is needed here", path.display())]
    OtherKey { path: PathBuf, wave: Slug, found: Purpose },
    #[error("{}: the passphrase does not open it", .0.display())]
    Passphrase(PathBuf),
}

/// `WAVE.PURPOSE.key` in the keyholders' directory.
pub fn path(directory: &Path, wave: &Slug, purpose: Purpose) -> PathBuf {
    directory.join(format!("{wave}.{purpose}.key"))
}

pub fn write(
    directory: &Path,
    wave: &Slug,
    purpose: Purpose,
    key: &PrivateKey,
    passphrase: &str,
    entropy: &dyn Entropy,
) -> Result<PathBuf, KeyholderError> {
    let path = path(directory, wave, purpose);
    let key = Wrapped::new(&key.to_bytes(), passphrase, &context(wave, purpose), entropy);
    let file = File { format: FORMAT.into(), wave: wave.clone(), purpose, key };
    let text = serde_json::to_string_pretty(&file).expect("strings serialise");
    write_private(&path, text.as_bytes()).map_err(|source| KeyholderError::File { path: path.clone(), source })?;
    Ok(path)
}

pub fn read(path: &Path, wave: &Slug, purpose: Purpose, passphrase: &str) -> Result<PrivateKey, KeyholderError> {
    let text = fs::read_to_string(path).map_err(|source| KeyholderError::File { path: path.into(), source })?;
    let not_a_file = || KeyholderError::Format(path.into());
    let file: File = serde_json::from_str(&text).map_err(|_| not_a_file())?;
    if file.format != FORMAT {
        return Err(not_a_file());
    }
    if file.wave != *wave || file.purpose != purpose {
        return Err(KeyholderError::OtherKey { path: path.into(), wave: file.wave, found: file.purpose });
    }
    match file.key.open(passphrase, &context(wave, purpose)) {
        Ok(plain) => PrivateKey::from_bytes(&plain).map_err(|_| not_a_file()),
        Err(Shut::Malformed) => Err(not_a_file()),
        Err(Shut::Passphrase) => Err(KeyholderError::Passphrase(path.into())),
    }
}

/// Makes a directory that only its owner can read, if it is not there.
pub fn make_private_directory(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Writes a new file that only its owner can read; never replaces one.
pub fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// What is bound into the wrapping.
fn context(wave: &Slug, purpose: Purpose) -> String {
    format!("{FORMAT}|{wave}|{purpose}")
}

/// Overwrites a key file and removes it. What disks and backups keep besides is for the keyholder to destroy.
pub fn destroy(path: &Path) -> Result<(), KeyholderError> {
    let overwrite = || -> io::Result<()> {
        let length = fs::metadata(path)?.len();
        let mut file = fs::OpenOptions::new().write(true).open(path)?;
        file.write_all(&vec![0; usize::try_from(length).unwrap_or(0)])?;
        file.sync_all()?;
        fs::remove_file(path)
    };
    overwrite().map_err(|source| KeyholderError::File { path: path.into(), source })
}
