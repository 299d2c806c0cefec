//! A theme's name: two slugs with a dot between them, such as `rel.believed`.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::survey::Slug;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ThemeId(String);

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not a theme: two names of small letters, digits and hyphens with a dot between them")]
pub struct NotAThemeId(String);

impl ThemeId {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its name in tables, whose options are plain names: `rel-believed`.
    pub fn as_option(&self) -> Slug {
        self.0.replace('.', "-").parse().expect("two short names and a hyphen make a name")
    }
}

impl std::str::FromStr for ThemeId {
    type Err = NotAThemeId;

    fn from_str(text: &str) -> Result<Self, NotAThemeId> {
        let is_slug = |part: &str| part.parse::<Slug>().is_ok();
        match text.split_once('.') {
            Some((family, name)) if is_slug(family) && is_slug(name) && text.len() <= 40 => Ok(Self(text.to_owned())),
            _ => Err(NotAThemeId(text.chars().take(90).collect())),
        }
    }
}

impl TryFrom<String> for ThemeId {
    type Error = NotAThemeId;

    fn try_from(text: String) -> Result<Self, NotAThemeId> {
        text.parse()
    }
}

impl From<ThemeId> for String {
    fn from(id: ThemeId) -> Self {
        id.0
    }
}

impl fmt::Display for ThemeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
