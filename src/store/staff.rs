//! The staff door at rest: one-time links and sessions, both under digests.
//!
//! Promises that a copy of the database opens no door: only digests of random words are stored. A link works once and
//! not after its time; a session ends after 30 idle minutes or 12 hours.

use std::fmt;
use std::str::FromStr;

use sqlx::{Any, Row, Transaction};

use super::engine::{Store, StoreError};
use super::row::{parsed, parsed_if_any};
use crate::audit::{About, Act};
use crate::survey::Slug;

const IDLE: i64 = 30 * 60;
const ABSOLUTE: i64 = 12 * 3_600;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Commission,
    Provider,
}

#[derive(Clone, Debug, PartialEq)]
pub struct StaffSession {
    pub role: Role,
    pub provider: Option<Slug>,
}

impl StaffSession {
    fn about(&self) -> Vec<About<'_>> {
        let role = match self.role {
            Role::Commission => "commission",
            Role::Provider => "provider",
        };
        [About::Role(role)].into_iter().chain(self.provider.as_ref().map(About::Provider)).collect()
    }
}

impl Store {
    pub async fn add_staff_link(
        &self,
        digest: [u8; 32],
        session: &StaffSession,
        expires: i64,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        sqlx::query("INSERT INTO staff_link (digest, role, provider_id, expires) VALUES ($1, $2, $3, $4)")
            .bind(digest.to_vec())
            .bind(session.role.to_string())
            .bind(session.provider.as_ref().map(Slug::as_str))
            .bind(expires)
            .execute(&mut *tx)
            .await?;
        let head = self.note(&mut tx, Act::MadeSignInLink, &session.about()).await?;
        self.commit_noted(tx, &head).await
    }

    /// Spends a link and opens a session under `session_digest`. `None` when the link is unknown, spent or too old.
    pub async fn sign_in(
        &self,
        link: [u8; 32],
        session_digest: [u8; 32],
        now: i64,
    ) -> Result<Option<StaffSession>, StoreError> {
        let mut tx = self.begin().await?;
        let row = sqlx::query("DELETE FROM staff_link WHERE digest = $1 RETURNING role, provider_id, expires")
            .bind(link.to_vec())
            .fetch_optional(&mut *tx)
            .await?;
        let session = match row {
            Some(row) if row.try_get::<i64, _>("expires")? >= now => {
                StaffSession { role: parsed(&row, "role")?, provider: parsed_if_any(&row, "provider_id")? }
            }
            _ => {
                tx.commit().await?;
                return Ok(None);
            }
        };
        forget_ended(&mut tx, now).await?;
        sqlx::query("INSERT INTO staff_session (digest, role, provider_id, started, seen) VALUES ($1, $2, $3, $4, $4)")
            .bind(session_digest.to_vec())
            .bind(session.role.to_string())
            .bind(session.provider.as_ref().map(Slug::as_str))
            .bind(now)
            .execute(&mut *tx)
            .await?;
        let head = self.note(&mut tx, Act::SignedIn, &session.about()).await?;
        self.commit_noted(tx, &head).await?;
        Ok(Some(session))
    }

    /// The session under a digest, if it has not ended; notes that it was seen.
    pub async fn staff_session(&self, digest: [u8; 32], now: i64) -> Result<Option<StaffSession>, StoreError> {
        let row = sqlx::query(
            "UPDATE staff_session SET seen = $1 WHERE digest = $2 AND seen >= $3 AND started >= $4 \
             RETURNING role, provider_id",
        )
        .bind(now)
        .bind(digest.to_vec())
        .bind(now - IDLE)
        .bind(now - ABSOLUTE)
        .fetch_optional(&self.pool)
        .await?;
        row.map(|row| Ok(StaffSession { role: parsed(&row, "role")?, provider: parsed_if_any(&row, "provider_id")? }))
            .transpose()
    }

    pub async fn sign_out(&self, digest: [u8; 32]) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let row = sqlx::query("DELETE FROM staff_session WHERE digest = $1 RETURNING role, provider_id")
            .bind(digest.to_vec())
            .fetch_optional(&mut *tx)
            .await?;
        let Some(row) = row else { return Ok(()) };
        let session = StaffSession { role: parsed(&row, "role")?, provider: parsed_if_any(&row, "provider_id")? };
        let head = self.note(&mut tx, Act::SignedOut, &session.about()).await?;
        self.commit_noted(tx, &head).await
    }
}

async fn forget_ended(tx: &mut Transaction<'_, Any>, now: i64) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM staff_session WHERE seen < $1 OR started < $2")
        .bind(now - IDLE)
        .bind(now - ABSOLUTE)
        .execute(&mut **tx)
        .await?;
    sqlx::query("DELETE FROM staff_link WHERE expires < $1").bind(now).execute(&mut **tx).await?;
    Ok(())
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Commission => "commission",
            Self::Provider => "provider",
        })
    }
}

impl FromStr for Role {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "commission" => Ok(Self::Commission),
            "provider" => Ok(Self::Provider),
            _ => Err(format!("'{text}' is no role: commission or provider")),
        }
    }
}
