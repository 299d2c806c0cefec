//! Brings a database's tables up to date from one folder of SQL.
//!
//! Promises that the recorded checksum is the file's, whatever the engine, so a changed file is noticed on both. Runs on
//! one connection of its own and closes it when it fails: a pooled one would keep PostgreSQL's lock and hang the next.

use std::borrow::Cow;

use ring::digest::{SHA384, digest};
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{AssertSqlSafe, Connection, Executor, SqlSafeStr};

use super::engine::{Engine, StoreError};

/// Version, what it does, its text. A file that has shipped is never edited: add the next one.
const FILES: &[(i64, &str, &str)] = &[
    (1, "first", include_str!("../../migrations/0001_first.sql")),
    (2, "plan", include_str!("../../migrations/0002_plan.sql")),
    (3, "noise_budget", include_str!("../../migrations/0003_noise_budget.sql")),
    (4, "review", include_str!("../../migrations/0004_review.sql")),
    (5, "quotation", include_str!("../../migrations/0005_quotation.sql")),
    (6, "languages", include_str!("../../migrations/0006_languages.sql")),
    (7, "audit", include_str!("../../migrations/0007_audit.sql")),
    (8, "campaign", include_str!("../../migrations/0008_campaign.sql")),
    (9, "accounts", include_str!("../../migrations/0009_accounts.sql")),
    (10, "paused_link", include_str!("../../migrations/0010_paused_link.sql")),
    (11, "preview", include_str!("../../migrations/0011_preview.sql")),
    (12, "reply", include_str!("../../migrations/0012_reply.sql")),
    (13, "organisation", include_str!("../../migrations/0013_organisation.sql")),
    (14, "busy_link", include_str!("../../migrations/0014_busy_link.sql")),
];

pub(super) async fn run(url: &str, engine: Engine) -> Result<(), StoreError> {
    let mut connection = sqlx::AnyConnection::connect(url).await?;
    for statement in engine.settings() {
        connection.execute(*statement).await?;
    }
    let outcome = migrator(engine).run_direct(None, &mut connection, false).await;
    connection.close().await?;
    Ok(outcome?)
}

fn migrator(engine: Engine) -> Migrator {
    let migrations = FILES
        .iter()
        .map(|(version, description, file)| {
            let sql = match engine {
                Engine::Sqlite => without_rowid(file),
                Engine::Postgres => (*file).to_owned(),
            };
            let mut migration = Migration::new(
                *version,
                Cow::Borrowed(description),
                MigrationType::Simple,
                AssertSqlSafe(sql).into_sql_str(),
                false,
            );
            migration.checksum = digest(&SHA384, file.as_bytes()).as_ref().to_vec().into();
            migration
        })
        .collect();
    Migrator::with_migrations(migrations)
}

/// Every table of ours ends in a line `);`, and nothing else does.
fn without_rowid(file: &str) -> String {
    file.replace("\n);", "\n) WITHOUT ROWID;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_without_rowid_on_sqlite() {
        for (version, _, file) in FILES {
            let tables = file.matches("CREATE TABLE").count();
            let rewritten = without_rowid(file).matches(") WITHOUT ROWID;").count();
            assert_eq!(tables, rewritten, "migration {version}");
        }
    }

    #[test]
    fn every_file_of_the_folder_is_listed_in_order() {
        let mut names: Vec<String> = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        let listed: Vec<String> = FILES.iter().map(|(v, what, _)| format!("{v:04}_{what}.sql")).collect();
        assert_eq!(names, listed);
    }
}
