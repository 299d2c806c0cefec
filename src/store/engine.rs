//! Opening a database, and the kind of transaction each engine needs.
//!
//! Promises on SQLite: write-ahead log with full synchronisation, deleted bytes overwritten, pages of 64 KiB. A sealed
//! response fits inside one, unless it is of the longest class (`sealing::padding`): overflow pages of those few tell in
//! which order they came until the database is rewritten, at night.

use std::path::Path;
use std::time::Duration;

use sqlx::any::AnyPoolOptions;
use sqlx::{Any, AnyPool, Executor, Transaction};
use tokio::sync::mpsc;

use super::audit::Acting;
use super::migrate;
use super::writer::{self, Job};

/// PostgreSQL's VACUUM FULL keeps rows in the order of arrival, and CLUSTER keeps which transaction wrote each. Writing
/// all rows anew in one transaction keeps neither. Waves are locked first, as everybody else does, then sends wait.
const REWRITE_ENVELOPES: &[&str] = &[
    "SELECT id FROM wave ORDER BY id FOR UPDATE",
    "LOCK TABLE envelope IN ACCESS EXCLUSIVE MODE",
    "CREATE TEMPORARY TABLE rewritten ON COMMIT DROP AS SELECT * FROM envelope",
    "TRUNCATE envelope",
    "INSERT INTO envelope SELECT * FROM rewritten ORDER BY id",
];
const REWRITE_INNER_ENVELOPES: &[&str] = &[
    "SELECT id FROM wave ORDER BY id FOR UPDATE",
    "LOCK TABLE inner_envelope IN ACCESS EXCLUSIVE MODE",
    "CREATE TEMPORARY TABLE rewritten ON COMMIT DROP AS SELECT * FROM inner_envelope",
    "TRUNCATE inner_envelope",
    "INSERT INTO inner_envelope SELECT * FROM rewritten ORDER BY id",
];

#[derive(Clone)]
pub struct Store {
    pub(super) pool: AnyPool,
    pub(super) engine: Engine,
    pub(super) writer: mpsc::Sender<Job>,
    pub(super) acting: Acting,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Engine {
    Sqlite,
    Postgres,
}

#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("database: {0}")]
    Sql(#[from] sqlx::Error),
    #[error("database: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    #[error("'{0}' is neither a sqlite: nor a postgres: address")]
    Url(String),
    #[error("the database holds something this version does not understand: {0}")]
    Odd(String),
    #[error("there is no {kind} '{id}'")]
    Missing { kind: &'static str, id: String },
    #[error("there already is a {kind} '{id}'")]
    Taken { kind: &'static str, id: String },
    #[error(transparent)]
    Wave(#[from] crate::wave::WaveError),
    #[error("wave {0} has figures with noise; its exact figures can never be published")]
    Noised(crate::survey::Slug),
    #[error("{0}")]
    Refused(String),
    #[error("the server is stopping")]
    Stopping,
    #[error("there is no preview to agree on, or it is another one by now; look at it again")]
    NotPreviewed,
    #[error("somebody else changed the same wave at the same moment; nothing was written, run it again")]
    Raced,
}

impl Store {
    /// The embedded default: one file in the data directory.
    pub async fn open_directory(data: &Path) -> Result<Self, StoreError> {
        let file = data.join("heard.sqlite");
        Self::open(&format!("sqlite://{}?mode=rwc", file.display())).await
    }

    pub async fn open(url: &str) -> Result<Self, StoreError> {
        sqlx::any::install_default_drivers();
        let engine = match url.split(':').next() {
            Some("sqlite") => Engine::Sqlite,
            Some("postgres" | "postgresql") => Engine::Postgres,
            _ => return Err(StoreError::Url(url.split('@').next_back().unwrap_or_default().into())),
        };
        migrate::run(url, engine).await?;
        let pool = AnyPoolOptions::new()
            .max_connections(8)
            .acquire_timeout(Duration::from_secs(10))
            .after_connect(move |connection, _| {
                Box::pin(async move {
                    for statement in engine.settings() {
                        connection.execute(*statement).await?;
                    }
                    Ok(())
                })
            })
            .connect(url)
            .await?;
        let (sender, receiver) = mpsc::channel(4_096);
        tokio::spawn(writer::run(pool.clone(), engine, receiver));
        Ok(Self { pool, engine, writer: sender, acting: Acting::default() })
    }

    /// A transaction that may write.
    pub(super) async fn begin(&self) -> Result<Transaction<'static, Any>, StoreError> {
        Ok(self.pool.begin_with(self.engine.begin()).await?)
    }

    /// Rewrites the file or tables so that rows lie in the order of their random keys and deleted bytes are gone.
    pub async fn tidy(&self) -> Result<(), StoreError> {
        match self.engine {
            Engine::Sqlite => {
                self.pool.execute("VACUUM").await?;
                self.pool.execute("PRAGMA wal_checkpoint(TRUNCATE)").await?;
                self.empty_log().await;
            }
            Engine::Postgres => {
                for statements in [REWRITE_ENVELOPES, REWRITE_INNER_ENVELOPES] {
                    let mut tx = self.begin().await?;
                    for statement in statements {
                        tx.execute(*statement).await?;
                    }
                    tx.commit().await?;
                }
            }
        }
        Ok(())
    }

    /// Empties SQLite's log, which would keep what was deleted and the order of arrival. Somebody who reads just now
    /// keeps it from being emptied; the writer tries again until it is.
    pub(super) async fn empty_log(&self) {
        if self.engine == Engine::Sqlite {
            let _ = self.writer.send(Job::EmptyLog).await;
        }
    }

    /// Says that the database answers.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.pool.execute("SELECT 1").await?;
        Ok(())
    }

    pub async fn close(&self) {
        self.pool.close().await;
    }
}

impl Engine {
    pub(super) fn settings(self) -> &'static [&'static str] {
        match self {
            Self::Sqlite => &[
                "PRAGMA page_size = 65536",
                "PRAGMA busy_timeout = 10000",
                "PRAGMA journal_mode = WAL",
                "PRAGMA synchronous = FULL",
                "PRAGMA secure_delete = ON",
                "PRAGMA foreign_keys = ON",
            ],
            Self::Postgres => &[],
        }
    }

    /// A deferred transaction that reads and then writes loses the race for SQLite's one write lock.
    pub(super) fn begin(self) -> &'static str {
        match self {
            Self::Sqlite => "BEGIN IMMEDIATE",
            Self::Postgres => "BEGIN",
        }
    }

    /// Appended to a SELECT whose rows must not change before the transaction ends. SQLite's write lock covers them.
    pub(super) fn lock(self, postgres: &'static str) -> &'static str {
        match self {
            Self::Sqlite => "",
            Self::Postgres => postgres,
        }
    }
}

/// What every SQLite connection is told, for those who check.
pub fn sqlite_settings() -> &'static [&'static str] {
    Engine::Sqlite.settings()
}
