//! Waves, the surveys frozen into them, and the public halves of their keys.
//!
//! Promises that a wave's state moves only forward and its surveys stay as they were, that no private key comes here, and
//! that each step is one transaction with its row of the log.

use jiff::civil::Date;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

use super::engine::{Store, StoreError};
use super::language::{WaveLanguage, insert};
use super::row::{date, date_if_any, days, parsed, parsed_if_any};
use crate::audit::{About, Act};
use crate::clock::{Entropy, random};
use crate::sealing::{CollectingKeys, PublicKey, Purpose};
use crate::survey::{Slug, Survey};
use crate::wave::{LEAST_ENVELOPES, OpenWave, State, Wave};

/// A wave about to be made: its surveys with their files' text, and its public keys.
pub struct NewWave<'a> {
    pub wave: Wave,
    pub surveys: Vec<(&'a Survey, &'a str)>,
    pub languages: Vec<WaveLanguage>,
    pub keys: Vec<(Purpose, PublicKey)>,
}

/// Something about a wave that two people saw or decided.
pub struct Witnessed {
    pub wave: Slug,
    pub day: Date,
    pub act: String,
    /// By function, not by name where it can be helped.
    pub witnesses: String,
}

/// What is recorded of one key of a wave.
pub struct KeyRecord {
    pub purpose: Purpose,
    pub destroyed_on: Option<Date>,
    pub witnesses: Option<String>,
}

impl Store {
    pub async fn add_wave(&self, new: &NewWave<'_>) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let others = sqlx::query("SELECT * FROM wave").fetch_all(&mut *tx).await?;
        let others = others.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        let wave = &new.wave;
        if others.iter().any(|other| other.id == wave.id) {
            return Err(StoreError::Taken { kind: "wave", id: wave.id.to_string() });
        }
        wave.check_new(&others)?;
        sqlx::query("INSERT INTO wave (id, family, opens, closes, state) VALUES ($1, $2, $3, $4, $5)")
            .bind(wave.id.as_str())
            .bind(wave.family.as_str())
            .bind(days(wave.opens))
            .bind(days(wave.closes))
            .bind(wave.state.name())
            .execute(&mut *tx)
            .await?;
        for (survey, text) in &new.surveys {
            sqlx::query("INSERT INTO wave_survey (wave_id, survey_id, version, text) VALUES ($1, $2, $3, $4)")
                .bind(wave.id.as_str())
                .bind(survey.id.as_str())
                .bind(i64::from(survey.version))
                .bind(*text)
                .execute(&mut *tx)
                .await?;
        }
        insert(&mut tx, &wave.id, &new.languages).await?;
        for (purpose, key) in &new.keys {
            sqlx::query("INSERT INTO wave_key (wave_id, purpose, public_key) VALUES ($1, $2, $3)")
                .bind(wave.id.as_str())
                .bind(purpose.name())
                .bind(key.to_bytes())
                .execute(&mut *tx)
                .await?;
        }
        let head = self.note(&mut tx, Act::MadeWave, &[About::Wave(&wave.id)]).await?;
        self.commit_noted(tx, &head).await?;
        Ok(())
    }

    pub async fn wave(&self, id: &Slug) -> Result<Wave, StoreError> {
        let row = sqlx::query("SELECT * FROM wave WHERE id = $1")
            .bind(id.as_str())
            .fetch_optional(&self.pool)
            .await?
            .ok_or_else(|| StoreError::Missing { kind: "wave", id: id.to_string() })?;
        read(&row)
    }

    /// All waves, earliest first.
    pub async fn waves(&self) -> Result<Vec<Wave>, StoreError> {
        let rows = sqlx::query("SELECT * FROM wave ORDER BY opens, id").fetch_all(&self.pool).await?;
        rows.iter().map(read).collect()
    }

    /// The wave that collects a family on a day, if there is one.
    pub async fn collecting(&self, family: &Slug, day: Date) -> Result<Option<Wave>, StoreError> {
        let row = sqlx::query(
            "SELECT * FROM wave WHERE family = $1 AND state = 'collecting' AND opens <= $2 AND closes >= $2",
        )
        .bind(family.as_str())
        .bind(days(day))
        .fetch_optional(&self.pool)
        .await?;
        row.as_ref().map(read).transpose()
    }

