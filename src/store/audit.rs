//! The audit log at rest: a row is written in the transaction of the act that it tells of.
//!
//! Promises that an act and its row are there together or not at all, that rows follow each other without a gap, and
//! that the end of the chain is noted outside the database as soon as a row is on disk.

use std::sync::Arc;

use sqlx::any::AnyRow;
use sqlx::{Any, Row as _, Transaction};

use super::engine::{Engine, Store, StoreError};
use super::row::bytes;
use crate::audit::{About, Act, Anchor, Head, Row, Who, about};
use crate::clock::{Clock, SystemClock};

/// For whom a store acts, when, and where the chain's end is noted.
#[derive(Clone)]
pub(super) struct Acting {
    who: Who,
    clock: Arc<dyn Clock>,
    anchor: Option<Anchor>,
}

impl Default for Acting {
    fn default() -> Self {
        Self { who: Who::Operator, clock: Arc::new(SystemClock), anchor: None }
    }
}

impl Store {
    /// The same database, in the name of somebody. Without it what is done is the operator's.
    pub fn acting_for(&self, who: Who) -> Self {
        Self { acting: Acting { who, ..self.acting.clone() }, ..self.clone() }
    }

    pub fn timed_by(&self, clock: Arc<dyn Clock>) -> Self {
        Self { acting: Acting { clock, ..self.acting.clone() }, ..self.clone() }
    }

    pub fn anchored(&self, anchor: Anchor) -> Self {
        Self { acting: Acting { anchor: Some(anchor), ..self.acting.clone() }, ..self.clone() }
    }

    pub(super) fn now(&self) -> i64 {
        self.acting.clock.now()
    }

    /// As the log names who acts.
    pub(super) fn who(&self) -> String {
        self.acting.who.to_string()
    }

    pub fn anchor(&self) -> Option<&Anchor> {
        self.acting.anchor.as_ref()
    }

    /// Writes what is being done, as the last thing before the transaction is committed: whoever comes next waits here.
    pub(super) async fn note(
        &self,
        tx: &mut Transaction<'_, Any>,
        act: Act,
        things: &[About<'_>],
    ) -> Result<Head, StoreError> {
        if self.engine == Engine::Postgres {
            sqlx::query("LOCK TABLE audit IN EXCLUSIVE MODE").execute(&mut **tx).await?;
        }
        let last = sqlx::query("SELECT * FROM audit ORDER BY sequence DESC LIMIT 1").fetch_optional(&mut **tx).await?;
        let last = last.as_ref().map(read).transpose()?;
        let head = last.map_or(Head::default(), |row| Head { sequence: row.sequence, digest: row.digest });
        let mut row = Row {
            sequence: head.sequence + 1,
            at: self.acting.clock.now(),
            who: self.acting.who.to_string(),
            act: act.words().into(),
            about: about(things),
            digest: [0; 32],
        };
        row.digest = row.digest_after(&head.digest);
        sqlx::query("INSERT INTO audit (sequence, at, who, act, about, digest) VALUES ($1, $2, $3, $4, $5, $6)")
            .bind(row.sequence)
            .bind(row.at)
            .bind(&row.who)
            .bind(&row.act)
            .bind(&row.about)
            .bind(row.digest.to_vec())
            .execute(&mut **tx)
            .await?;
        Ok(Head { sequence: row.sequence, digest: row.digest })
    }

    /// Commits an act with its row, then notes the new end outside.
    pub(super) async fn commit_noted(&self, tx: Transaction<'_, Any>, head: &Head) -> Result<(), StoreError> {
        tx.commit().await?;
        // The act is done and its row on disk; the next note mends the anchor.
        if let Some(anchor) = &self.acting.anchor
            && let Err(error) = anchor.note(head)
        {
            tracing::warn!(%error, "the end of the audit log could not be noted outside the database");
        }
        Ok(())
    }

    /// Notes an act that changes nothing else in the database.
    pub async fn note_alone(&self, act: Act, things: &[About<'_>]) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let head = self.note(&mut tx, act, things).await?;
        self.commit_noted(tx, &head).await
    }

    /// All rows, first to last.
    pub async fn audit_log(&self) -> Result<Vec<Row>, StoreError> {
        let rows = sqlx::query("SELECT * FROM audit ORDER BY sequence").fetch_all(&self.pool).await?;
        rows.iter().map(read).collect()
    }

    /// The end of the chain now.
    pub async fn audit_head(&self) -> Result<Head, StoreError> {
        let last = sqlx::query("SELECT * FROM audit ORDER BY sequence DESC LIMIT 1").fetch_optional(&self.pool).await?;
        let last = last.as_ref().map(read).transpose()?;
        Ok(last.map_or(Head::default(), |row| Head { sequence: row.sequence, digest: row.digest }))
    }
}

fn read(row: &AnyRow) -> Result<Row, StoreError> {
    Ok(Row {
        sequence: row.try_get("sequence")?,
        at: row.try_get("at")?,
        who: row.try_get("who")?,
        act: row.try_get("act")?,
        about: row.try_get("about")?,
        digest: bytes(row, "digest")?,
    })
}
