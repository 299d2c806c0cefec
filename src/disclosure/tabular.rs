//! Tables as a document that anyone can write and read: dimensions with partitions, universes, periods, cells.
//!
//! Promises that a `Tabular` is sound: every category is known, no partition goes round in a circle, no cell is listed
//! twice with two values, no count is negative. What is wrong is told with the cell's name; nothing unsound is ever
//! called safe. Keeps the document as it came, so that protecting it prints the same tables.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::Value;

/// Larger documents are refused: their closure would not fit in memory.
pub const MOST_CELLS: usize = 100_000;

#[derive(Clone, Debug)]
pub struct Tabular {
    pub k: i64,
    pub width: i64,
    pub dimensions: BTreeMap<String, Dimension>,
    /// A universe and what it is part of.
    pub universes: BTreeMap<String, Option<String>>,
    /// A release's name and the waves (period atoms) it covers.
    pub releases: BTreeMap<String, Vec<String>>,
    pub tables: Vec<Table>,
    /// The document as it came.
    pub raw: Value,
}

#[derive(Clone, Debug)]
pub struct Dimension {
    /// The category that all others are part of.
    pub root: String,
    pub categories: Vec<String>,
    /// A category is the sum of the listed ones.
    pub partitions: Vec<(String, Vec<String>)>,
    /// Its labels do not add up: a person may have several.
    pub multilabel: bool,
}

#[derive(Clone, Debug)]
pub struct Table {
    pub id: String,
    pub release: String,
    pub universe: String,
    pub dims: Vec<String>,
    /// Values are rounded to the nearest of these; 1 is exact.
    pub rounding: i64,
    pub cells: Vec<Cell>,
}

