//! What the strategies ask for: the priorities and standards that each question serves.
//!
//! Promises that every id a survey refers to has a title and the strategy line it comes from. Holds no opinions and no
//! answers; "You said, we did" and consultations on standards will live here.

mod population;

pub use population::{AREA, Group, Population, PopulationError};
use serde::Deserialize;

use crate::survey::{References, Slug};

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Framework {
    #[serde(rename = "priority")]
    pub priorities: Vec<Priority>,
    #[serde(rename = "standard")]
    pub standards: Vec<Standard>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Priority {
    pub id: Slug,
    pub title: String,
    pub level: Level,
    /// Such as `R318`: R for the regional strategy, D for Dudley's.
    pub line: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    Core,
    Regional,
    Local,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standard {
    pub id: Slug,
    pub title: String,
    pub line: String,
}

impl Framework {
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// The one that comes with the program.
    pub fn built_in() -> Self {
        Self::parse(include_str!("../../surveys/framework.toml")).expect("the shipped file is read by a test")
    }

    pub fn priority(&self, id: &Slug) -> Option<&Priority> {
        self.priorities.iter().find(|priority| priority.id == *id)
    }

    /// What the survey linter may find referred to.
    pub fn references(&self) -> References {
        References {
            priorities: self.priorities.iter().map(|priority| priority.id.clone()).collect(),
            standards: self.standards.iter().map(|standard| standard.id.clone()).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::themes::codebook::Codebook;

    #[test]
    fn the_strategies_six_core_five_regional_and_ten_local_priorities_are_there() {
        let framework = Framework::built_in();
        let of = |level| framework.priorities.iter().filter(|p| p.level == level).count();
        assert_eq!((of(Level::Core), of(Level::Regional), of(Level::Local)), (6, 5, 10));
        assert_eq!(framework.standards.len(), 3);
    }

    #[test]
    fn the_shipped_themes_serve_priorities_that_there_are_and_each_priority_has_a_theme() {
        let references = Framework::built_in().references();
        let codebook = Codebook::parse("themes.toml", Codebook::built_in_text(), Some(&references)).unwrap();
        for priority in references.priorities {
            assert!(codebook.themes.iter().any(|theme| theme.priorities.contains(&priority)), "{priority}");
        }
    }
}
