//! The file in which what a review taught stays for later waves, `lessons.bin`, in the keyholder's directory.
//!
//! Promises that it lies with whoever held the keys that opened the texts, readable by nobody else, and never in the
//! database or the data directory; that it is there whole or not at all; and that a file which does not read is told and
//! never passed over. What may be in it is for `themes::kept` to say.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::sealing::keyholder::write_private;
use crate::themes::codebook::Codebook;
use crate::themes::kept::Kept;
use crate::themes::lessons::Example;

fn file(key_dir: &Path) -> PathBuf {
    key_dir.join("lessons.bin")
}

/// What was kept so far; nothing while there is no file.
pub fn read(key_dir: &Path) -> anyhow::Result<Kept> {
    let file = file(key_dir);
    let bytes = match std::fs::read(&file) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Kept::default()),
        Err(error) => return Err(error).with_context(|| format!("cannot read {}", file.display())),
    };
    let what = || format!("{} does not hold what earlier reviews taught; delete it to go on without", file.display());
    let kept: Kept = postcard::from_bytes(&bytes).with_context(what)?;
    anyhow::ensure!(kept.is_whole(), what());
    Ok(kept)
}

/// Adds what a review taught that has just ended; none if that is too little to be kept.
pub fn add(key_dir: &Path, codebook: &Codebook, lessons: &[Example], before: &Kept) -> anyhow::Result<Option<PathBuf>> {
    let kept = Kept::learn(codebook, lessons, before);
    if kept.is_empty() || kept == *before {
        return Ok(None);
    }
    let (file, unfinished) = (file(key_dir), key_dir.join("lessons.bin.new"));
    let bytes = postcard::to_stdvec(&kept)?;
    let written = std::fs::remove_file(&unfinished)
        .or_else(|error| if error.kind() == ErrorKind::NotFound { Ok(()) } else { Err(error) })
        .and_then(|()| write_private(&unfinished, &bytes))
        .and_then(|()| std::fs::rename(&unfinished, &file));
    written
        .with_context(|| format!("the review has ended, but what it taught cannot be kept in {}", file.display()))?;
    Ok(Some(file))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::themes::lessons::Source;

    fn decided(text: &str, theme: Option<&str>) -> Example {
        Example {
            text: text.to_owned(),
            vector: None,
            themes: theme.map(|id| id.parse().unwrap()).into_iter().collect::<BTreeSet<_>>(),
            valence: None,
            source: Source::Decided { codebook: 1 },
        }
    }

    #[test]
    fn what_was_taught_is_kept_for_its_holder_alone_and_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let codebook = Codebook::built_in();
        let few = vec![decided("months of waiting", Some("acc.wait")); 3];
        let nothing = Kept::default();
        assert_eq!(add(folder.path(), &codebook, &few, &nothing).unwrap(), None);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "too little to be kept");
        let mut lessons = vec![decided("months of waiting", Some("acc.wait")); 9];
        lessons.extend(vec![decided("a warm room", None); 9]);
        let file = add(folder.path(), &codebook, &lessons, &nothing).unwrap().unwrap();
        let kept = read(folder.path()).unwrap();
        assert!(!kept.is_empty() && kept != nothing);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        }
        // The next wave adds to it, over the old file.
        add(folder.path(), &codebook, &lessons, &kept).unwrap().unwrap();
        assert!(read(folder.path()).unwrap() != kept);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        let bytes = std::fs::read(&file).unwrap();
        for broken in [&bytes[..bytes.len() / 2], b"", b"lessons"] {
            std::fs::write(&file, broken).unwrap();
            let error = read(folder.path()).unwrap_err().to_string();
            assert!(error.contains("delete it to go on without"), "{error}");
        }
    }
}
