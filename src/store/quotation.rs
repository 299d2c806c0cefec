//! Quotations on their way: steps of those who choose and agree, passages that wait, quotations of releases.
//!
//! Promises that only sealed bytes are written, that a step is never changed or taken back, and that what a release
//! takes in and what then still waits are written together with it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use sqlx::{AnyConnection, Row};

use super::engine::{Store, StoreError};
use super::row::{bytes, date, days, parsed};
use crate::audit::{About, Act};
use crate::sealing::Sealed;
use crate::survey::Slug;

/// A quotation of a release. What it says opens with a key of its own, which is kept elsewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredQuotation {
    /// Salted digest; the release was signed with it.
    pub digest: [u8; 32],
    pub release: Slug,
    /// The first day on which it is no longer shown.
    pub ends: Date,
    pub sealed: Sealed,
}

/// What a release changes of quotations.
#[derive(Default)]
pub struct Quoting {
    pub taken: Vec<StoredQuotation>,
    /// By wave: what still waits, and what was told.
    pub waiting: BTreeMap<Slug, Sealed>,
}

impl Store {
    /// Steps towards quoting a wave's texts, by text, first to last.
    pub async fn passage_steps(&self, wave: &Slug) -> Result<BTreeMap<[u8; 16], Vec<Sealed>>, StoreError> {
        let rows = sqlx::query(
            "SELECT p.text_id, p.sealed FROM text_passage p JOIN reviewed_text t ON t.id = p.text_id \
             WHERE t.wave_id = $1 ORDER BY p.text_id, p.number",
        )
        .bind(wave.as_str())
        .fetch_all(&self.pool)
        .await?;
        let mut steps: BTreeMap<[u8; 16], Vec<Sealed>> = BTreeMap::new();
        for row in &rows {
            steps.entry(bytes(row, "text_id")?).or_default().push(Sealed::from_stored(row.try_get("sealed")?));
        }
        Ok(steps)
    }

    /// Adds the step of that number; refused if somebody added it meanwhile, or the review has ended.
    pub async fn add_passage_step(&self, text: [u8; 16], number: u32, sealed: &Sealed) -> Result<(), StoreError> {
        let outcome = sqlx::query("INSERT INTO text_passage (text_id, number, sealed) VALUES ($1, $2, $3)")
            .bind(text.to_vec())
            .bind(i64::from(number))
            .bind(sealed.as_bytes().to_vec())
            .execute(&self.pool)
            .await;
        match outcome {
            Ok(_) => Ok(()),
            Err(sqlx::Error::Database(error)) if error.is_unique_violation() || error.is_foreign_key_violation() => {
                Err(StoreError::Raced)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Passages of a wave that two people agreed on; none before its review has ended.
    pub async fn wave_passages(&self, wave: &Slug) -> Result<Option<Sealed>, StoreError> {
        let row = sqlx::query("SELECT sealed FROM wave_passages WHERE wave_id = $1")
            .bind(wave.as_str())
            .fetch_optional(&self.pool)
            .await?;
        Ok(row.map(|row| row.try_get("sealed").map(Sealed::from_stored)).transpose()?)
    }

    /// All quotations, in the order of their digests.
    pub async fn quotations(&self) -> Result<Vec<StoredQuotation>, StoreError> {
        let rows =
            sqlx::query("SELECT id, release_id, ends, sealed FROM quotation ORDER BY id").fetch_all(&self.pool).await?;
        rows.iter()
            .map(|row| {
                Ok(StoredQuotation {
                    digest: bytes(row, "id")?,
                    release: parsed(row, "release_id")?,
                    ends: date(row, "ends")?,
                    sealed: Sealed::from_stored(row.try_get("sealed")?),
                })
            })
            .collect()
    }

    /// Deletes what is left of a quotation whose key is gone.
    pub async fn delete_quotation(&self, digest: [u8; 32]) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let row = sqlx::query("DELETE FROM quotation WHERE id = $1 RETURNING release_id")
            .bind(digest.to_vec())
            .fetch_optional(&mut *tx)
            .await?;
        let Some(row) = row else { return Ok(()) };
        let release: Slug = parsed(&row, "release_id")?;
        let head = self.note(&mut tx, Act::RemovedQuotation, &[About::Release(&release)]).await?;
        self.commit_noted(tx, &head).await
    }
}

/// Part of the step that ends a review; how many steps towards a passage went with it.
pub(super) async fn end_passages(tx: &mut AnyConnection, wave: &Slug, passages: &Sealed) -> Result<u64, StoreError> {
    let sql = "DELETE FROM text_passage WHERE text_id IN (SELECT id FROM reviewed_text WHERE wave_id = $1)";
    let gone = sqlx::query(sql).bind(wave.as_str()).execute(&mut *tx).await?.rows_affected();
    sqlx::query("INSERT INTO wave_passages (wave_id, sealed) VALUES ($1, $2)")
        .bind(wave.as_str())
        .bind(passages.as_bytes().to_vec())
        .execute(&mut *tx)
        .await?;
    Ok(gone)
}

/// Part of the step that adds a release.
pub(super) async fn quote(tx: &mut AnyConnection, quoting: &Quoting) -> Result<(), StoreError> {
    for taken in &quoting.taken {
        sqlx::query("INSERT INTO quotation (id, release_id, ends, sealed) VALUES ($1, $2, $3, $4)")
            .bind(taken.digest.to_vec())
            .bind(taken.release.as_str())
            .bind(days(taken.ends))
            .bind(taken.sealed.as_bytes().to_vec())
            .execute(&mut *tx)
            .await?;
    }
    for (wave, sealed) in &quoting.waiting {
        let sql = "UPDATE wave_passages SET sealed = $2 WHERE wave_id = $1";
        let changed = sqlx::query(sql).bind(wave.as_str()).bind(sealed.as_bytes().to_vec());
        if changed.execute(&mut *tx).await?.rows_affected() != 1 {
            return Err(StoreError::Raced);
        }
    }
    Ok(())
}
