//! Providers: who hands out links and codes, and where they stand in the tables.
//!
//! Promises that area and kinds are fixed when a provider is added: figures of different times are of the same places.

use sqlx::Row;
use sqlx::any::AnyRow;

use super::engine::{Store, StoreError};
use super::row::parsed;
use crate::audit::{About, Act};
use crate::sealing::Source;
use crate::survey::Slug;

/// The five agency types of the regional strategy (R385-389).
pub const AGENCY_TYPES: &[&str] =
    &["health-and-social-care", "local-authority", "criminal-justice", "specialist-third-sector", "academic"];

/// Service types (R245-266).
pub const SERVICE_TYPES: &[&str] =
    &["police", "sarc", "isva", "specialist-support", "health", "social-care", "courts-cps"];

#[derive(Clone, Debug, PartialEq)]
pub struct Provider {
    pub id: Slug,
    pub name: String,
    pub area: Slug,
    pub agency_type: Slug,
    pub service_type: Slug,
    pub source: Source,
}

impl Store {
    pub async fn add_provider(&self, provider: &Provider) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let outcome = sqlx::query(
            "INSERT INTO provider (id, name, area, agency_type, service_type, source) VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(provider.id.as_str())
        .bind(&provider.name)
        .bind(provider.area.as_str())
        .bind(provider.agency_type.as_str())
        .bind(provider.service_type.as_str())
        .bind(provider.source.name())
        .execute(&mut *tx)
        .await;
        match outcome {
            Err(sqlx::Error::Database(error)) if error.is_unique_violation() => {
                return Err(StoreError::Taken { kind: "provider", id: provider.id.to_string() });
            }
            outcome => outcome?,
        };
        let head = self.note(&mut tx, Act::AddedProvider, &[About::Provider(&provider.id)]).await?;
        self.commit_noted(tx, &head).await?;
        Ok(())
    }

    pub async fn providers(&self) -> Result<Vec<Provider>, StoreError> {
        let rows = sqlx::query("SELECT * FROM provider").fetch_all(&self.pool).await?;
        let mut providers = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        // Two engines sort text differently, so it is sorted here.
        providers.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(providers)
    }

    pub async fn provider(&self, id: &Slug) -> Result<Provider, StoreError> {
        let row = sqlx::query("SELECT * FROM provider WHERE id = $1")
            .bind(id.as_str())
            .fetch_optional(&self.pool)
            .await?
            .ok_or_else(|| StoreError::Missing { kind: "provider", id: id.to_string() })?;
        read(&row)
    }
}

fn read(row: &AnyRow) -> Result<Provider, StoreError> {
    Ok(Provider {
        id: parsed(row, "id")?,
        name: row.try_get("name")?,
        area: parsed(row, "area")?,
        agency_type: parsed(row, "agency_type")?,
        service_type: parsed(row, "service_type")?,
        source: parsed(row, "source")?,
    })
}
