//! Days on which an open link brought more than links bring, for staff to look at, in whichever process they do.
//!
//! Promises a link's name and a day, no number and no time, and to forget them after a month.

use super::engine::{Store, StoreError};
use super::row::{date, days, parsed};
use crate::survey::Slug;
use jiff::civil::Date;

/// Days.
const KEPT: i64 = 30;

impl Store {
    pub async fn note_busy(&self, link: &Slug, day: Date) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let over = days(day) - KEPT;
        sqlx::query("DELETE FROM busy_link WHERE day < $1").bind(over).execute(&mut *tx).await?;
        sqlx::query("INSERT INTO busy_link (link_id, day) VALUES ($1, $2) ON CONFLICT (link_id, day) DO NOTHING")
            .bind(link.as_str())
            .bind(days(day))
            .execute(&mut *tx)
            .await?;
        Ok(tx.commit().await?)
    }

    /// The newest first.
    pub async fn busy(&self, today: Date) -> Result<Vec<(Slug, Date)>, StoreError> {
        let since = days(today) - KEPT;
        let rows = sqlx::query("SELECT link_id, day FROM busy_link WHERE day >= $1 ORDER BY day DESC, link_id")
            .bind(since)
            .fetch_all(&self.pool)
            .await?;
        rows.iter().map(|row| Ok((parsed(row, "link_id")?, date(row, "day")?))).collect()
    }
}
