//! The ledger of noise: what was paid for each table of figures with noise, and the one document that came of it.
//!
//! Promises that the loss is on disk before anything is drawn, that all losses together never pass the cap, which is
//! set once, and that a row takes one document and keeps it. A draw that was cut short is paid for and shows nothing.
//! Waves with a row here never have exact figures told (`noise_waves`, `refuse_noised`), nor the other way round.

use std::collections::BTreeSet;

use sqlx::any::AnyRow;
use sqlx::{Any, AssertSqlSafe, Row, Transaction};

use super::engine::{Store, StoreError};
use super::row::parsed;
use crate::audit::{About, Act};
use crate::disclosure::{Rho, in_words};
use crate::survey::Slug;
use crate::wave::{State, WaveError};

/// The one row that holds the cap.
const THE_CAP: i64 = 1;

/// A question's table over the region in one wave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoiseTable {
    pub wave: Slug,
    pub survey: Slug,
    pub question: Slug,
}

/// A row of the ledger.
#[derive(Clone, Debug, PartialEq)]
pub struct NoiseDraw {
    pub table: NoiseTable,
    /// From 1; each further one was paid for anew.
    pub attempt: i64,
    pub rho: Rho,
    /// What was drawn and may be shown; a row without one is reserved.
    pub document: Option<String>,
}

#[derive(Debug, thiserror::Error)]
pub enum BudgetError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("no cap was set: say with --cap what one person may lose at most, over all waves and for good")]
    NoCap,
    #[error("the cap is {0} since its first use; it is never changed")]
    OtherCap(Rho),
    #[error("{asked} more would pass the cap: {spent} of {cap} is spent")]
    OverCap { cap: Rho, spent: String, asked: Rho },
    #[error(
        "a draw of this table was begun and not finished. Its {0} is spent, because nobody can know how far it came; \
         --again pays once more and draws anew"
    )]
    Unfinished(Rho),
    #[error("this table was drawn already; it is never drawn again")]
    Drawn,
}

impl From<sqlx::Error> for BudgetError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

impl Store {
    /// Pays for one draw. When this returns, the loss is on disk and cannot be had back. `again`: an earlier attempt at
    /// the same table may have been cut short.
    pub async fn reserve_noise(
        &self,
        table: &NoiseTable,
        rho: Rho,
        cap: Option<Rho>,
        again: bool,
    ) -> Result<NoiseDraw, BudgetError> {
        let mut tx = self.begin().await?;
        self.hold_counted(&mut tx, &table.wave).await?;
        let cap = self.hold_cap(&mut tx, cap).await?;
        let all = read_all(&mut tx).await?;
        let earlier: Vec<&NoiseDraw> = all.iter().filter(|draw| draw.table == *table).collect();
        if earlier.iter().any(|draw| draw.document.is_some()) {
            return Err(BudgetError::Drawn);
        }
        if let Some(draw) = earlier.last().filter(|_| !again) {
            return Err(BudgetError::Unfinished(draw.rho));
        }
        let spent: i64 = all.iter().map(|draw| draw.rho.millionths()).sum();
        if spent + rho.millionths() > cap.millionths() {
            return Err(BudgetError::OverCap { cap, spent: in_words(spent), asked: rho });
        }
        let attempt = earlier.len() as i64 + 1;
        let draw = NoiseDraw { table: table.clone(), attempt, rho, document: None };
        insert(&mut tx, &draw).await?;
        let head = self.note(&mut tx, Act::DrewNoise, &[About::Wave(&table.wave)]).await?;
        fail::fail_point!("noise-before-reserved", |_| std::process::abort());
        self.commit_noted(tx, &head).await?;
        fail::fail_point!("noise-after-reserved", |_| std::process::abort());
        Ok(draw)
    }

    /// Keeps what was drawn. Only then may it be shown.
    pub async fn finish_noise(&self, draw: &NoiseDraw, document: &str) -> Result<(), BudgetError> {
        let mut tx = self.begin().await?;
        self.hold_counted(&mut tx, &draw.table.wave).await?;
        let written = sqlx::query(
            "UPDATE noise_draw SET document = $1 WHERE wave_id = $2 AND survey_id = $3 AND question_id = $4 \
             AND attempt = $5 AND document IS NULL AND NOT EXISTS (SELECT 1 FROM noise_draw other \
             WHERE other.wave_id = $2 AND other.survey_id = $3 AND other.question_id = $4 \
             AND other.document IS NOT NULL)",
        )
        .bind(document)
        .bind(draw.table.wave.as_str())
        .bind(draw.table.survey.as_str())
        .bind(draw.table.question.as_str())
        .bind(draw.attempt)
        .execute(&mut *tx)
        .await?
        .rows_affected();
        if written != 1 {
            return Err(BudgetError::Drawn);
        }
        fail::fail_point!("noise-before-drawn", |_| std::process::abort());
        tx.commit().await?;
        fail::fail_point!("noise-after-drawn", |_| std::process::abort());
        Ok(())
    }

