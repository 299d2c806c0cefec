//! What people sign in with: passkeys, or a password and a code. By an organisation: `identity`.
//!
//! Promises that enrolling spends its link, replaces what the account had before and ends its sessions, all at once; and
//! that a code is taken once.

use sqlx::{Any, Row, Transaction};

use super::session::{LinkPurpose, spend};
use crate::audit::{About, Act};
use crate::store::engine::{Store, StoreError};
use crate::store::row::parsed;
use crate::survey::Slug;

/// A password's tag, and the salt of the code's secret, which `password` also salts.
#[derive(Clone, Debug, PartialEq)]
pub struct Password {
    pub tag: Vec<u8>,
    pub code_salt: Vec<u8>,
    /// The last step whose code was used.
    pub code_step: i64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct KnownPasskey {
    pub digest: [u8; 32],
    pub account: Slug,
    pub label: String,
    /// As the passkey library writes it.
    pub credential: String,
    pub made: i64,
}

impl Store {
    /// Spends an enrolment link: from now on this password and code sign in, and nothing from before does.
    pub async fn enrol_password(
        &self,
        link: [u8; 32],
        password: &Password,
        session: [u8; 32],
        now: i64,
    ) -> Result<Option<Slug>, StoreError> {
        let mut tx = self.begin().await?;
        let Some(account) = spend(&mut tx, link, LinkPurpose::Enrol, now).await? else { return Ok(None) };
        forget_all(&mut tx, &account).await?;
        sqlx::query("UPDATE account SET password = $1, code_salt = $2, code_step = $3 WHERE id = $4")
            .bind(password.tag.clone())
            .bind(password.code_salt.clone())
            .bind(password.code_step)
            .bind(account.as_str())
            .execute(&mut *tx)
            .await?;
        self.finish_enrolment(tx, &account, session, now).await?;
        Ok(Some(account))
    }

    /// The same with a passkey.
    pub async fn enrol_passkey(
        &self,
        link: [u8; 32],
        passkey: &KnownPasskey,
        session: [u8; 32],
        now: i64,
    ) -> Result<Option<Slug>, StoreError> {
        let mut tx = self.begin().await?;
        let Some(account) = spend(&mut tx, link, LinkPurpose::Enrol, now).await? else { return Ok(None) };
        if account != passkey.account {
            return Ok(None);
        }
        forget_all(&mut tx, &account).await?;
        insert(&mut tx, passkey).await?;
        self.finish_enrolment(tx, &account, session, now).await?;
        Ok(Some(account))
    }

    pub(super) async fn finish_enrolment(
        &self,
        mut tx: Transaction<'static, Any>,
        account: &Slug,
        session: [u8; 32],
        now: i64,
    ) -> Result<(), StoreError> {
        self.open_in(&mut tx, account, session, now).await?;
        let head = self.note(&mut tx, Act::Enrolled, &[About::Account(account)]).await?;
        self.commit_noted(tx, &head).await
    }

    /// From now on this password signs in, with the codes as before. Every session but `session` ends.
    pub async fn change_password(&self, account: &Slug, tag: &[u8], session: [u8; 32]) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        sqlx::query("UPDATE account SET password = $1 WHERE id = $2")
            .bind(tag.to_vec())
            .bind(account.as_str())
            .execute(&mut *tx)
            .await?;
        sqlx::query("DELETE FROM staff_session WHERE account_id = $1 AND digest <> $2")
            .bind(account.as_str())
            .bind(session.to_vec())
            .execute(&mut *tx)
            .await?;
        let head = self.note(&mut tx, Act::ChangedPassword, &[About::Account(account)]).await?;
        self.commit_noted(tx, &head).await
    }

    pub async fn password(&self, account: &Slug) -> Result<Option<Password>, StoreError> {
        let row = sqlx::query("SELECT password, code_salt, code_step FROM account WHERE id = $1")
            .bind(account.as_str())
            .fetch_optional(&self.pool)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let tag: Option<Vec<u8>> = row.try_get("password")?;
        let code_salt: Option<Vec<u8>> = row.try_get("code_salt")?;
        let code_step = row.try_get("code_step")?;
        Ok(tag.zip(code_salt).map(|(tag, code_salt)| Password { tag, code_salt, code_step }))
    }

    /// Whether a code's step was not used before; from now on it is.
    pub async fn use_code(&self, account: &Slug, step: i64) -> Result<bool, StoreError> {
        let used = sqlx::query("UPDATE account SET code_step = $1 WHERE id = $2 AND code_step < $1")
            .bind(step)
            .bind(account.as_str())
            .execute(&self.pool)
            .await?;
        Ok(used.rows_affected() == 1)
    }

