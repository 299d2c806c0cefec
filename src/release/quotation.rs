//! Quotations as removable attachments of a release.
//!
//! Promises that a release is signed with a salted digest of each quotation and nothing else of it; that a quotation lies
//! in the database sealed to a key of its own, kept in a directory beside it; and that when this key is destroyed the
//! quotation is gone from every copy of the database too, while the release still verifies. Who copied the public page
//! keeps the copy.

mod draw;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use jiff::ToSpan;
use jiff::civil::Date;
use ring::digest;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::document::{Document, PLACE};
use super::sign::SignError;
use crate::clock::{Entropy, random};
use crate::disclosure::plan::after;
use crate::sealing::keyholder::{destroy, make_private_directory, write_private};
use crate::sealing::{Binding, PrivateKey, key_pair, open_at, seal_at};
use crate::store::{Store, StoredQuotation};
use crate::survey::Slug;

pub(super) use draw::draw;

/// How long a quotation is shown.
pub const QUOTED_FOR_MONTHS: i64 = 24;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quotation {
    /// In hex. Without it the digest in the release says nothing.
    pub salt: String,
    pub release: Slug,
    /// The time's name, the table, the place and the theme that it stands under.
    pub period: String,
    pub table: String,
    pub place: String,
    pub theme: Slug,
    pub words: String,
}

/// The directory of quotations' keys, one file each. It belongs into no backup.
#[derive(Clone, Debug)]
pub struct QuotationKeys(PathBuf);

/// What is left of a chain's quotations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attached {
    pub present: usize,
    /// Taken away, or ended.
    pub gone: usize,
}

impl Quotation {
    /// SHA-256 of the values as one JSON list, in the order in which they stand here.
    pub fn digest(&self) -> [u8; 32] {
        let Self { salt, release, period, table, place, theme, words } = self;
        let list = json!([salt, release, period, table, place, theme, words]).to_string();
        let mut out = [0; 32];
        out.copy_from_slice(digest::digest(&digest::SHA256, list.as_bytes()).as_ref());
        out
    }

    /// Whether the release shows the theme's figure under which it stands.
    fn stands_in(&self, document: &Document) -> bool {
        let tables = document.tables.iter().filter(|table| table.release == self.period && table.id == self.table);
        let mut cells = tables.flat_map(|table| table.answers().map(|answers| (answers, &table.cells)));
        document.id == self.release
            && cells.any(|(answers, cells)| {
                let here = |at: &std::collections::BTreeMap<String, String>| {
                    at.get(answers).is_some_and(|theme| *theme == self.theme.as_str())
                        && at.get(PLACE).is_some_and(|place| *place == self.place)
                };
                cells.iter().any(|cell| cell.value.is_some() && here(&cell.at))
            })
    }
}

impl QuotationKeys {
    pub fn open(directory: &Path) -> io::Result<Self> {
        make_private_directory(directory)?;
        Ok(Self(directory.to_owned()))
    }

    fn path(&self, digest: [u8; 32]) -> PathBuf {
        self.0.join(format!("{}.key", HEXLOWER.encode(&digest)))
    }

    /// Seals a quotation to a new key, whose file is on disk when this returns.
    fn seal(&self, quotation: &Quotation, ends: Date) -> anyhow::Result<StoredQuotation> {
        let digest = quotation.digest();
        let (private, public) = key_pair();
        let sealed = seal_at(&public, &Binding::Quotation { digest }, quotation)?;
        write_private(&self.path(digest), HEXLOWER.encode(&private.to_bytes()).as_bytes())?;
        Ok(StoredQuotation { digest, release: quotation.release.clone(), ends, sealed })
    }

