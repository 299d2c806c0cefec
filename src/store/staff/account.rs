//! People with an account, and what they may do.
//!
//! Promises that a role that one person asked for opens nothing before another agreed, and that no two roles that must be
//! apart are ever held by one person.

use sqlx::any::AnyRow;
use sqlx::{Any, Row, Transaction};

use super::role::Role;
use crate::audit::{About, Act};
use crate::store::engine::{Store, StoreError};
use crate::store::row::{parsed, parsed_if_any};
use crate::survey::Slug;

#[derive(Clone, Debug, PartialEq)]
pub struct Account {
    pub id: Slug,
    /// As the Commission typed it.
    pub name: String,
    pub held: Vec<Held>,
}

/// A role that somebody holds, or would if a second person agreed.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    pub role: Role,
    pub provider: Option<Slug>,
    /// Who wanted it: `operator`, or `account ID`.
    pub asked_by: String,
    pub agreed: bool,
}

impl Account {
    pub fn roles(&self) -> impl Iterator<Item = Role> + '_ {
        self.held.iter().filter(|held| held.agreed).map(|held| held.role)
    }

    pub fn is_any_of(&self, roles: &[Role]) -> bool {
        self.roles().any(|role| roles.contains(&role))
    }

    /// The provider whose people this person is one of.
    pub fn provider(&self) -> Option<&Slug> {
        self.held.iter().filter(|held| held.agreed).find_map(|held| held.provider.as_ref())
    }
}

impl Store {
    pub async fn add_account(&self, id: &Slug, name: &str) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let added = sqlx::query(
            "INSERT INTO account (id, name, made, code_step) VALUES ($1, $2, $3, 0) ON CONFLICT (id) DO NOTHING",
        )
        .bind(id.as_str())
        .bind(name)
        .bind(self.now())
        .execute(&mut *tx)
        .await?
        .rows_affected();
        if added == 0 {
            return Err(StoreError::Taken { kind: "account", id: id.to_string() });
        }
        let head = self.note(&mut tx, Act::MadeAccount, &[About::Account(id)]).await?;
        self.commit_noted(tx, &head).await
    }

    /// Everybody, in the order of their ids.
    pub async fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        let rows = sqlx::query("SELECT id, name FROM account").fetch_all(&self.pool).await?;
        let mut accounts = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        accounts.sort_by(|a, b| a.id.cmp(&b.id));
        for row in sqlx::query("SELECT * FROM account_role").fetch_all(&self.pool).await? {
            let id: Slug = parsed(&row, "account_id")?;
            if let Some(account) = accounts.iter_mut().find(|account| account.id == id) {
                account.held.push(held(&row)?);
            }
        }
        accounts.iter_mut().for_each(|account| account.held.sort_by_key(|held| held.role));
        Ok(accounts)
    }

    pub async fn account(&self, id: &Slug) -> Result<Option<Account>, StoreError> {
        let row = sqlx::query("SELECT id, name FROM account WHERE id = $1")
            .bind(id.as_str())
            .fetch_optional(&self.pool)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let mut tx = self.pool.begin().await?;
        Ok(Some(Account { held: roles_of(&mut tx, id).await?, ..read(&row)? }))
    }

    /// Asks for a role. With `at_once` a second person agreed already, elsewhere.
    pub async fn ask_for_role(
        &self,
        account: &Slug,
        role: Role,
        provider: Option<&Slug>,
        at_once: bool,
    ) -> Result<(), StoreError> {
        if role.is_of_provider() != provider.is_some() {
            return Err(StoreError::Refused("a provider's role is held for one provider, and no other role is".into()));
        }
        let mut tx = self.begin().await?;
        // Two roles asked for at once must not pass each other by.
        let locked = format!("SELECT id FROM account WHERE id = $1{}", self.engine.lock(" FOR UPDATE"));
        let row = sqlx::query(sqlx::AssertSqlSafe(locked)).bind(account.as_str()).fetch_optional(&mut *tx).await?;
        row.ok_or_else(|| StoreError::Missing { kind: "account", id: account.to_string() })?;
        let before = roles_of(&mut tx, account).await?;
        if before.iter().any(|held| held.role == role) {
            return Err(StoreError::Taken { kind: "role", id: role.to_string() });
        }
        if let Some(other) = before.iter().find(|held| !held.role.goes_with(role)) {
            return Err(StoreError::Refused(format!("nobody may be {role} and {} at once", other.role)));
        }
        if let Some(other) = before.iter().find(|held| held.provider.as_ref() != provider && provider.is_some()) {
            return Err(StoreError::Refused(format!("{} is held for another provider", other.role)));
        }
        sqlx::query(
            "INSERT INTO account_role (account_id, role, provider_id, asked_by, agreed_by) VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(account.as_str())
        .bind(role.name())
        .bind(provider.map(Slug::as_str))
        .bind(self.who())
        .bind(at_once.then(|| self.who()))
        .execute(&mut *tx)
        .await?;
        if at_once {
            void_links(&mut tx, account).await?;
        }
        let act = if at_once { Act::GrantedRole } else { Act::AskedForRole };
        let head = self.note(&mut tx, act, &[About::Account(account), About::Role(role.name())]).await?;
        self.commit_noted(tx, &head).await
    }

    /// A second person agrees; whoever asked for a role, or would get it, is no second person.
    pub async fn agree_to_role(&self, account: &Slug, role: Role) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let agreed = sqlx::query(
            "UPDATE account_role SET agreed_by = $1 \
             WHERE account_id = $2 AND role = $3 AND agreed_by IS NULL AND asked_by <> $1 AND $1 <> $4",
        )
        .bind(self.who())
        .bind(account.as_str())
        .bind(role.name())
        .bind(format!("account {account}"))
        .execute(&mut *tx)
        .await?
        .rows_affected();
        if agreed == 0 {
            let words = "nobody asked for that role, or it takes somebody else to agree";
            return Err(StoreError::Refused(words.into()));
        }
        void_links(&mut tx, account).await?;
        let head = self.note(&mut tx, Act::GrantedRole, &[About::Account(account), About::Role(role.name())]).await?;
        self.commit_noted(tx, &head).await
    }

    /// Takes a role away, or what was asked for; it takes one person to make things safer.
    pub async fn take_role(&self, account: &Slug, role: Role) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let taken = sqlx::query("DELETE FROM account_role WHERE account_id = $1 AND role = $2")
            .bind(account.as_str())
            .bind(role.name())
            .execute(&mut *tx)
            .await?
            .rows_affected();
        if taken == 0 {
            return Err(StoreError::Missing { kind: "role", id: role.to_string() });
        }
        let head = self.note(&mut tx, Act::TookRole, &[About::Account(account), About::Role(role.name())]).await?;
        self.commit_noted(tx, &head).await
    }
}

