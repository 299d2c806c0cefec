//! The closure of a document's tables: every cell that is listed or follows from listed ones, and every equation
//! between them.
//!
//! Promises that a reader's knowledge is not understated: partitions of every dimension, unions of waves, bases that
//! are part of other bases, and labels that are part of their base are all in it. An inequality is an equation with a
//! slack. Numbers for cells and rows depend on the document alone. The audit does not use this code.

use std::collections::{BTreeSet, HashMap};

use crate::disclosure::tabular::{Dimension, MOST_CELLS, Table, Tabular, TabularError, name};

/// Where a cell stands, in numbers: a category by dimension, without the dimensions that are at their root.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    pub universe: usize,
    pub period: usize,
    pub at: Vec<(usize, usize)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Listed,
    /// Not listed, but following from what is.
    Implied,
    /// What a part leaves of its base.
    Slack,
}

#[derive(Clone, Debug)]
pub struct Cell {
    pub standing: Standing,
    /// The exact count, where the document gives it.
    pub value: Option<i64>,
    pub frozen: bool,
    pub primary: bool,
    /// The cell's name for people.
    pub name: String,
    /// How much it is missed when hidden: 1 for a leaf, 3 for what is one level up, 10 for what is higher.
    pub weight: i64,
}

/// `sum of factor x cell = 0`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    pub terms: Vec<(usize, i64)>,
    /// Has no slack. One that has says only that a part is no larger than its base.
    pub equal: bool,
}

#[derive(Debug, Default)]
pub struct System {
    pub cells: Vec<Cell>,
    pub rows: Vec<Row>,
    /// By cell: the rows it stands in, and with which factor.
    pub rows_of: Vec<Vec<(usize, i64)>>,
    /// By table, and by place in it: the cell.
    pub listed: Vec<Vec<usize>>,
    /// By cell, slacks left out.
    pub keys: Vec<Key>,
    /// The waves and unions of waves, by their number in keys.
    pub periods: Vec<String>,
    index: HashMap<Key, usize>,
}

impl System {
    pub fn of(document: &Tabular) -> Result<Self, TabularError> {
        let mut builder = Builder::new(document);
        for table in &document.tables {
            builder.add_closure(table)?;
        }
        for table in &document.tables {
            builder.add_listed(table);
        }
        builder.add_bases();
        let system = builder.finished();
        system.check_totals()?;
        Ok(system)
    }

    pub fn find(&self, key: &Key) -> Option<usize> {
        self.index.get(key).copied()
    }

    /// Totals whose parts are all given must be their sum.
    fn check_totals(&self) -> Result<(), TabularError> {
        for row in self.rows.iter().filter(|row| row.equal) {
            let known: Option<Vec<(i64, i64)>> =
                row.terms.iter().map(|(cell, factor)| Some((*factor, self.cells[*cell].value?))).collect();
            let Some(known) = known else { continue };
            let sum = |sign: i64| known.iter().filter(|(f, _)| f * sign > 0).map(|(f, value)| f.abs() * value).sum();
            let (parts, total): (i64, i64) = (sum(1), sum(-1));
            if parts != total {
                let at = row.terms.iter().find(|(_, factor)| *factor < 0).map_or(0, |(cell, _)| *cell);
                return Err(TabularError::Inconsistent { cell: self.cells[at].name.clone(), parts, total });
            }
        }
        Ok(())
    }
}

/// A dimension in numbers.
struct Shape {
    root: usize,
    size: usize,
    partitions: Vec<(usize, Vec<usize>)>,
    multilabel: bool,
    /// By category: how many levels are below it.
    height: Vec<usize>,
}

impl Shape {
    fn of(dimension: &Dimension) -> Self {
        let place = |category: &String| dimension.categories.iter().position(|other| other == category).unwrap_or(0);
        let numbers = |parts: &Vec<String>| parts.iter().map(place).collect::<Vec<_>>();
        let mut shape = Self {
            root: place(&dimension.root),
            size: dimension.categories.len(),
            partitions: dimension.partitions.iter().map(|(total, parts)| (place(total), numbers(parts))).collect(),
            multilabel: dimension.multilabel,
            height: vec![0; dimension.categories.len()],
        };
        if shape.multilabel {
            shape.height[shape.root] = 1;
        }
        // No chain of totals is longer than there are categories, and none goes round.
        for _ in 0..shape.size {
            let before = shape.height.clone();
            for (total, parts) in &shape.partitions {
                let below = parts.iter().map(|part| shape.height[*part] + 1).max().unwrap_or(0);
                shape.height[*total] = shape.height[*total].max(below);
            }
            if before == shape.height {
                break;
            }
        }
        shape
    }
}