    pub async fn add_passkey(&self, passkey: &KnownPasskey) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        insert(&mut tx, passkey).await?;
        let head = self.note(&mut tx, Act::AddedPasskey, &[About::Account(&passkey.account)]).await?;
        self.commit_noted(tx, &head).await
    }

    pub async fn passkey(&self, digest: [u8; 32]) -> Result<Option<KnownPasskey>, StoreError> {
        let row = sqlx::query("SELECT * FROM passkey WHERE digest = $1")
            .bind(digest.to_vec())
            .fetch_optional(&self.pool)
            .await?;
        row.as_ref().map(read).transpose()
    }

    pub async fn passkeys_of(&self, account: &Slug) -> Result<Vec<KnownPasskey>, StoreError> {
        let rows = sqlx::query("SELECT * FROM passkey WHERE account_id = $1 ORDER BY made")
            .bind(account.as_str())
            .fetch_all(&self.pool)
            .await?;
        rows.iter().map(read).collect()
    }

    /// Keeps what the library learned of a passkey when it was used, such as its counter.
    pub async fn update_passkey(&self, digest: [u8; 32], credential: &str) -> Result<(), StoreError> {
        sqlx::query("UPDATE passkey SET credential = $1 WHERE digest = $2")
            .bind(credential)
            .bind(digest.to_vec())
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// Removes a passkey; never the last thing that an account signs in with.
    pub async fn remove_passkey(&self, account: &Slug, digest: [u8; 32]) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let removed = sqlx::query(
            "DELETE FROM passkey WHERE account_id = $1 AND digest = $2 AND \
             (EXISTS (SELECT 1 FROM passkey other WHERE other.account_id = $1 AND other.digest <> $2) \
             OR EXISTS (SELECT 1 FROM staff_identity WHERE account_id = $1) \
             OR EXISTS (SELECT 1 FROM account WHERE id = $1 AND password IS NOT NULL))",
        )
        .bind(account.as_str())
        .bind(digest.to_vec())
        .execute(&mut *tx)
        .await?
        .rows_affected();
        if removed == 0 {
            return Err(StoreError::Refused("this is the only thing that the account signs in with".into()));
        }
        let head = self.note(&mut tx, Act::RemovedPasskey, &[About::Account(account)]).await?;
        self.commit_noted(tx, &head).await
    }

    /// Shuts an account: it signs in with nothing, and its roles and sessions are gone. Its name stays for the log.
    pub async fn close_account(&self, account: &Slug) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        forget_all(&mut tx, account).await?;
        for sql in ["DELETE FROM account_role WHERE account_id = $1", "DELETE FROM staff_link WHERE account_id = $1"] {
            sqlx::query(sql).bind(account.as_str()).execute(&mut *tx).await?;
        }
        let head = self.note(&mut tx, Act::ClosedAccount, &[About::Account(account)]).await?;
        self.commit_noted(tx, &head).await
    }
}

pub(super) async fn forget_all(tx: &mut Transaction<'_, Any>, account: &Slug) -> Result<(), StoreError> {
    for sql in [
        "DELETE FROM passkey WHERE account_id = $1",
        "DELETE FROM staff_identity WHERE account_id = $1",
        "DELETE FROM staff_session WHERE account_id = $1",
        "UPDATE account SET password = NULL, code_salt = NULL WHERE id = $1",
    ] {
        sqlx::query(sql).bind(account.as_str()).execute(&mut **tx).await?;
    }
    Ok(())
}

async fn insert(tx: &mut Transaction<'_, Any>, passkey: &KnownPasskey) -> Result<(), StoreError> {
    let outcome =
        sqlx::query("INSERT INTO passkey (digest, account_id, label, credential, made) VALUES ($1, $2, $3, $4, $5)")
            .bind(passkey.digest.to_vec())
            .bind(passkey.account.as_str())
            .bind(&passkey.label)
            .bind(&passkey.credential)
            .bind(passkey.made)
            .execute(&mut **tx)
            .await;
    match outcome {
        Err(sqlx::Error::Database(error)) if error.is_unique_violation() => {
            Err(StoreError::Refused("this passkey is in use already".into()))
        }
        outcome => Ok(outcome.map(|_| ())?),
    }
}

fn read(row: &sqlx::any::AnyRow) -> Result<KnownPasskey, StoreError> {
    Ok(KnownPasskey {
        digest: crate::store::row::bytes(row, "digest")?,
        account: parsed(row, "account_id")?,
        label: row.try_get("label")?,
        credential: row.try_get("credential")?,
        made: row.try_get("made")?,
    })
}
