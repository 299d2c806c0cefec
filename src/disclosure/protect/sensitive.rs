//! Which cells are sensitive in themselves.
//!
//! On a plain document exactly the cells of 1 to k-1 and those marked `primary`. With the survey's rules also: whole
//! distributions of small (P2) or unanimous (P4) groups, labels that all but a few chose (P3), zeros of sensitive tables
//! and of providers (P5), and providers who would learn who answered (P6) or could have answered themselves (P7). What
//! is a provider, how many were invited and how long a release is, the document says; see docs/disclosure.md.

use std::collections::BTreeMap;

use super::survey::Survey;
use super::system::{Key, Standing, System};
use crate::disclosure::rule::LEAST_BASE;
use crate::disclosure::tabular::{Tabular, TabularError};

/// P7: a provider with fewer answers is shown in no group of options.
const LEAST_PROVIDER_BASE: i64 = 30;
/// P7: figures of a provider are of half a year or longer.
const LEAST_PROVIDER_MONTHS: u32 = 6;
/// P7: so many of the answers may be a provider's own, or a quarter of all.
const LEAST_STUFFED: i64 = 5;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rules {
    Plain,
    Survey,
}

/// By cell of the system: sensitive or not.
pub fn sensitive(document: &Tabular, system: &System, rules: Rules) -> Result<Vec<bool>, TabularError> {
    let mut marks = Marks { k: document.k, system, marked: vec![false; system.cells.len()] };
    for (cell, state) in system.cells.iter().enumerate() {
        if state.primary || state.value.is_some_and(|n| 0 < n && n < document.k) {
            marks.mark(cell);
        }
    }
    if rules == Rules::Survey {
        let survey = Survey::of(document)?;
        marks.mark_sensitive_tables(&survey);
        for group in groups(document, system, &survey) {
            marks.mark_group(&group, &survey);
        }
    }
    Ok(marks.marked)
}

/// A group's base and the options under it, in one answer dimension; or a base alone.
struct Group {
    base: usize,
    options: Vec<usize>,
    multilabel: bool,
    /// The provider whose group it is, if it is one's.
    provider: Option<String>,
}

/// Answer dimensions are those named `answer:…` or `theme`; every other place is a group with a distribution of its own.
fn groups(document: &Tabular, system: &System, survey: &Survey) -> Vec<Group> {
    let dimensions: Vec<_> = document.dimensions.iter().collect();
    let is_answer =
        |dimension: usize| dimensions[dimension].0.starts_with("answer:") || dimensions[dimension].0 == "theme";
    let provider = |key: &Key| {
        let place = |(dimension, category): &(usize, usize)| {
            let (id, shape) = dimensions[*dimension];
            (id, &shape.categories[*category])
        };
        let mut places = key.at.iter().map(place);
        places.find(|(id, category)| survey.is_provider(id, category)).map(|(_, category)| category.clone())
    };
    let mut groups: BTreeMap<(usize, Option<usize>), Group> = BTreeMap::new();
    for (cell, key) in system.keys.iter().enumerate() {
        let group =
            |base: usize, multilabel: bool| Group { base, options: vec![], multilabel, provider: provider(key) };
        let answers: Vec<usize> = key.at.iter().map(|(dimension, _)| *dimension).filter(|d| is_answer(*d)).collect();
        if answers.is_empty() && provider(key).is_some() {
            groups.insert((cell, None), group(cell, false));
        }
        for dimension in answers {
            let above = key.at.iter().copied().filter(|(other, _)| *other != dimension).collect();
            let Some(base) = system.find(&Key { at: above, ..*key }) else { continue };
            let multilabel = dimensions[dimension].1.multilabel;
            let group = groups.entry((base, Some(dimension))).or_insert_with(|| group(base, multilabel));
            if system.cells[cell].standing == Standing::Listed {
                group.options.push(cell);
            }
        }
    }
    groups.into_values().collect()
}

struct Marks<'a> {
    k: i64,
    system: &'a System,
    marked: Vec<bool>,
}

impl Marks<'_> {
    fn mark(&mut self, cell: usize) {
        self.marked[cell] |= self.system.cells[cell].standing == Standing::Listed;
    }

    /// P5: in a sensitive table 0 to k-1 are hidden alike, so that a mark never says "not zero".
    fn mark_sensitive_tables(&mut self, survey: &Survey) {
        let system = self.system;
        let tables = survey.sensitive.iter().zip(&system.listed).filter(|(sensitive, _)| **sensitive);
        tables.flat_map(|(_, listed)| listed).for_each(|cell| self.mark_if_few(*cell));
    }

    fn mark_if_few(&mut self, cell: usize) {
        if self.system.cells[cell].value.is_some_and(|n| n < self.k) {
            self.mark(cell);
        }
    }

    fn mark_group(&mut self, group: &Group, survey: &Survey) {
        let value = |cell: usize| self.system.cells[cell].value;
        let Some(base) = value(group.base) else { return };
        let unanimous = !group.multilabel && base > 0 && group.options.iter().any(|cell| value(*cell) == Some(base));
        let too_few = base < LEAST_BASE as i64 && (base > 0 || group.provider.is_some());
        let known =
            group.provider.as_ref().is_some_and(|provider| self.is_known_to(provider, group.base, base, survey));
        let stuffed = group.provider.is_some() && self.may_be_stuffed(group, base);
        if too_few || known {
            self.mark(group.base);
        }
        for option in &group.options {
            let few_without = group.multilabel && value(*option).is_some_and(|n| (1..self.k).contains(&(base - n)));
            if too_few || unanimous || few_without || known || stuffed {
                self.mark(*option);
            }
            if group.provider.is_some() {
                self.mark_if_few(*option);
            }
        }
    }

    /// P6 and the first of P7: a provider who invited few more than answered knows who answered; and one who sees
    /// figures of short periods can tell persons by when they came.
    fn is_known_to(&self, provider: &str, base: usize, answered: i64, survey: &Survey) -> bool {
        let period = &self.system.periods[self.system.keys[base].period];
        let short = survey.months(period) < LEAST_PROVIDER_MONTHS;
        short || survey.invited(provider, period).is_some_and(|invited| invited - answered < self.k)
    }

    /// The rest of P7: who answers with codes of their own can read the others' answers off what remains. So two groups
    /// only, each so large that it is safe even if a quarter of all answers, or five, are theirs.
    fn may_be_stuffed(&self, group: &Group, base: i64) -> bool {
        let enough = |n: i64| n - self.k >= LEAST_STUFFED && 4 * (n - self.k) >= base;
        let both_enough = |cell: &usize| self.system.cells[*cell].value.is_some_and(|n| enough(n) && enough(base - n));
        let split = !group.multilabel && group.options.len() == 2;
        base < LEAST_PROVIDER_BASE || !split || !group.options.iter().all(both_enough)
    }
}