struct Builder<'a> {
    document: &'a Tabular,
    dimensions: Vec<&'a str>,
    universes: Vec<&'a str>,
    shapes: Vec<Shape>,
    system: System,
    rows: BTreeSet<Row>,
}

impl<'a> Builder<'a> {
    fn new(document: &'a Tabular) -> Self {
        Self {
            document,
            dimensions: document.dimensions.keys().map(String::as_str).collect(),
            universes: document.universes.keys().map(String::as_str).collect(),
            shapes: document.dimensions.values().map(Shape::of).collect(),
            system: System::default(),
            rows: BTreeSet::new(),
        }
    }

    /// The full cross product of a table's dimensions, in its period and, where that is a union, in each of its waves.
    fn add_closure(&mut self, table: &Table) -> Result<(), TabularError> {
        let document = self.document;
        let atoms = document.atoms(&table.release);
        let dims: Vec<usize> = table.dims.iter().map(|id| self.dimension(id)).collect();
        let size: usize = dims.iter().map(|dimension| self.shapes[*dimension].size).product();
        if size * (atoms.len() + 1) + self.system.cells.len() > MOST_CELLS {
            return Err(TabularError::TooLarge(MOST_CELLS));
        }
        let mut in_atoms: Vec<Vec<usize>> = Vec::new();
        for atom in atoms {
            in_atoms.push(self.add_period(table, &dims, size, atom));
        }
        if atoms.len() > 1 {
            let whole = self.add_period(table, &dims, size, &table.release);
            for (place, whole) in whole.into_iter().enumerate() {
                self.add_sum(in_atoms.iter().map(|cells| cells[place]), whole);
            }
        }
        Ok(())
    }

    /// The cells of a table in one period, in the order of their coordinates.
    fn add_period(&mut self, table: &Table, dims: &[usize], size: usize, period: &str) -> Vec<usize> {
        let period = self.period(period);
        let mut strides = Vec::with_capacity(dims.len());
        let mut stride = 1;
        for dimension in dims {
            strides.push(stride);
            stride *= self.shapes[*dimension].size;
        }
        let digit = |shapes: &[Shape], place: usize, n: usize| place / strides[n] % shapes[dims[n]].size;
        let cells: Vec<usize> = (0..size)
            .map(|place| {
                let digits = (0..dims.len()).map(|n| (dims[n], digit(&self.shapes, place, n))).collect();
                self.cell(table, period, digits)
            })
            .collect();
        for (n, dimension) in dims.iter().enumerate() {
            let partitions = self.shapes[*dimension].partitions.clone();
            let (root, multilabel) = (self.shapes[*dimension].root, self.shapes[*dimension].multilabel);
            for place in 0..size {
                let here = digit(&self.shapes, place, n);
                let moved = |category: usize| cells[place - here * strides[n] + category * strides[n]];
                for (_, parts) in partitions.iter().filter(|(total, _)| *total == here) {
                    self.add_sum(parts.iter().map(|part| moved(*part)), cells[place]);
                }
                if multilabel && here != root {
                    self.add_row(vec![(cells[place], 1), (moved(root), -1)], false);
                }
            }
        }
        cells
    }

    fn add_listed(&mut self, table: &Table) {
        let document = self.document;
        let atoms = document.atoms(&table.release);
        let period = self.period(if atoms.len() == 1 { &atoms[0] } else { &table.release });
        let mut listed = Vec::with_capacity(table.cells.len());
        for here in &table.cells {
            let digits = here.at.iter().map(|(dimension, category)| {
                let number = self.dimension(dimension);
                let categories = &document.dimensions[dimension].categories;
                (number, categories.iter().position(|other| other == category).unwrap_or(0))
            });
            let digits = digits.collect();
            let cell = self.cell(table, period, digits);
            listed.push(cell);
            let state = &mut self.system.cells[cell];
            state.standing = Standing::Listed;
            state.value = state.value.or(here.value);
            state.frozen |= here.frozen;
            state.primary |= here.primary;
            state.name = name(table, &here.at);
        }
        self.system.listed.push(listed);
    }

