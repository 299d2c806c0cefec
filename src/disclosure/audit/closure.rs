//! What a reader knows: an interval for each cell, and the sums that tie cells together.

use std::collections::HashMap;

use crate::disclosure::tabular::{Cell, Table, Tabular, TabularError};

/// How much is known of one cell.
#[derive(Clone, Debug)]
pub struct Known {
    pub name: String,
    pub universe: String,
    pub period: String,
    pub low: i64,
    pub high: i64,
    pub standing: Standing,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Published,
    /// Listed as `null`.
    Hidden,
    /// Not listed, but following from what is.
    Implied,
}

/// `parts` add up to `whole`, or each part is at most `whole`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    pub parts: Vec<usize>,
    pub whole: usize,
    pub exact: bool,
}

#[derive(Debug, Default)]
pub struct Knowledge {
    pub cells: Vec<Known>,
    pub sums: Vec<Sum>,
}

struct Reader<'a> {
    document: &'a Tabular,
    knowledge: Knowledge,
    index: HashMap<String, usize>,
    ceiling: i64,
}

impl Knowledge {
    pub fn of(document: &Tabular) -> Result<Self, TabularError> {
        let published = document.tables.iter().flat_map(|table| &table.cells).filter_map(|cell| cell.value);
        // Whatever is not bounded by a total could be anything; a reader assumes no more than this.
        let ceiling = published.max().unwrap_or(0).saturating_mul(10).clamp(1_000, 1_000_000_000);
        let mut reader = Reader { document, knowledge: Self::default(), index: HashMap::new(), ceiling };
        for table in &document.tables {
            reader.read(table);
        }
        for table in &document.tables {
            table.cells.iter().try_for_each(|cell| reader.note(table, cell))?;
        }
        reader.read_bases();
        Ok(reader.knowledge)
    }
}

impl Reader<'_> {
    /// Walks every coordinate of a table like the digits of a number.
    fn read(&mut self, table: &Table) {
        let document = self.document;
        let shapes: Vec<_> = table.dims.iter().map(|id| &document.dimensions[id]).collect();
        let mut digits = vec![0usize; shapes.len()];
        loop {
            let at: Vec<&str> = digits.iter().zip(&shapes).map(|(n, shape)| shape.categories[*n].as_str()).collect();
            self.read_at(table, &at);
            let mut place = 0;
            while place < digits.len() {
                digits[place] += 1;
                if digits[place] < shapes[place].categories.len() {
                    break;
                }
                digits[place] = 0;
                place += 1;
            }
            if place == digits.len() {
                return;
            }
        }
    }

    fn read_at(&mut self, table: &Table, at: &[&str]) {
        let document = self.document;
        let waves = document.atoms(&table.release);
        let mut spans: Vec<&str> = waves.iter().map(String::as_str).collect();
        if waves.len() > 1 {
            let parts = waves.iter().map(|wave| self.cell(table, wave, at)).collect();
            let whole = self.cell(table, &table.release, at);
            self.sum(parts, whole, true);
            spans.push(&table.release);
        }
        for span in spans {
            let here = self.cell(table, span, at);
            for (place, id) in table.dims.iter().enumerate() {
                let shape = &document.dimensions[id];
                let mut there = at.to_vec();
                for (_, parts) in shape.partitions.iter().filter(|(total, _)| total == at[place]) {
                    let parts = parts
                        .iter()
                        .map(|part| {
                            there[place] = part;
                            self.cell(table, span, &there)
                        })
                        .collect();
                    self.sum(parts, here, true);
                }
                if shape.multilabel && at[place] != shape.root {
                    there[place] = &shape.root;
                    let base = self.cell(table, span, &there);
                    self.sum(vec![here], base, false);
                }
            }
        }
    }

    /// Takes down what is published of a cell.
    fn note(&mut self, table: &Table, cell: &Cell) -> Result<(), TabularError> {
        let document = self.document;
        let at: Vec<&str> = table
            .dims
            .iter()
            .map(|id| cell.at.get(id).map_or(document.dimensions[id].root.as_str(), String::as_str))
            .collect();
        let waves = document.atoms(&table.release);
        let span = if waves.len() == 1 { &waves[0] } else { &table.release };
        let place = self.cell(table, span, &at);
        let known = &mut self.knowledge.cells[place];
        match cell.value {
            Some(value) => {
                // Rounded to the nearest 5, a 10 stands for 8 to 12. But whoever knows the rules knows that nothing
                // between 0 and k is ever published, so a 0 is a 0.
                let slack = if value == 0 && table.rounding / 2 < document.k { 0 } else { table.rounding / 2 };
                known.low = known.low.max((value - slack).max(0));
                known.high = known.high.min(value + slack);
                known.standing = Standing::Published;
                if known.low > known.high {
                    return Err(TabularError::Twice(known.name.clone()));
                }
            }
            None if known.standing == Standing::Implied => known.standing = Standing::Hidden,
            None => {}
        }
        Ok(())
    }

    /// A universe is part of another: cell by cell it is no larger.
    fn read_bases(&mut self) {
        let mut bounds = Vec::new();
        for (key, part) in &self.index {
            let Some((universe, rest)) = key.split_once('\n') else {
                continue;
            };
            let mut above = self.document.universes.get(universe).and_then(Option::as_deref);
            while let Some(name) = above {
                if let Some(whole) = self.index.get(&format!("{name}\n{rest}")) {
                    bounds.push((*part, *whole));
                    break;
                }
                above = self.document.universes.get(name).and_then(Option::as_deref);
            }
        }
        bounds.sort_unstable();
        for (part, whole) in bounds {
            self.sum(vec![part], whole, false);
        }
    }

    fn sum(&mut self, parts: Vec<usize>, whole: usize, exact: bool) {
        let sum = Sum { parts, whole, exact };
        // The same sum is met from several tables; twice is no harm but slower.
        if self.knowledge.sums.last() != Some(&sum) {
            self.knowledge.sums.push(sum);
        }
    }

    fn cell(&mut self, table: &Table, span: &str, at: &[&str]) -> usize {
        let mut place: Vec<String> = Vec::new();
        for (id, category) in table.dims.iter().zip(at) {
            if self.document.dimensions[id].root != **category {
                place.push(format!("{id}={category}"));
            }
        }
        place.sort_unstable();
        let place = place.join(", ");
        let next = self.knowledge.cells.len();
        let index = *self.index.entry(format!("{}\n{span}\n{place}", table.universe)).or_insert(next);
        if index == next {
            let name = format!("{} {span} at {}", table.universe, if place.is_empty() { "the total" } else { &place });
            let name = name.replace("  ", " ");
            self.knowledge.cells.push(Known {
                name,
                universe: table.universe.clone(),
                period: span.into(),
                low: 0,
                high: self.ceiling,
                standing: Standing::Implied,
            });
        }
        index
    }
}
