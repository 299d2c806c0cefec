//! What providers say they do about published themes: "You said, we did".
//!
//! Promises that a reply is read by everybody only when the Commission agreed, and that who agreed to which is in the log.
//! It is written by staff about a published figure; nothing of a respondent is in it.

use sqlx::Row;
use sqlx::any::AnyRow;

use super::engine::{Store, StoreError};
use super::row::{bytes, parsed};
use crate::audit::{About, Act};
use crate::clock::{Entropy, random};
use crate::survey::Slug;

/// A theme in a published table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedTheme {
    pub release: Slug,
    /// The time, by the name that its table gives it.
    pub period: String,
    pub question: Slug,
    pub theme: Slug,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    pub id: [u8; 16],
    pub about: PublishedTheme,
    pub provider: Slug,
    pub words: String,
    pub agreed: bool,
}

impl Store {
    pub async fn propose_reply(
        &self,
        about: &PublishedTheme,
        provider: &Slug,
        words: &str,
        entropy: &dyn Entropy,
    ) -> Result<(), StoreError> {
        let id: [u8; 16] = random(entropy);
        let mut tx = self.begin().await?;
        sqlx::query(
            "INSERT INTO reply (id, release_id, period, question, theme, provider_id, words) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(id.to_vec())
        .bind(about.release.as_str())
        .bind(&about.period)
        .bind(about.question.as_str())
        .bind(about.theme.as_str())
        .bind(provider.as_str())
        .bind(words)
        .execute(&mut *tx)
        .await?;
        let things = [About::Release(&about.release), About::Provider(provider)];
        let head = self.note(&mut tx, Act::Replied, &things).await?;
        self.commit_noted(tx, &head).await
    }

    /// Every reply, agreed or not, in the order of the releases that they are about.
    pub async fn replies(&self) -> Result<Vec<Reply>, StoreError> {
        let rows = sqlx::query("SELECT * FROM reply").fetch_all(&self.pool).await?;
        let mut replies = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        let key =
            |reply: &Reply| (reply.about.release.clone(), reply.about.theme.clone(), reply.provider.clone(), reply.id);
        replies.sort_by_key(key);
        Ok(replies)
    }

    pub async fn agree_reply(&self, id: [u8; 16], agreed_by: &Slug) -> Result<(), StoreError> {
        let reply = self.reply(id).await?;
        let mut tx = self.begin().await?;
        sqlx::query("UPDATE reply SET agreed_by = $1 WHERE id = $2 AND agreed_by IS NULL")
            .bind(agreed_by.as_str())
            .bind(id.to_vec())
            .execute(&mut *tx)
            .await?;
        let things = [About::Release(&reply.about.release), About::Provider(&reply.provider)];
        let head = self.note(&mut tx, Act::AgreedReply, &things).await?;
        self.commit_noted(tx, &head).await
    }

    pub async fn remove_reply(&self, id: [u8; 16]) -> Result<(), StoreError> {
        let reply = self.reply(id).await?;
        let mut tx = self.begin().await?;
        sqlx::query("DELETE FROM reply WHERE id = $1").bind(id.to_vec()).execute(&mut *tx).await?;
        let things = [About::Release(&reply.about.release), About::Provider(&reply.provider)];
        let head = self.note(&mut tx, Act::RemovedReply, &things).await?;
        self.commit_noted(tx, &head).await
    }

    async fn reply(&self, id: [u8; 16]) -> Result<Reply, StoreError> {
        let row = sqlx::query("SELECT * FROM reply WHERE id = $1").bind(id.to_vec()).fetch_optional(&self.pool).await?;
        let missing = || StoreError::Missing { kind: "reply", id: data_encoding::HEXLOWER.encode(&id) };
        read(&row.ok_or_else(missing)?)
    }
}

fn read(row: &AnyRow) -> Result<Reply, StoreError> {
    Ok(Reply {
        id: bytes(row, "id")?,
        about: PublishedTheme {
            release: parsed(row, "release_id")?,
            period: row.try_get("period")?,
            question: parsed(row, "question")?,
            theme: parsed(row, "theme")?,
        },
        provider: parsed(row, "provider_id")?,
        words: row.try_get("words")?,
        agreed: row.try_get::<Option<String>, _>("agreed_by")?.is_some(),
    })
}
