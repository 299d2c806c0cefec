//! The languages of a wave: which may be shown, in which words.
//!
//! Promises that words once offered in a wave stay as they are. Never told which language anybody read.

use jiff::civil::Date;
use sqlx::{Any, Row, Transaction};

use super::engine::{Store, StoreError};
use super::row::{days, parsed};
use crate::audit::{About, Act};
use crate::survey::Slug;
use crate::wave::State;

/// A survey of a wave in another language: the words of its Fluent file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaveLanguage {
    pub survey: Slug,
    pub language: Slug,
    pub text: String,
}

pub(super) async fn insert(
    tx: &mut Transaction<'_, Any>,
    wave: &Slug,
    languages: &[WaveLanguage],
) -> Result<(), StoreError> {
    for language in languages {
        sqlx::query(
            "INSERT INTO wave_language (wave_id, survey_id, language, text) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (wave_id, survey_id, language) DO NOTHING",
        )
        .bind(wave.as_str())
        .bind(language.survey.as_str())
        .bind(language.language.as_str())
        .bind(&language.text)
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

impl Store {
    /// Offers more languages in a wave that collects. Those that it has keep their words.
    pub async fn offer_languages(&self, wave: &Slug, languages: &[WaveLanguage]) -> Result<(), StoreError> {
        self.wave(wave).await?.needs(State::Collecting)?;
        let mut tx = self.begin().await?;
        insert(&mut tx, wave, languages).await?;
        let head = self.note(&mut tx, Act::OfferedLanguages, &[About::Wave(wave)]).await?;
        self.commit_noted(tx, &head).await?;
        Ok(())
    }

    pub async fn wave_languages(&self, wave: &Slug) -> Result<Vec<WaveLanguage>, StoreError> {
        let rows = sqlx::query("SELECT * FROM wave_language WHERE wave_id = $1 ORDER BY survey_id, language")
            .bind(wave.as_str())
            .fetch_all(&self.pool)
            .await?;
        rows.iter()
            .map(|row| {
                let (survey, language) = (parsed(row, "survey_id")?, parsed(row, "language")?);
                Ok(WaveLanguage { survey, language, text: row.try_get("text")? })
            })
            .collect()
    }

    /// The languages of the waves that are open on a day or closed within a year before it: whoever comes back to an
    /// old link is told so in words that were offered.
    pub async fn languages_near(&self, day: Date) -> Result<Vec<Slug>, StoreError> {
        let rows = sqlx::query(
            "SELECT DISTINCT l.language FROM wave_language l JOIN wave w ON w.id = l.wave_id \
             WHERE w.opens <= $1 AND w.closes >= $2",
        )
        .bind(days(day))
        .bind(days(day) - 366)
        .fetch_all(&self.pool)
        .await?;
        rows.iter().map(|row| parsed(row, "language")).collect()
    }
}
