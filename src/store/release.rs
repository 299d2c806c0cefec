//! Releases at rest: documents as they were signed, byte for byte, in one chain.
//!
//! Promises that a release is only ever added at the end of the chain, together with its wave's last step.

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

use super::budget::refuse_noised;
use super::engine::{Store, StoreError};
use super::quotation::{Quoting, quote};
use super::row::{bytes, parsed};
use crate::audit::{About, Act};
use crate::survey::Slug;
use crate::wave::State;

#[derive(Clone, Debug, PartialEq)]
pub struct StoredRelease {
    pub sequence: i64,
    pub id: Slug,
    pub wave: Slug,
    pub document: String,
    pub signature: [u8; 64],
}

impl Store {
    pub async fn add_release(&self, release: &StoredRelease, quoting: &Quoting) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        self.move_on(&mut tx, &release.wave, State::Counted, State::Released).await?;
        refuse_noised(&mut tx, &release.wave).await?;
        append(&mut tx, release).await?;
        sqlx::query("DELETE FROM preview WHERE wave_id = $1").bind(release.wave.as_str()).execute(&mut *tx).await?;
        quote(&mut tx, quoting).await?;
        let head = self.note(&mut tx, Act::Released, &told(release)).await?;
        fail::fail_point!("release-before-commit", |_| std::process::abort());
        self.commit_noted(tx, &head).await?;
        fail::fail_point!("release-after-commit", |_| std::process::abort());
        Ok(())
    }

    /// Adds a release that tells of no new wave.
    pub async fn add_correction(&self, release: &StoredRelease) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        append(&mut tx, release).await?;
        let head = self.note(&mut tx, Act::Corrected, &told(release)).await?;
        self.commit_noted(tx, &head).await
    }

    /// All releases, first to last.
    pub async fn releases(&self) -> Result<Vec<StoredRelease>, StoreError> {
        let rows = sqlx::query("SELECT * FROM release ORDER BY sequence").fetch_all(&self.pool).await?;
        rows.iter().map(read).collect()
    }

    /// Number and signature of the newest release; those before it never change.
    pub async fn newest_release(&self) -> Result<Option<(i64, [u8; 64])>, StoreError> {
        let sql = "SELECT sequence, signature FROM release ORDER BY sequence DESC LIMIT 1";
        let row = sqlx::query(sql).fetch_optional(&self.pool).await?;
        row.map(|row| Ok((row.try_get("sequence")?, bytes(&row, "signature")?))).transpose()
    }

    pub async fn release(&self, id: &Slug) -> Result<Option<StoredRelease>, StoreError> {
        let row =
            sqlx::query("SELECT * FROM release WHERE id = $1").bind(id.as_str()).fetch_optional(&self.pool).await?;
        row.as_ref().map(read).transpose()
    }
}

/// What the log says of a release: its document too, so that log and chain of releases hold each other.
fn told(release: &StoredRelease) -> [About<'_>; 2] {
    [About::Release(&release.id), About::Document(&release.document)]
}

async fn append(tx: &mut AnyConnection, release: &StoredRelease) -> Result<(), StoreError> {
    let row = sqlx::query("SELECT COALESCE(MAX(sequence), 0) AS last FROM release").fetch_one(&mut *tx).await?;
    if row.try_get::<i64, _>("last")? != release.sequence - 1 {
        return Err(StoreError::Raced);
    }
    sqlx::query("INSERT INTO release (sequence, id, wave_id, document, signature) VALUES ($1, $2, $3, $4, $5)")
        .bind(release.sequence)
        .bind(release.id.as_str())
        .bind(release.wave.as_str())
        .bind(&release.document)
        .bind(release.signature.to_vec())
        .execute(&mut *tx)
        .await?;
    Ok(())
}

fn read(row: &AnyRow) -> Result<StoredRelease, StoreError> {
    Ok(StoredRelease {
        sequence: row.try_get("sequence")?,
        id: parsed(row, "id")?,
        wave: parsed(row, "wave_id")?,
        document: row.try_get("document")?,
        signature: bytes(row, "signature")?,
    })
}
