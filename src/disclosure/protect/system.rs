//! The closure of a document's tables: every cell that is listed or follows from listed ones, and every equation and
//! inequality between them.
//!
//! Promises that a reader's knowledge is not understated: partitions of every dimension, unions of waves, bases that
//! are part of other bases, and labels that are part of their base are all in it. The audit does not use this code.

use std::collections::{BTreeMap, BTreeSet};

use crate::disclosure::tabular::{MOST_CELLS, Tabular, TabularError, name};

/// Universe, period, and category by dimension without those at their root.
pub type Key = (String, String, BTreeMap<String, String>);

#[derive(Clone, Debug, Default)]
pub struct CellState {
    /// The exact count, where the document gives it.
    pub value: Option<i64>,
    pub listed: bool,
    pub frozen: bool,
    pub primary: bool,
    /// The cell's name for people.
    pub name: String,
    /// How deep it stands: how many dimensions are below their root.
    pub depth: usize,
}

/// `sum of coefficient x cell = 0` or `<= 0`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    pub terms: Vec<(usize, i64)>,
    pub equal: bool,
}

#[derive(Debug, Default)]
pub struct System {
    pub keys: BTreeMap<Key, usize>,
    pub cells: Vec<CellState>,
    pub rows: Vec<Row>,
    /// By cell: the rows it stands in.
    pub rows_of: Vec<Vec<usize>>,
}

impl System {
    pub fn of(document: &Tabular) -> Result<Self, TabularError> {
        let mut builder = Builder { document, system: Self::default(), rows: BTreeSet::new() };
        for table in &document.tables {
            builder.add_closure(table)?;
        }
        for table in &document.tables {
            builder.add_listed(table);
        }
        builder.add_bases();
        let mut system = builder.system;
        system.rows = builder.rows.into_iter().collect();
        system.rows_of = vec![vec![]; system.cells.len()];
        for (place, row) in system.rows.iter().enumerate() {
            for (cell, _) in &row.terms {
                system.rows_of[*cell].push(place);
            }
        }
        system.check_totals()?;
        Ok(system)
    }

    /// Totals whose parts are all given must be their sum.
    fn check_totals(&self) -> Result<(), TabularError> {
        for row in self.rows.iter().filter(|row| row.equal) {
            let known: Option<Vec<(i64, i64)>> =
                row.terms.iter().map(|(cell, factor)| Some((*factor, self.cells[*cell].value?))).collect();
            let Some(known) = known else { continue };
            let parts: i64 = known.iter().filter(|(factor, _)| *factor > 0).map(|(_, value)| value).sum();
            let total: i64 = known.iter().filter(|(factor, _)| *factor < 0).map(|(_, value)| value).sum();
            if parts != total {
                let at = row.terms.iter().find(|(_, factor)| *factor < 0).map_or(0, |(cell, _)| *cell);
                return Err(TabularError::Inconsistent { cell: self.cells[at].name.clone(), parts, total });
            }
        }
        Ok(())
    }
}

struct Builder<'a> {
    document: &'a Tabular,
    system: System,
    rows: BTreeSet<Row>,
}