/// Whoever kept a link to enrol from before must not become somebody with a role by it. Somebody who has not enrolled yet
/// keeps theirs.
async fn void_links(tx: &mut Transaction<'_, Any>, account: &Slug) -> Result<(), StoreError> {
    sqlx::query(
        "DELETE FROM staff_link WHERE account_id = $1 AND purpose = 'enrol' AND \
         (EXISTS (SELECT 1 FROM passkey WHERE account_id = $1) \
         OR EXISTS (SELECT 1 FROM staff_identity WHERE account_id = $1) \
         OR EXISTS (SELECT 1 FROM account WHERE id = $1 AND password IS NOT NULL))",
    )
    .bind(account.as_str())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub(super) async fn roles_of(tx: &mut Transaction<'_, Any>, id: &Slug) -> Result<Vec<Held>, StoreError> {
    let rows =
        sqlx::query("SELECT * FROM account_role WHERE account_id = $1").bind(id.as_str()).fetch_all(&mut **tx).await?;
    let mut roles = rows.iter().map(held).collect::<Result<Vec<_>, _>>()?;
    roles.sort_by_key(|held| held.role);
    Ok(roles)
}

fn held(row: &AnyRow) -> Result<Held, StoreError> {
    Ok(Held {
        role: parsed(row, "role")?,
        provider: parsed_if_any(row, "provider_id")?,
        asked_by: row.try_get("asked_by")?,
        agreed: row.try_get::<Option<String>, _>("agreed_by")?.is_some(),
    })
}

fn read(row: &AnyRow) -> Result<Account, StoreError> {
    Ok(Account { id: parsed(row, "id")?, name: row.try_get("name")?, held: Vec::new() })
}
