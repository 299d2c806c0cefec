//! A release's document: the shape in which figures are frozen, published and audited.
//!
//! Promises the documented schema: `dimensions` and `tables` are such that `heard disclosure` and anyone's own tool can
//! read them. A cell's value is a rounded count or `null` for hidden; there is no field for anything exact.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::audit::Head;
use crate::disclosure::plan::{Plan, Span};
use crate::survey::Slug;

/// A table that turned out to be wrong. Its figures stay in the chain, and every audit reckons with them: they were read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Withdrawn {
    pub release: Slug,
    /// The time and the id of the table.
    pub period: String,
    pub table: String,
    pub caption: String,
    pub reason: String,
}

pub const SCHEMA: &str = "heard-release-3";

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    pub schema: String,
    pub id: Slug,
    /// Place in the chain, from 1.
    pub sequence: i64,
    /// SHA-256, in hex, of the document before; absent in the first.
    pub previous: Option<String>,
    pub published: String,
    pub run_by: String,
    /// The waves that this release is the first to tell of.
    pub waves: Vec<WaveSpan>,
    pub k: u64,
    pub width: u64,
    /// The rules in words a reader understands.
    pub rules: String,
    /// Under-reporting: stands on every table.
    pub caveat: String,
    /// By wave: the version of the codebook that its themes were counted by.
    #[serde(default)]
    pub codebooks: BTreeMap<Slug, u32>,
    /// What was fixed before the year about how answers are shown.
    #[serde(default)]
    pub plans: Vec<Plan>,
    pub dimensions: BTreeMap<String, Dimension>,
    pub universes: BTreeMap<String, Universe>,
    pub releases: Vec<Period>,
    pub multilabel: Vec<String>,
    pub tables: Vec<Table>,
    pub withheld: Vec<Withheld>,
    /// Tables of earlier releases that this one takes back.
    #[serde(default)]
    pub withdrawn: Vec<Withdrawn>,
    /// Salted digests of its quotations, in their order. What they say is kept apart and can be taken away.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quotations: Vec<String>,
    /// The end of the audit log when this was signed, so that whoever keeps a release can tell if the log is rewritten.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audit: Option<AuditHead>,
}

/// How many acts of staff the audit log held, and the digest of the last, in hex.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AuditHead {
    pub acts: i64,
    pub digest: String,
}

impl From<Head> for AuditHead {
    fn from(head: Head) -> Self {
        Self { acts: head.sequence, digest: head.hex() }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WaveSpan {
    pub id: Slug,
    pub opens: Date,
    pub closes: Date,
}

/// `partitions`: the first category is the sum of the listed ones.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dimension {
    pub partitions: Vec<(String, Vec<String>)>,
    pub labels: BTreeMap<String, String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Universe {
    /// None for what counts no persons of any other.
    pub subset_of: Option<String>,
}

/// What the numbers of a table are of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Counted {
    #[default]
    Persons,
    /// What was said of a service. One person may have told of up to three, of each kind once.
    Parts,
}

/// A span of whole waves, by the name that tables give it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Period {
    pub id: String,
    pub periods: Vec<Slug>,
    #[serde(default)]
    pub span: Span,
    /// The time in words, such as "January to June 2026".
    #[serde(default)]
    pub words: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Table {
    pub id: String,
    /// The period's name.
    pub release: String,
    pub universe: String,
    pub dims: Vec<String>,
    pub rounding: u64,
    pub survey: Slug,
    pub question: Slug,
    pub measure: Slug,
    pub caption: String,
    /// `groups`, which add up; `labels`, of which a person may have chosen several; `themes`, which people who read a
    /// person's text chose for it.
    pub form: String,
    #[serde(default)]
    pub counts: Counted,
    /// Ids from the framework of priorities.
    pub priorities: Vec<Slug>,
    /// Why options were put together as they were, in words.
    #[serde(default)]
    pub cut: String,
    /// Places or groups beside those shown, which are not shown on their own.
    #[serde(default)]
    pub unshown: Vec<String>,
    pub cells: Vec<Cell>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// A dimension left out stands at its total.
    pub at: BTreeMap<String, String>,
    pub value: Option<u64>,
    /// Whole percent of the sum of the table's rounded counts (of its rounded total, where labels do not add up).
    pub percent: Option<u64>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Withheld {
    pub survey: Slug,
    pub question: Slug,
    pub caption: String,
    /// Waves whose answers wait to be shown together with later ones.
    pub periods: Vec<Slug>,
    pub words: String,
}

pub use crate::disclosure::plan::{PLACE, TOTAL};

impl Table {
    /// The number of people in the whole region that it tells of, as published.
    pub fn total(&self) -> Option<u64> {
        self.cells.iter().find(|cell| cell.at.values().all(|at| at == TOTAL)).and_then(|cell| cell.value)
    }

    /// The dimension of places, or of groups of people.
    pub fn rows(&self) -> &str {
        self.dims.iter().map(String::as_str).find(|dimension| !is_answers(dimension)).unwrap_or(PLACE)
    }

    /// The dimension of answers; a table of respondents has none.
    pub fn answers(&self) -> Option<&str> {
        self.dims.iter().map(String::as_str).find(|dimension| is_answers(dimension))
    }
}

impl Document {
    /// A correction takes tables back and tells of no wave.
    pub fn is_correction(&self) -> bool {
        self.waves.is_empty()
    }

    /// Waves that a table tells of.
    pub fn periods(&self, table: &Table) -> &[Slug] {
        self.period(table).map_or(&[], |period| &period.periods)
    }

    pub fn period(&self, table: &Table) -> Option<&Period> {
        self.releases.iter().find(|period| period.id == table.release)
    }

    /// A category in words.
    pub fn label<'a>(&'a self, dimension: &str, category: &'a str) -> &'a str {
        self.dimensions.get(dimension).and_then(|d| d.labels.get(category)).map_or(category, String::as_str)
    }
}

fn is_answers(dimension: &str) -> bool {
    dimension.starts_with("answer:")
}
