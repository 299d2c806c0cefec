//! Keyholders' files: one private key of one wave, wrapped by a passphrase.
//!
//! Promises that a file without its passphrase opens nothing (argon2id, then AES-256-GCM), and that wave and purpose
//! are bound in. The file is written once, readable by its owner alone, somewhere outside the data directory.
//! Destroying a key is destroying its file and every copy of it: nobody can make it again.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use argon2::Argon2;
use data_encoding::BASE64;
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::key::{PrivateKey, Purpose};
use crate::clock::{Entropy, random};
use crate::survey::Slug;

const FORMAT: &str = "heard-keyholder-1";

#[derive(Serialize, Deserialize)]
struct File {
    format: String,
    wave: Slug,
    purpose: Purpose,
    salt: String,
    nonce: String,
    wrapped: String,
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
    let salt: [u8; 16] = random(entropy);
    let nonce: [u8; 12] = random(entropy);
    let mut wrapped = key.to_bytes().to_vec();
    wrapping_key(passphrase, &salt)
        .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), aad(wave, purpose), &mut wrapped)
        .expect("a key is short enough to wrap");
    let file = File {
        format: FORMAT.into(),
        wave: wave.clone(),
        purpose,
        salt: BASE64.encode(&salt),
        nonce: BASE64.encode(&nonce),
        wrapped: BASE64.encode(&wrapped),
    };
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
    let bytes = |text: &str| BASE64.decode(text.as_bytes()).map_err(|_| not_a_file());
    let nonce: [u8; 12] = bytes(&file.nonce)?.try_into().map_err(|_| not_a_file())?;
    let mut wrapped = Zeroizing::new(bytes(&file.wrapped)?);
    let plain = wrapping_key(passphrase, &bytes(&file.salt)?)
        .open_in_place(Nonce::assume_unique_for_key(nonce), aad(wave, purpose), &mut wrapped)
        .map_err(|_| KeyholderError::Passphrase(path.into()))?;
    PrivateKey::from_bytes(plain).map_err(|_| not_a_file())
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

fn aad(wave: &Slug, purpose: Purpose) -> Aad<String> {
    Aad::from(format!("{FORMAT}|{wave}|{purpose}"))
}

fn wrapping_key(passphrase: &str, salt: &[u8]) -> LessSafeKey {
    let mut key = Zeroizing::new([0; 32]);
    // The crate's default is OWASP's: argon2id, 19 MiB, two passes, one lane.
    Argon2::default()
        .hash_password_into(passphrase.as_bytes(), salt, key.as_mut())
        .expect("salt and output lengths are fixed and allowed");
    LessSafeKey::new(UnboundKey::new(&AES_256_GCM, key.as_ref()).expect("the key has the algorithm's length"))
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
