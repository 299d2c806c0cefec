//! Plans at rest: what was fixed before a year, as text.
//!
//! Promises that a plan is never changed after it was declared.

use jiff::civil::Date;
use sqlx::Row;
use sqlx::any::AnyRow;

use super::engine::{Store, StoreError};
use super::row::{date, days, parsed};
use crate::audit::{About, Act};
use crate::survey::Slug;

#[derive(Clone, Debug, PartialEq)]
pub struct StoredPlan {
    pub id: Slug,
    pub family: Slug,
    pub starts: Date,
    pub declared: Date,
    pub text: String,
}

impl Store {
    pub async fn add_plan(&self, plan: &StoredPlan) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        sqlx::query("INSERT INTO plan (id, family, starts, declared, text) VALUES ($1, $2, $3, $4, $5)")
            .bind(plan.id.as_str())
            .bind(plan.family.as_str())
            .bind(days(plan.starts))
            .bind(days(plan.declared))
            .bind(&plan.text)
            .execute(&mut *tx)
            .await?;
        let head = self.note(&mut tx, Act::DeclaredPlan, &[About::Plan(&plan.id)]).await?;
        self.commit_noted(tx, &head).await?;
        Ok(())
    }

    /// The plans of a family, first year first.
    pub async fn plans(&self, family: &Slug) -> Result<Vec<StoredPlan>, StoreError> {
        let rows = sqlx::query("SELECT * FROM plan WHERE family = $1 ORDER BY starts")
            .bind(family.as_str())
            .fetch_all(&self.pool)
            .await?;
        rows.iter().map(read).collect()
    }
}

fn read(row: &AnyRow) -> Result<StoredPlan, StoreError> {
    Ok(StoredPlan {
        id: parsed(row, "id")?,
        family: parsed(row, "family")?,
        starts: date(row, "starts")?,
        declared: date(row, "declared")?,
        text: row.try_get("text")?,
    })
}
