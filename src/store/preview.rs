//! What a counted wave would show, kept from when it was worked out until it is published.
//!
//! Promises that an agreement is to the very figures that were looked at: a new preview voids it.

use sqlx::Row;

use super::engine::{Store, StoreError};
use super::row::bytes;
use crate::audit::{About, Act};
use crate::survey::Slug;
use crate::wave::State;

#[derive(Clone, Debug, PartialEq)]
pub struct Preview {
    pub document: String,
    /// Of what it shows; see `release::preview`.
    pub digest: [u8; 32],
}

impl Store {
    pub async fn keep_preview(&self, wave: &Slug, preview: &Preview) -> Result<(), StoreError> {
        self.wave(wave).await?.needs(State::Counted)?;
        let mut tx = self.begin().await?;
        for sql in ["DELETE FROM preview WHERE wave_id = $1", "DELETE FROM publish_agreement WHERE wave_id = $1"] {
            sqlx::query(sql).bind(wave.as_str()).execute(&mut *tx).await?;
        }
        sqlx::query("INSERT INTO preview (wave_id, document, digest) VALUES ($1, $2, $3)")
            .bind(wave.as_str())
            .bind(&preview.document)
            .bind(preview.digest.to_vec())
            .execute(&mut *tx)
            .await?;
        let things = [About::Wave(wave), About::Document(&preview.document)];
        let head = self.note(&mut tx, Act::Previewed, &things).await?;
        self.commit_noted(tx, &head).await
    }

    pub async fn preview(&self, wave: &Slug) -> Result<Option<Preview>, StoreError> {
        let row = sqlx::query("SELECT * FROM preview WHERE wave_id = $1")
            .bind(wave.as_str())
            .fetch_optional(&self.pool)
            .await?;
        row.map(|row| Ok(Preview { document: row.try_get("document")?, digest: bytes(&row, "digest")? })).transpose()
    }
}
