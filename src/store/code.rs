//! Invitation codes at rest: batches and digests.
//!
//! Promises that a code's row never changes after it is written, so that no copy of the database, nor any series of
//! copies, shows which codes were used (P4), and that looking a code up asks only which batch it is of (P8).

use std::collections::BTreeMap;

use sqlx::Row;

use super::engine::{Store, StoreError};
use super::row::parsed;
use crate::audit::{About, Act};
use crate::clock::{Entropy, random};
use crate::code::CodeDigest;
use crate::sealing::Source;
use crate::survey::Slug;

/// What a code, or a link, invites to.
#[derive(Clone, Debug, PartialEq)]
pub struct Invitation {
    pub wave: Slug,
    pub source: Source,
    pub provider: Option<Slug>,
    /// The provider's area.
    pub area: Option<Slug>,
    /// A link's; codes have none.
    pub campaign: Option<Slug>,
}

impl Store {
    pub async fn add_codes(
        &self,
        wave: &Slug,
        provider: &Slug,
        digests: &[CodeDigest],
        entropy: &dyn Entropy,
    ) -> Result<(), StoreError> {
        let batch: [u8; 16] = random(entropy);
        let mut tx = self.begin().await?;
        sqlx::query("INSERT INTO code_batch (id, wave_id, provider_id, size) VALUES ($1, $2, $3, $4)")
            .bind(batch.to_vec())
            .bind(wave.as_str())
            .bind(provider.as_str())
            .bind(digests.len() as i64)
            .execute(&mut *tx)
            .await?;
        for digest in digests {
            sqlx::query("INSERT INTO code (digest, batch_id) VALUES ($1, $2)")
                .bind(digest.0.to_vec())
                .bind(batch.to_vec())
                .execute(&mut *tx)
                .await?;
        }
        let head = self
            .note(&mut tx, Act::MadeCodes, &[About::Wave(wave), About::Provider(provider), About::Codes(digests.len())])
            .await?;
        self.commit_noted(tx, &head).await?;
        Ok(())
    }

    /// How many codes each provider got for a wave: its own claim of how many it could invite (rule P6).
    pub async fn invited(&self, wave: &Slug) -> Result<BTreeMap<Slug, u64>, StoreError> {
        let rows = sqlx::query(
            "SELECT provider_id, CAST(SUM(size) AS BIGINT) AS codes FROM code_batch WHERE wave_id = $1 \
             GROUP BY provider_id",
        )
        .bind(wave.as_str())
        .fetch_all(&self.pool)
        .await?;
        rows.iter()
            .map(|row| Ok((parsed(row, "provider_id")?, row.try_get::<i64, _>("codes")?.unsigned_abs())))
            .collect()
    }

    /// What a code invites to, used or not.
    pub async fn invitation(&self, code: &CodeDigest) -> Result<Option<Invitation>, StoreError> {
        let row = sqlx::query(
            "SELECT b.wave_id, p.id AS provider, p.area, p.source FROM code c \
             JOIN code_batch b ON b.id = c.batch_id JOIN provider p ON p.id = b.provider_id WHERE c.digest = $1",
        )
        .bind(code.0.to_vec())
        .fetch_optional(&self.pool)
        .await?;
        row.map(|row| {
            Ok(Invitation {
                wave: parsed(&row, "wave_id")?,
                source: parsed(&row, "source")?,
                provider: Some(parsed(&row, "provider")?),
                area: Some(parsed(&row, "area")?),
                campaign: None,
            })
        })
        .transpose()
    }
}