impl Builder<'_> {
    /// The full cross product of a table's dimensions, in its period and, where that is a union, in each of its waves.
    fn add_closure(&mut self, table: &crate::disclosure::tabular::Table) -> Result<(), TabularError> {
        let document = self.document;
        let atoms = document.atoms(&table.release).to_vec();
        let union = (atoms.len() > 1).then(|| table.release.clone());
        let size: usize = table.dims.iter().map(|d| document.dimensions[d].categories.len()).product();
        if size * (atoms.len() + 1) + self.system.cells.len() > MOST_CELLS {
            return Err(TabularError::TooLarge(MOST_CELLS));
        }
        for at in places(document, &table.dims) {
            let in_atoms: Vec<usize> = atoms.iter().map(|atom| self.cell(table, atom, &at)).collect();
            if let Some(union) = &union {
                let whole = self.cell(table, union, &at);
                let mut terms: Vec<(usize, i64)> = in_atoms.iter().map(|cell| (*cell, 1)).collect();
                terms.push((whole, -1));
                self.add_row(terms, true);
            }
            for period in atoms.iter().chain(&union) {
                self.add_rows_at(table, period, &at);
            }
        }
        Ok(())
    }

    /// Every partition of which this place holds the total, and every label that is part of its base.
    fn add_rows_at(&mut self, table: &crate::disclosure::tabular::Table, period: &str, at: &BTreeMap<String, String>) {
        let document = self.document;
        for dimension in &table.dims {
            let shape = &document.dimensions[dimension];
            let moved = |category: &str| {
                let mut there = at.clone();
                there.insert(dimension.clone(), category.to_owned());
                there
            };
            for (total, parts) in &shape.partitions {
                if at[dimension] != *total {
                    continue;
                }
                let mut terms: Vec<(usize, i64)> =
                    parts.iter().map(|part| (self.cell(table, period, &moved(part)), 1)).collect();
                terms.push((self.cell(table, period, at), -1));
                self.add_row(terms, true);
            }
            if shape.multilabel && at[dimension] != shape.root {
                let base = self.cell(table, period, &moved(&shape.root));
                let terms = vec![(self.cell(table, period, at), 1), (base, -1)];
                self.add_row(terms, false);
            }
        }
    }

    fn add_listed(&mut self, table: &crate::disclosure::tabular::Table) {
        let atoms = self.document.atoms(&table.release);
        let period = if atoms.len() == 1 { atoms[0].clone() } else { table.release.clone() };
        for listed in &table.cells {
            let mut at: BTreeMap<String, String> =
                table.dims.iter().map(|d| (d.clone(), self.document.dimensions[d].root.clone())).collect();
            at.extend(listed.at.clone());
            let cell = self.cell(table, &period, &at);
            let state = &mut self.system.cells[cell];
            state.listed = true;
            state.value = state.value.or(listed.value);
            state.frozen |= listed.frozen;
            state.primary |= listed.primary;
            state.name = name(table, &listed.at);
        }
    }

    /// Who answered a question is part of who answered at all.
    fn add_bases(&mut self) {
        let keys: Vec<(Key, usize)> = self.system.keys.iter().map(|(key, cell)| (key.clone(), *cell)).collect();
        for ((universe, period, at), cell) in keys {
            let mut above = self.document.universes.get(&universe).cloned().flatten();
            while let Some(parent) = above {
                if let Some(whole) = self.system.keys.get(&(parent.clone(), period.clone(), at.clone())) {
                    let terms = vec![(cell, 1), (*whole, -1)];
                    self.add_row(terms, false);
                    break;
                }
                above = self.document.universes.get(&parent).cloned().flatten();
            }
        }
    }

    fn cell(
        &mut self,
        table: &crate::disclosure::tabular::Table,
        period: &str,
        at: &BTreeMap<String, String>,
    ) -> usize {
        let inner: BTreeMap<String, String> = at
            .iter()
            .filter(|(dimension, category)| self.document.dimensions[*dimension].root != **category)
            .map(|(dimension, category)| (dimension.clone(), category.clone()))
            .collect();
        let depth = inner.len();
        let system = &mut self.system;
        *system.keys.entry((table.universe.clone(), period.to_owned(), inner)).or_insert_with(|| {
            let at = name(table, at);
            system.cells.push(CellState {
                name: format!("{at} (wave {period}, not listed)"),
                depth,
                ..CellState::default()
            });
            system.cells.len() - 1
        })
    }

    fn add_row(&mut self, mut terms: Vec<(usize, i64)>, equal: bool) {
        terms.sort_unstable();
        self.rows.insert(Row { terms, equal });
    }
}

/// Every combination of the dimensions' categories.
fn places(document: &Tabular, dims: &[String]) -> Vec<BTreeMap<String, String>> {
    let mut all = vec![BTreeMap::new()];
    for dimension in dims {
        let categories = &document.dimensions[dimension].categories;
        all = all
            .into_iter()
            .flat_map(|at: BTreeMap<String, String>| {
                categories.iter().map(move |category| {
                    let mut there = at.clone();
                    there.insert(dimension.clone(), category.clone());
                    there
                })
            })
            .collect();
    }
    all
}
