//! Checking as one transaction: outer envelopes go, inner ones come, the wave moves on. And what checking reads.
//!
//! Promises that a crash before the commit leaves everything as it was and one after it leaves everything done. A row
//! withdrawn while checking makes the whole transaction fail, to be run again without it.

use sqlx::{Any, AssertSqlSafe, Row, Transaction};

use super::engine::{Store, StoreError};
use super::row::{bytes, parsed};
use crate::audit::{About, Act};
use crate::sealing::Sealed;
use crate::survey::Slug;
use crate::wave::State;

/// An outer envelope as it lies in the database.
pub struct Envelope {
    pub row: [u8; 32],
    pub wave: Slug,
    pub sealed: Sealed,
}

pub struct Inner {
    pub id: [u8; 16],
    pub kind: InnerKind,
    pub sealed: Sealed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InnerKind {
    Closed,
    Further,
    Text,
}

impl InnerKind {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::Further => "further",
            Self::Text => "text",
        }
    }
}

impl Store {
    /// The envelopes of these waves, in the order of their random ids.
    pub async fn read_envelopes(&self, waves: &[Slug]) -> Result<Vec<Envelope>, StoreError> {
        let mut envelopes = Vec::new();
        for wave in waves {
            let rows = sqlx::query("SELECT id, wave_id, sealed FROM envelope WHERE wave_id = $1 ORDER BY id")
                .bind(wave.as_str())
                .fetch_all(&self.pool)
                .await?;
            for row in rows {
                envelopes.push(Envelope {
                    row: bytes(&row, "id")?,
                    wave: parsed(&row, "wave_id")?,
                    sealed: Sealed::from_stored(row.try_get("sealed")?),
                });
            }
        }
        Ok(envelopes)
    }

    /// Replaces the `read` outer envelopes of `wave`, and of the waves carried into it, by `inner` ones, which must
    /// come shuffled and under new ids.
    pub async fn finish_check(
        &self,
        wave: &Slug,
        carried: &[Slug],
        read: usize,
        inner: &[Inner],
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        self.move_on(&mut tx, wave, State::Closed, State::Checked).await?;
        for inner in inner {
            sqlx::query("INSERT INTO inner_envelope (id, wave_id, kind, sealed) VALUES ($1, $2, $3, $4)")
                .bind(inner.id.to_vec())
                .bind(wave.as_str())
                .bind(inner.kind.name())
                .bind(inner.sealed.as_bytes().to_vec())
                .execute(&mut *tx)
                .await?;
        }
        fail::fail_point!("check-written", |_| std::process::abort());
        let mut deleted = 0;
        for from in carried.iter().chain([wave]) {
            deleted += sqlx::query("DELETE FROM envelope WHERE wave_id = $1")
                .bind(from.as_str())
                .execute(&mut *tx)
                .await?
                .rows_affected();
        }
        for from in carried {
            sqlx::query("UPDATE wave SET carried_into = $1 WHERE id = $2")
                .bind(wave.as_str())
                .bind(from.as_str())
                .execute(&mut *tx)
                .await?;
        }
        if deleted != read as u64 {
            return Err(StoreError::Raced);
        }
        let head = self.note(&mut tx, Act::CheckedWave, &[About::Wave(wave)]).await?;
        fail::fail_point!("check-before-commit", |_| std::process::abort());
        self.commit_noted(tx, &head).await?;
        fail::fail_point!("check-after-commit", |_| std::process::abort());
        Ok(())
    }

    /// Moves a wave from one state to another inside a transaction; anything else is refused.
    pub(super) async fn move_on(
        &self,
        tx: &mut Transaction<'_, Any>,
        wave: &Slug,
        from: State,
        to: State,
    ) -> Result<(), StoreError> {
        let sql = format!("SELECT state FROM wave WHERE id = $1{}", self.engine.lock(" FOR UPDATE"));
        let row = sqlx::query(AssertSqlSafe(sql))
            .bind(wave.as_str())
            .fetch_optional(&mut **tx)
            .await?
            .ok_or_else(|| StoreError::Missing { kind: "wave", id: wave.to_string() })?;
        let state: State = parsed(&row, "state")?;
        if state != from {
            let wave = wave.clone();
            return Err(crate::wave::WaveError::WrongState { wave, state, needed: from }.into());
        }
        sqlx::query("UPDATE wave SET state = $1 WHERE id = $2")
            .bind(to.name())
            .bind(wave.as_str())
            .execute(&mut **tx)
            .await?;
        Ok(())
    }
}
