//! Codebook care: add, merge, split and retire themes, each a new version.
//!
//! Promises that whatever is changed here can be written and read again, and that nothing which was once a theme is
//! forgotten. A new file from elsewhere is held against the old one with `lost_since`.

use super::{Codebook, Theme, ThemeId};

#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    Add(Box<Theme>),
    Retire(ThemeId),
    Merge { from: ThemeId, into: ThemeId },
    Split { from: ThemeId, into: Vec<ThemeId> },
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("'{0}' was a theme already; an id is used once, for ever")]
    Used(ThemeId),
    #[error("'{0}' is no theme in use")]
    NotInUse(ThemeId),
    #[error("'{0}' cannot lead to itself")]
    Itself(ThemeId),
    #[error("a split leads to two themes or more")]
    TooFew,
    #[error("the codebook has no group '{0}'")]
    NoGroup(String),
    #[error("a theme needs a label, a definition and an example")]
    Bare,
}

impl Codebook {
    /// The next version.
    pub fn with(&self, change: Change) -> Result<Self, Refused> {
        let mut next = self.clone();
        next.version += 1;
        match change {
            Change::Add(theme) => next.add(*theme)?,
            Change::Retire(id) => drop(next.retire(&id, &[])?),
            Change::Merge { from, into } => {
                let theme = next.retire(&from, std::slice::from_ref(&into))?;
                theme.merged_into = Some(into);
            }
            Change::Split { from, into } => {
                let distinct: std::collections::BTreeSet<_> = into.iter().collect();
                if distinct.len() < 2 {
                    return Err(Refused::TooFew);
                }
                let theme = next.retire(&from, &into)?;
                theme.split_into = into;
            }
        }
        Ok(next)
    }

    fn add(&mut self, mut theme: Theme) -> Result<(), Refused> {
        if self.theme(&theme.id).is_some() {
            return Err(Refused::Used(theme.id));
        }
        if self.groups.iter().all(|group| group.id != theme.group) {
            return Err(Refused::NoGroup(theme.group.to_string()));
        }
        let empty = |text: &str| text.trim().is_empty();
        if empty(&theme.label) || empty(&theme.definition) || theme.examples.iter().all(|text| empty(text)) {
            return Err(Refused::Bare);
        }
        theme.added = self.version;
        (theme.retired, theme.merged_into, theme.split_into) = (None, None, Vec::new());
        self.themes.push(theme);
        Ok(())
    }

    fn retire(&mut self, id: &ThemeId, into: &[ThemeId]) -> Result<&mut Theme, Refused> {
        for next in into {
            if next == id {
                return Err(Refused::Itself(id.clone()));
            }
            self.in_use().find(|theme| theme.id == *next).ok_or_else(|| Refused::NotInUse(next.clone()))?;
        }
        let version = self.version;
        let found = self.themes.iter_mut().find(|theme| theme.id == *id && theme.retired.is_none());
        let theme = found.ok_or_else(|| Refused::NotInUse(id.clone()))?;
        theme.retired = Some(version);
        Ok(theme)
    }

    /// What a newer codebook forgets or rewrites of this one, in words; empty when it may take its place.
    pub fn lost_since(&self, newer: &Self) -> Vec<String> {
        let mut lost = Vec::new();
        if newer.version < self.version {
            lost.push(format!("version {} is older than {}", newer.version, self.version));
        }
        for theme in &self.themes {
            match newer.theme(&theme.id) {
                None => lost.push(format!("'{}' is gone; retire it instead", theme.id)),
                Some(kept) if kept.added != theme.added => {
                    lost.push(format!("'{}' was added with another version", theme.id))
                }
                Some(kept)
                    if theme.retired.is_some()
                        && (&kept.retired, &kept.merged_into, &kept.split_into)
                            != (&theme.retired, &theme.merged_into, &theme.split_into) =>
                {
                    lost.push(format!("'{}' was retired, and is now said to be otherwise", theme.id));
                }
                Some(kept)
                    if kept.retired.is_some_and(|retired| theme.retired.is_none() && retired <= self.version) =>
                {
                    lost.push(format!("'{}' was in use in version {}", theme.id, self.version));
                }
                Some(_) => {}
            }
        }
        let new = newer.themes.iter().filter(|theme| self.theme(&theme.id).is_none() && theme.added <= self.version);
        lost.extend(new.map(|theme| format!("'{}' is new and claims to be of version {}", theme.id, theme.added)));
        lost
    }
}
