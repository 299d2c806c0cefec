//! One-time links and sessions, both under digests of random words.
//!
//! Promises that a link works once and not after its time; that a session ends after 30 idle minutes or 12 hours, when its
//! holder or an administrator ends it, and when its account is enrolled anew.
//!
//! A session is a row of its account and nothing else: no bag of values, none before sign-in, listed and ended by account in
//! the transaction that also writes the audit log. So it is kept here and not by a session library, whose stores know an id
//! and a bag.

use sqlx::{Any, Row, Transaction};

use super::account::Account;
use crate::audit::{About, Act};
use crate::store::engine::{Store, StoreError};
use crate::store::row::{bytes, parsed};
use crate::survey::Slug;

const IDLE: i64 = 30 * 60;
const ABSOLUTE: i64 = 12 * 3_600;

/// What a one-time link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkPurpose {
    /// To choose what to sign in with.
    Enrol,
    /// To sign in without anything else: in a demonstration alone.
    Door,
}

/// A session as its holder sees it in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionSeen {
    pub digest: [u8; 32],
    pub started: i64,
    pub seen: i64,
}

impl LinkPurpose {
    fn name(self) -> &'static str {
        match self {
            Self::Enrol => "enrol",
            Self::Door => "door",
        }
    }
}

impl Store {
    pub async fn add_staff_link(
        &self,
        digest: [u8; 32],
        account: &Slug,
        purpose: LinkPurpose,
        expires: i64,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        // The last link counts: one that was sent astray is made useless by another.
        sqlx::query("DELETE FROM staff_link WHERE account_id = $1").bind(account.as_str()).execute(&mut *tx).await?;
        sqlx::query("INSERT INTO staff_link (digest, account_id, purpose, expires) VALUES ($1, $2, $3, $4)")
            .bind(digest.to_vec())
            .bind(account.as_str())
            .bind(purpose.name())
            .bind(expires)
            .execute(&mut *tx)
            .await?;
        let head = self.note(&mut tx, Act::MadeSignInLink, &[About::Account(account)]).await?;
        self.commit_noted(tx, &head).await
    }

    /// Whose link it is, if it still works. Spends nothing.
    pub async fn staff_link(
        &self,
        digest: [u8; 32],
        purpose: LinkPurpose,
        now: i64,
    ) -> Result<Option<Account>, StoreError> {
        let row = sqlx::query("SELECT account_id FROM staff_link WHERE digest = $1 AND purpose = $2 AND expires >= $3")
            .bind(digest.to_vec())
            .bind(purpose.name())
            .bind(now)
            .fetch_optional(&self.pool)
            .await?;
        match row {
            Some(row) => self.account(&parsed(&row, "account_id")?).await,
            None => Ok(None),
        }
    }

    /// Spends a door link and opens a session. `None` when the link is unknown, spent or too old.
    pub async fn sign_in_by_door(
        &self,
        link: [u8; 32],
        session: [u8; 32],
        now: i64,
    ) -> Result<Option<Slug>, StoreError> {
        let mut tx = self.begin().await?;
        let spent = spend(&mut tx, link, LinkPurpose::Door, now).await?;
        let Some(account) = spent else { return Ok(None) };
        self.open_in(&mut tx, &account, session, now).await?;
        let head = self.note(&mut tx, Act::SignedIn, &[About::Account(&account)]).await?;
        self.commit_noted(tx, &head).await?;
        Ok(Some(account))
    }

    /// Opens a session for somebody who has shown who they are.
    pub async fn open_session(&self, account: &Slug, session: [u8; 32], now: i64) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        self.open_in(&mut tx, account, session, now).await?;
        let head = self.note(&mut tx, Act::SignedIn, &[About::Account(account)]).await?;
        self.commit_noted(tx, &head).await
    }

    pub(super) async fn open_in(
        &self,
        tx: &mut Transaction<'_, Any>,
        account: &Slug,
        session: [u8; 32],
        now: i64,
    ) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM staff_session WHERE seen < $1 OR started < $2")
            .bind(now - IDLE)
            .bind(now - ABSOLUTE)
            .execute(&mut **tx)
            .await?;
        sqlx::query("DELETE FROM staff_link WHERE expires < $1").bind(now).execute(&mut **tx).await?;
        sqlx::query("INSERT INTO staff_session (digest, account_id, started, seen) VALUES ($1, $2, $3, $3)")
            .bind(session.to_vec())
            .bind(account.as_str())
            .bind(now)
            .execute(&mut **tx)
            .await?;
        Ok(())
    }

    /// Whose session it is, if it has not ended; notes that it was seen. Roles are read each time.
    pub async fn staff_session(&self, digest: [u8; 32], now: i64) -> Result<Option<Account>, StoreError> {
        let row = sqlx::query(
            "UPDATE staff_session SET seen = $1 WHERE digest = $2 AND seen >= $3 AND started >= $4 \
             RETURNING account_id",
        )
        .bind(now)
        .bind(digest.to_vec())
        .bind(now - IDLE)
        .bind(now - ABSOLUTE)
        .fetch_optional(&self.pool)
        .await?;
        match row {
            Some(row) => self.account(&parsed(&row, "account_id")?).await,
            None => Ok(None),
        }
    }

    /// Somebody's sessions that have not ended, the latest first.
    pub async fn sessions_of(&self, account: &Slug, now: i64) -> Result<Vec<SessionSeen>, StoreError> {
        let rows = sqlx::query(
            "SELECT * FROM staff_session WHERE account_id = $1 AND seen >= $2 AND started >= $3 ORDER BY started DESC",
        )
        .bind(account.as_str())
        .bind(now - IDLE)
        .bind(now - ABSOLUTE)
        .fetch_all(&self.pool)
        .await?;
        rows.iter()
            .map(|row| {
                let (started, seen) = (row.try_get("started")?, row.try_get("seen")?);
                Ok(SessionSeen { digest: bytes(row, "digest")?, started, seen })
            })
            .collect()
    }

    /// Ends one session of an account, or all.
    pub async fn end_sessions(&self, account: &Slug, only: Option<[u8; 32]>) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let ended = match only {
            Some(digest) => {
                sqlx::query("DELETE FROM staff_session WHERE account_id = $1 AND digest = $2")
                    .bind(account.as_str())
                    .bind(digest.to_vec())
                    .execute(&mut *tx)
                    .await?
            }
            None => {
                let sql = "DELETE FROM staff_session WHERE account_id = $1";
                sqlx::query(sql).bind(account.as_str()).execute(&mut *tx).await?
            }
        };
        if ended.rows_affected() == 0 {
            return Ok(());
        }
        let head = self.note(&mut tx, Act::EndedSession, &[About::Account(account)]).await?;
        self.commit_noted(tx, &head).await
    }
}

/// Takes a link away; whose it was, if it still worked.
pub(super) async fn spend(
    tx: &mut Transaction<'_, Any>,
    link: [u8; 32],
    purpose: LinkPurpose,
    now: i64,
) -> Result<Option<Slug>, StoreError> {
    let row =
        sqlx::query("DELETE FROM staff_link WHERE digest = $1 AND purpose = $2 AND expires >= $3 RETURNING account_id")
            .bind(link.to_vec())
            .bind(purpose.name())
            .bind(now)
            .fetch_optional(&mut **tx)
            .await?;
    let Some(row) = row else { return Ok(None) };
    let account: Slug = parsed(&row, "account_id")?;
    Ok(Some(account))
}
