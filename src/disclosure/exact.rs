//! Exact counts of a wave's declared tables: what counting makes and planning reads, in memory or sealed.
//!
//! Does not print itself: there is no `Debug`, and nothing in `web` or `release` takes it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::survey::{Question, Slug};

/// One hierarchical dimension: region, then area, then provider.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Place {
    Region,
    Area(Slug),
    Provider(Slug),
}

/// Which table a distribution is a row of: a question, somewhere, and perhaps within one group of a declared breakdown
/// (question and option).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TableKey {
    pub survey: Slug,
    pub question: Slug,
    pub place: Place,
    pub within: Option<(Slug, Slug)>,
}

#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Distribution {
    /// Persons by option, zeros included; options outside the base are not here.
    pub options: BTreeMap<Slug, u64>,
    /// Persons who answered this question with an option of the base.
    pub base: u64,
    /// Persons who said only "prefer not to say", "does not apply" or the like.
    pub outside: u64,
}

#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Exact {
    pub respondents: BTreeMap<Place, u64>,
    /// Respondents of the region by declared campaign; whoever came by none is not here.
    pub campaigns: BTreeMap<Slug, u64>,
    pub tables: BTreeMap<TableKey, Distribution>,
}

impl Distribution {
    /// All options of a question at zero.
    pub fn of(question: &Question) -> Self {
        let inside = question.choices().iter().filter(|choice| !choice.outside);
        Self { options: inside.map(|choice| (choice.id.clone(), 0)).collect(), base: 0, outside: 0 }
    }

    /// Counts one person.
    pub fn add<'a>(&mut self, chosen: impl IntoIterator<Item = &'a Slug>) {
        let mut in_base = false;
        let mut any = false;
        for option in chosen {
            any = true;
            if let Some(n) = self.options.get_mut(option) {
                *n += 1;
                in_base = true;
            }
        }
        self.base += u64::from(in_base);
        self.outside += u64::from(any && !in_base);
    }
}
