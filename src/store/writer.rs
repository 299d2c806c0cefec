//! One task writes what respondents send, everything that waits together in one transaction (group commit).
//!
//! Promises that a receipt says `Kept` only after the commit is on disk, that the same page sent twice is one row, and
//! that nothing enters a wave that no longer collects. Rows of one commit are written in the order of their random
//! ids. When it is quiet, SQLite's log is emptied, so that it does not keep the order of arrival.

use std::collections::BTreeMap;
use std::time::Duration;

use sqlx::{Any, AnyPool, AssertSqlSafe, Executor, Row, Transaction};
use tokio::sync::{mpsc, oneshot};

use super::engine::{Engine, Store, StoreError};
use crate::sealing::Sealed;
use crate::survey::Slug;

const TOGETHER: usize = 256;
const QUIET: Duration = Duration::from_secs(2);

pub enum Job {
    Keep(Keep),
    /// Something was deleted: the log holds it still.
    EmptyLog,
}

pub struct Keep {
    row: [u8; 32],
    wave: Slug,
    sealed: Sealed,
    done: oneshot::Sender<Result<Receipt, StoreError>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Receipt {
    Kept,
    /// The wave no longer collects; nothing was written.
    WaveClosed,
}

impl Store {
    /// Send: one insert. Returns when it is on disk.
    pub async fn send(&self, row: [u8; 32], wave: &Slug, sealed: Sealed) -> Result<Receipt, StoreError> {
        let (done, receipt) = oneshot::channel();
        let job = Job::Keep(Keep { row, wave: wave.clone(), sealed, done });
        self.writer.send(job).await.map_err(|_| StoreError::Stopping)?;
        receipt.await.map_err(|_| StoreError::Stopping)?
    }
}

pub(super) async fn run(pool: AnyPool, engine: Engine, mut jobs: mpsc::Receiver<Job>) {
    let mut waiting = Vec::with_capacity(TOGETHER);
    let mut log_has_rows = false;
    loop {
        let received = if log_has_rows {
            tokio::time::timeout(QUIET, jobs.recv_many(&mut waiting, TOGETHER)).await
        } else {
            Ok(jobs.recv_many(&mut waiting, TOGETHER).await)
        };
        match received {
            Ok(0) => return,
            Ok(_) => {
                let jobs = std::mem::take(&mut waiting).into_iter();
                let mut keep: Vec<Keep> = jobs
                    .filter_map(|job| match job {
                        Job::Keep(keep) => Some(keep),
                        Job::EmptyLog => None,
                    })
                    .collect();
                keep.sort_by_key(|keep| keep.row);
                if !keep.is_empty() {
                    write_together(&pool, engine, keep).await;
                }
                log_has_rows = engine == Engine::Sqlite;
            }
            Err(_quiet) => log_has_rows = !log_was_emptied(&pool).await,
        }
    }
}

/// The pragma answers with a row whose first number says whether a reader was in the way.
async fn log_was_emptied(pool: &AnyPool) -> bool {
    match pool.fetch_one("PRAGMA wal_checkpoint(TRUNCATE)").await {
        Ok(row) => row.try_get::<i64, _>(0).is_ok_and(|busy| busy == 0),
        Err(error) => {
            tracing::warn!(%error, "the log was not emptied; it will be tried again");
            false
        }
    }
}

async fn write_together(pool: &AnyPool, engine: Engine, jobs: Vec<Keep>) {
    let (rows, answers): (Vec<_>, Vec<_>) =
        jobs.into_iter().map(|job| ((job.row, job.wave, job.sealed), job.done)).unzip();
    let outcome = insert_all(pool, engine, &rows).await;
    if let Err(error) = &outcome {
        tracing::error!(%error, "responses were not written; their senders are told");
    }
    match outcome {
        Ok(receipts) => {
            for (done, receipt) in answers.into_iter().zip(receipts) {
                let _ = done.send(Ok(receipt));
            }
        }
        Err(_) => {
            for done in answers {
                let _ = done.send(Err(StoreError::Stopping));
            }
        }
    }
}

async fn insert_all(
    pool: &AnyPool,
    engine: Engine,
    rows: &[([u8; 32], Slug, Sealed)],
) -> Result<Vec<Receipt>, StoreError> {
    fail::fail_point!("send-disk-full", |_| Err(sqlx::Error::Io(std::io::ErrorKind::StorageFull.into()).into()));
    let mut tx = pool.begin_with(engine.begin()).await?;
    let mut collecting = BTreeMap::new();
    let mut receipts = Vec::with_capacity(rows.len());
    for (row, wave, sealed) in rows {
        if !collecting.contains_key(wave) {
            let open = is_collecting(&mut tx, engine, wave).await?;
            collecting.insert(wave.clone(), open);
        }
        if !collecting[wave] {
            receipts.push(Receipt::WaveClosed);
            continue;
        }
        // A page that is sent again is what its sender wants to have said: perhaps the first answer to it was lost on the
        // way, and they took something out meanwhile.
        let sql = "INSERT INTO envelope (id, wave_id, sealed) VALUES ($1, $2, $3) \
                   ON CONFLICT (id) DO UPDATE SET sealed = excluded.sealed WHERE envelope.wave_id = excluded.wave_id";
        sqlx::query(sql)
            .bind(row.to_vec())
            .bind(wave.as_str())
            .bind(sealed.as_bytes().to_vec())
            .execute(&mut *tx)
            .await?;
        receipts.push(Receipt::Kept);
    }
    fail::fail_point!("send-before-commit", |_| std::process::abort());
    tx.commit().await?;
    fail::fail_point!("send-after-commit", |_| std::process::abort());
    Ok(receipts)
}

/// Holds the wave's row until the commit, so that closing it waits for what is being written.
async fn is_collecting(tx: &mut Transaction<'_, Any>, engine: Engine, wave: &Slug) -> Result<bool, StoreError> {
    let sql = format!("SELECT state FROM wave WHERE id = $1{}", engine.lock(" FOR SHARE"));
    let row = sqlx::query(AssertSqlSafe(sql)).bind(wave.as_str()).fetch_optional(&mut **tx).await?;
    let state = row.map(|row| row.try_get::<String, _>("state")).transpose()?;
    Ok(state.as_deref() == Some("collecting"))
}
