//! Counting as one transaction: inner envelopes of closed answers go, sealed counts come, the wave moves on.
//!
//! Promises that exact counts are stored only sealed (P9) and that counting leaves texts sealed where they are.

use sqlx::Row;

use super::check::{Inner, InnerKind};
use super::engine::{Store, StoreError};
use super::row::bytes;
use crate::audit::{About, Act};
use crate::sealing::Sealed;
use crate::survey::Slug;
use crate::wave::State;

impl Store {
    /// Inner envelopes of one kind, in the order of their random ids.
    pub async fn read_inner(&self, wave: &Slug, kind: InnerKind) -> Result<Vec<Inner>, StoreError> {
        let rows = sqlx::query("SELECT id, sealed FROM inner_envelope WHERE wave_id = $1 AND kind = $2 ORDER BY id")
            .bind(wave.as_str())
            .bind(kind.name())
            .fetch_all(&self.pool)
            .await?;
        rows.iter()
            .map(|row| Ok(Inner { id: bytes(row, "id")?, kind, sealed: Sealed::from_stored(row.try_get("sealed")?) }))
            .collect()
    }

    pub async fn finish_count(&self, wave: &Slug, read: usize, counts: &Sealed) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        self.move_on(&mut tx, wave, State::Checked, State::Counted).await?;
        sqlx::query("INSERT INTO wave_counts (wave_id, sealed) VALUES ($1, $2)")
            .bind(wave.as_str())
            .bind(counts.as_bytes().to_vec())
            .execute(&mut *tx)
            .await?;
        fail::fail_point!("count-written", |_| std::process::abort());
        let deleted = sqlx::query("DELETE FROM inner_envelope WHERE wave_id = $1 AND kind IN ('closed', 'further')")
            .bind(wave.as_str())
            .execute(&mut *tx)
            .await?
            .rows_affected();
        if deleted != read as u64 {
            return Err(StoreError::Raced);
        }
        let head = self.note(&mut tx, Act::CountedWave, &[About::Wave(wave)]).await?;
        fail::fail_point!("count-before-commit", |_| std::process::abort());
        self.commit_noted(tx, &head).await?;
        fail::fail_point!("count-after-commit", |_| std::process::abort());
        Ok(())
    }

    pub async fn counts(&self, wave: &Slug) -> Result<Option<Sealed>, StoreError> {
        let row = sqlx::query("SELECT sealed FROM wave_counts WHERE wave_id = $1")
            .bind(wave.as_str())
            .fetch_optional(&self.pool)
            .await?;
        Ok(row.map(|row| row.try_get("sealed").map(Sealed::from_stored)).transpose()?)
    }
}
