//! Passphrases of keyholders: from a file, or typed without being shown.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use zeroize::Zeroizing;

/// Shorter ones fall to guessing, whatever the wrapping costs.
const SHORTEST: usize = 12;

pub fn existing(file: Option<&Path>, whose: &str) -> anyhow::Result<Zeroizing<String>> {
    match file {
        Some(path) => from_file(path),
        None => Ok(Zeroizing::new(rpassword::prompt_password(format!("Passphrase of the {whose}: "))?)),
    }
}

pub fn new(file: Option<&Path>, whose: &str) -> anyhow::Result<Zeroizing<String>> {
    let passphrase = existing(file, whose)?;
    if passphrase.chars().count() < SHORTEST {
        anyhow::bail!("the passphrase of the {whose} is too short: take at least {SHORTEST} characters");
    }
    if file.is_none() {
        let again = Zeroizing::new(rpassword::prompt_password("The same again: ")?);
        if *again != *passphrase {
            anyhow::bail!("the two passphrases differ; nothing was made");
        }
    }
    Ok(passphrase)
}

/// A new passphrase for each of `whose`, each from a file of its own or typed when its turn comes.
pub fn new_in_turn(files: &[PathBuf], whose: &[String]) -> anyhow::Result<Vec<Zeroizing<String>>> {
    if !files.is_empty() && files.len() != whose.len() {
        anyhow::bail!(
            "{} passphrases are needed, each in a file of its own, and {} were given",
            whose.len(),
            files.len()
        );
    }
    whose.iter().enumerate().map(|(at, whose)| new(files.get(at).map(PathBuf::as_path), whose)).collect()
}

/// The file of the only keyholder, if one was given.
pub fn only<'a>(files: &'a [PathBuf], whose: &str) -> anyhow::Result<Option<&'a Path>> {
    match files {
        [] => Ok(None),
        [file] => Ok(Some(file)),
        _ => anyhow::bail!("the {whose} has one passphrase, and {} files were given", files.len()),
    }
}

fn from_file(path: &Path) -> anyhow::Result<Zeroizing<String>> {
    let text = Zeroizing::new(
        fs::read_to_string(path).with_context(|| format!("cannot read the passphrase in {}", path.display()))?,
    );
    Ok(Zeroizing::new(text.trim_end_matches(['\n', '\r']).to_owned()))
}
