//! The themes that texts may be tagged with, read from `surveys/themes.toml`.
//!
//! Promises that a codebook that loads is whole: ids are used once, what is merged or split leads to themes that are
//! there, nothing leads in a circle, and every retired theme stays, so that a decision of any earlier version finds its
//! place (`follow`). Does not promise that the themes are the right ones: two people tagging apart show that
//! (`agreement`).

mod change;
mod follow;
mod id;
mod read;

use std::collections::BTreeMap;

pub use change::{Change, Refused};
pub use follow::Following;
pub use id::{NotAThemeId, ThemeId};
use serde::Serialize;

use crate::survey::Slug;

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Codebook {
    /// Rises with every theme that is added, retired, merged or split.
    pub version: u32,
    pub language: String,
    /// How many themes one text may have.
    pub most_themes: usize,
    /// Rights of the Victims' Code that themes refer to.
    pub victims_code: BTreeMap<Slug, String>,
    #[serde(rename = "group")]
    pub groups: Vec<Group>,
    #[serde(rename = "theme")]
    pub themes: Vec<Theme>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Group {
    pub id: Slug,
    pub label: String,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Theme {
    pub id: ThemeId,
    /// The version with which it came.
    pub added: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retired: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<ThemeId>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub split_into: Vec<ThemeId>,
    pub group: Slug,
    pub label: String,
    pub definition: String,
    /// What belongs here, and what belongs elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub include: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclude: Option<String>,
    pub examples: Vec<String>,
    /// Codes of `framework.toml`.
    pub priorities: Vec<Slug>,
    pub victims_code: Vec<Slug>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
}

impl Codebook {
    /// The one that comes with the program.
    pub fn built_in() -> Self {
        Self::parse("themes.toml", Self::built_in_text(), None).expect("the shipped file is read by a test")
    }

    pub fn built_in_text() -> &'static str {
        include_str!("../../../surveys/themes.toml")
    }

    /// Retired or not.
    pub fn theme(&self, id: &ThemeId) -> Option<&Theme> {
        self.themes.iter().find(|theme| theme.id == *id)
    }

    /// The themes that may be given today, in the order of the file.
    pub fn in_use(&self) -> impl Iterator<Item = &Theme> {
        self.themes.iter().filter(|theme| theme.retired.is_none())
    }

    /// As a file that `parse` reads, for staff who keep a changed codebook.
    pub fn to_toml(&self) -> String {
        toml::to_string(self).expect("plain words and numbers")
    }
}

#[cfg(test)]
mod tests;