    /// Every row, by wave, survey, question and attempt.
    pub async fn noise_ledger(&self) -> Result<Vec<NoiseDraw>, StoreError> {
        let mut tx = self.pool.begin().await?;
        read_all(&mut tx).await
    }

    pub async fn noise_cap(&self) -> Result<Option<Rho>, StoreError> {
        let row = sqlx::query("SELECT rho FROM noise_cap").fetch_optional(&self.pool).await?;
        row.as_ref().map(rho).transpose()
    }

    /// Waves of which figures with noise were told, or paid for: their exact figures may never be.
    pub async fn noise_waves(&self) -> Result<BTreeSet<Slug>, StoreError> {
        Ok(self.noise_ledger().await?.into_iter().map(|draw| draw.table.wave).collect())
    }

    /// Keeps the wave counted, and thus unreleased, until the transaction ends.
    async fn hold_counted(&self, tx: &mut Transaction<'_, Any>, wave: &Slug) -> Result<(), StoreError> {
        let sql = format!("SELECT state FROM wave WHERE id = $1{}", self.engine.lock(" FOR UPDATE"));
        let row = sqlx::query(AssertSqlSafe(sql)).bind(wave.as_str()).fetch_optional(&mut **tx).await?;
        let row = row.ok_or_else(|| StoreError::Missing { kind: "wave", id: wave.to_string() })?;
        let state: State = parsed(&row, "state")?;
        if state != State::Counted {
            return Err(WaveError::WrongState { wave: wave.clone(), state, needed: State::Counted }.into());
        }
        Ok(())
    }

    /// The cap, set now if there is none, and held, so that reservations wait for each other.
    async fn hold_cap(&self, tx: &mut Transaction<'_, Any>, asked: Option<Rho>) -> Result<Rho, BudgetError> {
        if let Some(asked) = asked {
            sqlx::query("INSERT INTO noise_cap (id, rho) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING")
                .bind(THE_CAP)
                .bind(asked.millionths())
                .execute(&mut **tx)
                .await?;
        }
        let sql = format!("SELECT rho FROM noise_cap WHERE id = $1{}", self.engine.lock(" FOR UPDATE"));
        let row = sqlx::query(AssertSqlSafe(sql)).bind(THE_CAP).fetch_optional(&mut **tx).await?;
        let cap = rho(&row.ok_or(BudgetError::NoCap)?)?;
        match asked {
            Some(asked) if asked != cap => Err(BudgetError::OtherCap(cap)),
            _ => Ok(cap),
        }
    }
}

/// For the transaction that adds a release, which holds the wave's row: exact figures void what noise promised.
pub(super) async fn refuse_noised(tx: &mut Transaction<'_, Any>, wave: &Slug) -> Result<(), StoreError> {
    if read_all(tx).await?.iter().any(|draw| draw.table.wave == *wave) {
        return Err(StoreError::Noised(wave.clone()));
    }
    Ok(())
}

async fn insert(tx: &mut Transaction<'_, Any>, draw: &NoiseDraw) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO noise_draw (wave_id, survey_id, question_id, attempt, rho) VALUES ($1, $2, $3, $4, $5)")
        .bind(draw.table.wave.as_str())
        .bind(draw.table.survey.as_str())
        .bind(draw.table.question.as_str())
        .bind(draw.attempt)
        .bind(draw.rho.millionths())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

async fn read_all(tx: &mut Transaction<'_, Any>) -> Result<Vec<NoiseDraw>, StoreError> {
    let rows = sqlx::query("SELECT * FROM noise_draw").fetch_all(&mut **tx).await?;
    let mut all = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let key = |draw: &NoiseDraw| {
        let NoiseTable { wave, survey, question } = draw.table.clone();
        (wave, survey, question, draw.attempt)
    };
    all.sort_by_key(key);
    Ok(all)
}

fn read(row: &AnyRow) -> Result<NoiseDraw, StoreError> {
    Ok(NoiseDraw {
        table: NoiseTable {
            wave: parsed(row, "wave_id")?,
            survey: parsed(row, "survey_id")?,
            question: parsed(row, "question_id")?,
        },
        attempt: row.try_get("attempt")?,
        rho: rho(row)?,
        document: row.try_get("document")?,
    })
}

fn rho(row: &AnyRow) -> Result<Rho, StoreError> {
    Rho::from_millionths(row.try_get("rho")?).map_err(|error| StoreError::Odd(error.to_string()))
}
