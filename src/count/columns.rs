//! Opened answers as plain bytes: a column for each question, a byte for each person. A question with one answer keeps
//! the option's place in the survey; one with several keeps a bit for each option; 255 is "not answered".
//!
//! Promises to take only what bytes can say exactly: what does not fit is refused and counted otherwise. Blocks are
//! never moved, and are overwritten when they are dropped, so no copy of an answer stays behind.

use std::collections::BTreeSet;

use zeroize::Zeroizing;

use super::histogram::{Room, add_pairs, add_values};
use crate::disclosure::Distribution;
use crate::survey::{ClosedAnswers, Kind, Question, Slug, Survey};

const UNANSWERED: u8 = u8::MAX;
/// The column before the bits of a question with several answers: somebody who chose an option of the base, or none.
const IN_BASE: u8 = 0;
const OUTSIDE: u8 = 1;
/// One less than fit into a byte, so that 255 is "not answered" in every column.
const OPTIONS_A_BYTE: usize = 7;
const FIRST_BLOCK: usize = 64;
/// A block's two columns of a table, and all its columns together, stay in the processor's caches.
const LARGEST_BLOCK: usize = 4_096;

/// Where the answers to one version of one survey lie.
pub(super) struct Layout<'a> {
    pub survey: &'a Survey,
    /// In the order of their ids, as answers are.
    pub questions: Vec<Laid<'a>>,
    pub tables: Vec<Crossed>,
    width: usize,
    /// Every breakdown is by a question with one answer. The survey files' reader promises it; columns need it.
    fits: bool,
}

/// A closed question and its columns.
pub(super) struct Laid<'a> {
    pub question: &'a Question,
    /// Not where another version, which goes first, offers other options.
    pub counted: bool,
    first: usize,
    inside: Vec<&'a Slug>,
    /// How many values each of its columns may hold.
    values: Vec<usize>,
}

/// A declared breakdown that is counted: positions in `questions`.
pub(super) struct Crossed {
    pub question: usize,
    pub by: usize,
}

/// The answers of those who came the same way.
#[derive(Default)]
pub(super) struct Rows {
    blocks: Vec<Block>,
}

/// Column after column, each with room for `room` persons.
struct Block {
    bytes: Zeroizing<Box<[u8]>>,
    room: usize,
    persons: usize,
}

/// What one pass over some rows found.
pub(super) struct Counts {
    /// By column: how often each value.
    columns: Vec<Vec<u64>>,
    /// By table and column of its question: how often each value in each group.
    pairs: Vec<Vec<Vec<u64>>>,
}

impl<'a> Layout<'a> {
    pub fn new(survey: &'a Survey, counted: impl Fn(&Question) -> bool) -> Self {
        let mut closed: Vec<&Question> = survey.questions().filter(|question| question.is_closed()).collect();
        closed.sort_by(|a, b| a.id.cmp(&b.id));
        let mut width = 0;
        let mut questions = Vec::with_capacity(closed.len());
        for question in closed {
            let laid = Laid::new(question, counted(question), width);
            width += laid.values.len();
            questions.push(laid);
        }
        let at = |id: &Slug| questions.iter().position(|laid| laid.question.id == *id);
        let both = survey.tables.iter().map(|table| (at(&table.question), at(&table.by)));
        let fits = both.clone().all(|(_, by)| by.is_some_and(|by| !questions[by].question.is_multi_label()));
        let tables = both
            .filter_map(|(question, by)| Some(Crossed { question: question?, by: by? }))
            .filter(|table| questions[table.question].counted && questions[table.by].counted)
            .collect();
        Self { survey, questions, tables, width, fits }
    }

    /// One person's answers as a row of bytes, or `None` when bytes cannot say them exactly.
    pub fn row(&self, answers: &ClosedAnswers) -> Option<Zeroizing<Vec<u8>>> {
        if !self.fits {
            return None;
        }
        let mut row = Zeroizing::new(vec![UNANSWERED; self.width]);
        let mut answers = answers.iter().peekable();
        for laid in &self.questions {
            while answers.next_if(|(id, _)| **id < laid.question.id).is_some() {}
            if let Some((_, chosen)) = answers.next_if(|(id, _)| **id == laid.question.id) {
                laid.write(chosen, &mut row[laid.first..])?;
            }
        }
        Some(row)
    }

    /// All columns and all tables in one pass, block by block.
    pub fn count(&self, rows: &Rows) -> Counts {
        let mut counts = self.nobody();
        let mut room = Room::default();
        for block in &rows.blocks {
            for (column, counts) in counts.columns.iter_mut().enumerate() {
                add_values(block.column(column), counts);
            }
            for (table, counts) in self.tables.iter().zip(&mut counts.pairs) {
                let laid = &self.questions[table.question];
                let by = block.column(self.questions[table.by].first);
                for ((column, values), counts) in (laid.first..).zip(&laid.values).zip(counts) {
                    add_pairs(block.column(column), by, *values, counts, &mut room);
                }
            }
        }
        counts
    }

    pub fn nobody(&self) -> Counts {
        let values = self.questions.iter().flat_map(|laid| &laid.values);
        let pairs = self.tables.iter().map(|table| {
            let groups = self.questions[table.by].values[0];
            self.questions[table.question].values.iter().map(|values| vec![0; groups * values]).collect()
        });
        Counts { columns: values.map(|values| vec![0; *values]).collect(), pairs: pairs.collect() }
    }
}

