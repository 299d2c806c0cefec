//! Open links: for posters, campaigns and providers.
//!
//! Promises that a link is never changed but for its pause, and that nothing is counted here of who came by it. A link is
//! no secret.

use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};

use super::engine::{Store, StoreError};
use super::pause::PauseReason;
use super::row::{parsed, parsed_if_any};
use crate::audit::{About, Act};
use crate::sealing::Source;
use crate::survey::Slug;

#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Eight letters of Crockford's base 32, in small letters: what stands after `/l/`.
    pub id: Slug,
    pub family: Slug,
    pub source: Source,
    pub provider: Option<Slug>,
    /// The provider's area.
    pub area: Option<Slug>,
    /// The campaign that it is for.
    pub campaign: Option<Slug>,
    /// What staff call it.
    pub label: String,
    /// Why nobody comes in by it for now.
    pub paused: Option<PauseReason>,
}

const SELECT: &str = "SELECT l.id, l.family, l.source, l.label, l.campaign, l.paused, p.id AS provider, p.area FROM link l \
                      LEFT JOIN provider p ON p.id = l.provider_id";

impl Store {
    pub async fn add_link(&self, link: &Link) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        sqlx::query(
            "INSERT INTO link (id, family, source, provider_id, label, campaign) VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(link.id.as_str())
        .bind(link.family.as_str())
        .bind(link.source.name())
        .bind(link.provider.as_ref().map(Slug::as_str))
        .bind(&link.label)
        .bind(link.campaign.as_ref().map(Slug::as_str))
        .execute(&mut *tx)
        .await?;
        let head = self.note(&mut tx, Act::MadeOpenLink, &[About::OpenLink(&link.id)]).await?;
        self.commit_noted(tx, &head).await?;
        Ok(())
    }

    pub async fn link(&self, id: &Slug) -> Result<Option<Link>, StoreError> {
        let row = sqlx::query(AssertSqlSafe(format!("{SELECT} WHERE l.id = $1")))
            .bind(id.as_str())
            .fetch_optional(&self.pool)
            .await?;
        row.as_ref().map(read).transpose()
    }

    pub async fn links(&self) -> Result<Vec<Link>, StoreError> {
        let rows = sqlx::query(SELECT).fetch_all(&self.pool).await?;
        let mut links = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        links.sort_by(|a, b| a.label.cmp(&b.label).then_with(|| a.id.cmp(&b.id)));
        Ok(links)
    }
}

fn read(row: &AnyRow) -> Result<Link, StoreError> {
    Ok(Link {
        id: parsed(row, "id")?,
        family: parsed(row, "family")?,
        source: parsed(row, "source")?,
        provider: parsed_if_any(row, "provider")?,
        area: parsed_if_any(row, "area")?,
        campaign: parsed_if_any(row, "campaign")?,
        label: row.try_get("label")?,
        paused: parsed_if_any(row, "paused")?,
    })
}
