//! Texts on their way from sealed to counted: redacted ones come in, decisions are added, theme counts stay.
//!
//! Promises that only sealed bytes are written, that a text goes in the same transaction in which its redacted form
//! comes, and that a decision is never changed or taken back.

use std::collections::BTreeMap;

use sqlx::Row;

use super::engine::{Store, StoreError};
use super::quotation::end_passages;
use super::row::bytes;
use crate::audit::{About, Act};
use crate::sealing::Sealed;
use crate::survey::Slug;

/// A redacted text, or a decision about one, as it lies in the database.
pub struct Kept {
    pub row: [u8; 16],
    pub sealed: Sealed,
}

/// How much of a wave's review was read before it was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Read {
    pub texts: u64,
    pub decisions: u64,
    /// Towards passages that may be quoted.
    pub steps: u64,
}

/// How far the review of a wave's texts is; no text is opened for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Still sealed to the text key: not opened yet, or not redacted for sure.
    pub sealed: u64,
    /// Redacted, to be read.
    pub redacted: u64,
    /// Of these, how many somebody decided about.
    pub decided: u64,
    /// The review has ended; what it found is sealed to the release key.
    pub ended: bool,
}

impl Store {
    /// Replaces sealed texts by their redacted forms, which must come shuffled and under new ids.
    pub async fn put_redacted(&self, wave: &Slug, opened: &[[u8; 16]], redacted: &[Kept]) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        for kept in redacted {
            sqlx::query("INSERT INTO reviewed_text (id, wave_id, sealed) VALUES ($1, $2, $3)")
                .bind(kept.row.to_vec())
                .bind(wave.as_str())
                .bind(kept.sealed.as_bytes().to_vec())
                .execute(&mut *tx)
                .await?;
        }
        fail::fail_point!("redact-written", |_| std::process::abort());
        for id in opened {
            let gone = sqlx::query("DELETE FROM inner_envelope WHERE id = $1 AND wave_id = $2 AND kind = 'text'")
                .bind(id.to_vec())
                .bind(wave.as_str())
                .execute(&mut *tx)
                .await?
                .rows_affected();
            if gone != 1 {
                return Err(StoreError::Raced);
            }
        }
        let head = self.note(&mut tx, Act::OpenedTexts, &[About::Wave(wave)]).await?;
        fail::fail_point!("redact-before-commit", |_| std::process::abort());
        self.commit_noted(tx, &head).await?;
        fail::fail_point!("redact-after-commit", |_| std::process::abort());
        Ok(())
    }

    /// A wave's redacted texts, in the order of their random ids.
    pub async fn redacted(&self, wave: &Slug) -> Result<Vec<Kept>, StoreError> {
        let rows = sqlx::query("SELECT id, sealed FROM reviewed_text WHERE wave_id = $1 ORDER BY id")
            .bind(wave.as_str())
            .fetch_all(&self.pool)
            .await?;
        rows.iter()
            .map(|row| Ok(Kept { row: bytes(row, "id")?, sealed: Sealed::from_stored(row.try_get("sealed")?) }))
            .collect()
    }

    /// What was decided of a wave's texts, by text, first to last.
    pub async fn decisions(&self, wave: &Slug) -> Result<BTreeMap<[u8; 16], Vec<Sealed>>, StoreError> {
        let rows = sqlx::query(
            "SELECT d.text_id, d.sealed FROM text_decision d JOIN reviewed_text t ON t.id = d.text_id \
             WHERE t.wave_id = $1 ORDER BY d.text_id, d.number",
        )
        .bind(wave.as_str())
        .fetch_all(&self.pool)
        .await?;
        let mut decisions: BTreeMap<[u8; 16], Vec<Sealed>> = BTreeMap::new();
        for row in &rows {
            let sealed = Sealed::from_stored(row.try_get("sealed")?);
            decisions.entry(bytes(row, "text_id")?).or_default().push(sealed);
        }
        Ok(decisions)
    }

    /// Adds the decision of that number; refused if somebody added it meanwhile, or the review has ended.
    pub async fn add_decision(&self, text: [u8; 16], number: u32, sealed: &Sealed) -> Result<(), StoreError> {
        let outcome = sqlx::query("INSERT INTO text_decision (text_id, number, sealed) VALUES ($1, $2, $3)")
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

    /// Ends the review: theme counts and agreed passages come, texts and decisions go. `read` is what was counted; if
    /// anything came meanwhile, nothing is done.
    pub async fn end_review(
        &self,
        wave: &Slug,
        read: Read,
        counts: &Sealed,
        passages: &Sealed,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let added = sqlx::query("INSERT INTO theme_counts (wave_id, sealed) VALUES ($1, $2) ON CONFLICT DO NOTHING")
            .bind(wave.as_str())
            .bind(counts.as_bytes().to_vec())
            .execute(&mut *tx)
            .await?
            .rows_affected();
        if added != 1 {
            return Err(StoreError::Raced);
        }
        let sql = "DELETE FROM text_decision WHERE text_id IN (SELECT id FROM reviewed_text WHERE wave_id = $1)";
        let decisions = sqlx::query(sql).bind(wave.as_str()).execute(&mut *tx).await?.rows_affected();
        let steps = end_passages(&mut tx, wave, passages).await?;
        fail::fail_point!("review-written", |_| std::process::abort());
        let texts = sqlx::query("DELETE FROM reviewed_text WHERE wave_id = $1")
            .bind(wave.as_str())
            .execute(&mut *tx)
            .await?
            .rows_affected();
        if (Read { texts, decisions, steps }) != read {
            return Err(StoreError::Raced);
        }
        let head = self.note(&mut tx, Act::EndedReview, &[About::Wave(wave)]).await?;
        fail::fail_point!("review-before-commit", |_| std::process::abort());
        self.commit_noted(tx, &head).await?;
        fail::fail_point!("review-after-commit", |_| std::process::abort());
        Ok(())
    }

    pub async fn theme_counts(&self, wave: &Slug) -> Result<Option<Sealed>, StoreError> {
        let row = sqlx::query("SELECT sealed FROM theme_counts WHERE wave_id = $1")
            .bind(wave.as_str())
            .fetch_optional(&self.pool)
            .await?;
        Ok(row.map(|row| row.try_get("sealed").map(Sealed::from_stored)).transpose()?)
    }

    pub async fn review_progress(&self, wave: &Slug) -> Result<Progress, StoreError> {
        let row = sqlx::query(
            "SELECT (SELECT COUNT(*) FROM inner_envelope WHERE wave_id = $1 AND kind = 'text') AS sealed, \
             (SELECT COUNT(*) FROM reviewed_text WHERE wave_id = $1) AS redacted, \
             (SELECT COUNT(DISTINCT d.text_id) FROM text_decision d JOIN reviewed_text t ON t.id = d.text_id \
              WHERE t.wave_id = $1) AS decided, \
             (SELECT COUNT(*) FROM theme_counts WHERE wave_id = $1) AS ended",
        )
        .bind(wave.as_str())
        .fetch_one(&self.pool)
        .await?;
        let count = |column: &str| -> Result<u64, StoreError> {
            let n: i64 = row.try_get(column)?;
            Ok(n.unsigned_abs())
        };
        Ok(Progress {
            sealed: count("sealed")?,
            redacted: count("redacted")?,
            decided: count("decided")?,
            ended: count("ended")? > 0,
        })
    }
}