impl<'a> Laid<'a> {
    fn new(question: &'a Question, counted: bool, first: usize) -> Self {
        let inside: Vec<&Slug> = question.choices().iter().filter(|c| !c.outside).map(|c| &c.id).collect();
        let values = match question.kind {
            Kind::ManyOf(_) => {
                let bits = inside.chunks(OPTIONS_A_BYTE).map(|options| 1 << options.len());
                [usize::from(OUTSIDE) + 1].into_iter().chain(bits).collect()
            }
            // An option beyond these has no byte: `write` refuses it.
            _ => vec![question.choices().len().clamp(1, usize::from(UNANSWERED))],
        };
        Self { question, counted, first, inside, values }
    }

    fn write(&self, chosen: &BTreeSet<Slug>, row: &mut [u8]) -> Option<()> {
        let place = |id: &Slug| self.question.choices().iter().position(|choice| choice.id == *id);
        if !self.question.is_multi_label() {
            let only = chosen.first().filter(|_| chosen.len() == 1)?;
            row[0] = u8::try_from(place(only)?).ok().filter(|value| *value != UNANSWERED)?;
            return Some(());
        }
        if chosen.is_empty() {
            return None;
        }
        row[0] = OUTSIDE;
        row[1..self.values.len()].fill(0);
        for option in chosen {
            if let Some(at) = self.inside.iter().position(|inside| *inside == option) {
                row[0] = IN_BASE;
                row[1 + at / OPTIONS_A_BYTE] |= 1 << (at % OPTIONS_A_BYTE);
            } else {
                place(option)?;
            }
        }
        Some(())
    }

    /// The distribution that counted columns of this question tell, or `None` when nobody answered.
    fn distribution<'c>(&self, columns: impl Iterator<Item = &'c [u64]>) -> Option<Distribution> {
        let mut columns = columns;
        let first = columns.next()?;
        if first.iter().all(|n| *n == 0) {
            return None;
        }
        let mut distribution = Distribution::of(self.question);
        if self.question.is_multi_label() {
            distribution.base = first[usize::from(IN_BASE)];
            distribution.outside = first[usize::from(OUTSIDE)];
            for (options, counts) in self.inside.chunks(OPTIONS_A_BYTE).zip(columns) {
                for (bit, option) in options.iter().enumerate() {
                    let with = counts.iter().enumerate().filter(|(value, _)| value >> bit & 1 == 1);
                    distribution.options.insert((*option).clone(), with.map(|(_, n)| n).sum());
                }
            }
        } else {
            for (choice, n) in self.question.choices().iter().zip(first) {
                if choice.outside {
                    distribution.outside += n;
                } else {
                    distribution.base += n;
                    distribution.options.insert(choice.id.clone(), *n);
                }
            }
        }
        Some(distribution)
    }
}

impl Rows {
    pub fn push(&mut self, row: &[u8]) {
        if self.blocks.last().is_none_or(|block| block.persons == block.room) {
            let room = self.blocks.last().map_or(FIRST_BLOCK, |block| (block.room * 2).min(LARGEST_BLOCK));
            self.blocks.push(Block {
                bytes: Zeroizing::new(vec![UNANSWERED; room * row.len()].into()),
                room,
                persons: 0,
            });
        }
        if let Some(block) = self.blocks.last_mut() {
            for (column, value) in row.iter().enumerate() {
                block.bytes[column * block.room + block.persons] = *value;
            }
            block.persons += 1;
        }
    }

    pub fn persons(&self) -> u64 {
        self.blocks.iter().map(|block| block.persons as u64).sum()
    }

    /// Every byte of every column, for who measures how fast they can be read.
    pub fn bytes(&self) -> impl Iterator<Item = &[u8]> {
        self.blocks.iter().map(|block| &block.bytes[..])
    }
}

impl Block {
    fn column(&self, column: usize) -> &[u8] {
        &self.bytes[column * self.room..][..self.persons]
    }
}

impl Counts {
    pub fn add(&mut self, other: &Self) {
        let mine = self.columns.iter_mut().chain(self.pairs.iter_mut().flatten());
        let theirs = other.columns.iter().chain(other.pairs.iter().flatten());
        for (mine, theirs) in mine.zip(theirs) {
            for (mine, theirs) in mine.iter_mut().zip(theirs) {
                *mine += theirs;
            }
        }
    }

    pub fn of(&self, laid: &Laid<'_>) -> Option<Distribution> {
        laid.distribution(self.columns[laid.first..].iter().take(laid.values.len()).map(Vec::as_slice))
    }

    /// A question's distribution within each group of a breakdown in which somebody answered it.
    pub fn within<'c>(
        &'c self,
        layout: &'c Layout<'_>,
        table: usize,
    ) -> impl Iterator<Item = (&'c Slug, Distribution)> {
        let Crossed { question, by } = layout.tables[table];
        let (laid, by) = (&layout.questions[question], layout.questions[by].question);
        by.choices().iter().enumerate().filter_map(move |(group, choice)| {
            let columns = self.pairs[table].iter().zip(&laid.values);
            let columns = columns.filter_map(|(counts, values)| counts.chunks_exact(*values).nth(group));
            Some((&choice.id, laid.distribution(columns)?))
        })
    }
}