    /// The texts of the survey files that a wave asks, by survey id.
    pub async fn wave_surveys(&self, wave: &Slug) -> Result<Vec<String>, StoreError> {
        let rows = sqlx::query("SELECT text FROM wave_survey WHERE wave_id = $1 ORDER BY survey_id")
            .bind(wave.as_str())
            .fetch_all(&self.pool)
            .await?;
        rows.iter().map(|row| Ok(row.try_get("text")?)).collect()
    }

    pub async fn open_wave(&self, wave: Wave) -> Result<OpenWave, StoreError> {
        let keys = CollectingKeys {
            checking: self.public_key(&wave.id, Purpose::Checking).await?,
            counting: self.public_key(&wave.id, Purpose::Counting).await?,
            text: self.public_key(&wave.id, Purpose::Text).await?,
        };
        Ok(OpenWave { wave, keys })
    }

    pub async fn public_key(&self, wave: &Slug, purpose: Purpose) -> Result<PublicKey, StoreError> {
        let row = sqlx::query("SELECT public_key FROM wave_key WHERE wave_id = $1 AND purpose = $2")
            .bind(wave.as_str())
            .bind(purpose.name())
            .fetch_optional(&self.pool)
            .await?
            .ok_or_else(|| StoreError::Missing { kind: "wave", id: wave.to_string() })?;
        PublicKey::from_bytes(&row.try_get::<Vec<u8>, _>("public_key")?)
            .map_err(|error| StoreError::Odd(error.to_string()))
    }

    pub async fn key_records(&self, wave: &Slug) -> Result<Vec<KeyRecord>, StoreError> {
        let rows = sqlx::query("SELECT * FROM wave_key WHERE wave_id = $1 ORDER BY purpose")
            .bind(wave.as_str())
            .fetch_all(&self.pool)
            .await?;
        rows.iter()
            .map(|row| {
                Ok(KeyRecord {
                    purpose: parsed(row, "purpose")?,
                    destroyed_on: date_if_any(row, "destroyed_on")?,
                    witnesses: row.try_get("witnesses")?,
                })
            })
            .collect()
    }

    /// `holders`: who held shares of it, if several did.
    pub async fn record_destroyed(
        &self,
        wave: &Slug,
        purpose: Purpose,
        day: Date,
        (witnesses, holders): (&str, &[Slug]),
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let recorded = sqlx::query(
            "UPDATE wave_key SET destroyed_on = $1, witnesses = $2 \
             WHERE wave_id = $3 AND purpose = $4 AND destroyed_on IS NULL",
        )
        .bind(days(day))
        .bind(witnesses)
        .bind(wave.as_str())
        .bind(purpose.name())
        .execute(&mut *tx)
        .await?
        .rows_affected();
        if recorded == 0 {
            return Ok(());
        }
        let mut things = vec![About::Wave(wave), About::Key(purpose.name())];
        things.extend(holders.iter().map(About::Holder));
        let head = self.note(&mut tx, Act::DestroyedKey, &things).await?;
        self.commit_noted(tx, &head).await?;
        Ok(())
    }

    /// Stops collecting. With fewer than ten envelopes, counting those already carried, the wave is carried on.
    pub async fn close_wave(&self, id: &Slug) -> Result<State, StoreError> {
        let mut tx = self.begin().await?;
        self.move_on(&mut tx, id, State::Collecting, State::Closed).await?;
        let row = sqlx::query(
            "SELECT COUNT(*) AS n FROM envelope e JOIN wave w ON w.id = e.wave_id \
             WHERE w.id = $1 OR (w.state = 'carried' AND w.carried_into IS NULL \
             AND w.family = (SELECT family FROM wave WHERE id = $1))",
        )
        .bind(id.as_str())
        .fetch_one(&mut *tx)
        .await?;
        let envelopes: i64 = row.try_get("n")?;
        let state = if envelopes < LEAST_ENVELOPES as i64 {
            self.move_on(&mut tx, id, State::Closed, State::Carried).await?;
            State::Carried
        } else {
            State::Closed
        };
        let act = if state == State::Carried { Act::CarriedWave } else { Act::ClosedWave };
        let head = self.note(&mut tx, act, &[About::Wave(id)]).await?;
        fail::fail_point!("close-before-commit", |_| std::process::abort());
        self.commit_noted(tx, &head).await?;
        fail::fail_point!("close-after-commit", |_| std::process::abort());
        Ok(state)
    }

