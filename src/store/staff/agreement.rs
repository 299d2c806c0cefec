//! Who agreed that a wave is published.
//!
//! Promises that only a counted wave is agreed to, as its preview showed it when they looked; that one person counts
//! once, and only while they are a publisher.

use sqlx::AssertSqlSafe;

use super::role::Role;
use crate::audit::{About, Act};
use crate::store::engine::{Store, StoreError};
use crate::store::row::parsed;
use crate::survey::Slug;
use crate::wave::State;

impl Store {
    /// Agrees in the name of an account to the preview with this digest; a second time changes nothing.
    pub async fn agree_to_publish(&self, wave: &Slug, account: &Slug, digest: &[u8; 32]) -> Result<(), StoreError> {
        self.wave(wave).await?.needs(State::Counted)?;
        let mut tx = self.begin().await?;
        // Held until the commit: a new preview waits, and then voids this agreement too.
        let sql = format!("SELECT 1 FROM preview WHERE wave_id = $1 AND digest = $2{}", self.engine.lock(" FOR SHARE"));
        let seen =
            sqlx::query(AssertSqlSafe(sql)).bind(wave.as_str()).bind(digest.to_vec()).fetch_optional(&mut *tx).await?;
        if seen.is_none() {
            return Err(StoreError::NotPreviewed);
        }
        let sql = "INSERT INTO publish_agreement (wave_id, account_id) VALUES ($1, $2) ON CONFLICT DO NOTHING";
        let added = sqlx::query(sql).bind(wave.as_str()).bind(account.as_str()).execute(&mut *tx).await?;
        if added.rows_affected() == 0 {
            return Ok(());
        }
        let head = self.note(&mut tx, Act::AgreedToPublish, &[About::Wave(wave), About::Account(account)]).await?;
        self.commit_noted(tx, &head).await
    }

    /// The publishers who agreed.
    pub async fn agreed_to_publish(&self, wave: &Slug) -> Result<Vec<Slug>, StoreError> {
        let rows = sqlx::query(
            "SELECT p.account_id FROM publish_agreement p JOIN account_role r ON r.account_id = p.account_id \
             WHERE p.wave_id = $1 AND r.role = $2 AND r.agreed_by IS NOT NULL",
        )
        .bind(wave.as_str())
        .bind(Role::Publisher.name())
        .fetch_all(&self.pool)
        .await?;
        let mut accounts = rows.iter().map(|row| parsed(row, "account_id")).collect::<Result<Vec<Slug>, _>>()?;
        accounts.sort();
        Ok(accounts)
    }
}