    /// Who answered a question is part of who answered at all.
    fn add_bases(&mut self) {
        for cell in 0..self.system.keys.len() {
            let mut key = self.system.keys[cell].clone();
            let mut above = self.document.universes[self.universes[key.universe]].as_deref();
            while let Some(parent) = above {
                let known = self.universes.iter().position(|name| *name == parent);
                let whole = known.and_then(|universe| {
                    key.universe = universe;
                    self.system.find(&key)
                });
                if let Some(whole) = whole {
                    self.add_row(vec![(cell, 1), (whole, -1)], false);
                    break;
                }
                above = self.document.universes.get(parent).and_then(Option::as_deref);
            }
        }
    }

    /// The cell at some categories; those at their root are left out of its key.
    fn cell(&mut self, table: &Table, period: usize, mut at: Vec<(usize, usize)>) -> usize {
        at.retain(|(dimension, category)| self.shapes[*dimension].root != *category);
        at.sort_unstable();
        let universe = self.universes.iter().position(|name| *name == table.universe).unwrap_or(0);
        let key = Key { universe, period, at };
        if let Some(cell) = self.system.find(&key) {
            return cell;
        }
        let weight = match self.height(table, &key.at) {
            0 => 1,
            1 => 3,
            _ => 10,
        };
        let cell = Cell {
            standing: Standing::Implied,
            value: None,
            frozen: false,
            primary: false,
            name: self.implied_name(table, &key),
            weight,
        };
        let number = self.system.cells.len();
        self.system.cells.push(cell);
        self.system.keys.push(key.clone());
        self.system.index.insert(key, number);
        number
    }

    fn height(&self, table: &Table, at: &[(usize, usize)]) -> usize {
        let of_dimension = |id: &String| {
            let dimension = self.dimension(id);
            let inner = at.iter().find(|(other, _)| *other == dimension).map(|(_, category)| *category);
            self.shapes[dimension].height[inner.unwrap_or(self.shapes[dimension].root)]
        };
        table.dims.iter().map(of_dimension).sum()
    }

    fn implied_name(&self, table: &Table, key: &Key) -> String {
        let place = |(dimension, category): &(usize, usize)| {
            let id = self.dimensions[*dimension];
            (id.to_owned(), self.document.dimensions[id].categories[*category].clone())
        };
        let at = key.at.iter().map(place).collect();
        format!("{} (wave {}, not listed)", name(table, &at), self.system.periods[key.period])
    }

    fn dimension(&self, id: &str) -> usize {
        self.dimensions.iter().position(|other| *other == id).unwrap_or(0)
    }

    fn period(&mut self, name: &str) -> usize {
        let periods = &mut self.system.periods;
        periods.iter().position(|other| other == name).unwrap_or_else(|| {
            periods.push(name.to_owned());
            periods.len() - 1
        })
    }

    fn add_sum(&mut self, parts: impl Iterator<Item = usize>, total: usize) {
        let terms = parts.map(|part| (part, 1)).chain([(total, -1)]).collect();
        self.add_row(terms, true);
    }

    fn add_row(&mut self, mut terms: Vec<(usize, i64)>, equal: bool) {
        terms.sort_unstable();
        terms.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            kept.1 += if same { next.1 } else { 0 };
            same
        });
        self.rows.insert(Row { terms, equal });
    }

    fn finished(self) -> System {
        let mut system = self.system;
        for mut row in self.rows {
            if !row.equal {
                let value = row.terms.iter().map(|(cell, factor)| Some(-factor * system.cells[*cell].value?)).sum();
                row.terms.push((system.cells.len(), 1));
                system.cells.push(Cell {
                    standing: Standing::Slack,
                    value,
                    frozen: false,
                    primary: false,
                    name: format!("the rest of {}", system.cells[row.terms[0].0].name),
                    weight: 0,
                });
            }
            system.rows.push(row);
        }
        system.rows_of = vec![vec![]; system.cells.len()];
        for (place, row) in system.rows.iter().enumerate() {
            for (cell, factor) in &row.terms {
                system.rows_of[*cell].push((place, *factor));
            }
        }
        system
    }
}