    /// A quotation's words; none when its key was destroyed.
    fn read(&self, stored: &StoredQuotation) -> Result<Option<Quotation>, SignError> {
        let broken = || SignError::Quotation(HEXLOWER.encode(&stored.digest));
        let text = match fs::read_to_string(self.path(stored.digest)) {
            Ok(text) => zeroize::Zeroizing::new(text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(SignError::Read(error)),
        };
        let bytes = zeroize::Zeroizing::new(HEXLOWER.decode(text.trim().as_bytes()).map_err(|_| broken())?);
        let key = PrivateKey::from_bytes(&bytes).map_err(|_| broken())?;
        let binding = Binding::Quotation { digest: stored.digest };
        let quotation: Quotation = open_at(&key, &binding, &stored.sealed).map_err(|_| broken())?;
        if quotation.digest() != stored.digest || quotation.release != stored.release {
            return Err(broken());
        }
        Ok(Some(quotation))
    }

    fn destroy(&self, digest: [u8; 32]) -> anyhow::Result<()> {
        let path = self.path(digest);
        if path.exists() { Ok(destroy(&path)?) } else { Ok(()) }
    }
}

/// The quotations of a release that are still there and have not ended.
pub async fn quotations(
    store: &Store,
    keys: &QuotationKeys,
    document: &Document,
    today: Date,
) -> anyhow::Result<Vec<Quotation>> {
    let mut found = Vec::new();
    for stored in store.quotations().await? {
        if stored.release == document.id && today < stored.ends && is_signed(document, &stored) {
            found.extend(keys.read(&stored)?);
        }
    }
    Ok(found)
}

fn is_signed(document: &Document, stored: &StoredQuotation) -> bool {
    document.quotations.contains(&HEXLOWER.encode(&stored.digest))
}

/// Checks every quotation that is there against the digests that the releases were signed with. One that is not there
/// was taken away, and that is no fault.
pub fn verify_quotations(
    documents: &[Document],
    stored: &[StoredQuotation],
    keys: &QuotationKeys,
) -> Result<Attached, SignError> {
    let mut attached = Attached { present: 0, gone: documents.iter().map(|document| document.quotations.len()).sum() };
    for one in stored {
        let fault = || SignError::Quotation(HEXLOWER.encode(&one.digest));
        let document = documents.iter().find(|document| document.id == one.release).ok_or_else(fault)?;
        if !is_signed(document, one) {
            return Err(fault());
        }
        if let Some(quotation) = keys.read(one)? {
            if !quotation.stands_in(document) {
                return Err(fault());
            }
            attached.present += 1;
            attached.gone -= 1;
        }
    }
    Ok(attached)
}

/// Takes a quotation away for good: first its key, then what is left of it.
pub async fn remove_quotation(store: &Store, keys: &QuotationKeys, digest: [u8; 32]) -> anyhow::Result<()> {
    keys.destroy(digest)?;
    fail::fail_point!("quotation-key-destroyed", |_| std::process::abort());
    store.delete_quotation(digest).await?;
    Ok(())
}

/// Takes away all quotations whose time is over.
pub async fn end_quotations(store: &Store, keys: &QuotationKeys, today: Date) -> anyhow::Result<usize> {
    let ended: Vec<_> = store.quotations().await?.into_iter().filter(|stored| stored.ends <= today).collect();
    for stored in &ended {
        remove_quotation(store, keys, stored.digest).await?;
    }
    Ok(ended.len())
}

/// Seals what was drawn, for the release that is being made.
pub(super) fn attach(keys: &QuotationKeys, drawn: &[Quotation], today: Date) -> anyhow::Result<Vec<StoredQuotation>> {
    let ends = after(today, QUOTED_FOR_MONTHS.months());
    let mut taken = drawn.iter().map(|one| keys.seal(one, ends)).collect::<anyhow::Result<Vec<_>>>()?;
    fail::fail_point!("quotation-keys-written", |_| std::process::abort());
    // By digest, which is as good as by lot.
    taken.sort_by_key(|stored| stored.digest);
    Ok(taken)
}

/// Lets go of keys whose release was not made after all.
pub(super) fn detach(keys: &QuotationKeys, taken: &[StoredQuotation]) {
    for stored in taken {
        if let Err(error) = keys.destroy(stored.digest) {
            tracing::warn!(%error, "a key of a quotation that was never published stays; it opens nothing");
        }
    }
}

fn salt(entropy: &dyn Entropy) -> String {
    HEXLOWER.encode(&random::<32>(entropy))
}
