//! Sign-in by an organisation: which identity there is whose account here, and who is on the way there.
//!
//! Promises that an identity belongs to one account and an account to one identity, that neither is told from the other by
//! anything but what two bound together, and that somebody sent to the provider comes back once, within ten minutes. An
//! identity is a digest; whose it is at the provider is not known here.

use sqlx::{Any, Row, Transaction};

use super::credential::forget_all;
use super::session::{LinkPurpose, spend};
use crate::audit::{About, Act};
use crate::store::engine::{Store, StoreError};
use crate::store::row::{bytes, parsed};
use crate::survey::Slug;

const LASTS: i64 = 600;
/// More than staff ever are on the way at once; beyond it nobody else is sent until some are back or late.
const MOST: i64 = 10_000;

/// What somebody was sent to the provider for. All digests are of random words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Errand {
    /// With the session that this browser had, which ends.
    SignIn { before: Option<[u8; 32]> },
    /// By a one-time link, which is spent when they are back.
    Enrol { link: [u8; 32] },
    /// To bind it to the account of a session.
    Bind { session: [u8; 32] },
}

impl Errand {
    fn parts(self) -> (&'static str, Option<[u8; 32]>) {
        match self {
            Self::SignIn { before } => ("sign-in", before),
            Self::Enrol { link } => ("enrol", Some(link)),
            Self::Bind { session } => ("bind", Some(session)),
        }
    }

    fn of(purpose: &str, held: Option<[u8; 32]>) -> Result<Self, StoreError> {
        match (purpose, held) {
            ("sign-in", before) => Ok(Self::SignIn { before }),
            ("enrol", Some(link)) => Ok(Self::Enrol { link }),
            ("bind", Some(session)) => Ok(Self::Bind { session }),
            _ => Err(StoreError::Odd(format!("purpose: {purpose}"))),
        }
    }
}

impl Store {
    /// Notes that a browser is sent to the provider; false when too many are on the way.
    pub async fn begin_errand(&self, digest: [u8; 32], errand: Errand, now: i64) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        sqlx::query("DELETE FROM staff_errand WHERE expires < $1").bind(now).execute(&mut *tx).await?;
        let row = sqlx::query("SELECT COUNT(*) AS n FROM staff_errand").fetch_one(&mut *tx).await?;
        if row.try_get::<i64, _>("n")? >= MOST {
            return Ok(false);
        }
        let (purpose, held) = errand.parts();
        sqlx::query("INSERT INTO staff_errand (digest, purpose, held, expires) VALUES ($1, $2, $3, $4)")
            .bind(digest.to_vec())
            .bind(purpose)
            .bind(held.map(|digest| digest.to_vec()))
            .bind(now + LASTS)
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        Ok(true)
    }

    /// What a browser was sent for, once.
    pub async fn end_errand(&self, digest: [u8; 32], now: i64) -> Result<Option<Errand>, StoreError> {
        let row = sqlx::query("DELETE FROM staff_errand WHERE digest = $1 AND expires >= $2 RETURNING purpose, held")
            .bind(digest.to_vec())
            .bind(now)
            .fetch_optional(&self.pool)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let held = match row.try_get::<Option<Vec<u8>>, _>("held")? {
            Some(_) => Some(bytes(&row, "held")?),
            None => None,
        };
        Errand::of(&row.try_get::<String, _>("purpose")?, held).map(Some)
    }

    /// Whose identity it is.
    pub async fn account_of_identity(&self, identity: [u8; 32]) -> Result<Option<Slug>, StoreError> {
        let row = sqlx::query("SELECT account_id FROM staff_identity WHERE digest = $1")
            .bind(identity.to_vec())
            .fetch_optional(&self.pool)
            .await?;
        row.as_ref().map(|row| parsed(row, "account_id")).transpose()
    }

    /// Since when an account has an identity, if it has one.
    pub async fn identity_since(&self, account: &Slug) -> Result<Option<i64>, StoreError> {
        let row = sqlx::query("SELECT made FROM staff_identity WHERE account_id = $1")
            .bind(account.as_str())
            .fetch_optional(&self.pool)
            .await?;
        Ok(row.map(|row| row.try_get("made")).transpose()?)
    }

    /// Binds an identity to an account that signs in with something else too.
    pub async fn bind_identity(&self, account: &Slug, identity: [u8; 32], now: i64) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        insert(&mut tx, account, identity, now).await?;
        let head = self.note(&mut tx, Act::BoundIdentity, &[About::Account(account)]).await?;
        self.commit_noted(tx, &head).await
    }

    /// Spends an enrolment link: from now on this identity signs in, and nothing from before does.
    pub async fn enrol_identity(
        &self,
        link: [u8; 32],
        identity: [u8; 32],
        session: [u8; 32],
        now: i64,
    ) -> Result<Option<Slug>, StoreError> {
        let mut tx = self.begin().await?;
        let Some(account) = spend(&mut tx, link, LinkPurpose::Enrol, now).await? else { return Ok(None) };
        forget_all(&mut tx, &account).await?;
        insert(&mut tx, &account, identity, now).await?;
        self.note(&mut tx, Act::BoundIdentity, &[About::Account(&account)]).await?;
        self.finish_enrolment(tx, &account, session, now).await?;
        Ok(Some(account))
    }

    /// Takes an account's identity away; never the last thing that it signs in with.
    pub async fn remove_identity(&self, account: &Slug) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let removed = sqlx::query(
            "DELETE FROM staff_identity WHERE account_id = $1 AND \
             (EXISTS (SELECT 1 FROM passkey WHERE account_id = $1) \
             OR EXISTS (SELECT 1 FROM account WHERE id = $1 AND password IS NOT NULL))",
        )
        .bind(account.as_str())
        .execute(&mut *tx)
        .await?
        .rows_affected();
        if removed == 0 {
            return Err(StoreError::Refused("this is the only thing that the account signs in with".into()));
        }
        let head = self.note(&mut tx, Act::UnboundIdentity, &[About::Account(account)]).await?;
        self.commit_noted(tx, &head).await
    }

    /// The same by the operator, for somebody who left: whatever else there is, and it ends sessions.
    pub async fn unbind_identity(&self, account: &Slug) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let sql = "DELETE FROM staff_identity WHERE account_id = $1";
        if sqlx::query(sql).bind(account.as_str()).execute(&mut *tx).await?.rows_affected() == 0 {
            return Err(StoreError::Missing { kind: "organisation's sign-in of account", id: account.to_string() });
        }
        let sql = "DELETE FROM staff_session WHERE account_id = $1";
        sqlx::query(sql).bind(account.as_str()).execute(&mut *tx).await?;
        let head = self.note(&mut tx, Act::UnboundIdentity, &[About::Account(account)]).await?;
        self.commit_noted(tx, &head).await
    }
}

async fn insert(tx: &mut Transaction<'_, Any>, account: &Slug, identity: [u8; 32], now: i64) -> Result<(), StoreError> {
    let outcome = sqlx::query("INSERT INTO staff_identity (digest, account_id, made) VALUES ($1, $2, $3)")
        .bind(identity.to_vec())
        .bind(account.as_str())
        .bind(now)
        .execute(&mut **tx)
        .await;
    match outcome {
        Err(sqlx::Error::Database(error)) if error.is_unique_violation() => {
            Err(StoreError::Refused("one of the two is bound already, and a sign-in belongs to one account".into()))
        }
        outcome => Ok(outcome.map(|_| ())?),
    }
}