#[derive(Clone, Debug)]
pub struct Cell {
    /// Category by dimension; a dimension left out stands at its root.
    pub at: BTreeMap<String, String>,
    pub value: Option<i64>,
    pub frozen: bool,
    pub primary: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TabularError {
    #[error("not a document of tables: {0}")]
    Json(String),
    #[error("dimension {0} has no single total: exactly one category must be part of no other")]
    Root(String),
    #[error("dimension {dimension}: {category} is, in the end, part of itself")]
    Cycle { dimension: String, category: String },
    #[error("{cell}: '{name}' is no {what}")]
    Unknown { cell: String, what: &'static str, name: String },
    #[error("{0}: a count cannot be negative")]
    Negative(String),
    #[error("{0} is listed twice, with different values")]
    Twice(String),
    #[error("{cell}: its parts add up to {parts}, not to {total}")]
    Inconsistent { cell: String, parts: i64, total: i64 },
    #[error("{0} cells and more: too many to hold; split the document")]
    TooLarge(usize),
}

#[derive(Deserialize)]
struct RawDocument {
    #[serde(default = "usual_k")]
    k: i64,
    width: Option<i64>,
    protection_width: Option<i64>,
    dimensions: BTreeMap<String, RawDimension>,
    #[serde(default)]
    universes: BTreeMap<String, RawUniverse>,
    #[serde(default)]
    releases: Vec<RawRelease>,
    #[serde(default)]
    multilabel: Vec<String>,
    tables: Vec<RawTable>,
}

#[derive(Deserialize)]
struct RawDimension {
    #[serde(default)]
    partitions: Vec<(String, Vec<String>)>,
    #[serde(default)]
    multilabel: bool,
}

#[derive(Deserialize)]
struct RawUniverse {
    subset_of: Option<String>,
}

#[derive(Deserialize)]
struct RawRelease {
    id: String,
    periods: Vec<String>,
}

#[derive(Deserialize)]
struct RawTable {
    id: String,
    #[serde(default)]
    release: String,
    #[serde(default = "everyone")]
    universe: String,
    dims: Vec<String>,
    rounding: Option<i64>,
    #[serde(default)]
    multilabel: Vec<String>,
    cells: Vec<RawCell>,
}

#[derive(Deserialize)]
struct RawCell {
    at: BTreeMap<String, String>,
    value: Option<i64>,
    #[serde(default)]
    frozen: bool,
    #[serde(default)]
    primary: bool,
}

fn usual_k() -> i64 {
    super::K as i64
}

fn everyone() -> String {
    "all".into()
}

const ROOT: &str = "Total";

impl Tabular {
    pub fn parse(text: &str) -> Result<Self, TabularError> {
        let raw: Value = serde_json::from_str(text).map_err(|error| TabularError::Json(error.to_string()))?;
        Self::from_value(raw)
    }

    pub fn from_value(raw: Value) -> Result<Self, TabularError> {
        let document: RawDocument =
            serde_json::from_value(raw.clone()).map_err(|error| TabularError::Json(error.to_string()))?;
        let listed: usize = document.tables.iter().map(|table| table.cells.len()).sum();
        if listed > MOST_CELLS {
            return Err(TabularError::TooLarge(listed));
        }
        let dimensions = dimensions(&document)?;
        let mut universes: BTreeMap<String, Option<String>> = [(everyone(), None)].into();
        universes.extend(document.universes.into_iter().map(|(name, universe)| (name, universe.subset_of)));
        let mut releases: BTreeMap<String, Vec<String>> =
            document.releases.into_iter().map(|release| (release.id, release.periods)).collect();
        let mut tables = Vec::new();
        for table in document.tables {
            let atoms = releases.entry(table.release.clone()).or_default();
            if atoms.is_empty() {
                atoms.push(table.release.clone());
            }
            universes.entry(table.universe.clone()).or_insert_with(|| Some(everyone()));
            tables.push(checked_table(table, &dimensions)?);
        }
        let width = document.width.or(document.protection_width).unwrap_or(document.k);
        let tabular = Self { k: document.k, width, dimensions, universes, releases, tables, raw };
        tabular.check_listed_once()?;
        Ok(tabular)
    }

    /// The waves of a release.
    pub fn atoms(&self, release: &str) -> &[String] {
        self.releases.get(release).map_or(&[], Vec::as_slice)
    }

    fn check_listed_once(&self) -> Result<(), TabularError> {
        let mut seen = BTreeMap::new();
        for table in &self.tables {
            for cell in &table.cells {
                let place = (table.universe.as_str(), table.release.as_str(), self.place(cell));
                let value = (cell.value, table.rounding);
                if *seen.entry(place).or_insert(value) != value {
                    return Err(TabularError::Twice(name(table, &cell.at)));
                }
            }
        }
        Ok(())
    }

    /// Where a cell stands, without the dimensions that are at their root.
    pub fn place<'a>(&self, cell: &'a Cell) -> BTreeMap<&'a str, &'a str> {
        let inner = cell.at.iter().filter(|(dimension, category)| self.dimensions[*dimension].root != **category);
        inner.map(|(dimension, category)| (dimension.as_str(), category.as_str())).collect()
    }
}

/// A cell's name for people: `t1 at place=north, answer=no`.
pub fn name(table: &Table, at: &BTreeMap<String, String>) -> String {
    let at: Vec<String> = at.iter().map(|(dimension, category)| format!("{dimension}={category}")).collect();
    format!("{} {} at {}", table.release, table.id, at.join(", ")).trim_start().to_owned()
}

fn checked_table(table: RawTable, dimensions: &BTreeMap<String, Dimension>) -> Result<Table, TabularError> {
    let mut checked = Table {
        id: table.id,
        release: table.release,
        universe: table.universe,
        dims: table.dims,
        rounding: table.rounding.unwrap_or(1).max(1),
        cells: vec![],
    };
    let unknown = |table: &Table, at: &BTreeMap<String, String>, what, name: &str| TabularError::Unknown {
        cell: self::name(table, at),
        what,
        name: name.into(),
    };
    for dimension in &checked.dims {
        if !dimensions.contains_key(dimension) {
            return Err(unknown(&checked, &BTreeMap::new(), "dimension", dimension));
        }
    }
    for cell in table.cells {
        for (dimension, category) in &cell.at {
            if !checked.dims.contains(dimension) {
                return Err(unknown(&checked, &cell.at, "dimension of this table", dimension));
            }
            if !dimensions[dimension].categories.contains(category) {
                return Err(unknown(&checked, &cell.at, "category", category));
            }
        }
        if cell.value.is_some_and(|value| value < 0) {
            return Err(TabularError::Negative(name(&checked, &cell.at)));
        }
        checked.cells.push(Cell { at: cell.at, value: cell.value, frozen: cell.frozen, primary: cell.primary });
    }
    Ok(checked)
}

fn dimensions(document: &RawDocument) -> Result<BTreeMap<String, Dimension>, TabularError> {
    let mut all = BTreeMap::new();
    for (id, raw) in &document.dimensions {
        let multilabel = raw.multilabel
            || document.multilabel.contains(id)
            || document.tables.iter().any(|table| table.multilabel.contains(id));
        let mut categories: BTreeSet<&str> = BTreeSet::new();
        let mut parts: BTreeSet<&str> = BTreeSet::new();
        for (total, listed) in &raw.partitions {
            categories.insert(total);
            categories.extend(listed.iter().map(String::as_str));
            parts.extend(listed.iter().map(String::as_str));
        }
        let mut roots: Vec<&str> = categories.iter().copied().filter(|category| !parts.contains(category)).collect();
        if multilabel || categories.is_empty() {
            // Labels need no partition: what the cells name is what there is.
            let named = document.tables.iter().flat_map(|table| &table.cells).filter_map(|cell| cell.at.get(id));
            categories.extend(named.map(String::as_str));
            categories.insert(ROOT);
            roots = vec![ROOT];
        }
        check_no_cycle(id, &raw.partitions)?;
        let [root] = roots[..] else {
            return Err(TabularError::Root(id.clone()));
        };
        let dimension = Dimension {
            root: root.to_owned(),
            categories: categories.into_iter().map(str::to_owned).collect(),
            partitions: if multilabel { vec![] } else { raw.partitions.clone() },
            multilabel,
        };
        all.insert(id.clone(), dimension);
    }
    Ok(all)
}

fn check_no_cycle(id: &str, partitions: &[(String, Vec<String>)]) -> Result<(), TabularError> {
    for (start, _) in partitions {
        let mut below: BTreeSet<&str> = BTreeSet::new();
        let mut next = vec![start.as_str()];
        while let Some(category) = next.pop() {
            for (_, parts) in partitions.iter().filter(|(total, _)| total == category) {
                for part in parts {
                    if part == start {
                        return Err(TabularError::Cycle { dimension: id.into(), category: start.clone() });
                    }
                    if below.insert(part) {
                        next.push(part);
                    }
                }
            }
        }
    }
    Ok(())
}

/// Several documents as one, so that they are audited together: their tables side by side, their dimensions united.
pub fn join(documents: Vec<Value>) -> Result<Value, TabularError> {
    let mut whole =
        serde_json::json!({"dimensions": {}, "universes": {}, "releases": [], "multilabel": [], "tables": []});
    for document in documents {
        let Value::Object(mut document) = document else {
            return Err(TabularError::Json("a document is an object".into()));
        };
        for single in ["k", "width", "protection_width"] {
            if let Some(value) = document.remove(single) {
                // Of different rules the strictest holds.
                let stricter = whole[single].as_i64().max(value.as_i64());
                whole[single] = stricter.into();
            }
        }
        for listed in ["releases", "multilabel", "tables"] {
            if let (Some(all), Some(Value::Array(more))) = (whole[listed].as_array_mut(), document.remove(listed)) {
                for item in more {
                    if listed == "tables" || !all.contains(&item) {
                        all.push(item);
                    }
                }
            }
        }
        if let (Some(all), Some(Value::Object(more))) =
            (whole["universes"].as_object_mut(), document.remove("universes"))
        {
            all.extend(more);
        }
        if let Some(Value::Object(more)) = document.remove("dimensions") {
            for (id, dimension) in more {
                join_dimension(&mut whole["dimensions"][&id], dimension);
            }
        }
    }
    Ok(whole)
}

fn join_dimension(all: &mut Value, more: Value) {
    if all.is_null() {
        *all = more;
        return;
    }
    let Value::Object(mut more) = more else { return };
    let Some(Value::Array(partitions)) = more.remove("partitions") else {
        return;
    };
    if let Some(known) = all["partitions"].as_array_mut() {
        for partition in partitions {
            if !known.contains(&partition) {
                known.push(partition);
            }
        }
    }
}