    /// A closed wave that turned out to hold too few answers is carried on, untouched.
    pub async fn carry_wave(&self, id: &Slug) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        self.move_on(&mut tx, id, State::Closed, State::Carried).await?;
        let head = self.note(&mut tx, Act::CarriedWave, &[About::Wave(id)]).await?;
        fail::fail_point!("carry-before-commit", |_| std::process::abort());
        self.commit_noted(tx, &head).await?;
        fail::fail_point!("carry-after-commit", |_| std::process::abort());
        Ok(())
    }

    /// Gives a wave up whose key is lost: deletes what was sent in it, redacted texts included, so that it never stands
    /// in later waves' way. What a later wave took over is that wave's.
    pub async fn abandon_wave(&self, act: &Witnessed, entropy: &dyn Entropy) -> Result<(), StoreError> {
        let id = &act.wave;
        let wave = self.wave(id).await?;
        let is_taken_over = wave.carried_into.is_some();
        if is_taken_over || !matches!(wave.state, State::Closed | State::Carried | State::Checked) {
            let wave_error =
                crate::wave::WaveError::WrongState { wave: id.clone(), state: wave.state, needed: State::Closed };
            return Err(wave_error.into());
        }
        let mut tx = self.begin().await?;
        self.move_on(&mut tx, id, wave.state, State::Abandoned).await?;
        for sql in [
            "DELETE FROM envelope WHERE wave_id = $1",
            "DELETE FROM inner_envelope WHERE wave_id = $1",
            "DELETE FROM text_decision WHERE text_id IN (SELECT id FROM reviewed_text WHERE wave_id = $1)",
            "DELETE FROM text_passage WHERE text_id IN (SELECT id FROM reviewed_text WHERE wave_id = $1)",
            "DELETE FROM reviewed_text WHERE wave_id = $1",
            "DELETE FROM theme_counts WHERE wave_id = $1",
            "DELETE FROM wave_passages WHERE wave_id = $1",
        ] {
            sqlx::query(sql).bind(id.as_str()).execute(&mut *tx).await?;
        }
        insert_witnessed(&mut tx, act, entropy).await?;
        let head = self.note(&mut tx, Act::AbandonedWave, &[About::Wave(id)]).await?;
        self.commit_noted(tx, &head).await?;
        Ok(())
    }

    /// Records that two people saw or decided something about a wave.
    pub async fn record_witnessed(&self, act: &Witnessed, entropy: &dyn Entropy) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        insert_witnessed(&mut tx, act, entropy).await?;
        let head = self.note(&mut tx, Act::Witnessed, &[About::Wave(&act.wave)]).await?;
        self.commit_noted(tx, &head).await?;
        Ok(())
    }

    /// What two people saw or decided about a wave, first to last.
    pub async fn witnessed(&self, wave: &Slug) -> Result<Vec<Witnessed>, StoreError> {
        let rows = sqlx::query("SELECT * FROM witnessed WHERE wave_id = $1 ORDER BY day, id")
            .bind(wave.as_str())
            .fetch_all(&self.pool)
            .await?;
        rows.iter()
            .map(|row| {
                Ok(Witnessed {
                    wave: parsed(row, "wave_id")?,
                    day: date(row, "day")?,
                    act: row.try_get("act")?,
                    witnesses: row.try_get("witnesses")?,
                })
            })
            .collect()
    }
}

async fn insert_witnessed(tx: &mut AnyConnection, act: &Witnessed, entropy: &dyn Entropy) -> Result<(), StoreError> {
    let id: [u8; 16] = random(entropy);
    sqlx::query("INSERT INTO witnessed (id, wave_id, day, act, witnesses) VALUES ($1, $2, $3, $4, $5)")
        .bind(id.to_vec())
        .bind(act.wave.as_str())
        .bind(days(act.day))
        .bind(&act.act)
        .bind(&act.witnesses)
        .execute(tx)
        .await?;
    Ok(())
}

pub(super) fn read(row: &AnyRow) -> Result<Wave, StoreError> {
    Ok(Wave {
        id: parsed(row, "id")?,
        family: parsed(row, "family")?,
        opens: date(row, "opens")?,
        closes: date(row, "closes")?,
        state: parsed(row, "state")?,
        carried_into: parsed_if_any(row, "carried_into")?,
    })
}
