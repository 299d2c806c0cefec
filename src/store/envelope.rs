//! Outer envelopes at rest: counting them and taking one back.
//!
//! Promises that taking back says nothing about whether there was something to take.

use sqlx::Row;

use super::engine::{Store, StoreError};
use crate::survey::Slug;

impl Store {
    /// Deletes what was sent with a page secret, if it is still there.
    pub async fn withdraw(&self, row: [u8; 32]) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        sqlx::query("DELETE FROM envelope WHERE id = $1").bind(row.to_vec()).execute(&mut *tx).await?;
        tx.commit().await?;
        self.empty_log().await;
        Ok(())
    }

    /// Whether this page was sent before and still waits to be opened.
    pub async fn holds(&self, row: [u8; 32]) -> Result<bool, StoreError> {
        let found = sqlx::query("SELECT 1 FROM envelope WHERE id = $1").bind(row.to_vec()).fetch_optional(&self.pool);
        Ok(found.await?.is_some())
    }

    pub async fn envelopes(&self, wave: &Slug) -> Result<usize, StoreError> {
        let row = sqlx::query("SELECT COUNT(*) AS n FROM envelope WHERE wave_id = $1")
            .bind(wave.as_str())
            .fetch_one(&self.pool)
            .await?;
        Ok(usize::try_from(row.try_get::<i64, _>("n")?).unwrap_or(0))
    }
}
