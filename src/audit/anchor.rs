//! The anchor: the end of the chain, noted in a file outside the database, so that rows cut off the end are missed.
//!
//! Promises that the file only moves forward, that it is there whole or not at all, and that what stands in it was put
//! there by somebody who holds `audit.key`. Both lie in the secrets directory, so that whoever can only write to the
//! database can do neither. A crash between an act and its note leaves the anchor one act behind; the next one mends it.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use data_encoding::HEXLOWER;
use ring::hmac;

use super::Head;
use crate::sealing::keyholder::write_private;

#[derive(Clone)]
pub struct Anchor(Arc<Inner>);

struct Inner {
    file: PathBuf,
    key: hmac::Key,
}

/// What the file says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchored {
    At(Head),
    /// There is no file.
    Nothing,
}

#[derive(Debug, thiserror::Error)]
pub enum AnchorError {
    #[error("the audit log's anchor {0} cannot be read or written: {1}")]
    File(PathBuf, io::Error),
    #[error("the audit log's anchor {0} was changed: it is not signed with audit.key")]
    Forged(PathBuf),
}

impl Anchor {
    pub fn new(directory: &Path, key: &[u8; 32]) -> Self {
        let key = hmac::Key::new(hmac::HMAC_SHA256, key);
        Self(Arc::new(Inner { file: directory.join("audit.head"), key }))
    }

    pub fn read(&self) -> Result<Anchored, AnchorError> {
        let text = match fs::read_to_string(&self.0.file) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Anchored::Nothing),
            Err(error) => return Err(self.file_error(error)),
        };
        self.parse(&text).map(Anchored::At).ok_or_else(|| AnchorError::Forged(self.0.file.clone()))
    }

    /// Notes a new end of the chain, unless a later one is noted already.
    pub fn note(&self, head: &Head) -> Result<(), AnchorError> {
        // Two processes may note at the same moment: a lock on a file of its own, as the other is replaced.
        let lock = self.0.file.with_extension("lock");
        let locked = File::options().create(true).truncate(false).write(true).open(lock);
        let locked = locked.and_then(|lock| lock.lock().map(|()| lock)).map_err(|error| self.file_error(error))?;
        if let Anchored::At(noted) = self.read()?
            && noted.sequence >= head.sequence
        {
            return Ok(());
        }
        let unfinished = self.0.file.with_extension("head.new");
        let _ = fs::remove_file(&unfinished);
        write_private(&unfinished, self.text(head).as_bytes())
            .and_then(|()| fs::rename(&unfinished, &self.0.file))
            .map_err(|error| self.file_error(error))?;
        drop(locked);
        Ok(())
    }

    fn text(&self, head: &Head) -> String {
        let line = format!("{} {}", head.sequence, head.hex());
        let tag = hmac::sign(&self.0.key, line.as_bytes());
        format!("{line} {}\n", HEXLOWER.encode(tag.as_ref()))
    }

    fn parse(&self, text: &str) -> Option<Head> {
        let (line, tag) = text.trim().rsplit_once(' ')?;
        let tag = HEXLOWER.decode(tag.as_bytes()).ok()?;
        hmac::verify(&self.0.key, line.as_bytes(), &tag).ok()?;
        let (sequence, digest) = line.split_once(' ')?;
        let digest = HEXLOWER.decode(digest.as_bytes()).ok()?.try_into().ok()?;
        Some(Head { sequence: sequence.parse().ok()?, digest })
    }

    fn file_error(&self, error: io::Error) -> AnchorError {
        AnchorError::File(self.0.file.clone(), error)
    }
}
