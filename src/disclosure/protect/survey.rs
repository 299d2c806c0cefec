//! What a document says for the survey's rules alone: which tables are sensitive, which places are providers, how many
//! each invited in a wave, and how long a release is.
//!
//! Promises that every name it takes is one of the document's. What is not said is never taken to allow more.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::disclosure::tabular::{Tabular, TabularError};

#[derive(Deserialize)]
struct RawDocument {
    dimensions: BTreeMap<String, RawDimension>,
    #[serde(default)]
    releases: Vec<RawRelease>,
    #[serde(default)]
    invited: BTreeMap<String, BTreeMap<String, i64>>,
    tables: Vec<RawTable>,
}

#[derive(Deserialize)]
struct RawDimension {
    #[serde(default)]
    providers: BTreeSet<String>,
}

#[derive(Deserialize)]
struct RawRelease {
    id: String,
    periods: Vec<String>,
    months: Option<u32>,
}

#[derive(Deserialize)]
struct RawTable {
    #[serde(default)]
    sensitive: bool,
}

#[derive(Debug)]
pub struct Survey<'a> {
    document: &'a Tabular,
    /// By table: its zeros tell as much as its small counts.
    pub sensitive: Vec<bool>,
    /// By dimension.
    providers: BTreeMap<String, BTreeSet<String>>,
    /// By wave, then provider.
    invited: BTreeMap<String, BTreeMap<String, i64>>,
    /// By release, or by its wave if it has only one.
    months: BTreeMap<String, u32>,
}

impl<'a> Survey<'a> {
    pub fn of(document: &'a Tabular) -> Result<Self, TabularError> {
        let raw = RawDocument::deserialize(&document.raw).map_err(|error| TabularError::Json(error.to_string()))?;
        let span = |release: &RawRelease| match &release.periods[..] {
            [wave] => wave.clone(),
            _ => release.id.clone(),
        };
        let survey = Self {
            document,
            sensitive: raw.tables.iter().map(|table| table.sensitive).collect(),
            providers: raw.dimensions.into_iter().map(|(id, dimension)| (id, dimension.providers)).collect(),
            invited: raw.invited,
            months: raw.releases.iter().filter_map(|release| Some((span(release), release.months?))).collect(),
        };
        survey.check_providers()?;
        survey.check_invited()?;
        Ok(survey)
    }

    pub fn is_provider(&self, dimension: &str, category: &str) -> bool {
        self.providers.get(dimension).is_some_and(|providers| providers.contains(category))
    }

    /// How many months a period has; 0 where the document does not say.
    pub fn months(&self, period: &str) -> u32 {
        self.months.get(period).copied().unwrap_or(0)
    }

    /// How many a provider invited in a period; nothing where that is not known of every wave of it.
    pub fn invited(&self, provider: &str, period: &str) -> Option<i64> {
        let invited = |wave: &str| self.invited.get(wave)?.get(provider).copied();
        match self.document.atoms(period) {
            [] => invited(period),
            waves => waves.iter().map(|wave| invited(wave)).sum(),
        }
    }

    fn check_providers(&self) -> Result<(), TabularError> {
        for (id, providers) in &self.providers {
            let categories = &self.document.dimensions[id].categories;
            if let Some(name) = providers.iter().find(|name| !categories.contains(name)) {
                return Err(unknown(format!("providers of {id}"), "category", name));
            }
        }
        Ok(())
    }

    fn check_invited(&self) -> Result<(), TabularError> {
        for (wave, providers) in &self.invited {
            if !self.document.releases.values().flatten().any(|known| known == wave) {
                return Err(unknown(format!("invited in {wave}"), "wave", wave));
            }
            for (provider, invited) in providers {
                if !self.providers.values().any(|known| known.contains(provider)) {
                    return Err(unknown(format!("invited in {wave}"), "provider", provider));
                }
                if *invited < 0 {
                    return Err(TabularError::Negative(format!("invited in {wave} at {provider}")));
                }
            }
        }
        Ok(())
    }
}

fn unknown(cell: String, what: &'static str, name: &str) -> TabularError {
    TabularError::Unknown { cell, what, name: name.to_owned() }
}
