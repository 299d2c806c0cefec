//! What releases say, arranged to be shown: the rows of a table, and each question with every table that still stands.
//!
//! Promises to read published documents alone and to leave out what was withdrawn. A time for which nothing stands is
//! told as such, never as nought.

use super::document::{Cell, Document, PLACE, Period, TOTAL, Table, Withdrawn};
use crate::disclosure::plan::{Span, TOGETHER};

/// What a table shows of one place, or of one group of people.
#[derive(Clone, Debug, PartialEq)]
pub struct Row<'a> {
    pub category: &'a str,
    pub label: &'a str,
    pub base: Option<u64>,
    pub answers: Vec<Answer<'a>>,
}

/// One group of answers, or one theme.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Answer<'a> {
    /// The options it is made of, joined by `+`.
    pub id: &'a str,
    pub label: &'a str,
    /// None if it is hidden.
    pub people: Option<u64>,
    pub percent: Option<u64>,
}

impl<'a> Row<'a> {
    /// One area, and neither the region, nor a provider, nor areas that are shown together.
    pub fn is_area(&self) -> bool {
        self.category != TOTAL && !self.category.contains('/') && !self.category.contains(TOGETHER)
    }

    /// In the table's own order; themes with the most frequent first, since the codebook's order says nothing.
    pub fn of(document: &'a Document, table: &'a Table) -> Vec<Self> {
        let mut rows: Vec<Self> = Vec::new();
        for cell in &table.cells {
            let category = cell.at.get(table.rows()).map_or(TOTAL, String::as_str);
            let place = rows.iter().position(|row| row.category == category).unwrap_or_else(|| {
                let label = document.label(table.rows(), category);
                rows.push(Row { category, label, base: None, answers: Vec::new() });
                rows.len() - 1
            });
            match table.answers().and_then(|answers| Some((answers, cell.at.get(answers)?))) {
                None => rows[place].base = cell.value,
                Some((answers, option)) => {
                    let label = document.label(answers, option);
                    rows[place].answers.push(Answer { id: option, label, people: cell.value, percent: cell.percent });
                }
            }
        }
        if table.form == "themes" {
            rows.iter_mut().for_each(|row| row.answers.sort_by_key(|answer| std::cmp::Reverse(answer.people)));
        }
        rows
    }
}

/// A table that was published and not taken back.
#[derive(Clone, Copy)]
pub struct Standing<'a> {
    pub document: &'a Document,
    pub table: &'a Table,
    pub period: &'a Period,
}

/// Everything that stands about one question of one survey, by place or by one kind of group.
pub struct Subject<'a> {
    pub tables: Vec<Standing<'a>>,
}

/// All that stands, question by question in the order of the documents.
pub fn subjects(documents: &[Document]) -> Vec<Subject<'_>> {
    let withdrawn: Vec<&Withdrawn> = documents.iter().flat_map(|document| &document.withdrawn).collect();
    let mut subjects: Vec<Subject<'_>> = Vec::new();
    for document in documents {
        for table in &document.tables {
            let is_taken = |taken: &&Withdrawn| taken.takes_back(&document.id, &table.release, &table.id);
            let Some(period) = document.period(table).filter(|_| !withdrawn.iter().any(is_taken)) else { continue };
            let standing = Standing { document, table, period };
            match subjects.iter_mut().find(|subject| subject.is_about(table)) {
                Some(subject) => subject.tables.push(standing),
                None => subjects.push(Subject { tables: vec![standing] }),
            }
        }
    }
    subjects
}

impl<'a> Subject<'a> {
    /// Any of its tables, for what all of them say: the question, its words, the priorities that it serves.
    pub fn table(&self) -> &'a Table {
        self.tables[0].table
    }

    pub fn is_by_place(&self) -> bool {
        self.table().rows() == PLACE
    }

    /// Every time of one length in which this was asked, first to last, whether or not anything stands for it.
    pub fn times<'d>(&self, documents: &'d [Document], span: Span) -> Vec<&'d Period> {
        let asked = |document: &Document| {
            let families = self.tables[0].document.plans.iter().map(|plan| &plan.family);
            families.into_iter().any(|family| document.plans.iter().any(|plan| plan.family == *family))
        };
        let mut times: Vec<&Period> = Vec::new();
        for period in documents.iter().filter(|document| asked(document)).flat_map(|document| &document.releases) {
            if period.span == span && !times.iter().any(|time| time.id == period.id) {
                times.push(period);
            }
        }
        times
    }

    fn is_about(&self, table: &Table) -> bool {
        let own = self.table();
        let key = |table: &Table| (table.survey.clone(), table.question.clone(), table.form.clone());
        key(own) == key(table) && own.rows() == table.rows() && own.answers().is_some() == table.answers().is_some()
    }

    /// What stands for a time, of one place or group.
    pub fn row(&self, time: &Period, category: &str) -> Option<Row<'a>> {
        self.rows(time).into_iter().find(|row| row.category == category)
    }

    pub fn rows(&self, time: &Period) -> Vec<Row<'a>> {
        let of_time = self.tables.iter().filter(|standing| standing.period.id == time.id);
        of_time.flat_map(|standing| Row::of(standing.document, standing.table)).collect()
    }

    /// The whole region in the latest time for which it stands; of those that end together, the longest.
    pub fn latest(&self) -> Option<(&'a Period, Row<'a>)> {
        let place = |standing: &&Standing<'_>| {
            let at = standing.document.releases.iter().position(|period| period.id == standing.period.id);
            (standing.document.sequence, at)
        };
        let is_of_region =
            |standing: &&Standing<'_>| standing.table.cells.iter().any(|cell| is_of(cell, standing.table));
        let last = self.tables.iter().filter(is_of_region).max_by_key(place)?;
        Some((last.period, Row::of(last.document, last.table).into_iter().find(|row| row.category == TOTAL)?))
    }
}

fn is_of(cell: &Cell, table: &Table) -> bool {
    cell.at.get(table.rows()).is_none_or(|category| category == TOTAL)
}
