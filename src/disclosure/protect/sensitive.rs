//! Which cells are sensitive in themselves.
//!
//! On a plain document exactly the cells of 1 to k-1 and those marked `primary`. With the survey's rules also: whole
//! distributions of small (P2) or unanimous (P4) groups, labels that all but a few chose (P3). Zeros (P5) are sensitive
//! where the document marks them, since only the survey knows which questions are.

use std::collections::BTreeMap;

use super::system::{Key, System};
use crate::disclosure::rule::LEAST_BASE;
use crate::disclosure::tabular::Tabular;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rules {
    Plain,
    Survey,
}

/// By cell of the system: sensitive or not.
pub fn sensitive(document: &Tabular, system: &System, rules: Rules) -> Vec<bool> {
    let mut marked: Vec<bool> = system
        .cells
        .iter()
        .map(|cell| cell.listed && (cell.primary || cell.value.is_some_and(|n| 0 < n && n < document.k)))
        .collect();
    if rules == Rules::Survey {
        for group in groups(document, system) {
            mark_group(document, system, &group, &mut marked);
        }
    }
    marked
}

/// A group's base and the options under it, in one answer dimension.
struct Group {
    base: usize,
    options: Vec<usize>,
    multilabel: bool,
}

/// Answer dimensions are those named `answer:…` or `theme`; every other place is a group with a distribution of its own.
fn groups(document: &Tabular, system: &System) -> Vec<Group> {
    let mut groups: BTreeMap<(Key, String), Group> = BTreeMap::new();
    for ((universe, period, at), cell) in &system.keys {
        for dimension in at.keys().filter(|dimension| dimension.starts_with("answer:") || *dimension == "theme") {
            let mut above = at.clone();
            above.remove(dimension);
            let key: Key = (universe.clone(), period.clone(), above);
            let Some(base) = system.keys.get(&key) else { continue };
            let multilabel = document.dimensions[dimension].multilabel;
            let group =
                groups.entry((key, dimension.clone())).or_insert(Group { base: *base, options: vec![], multilabel });
            if system.cells[*cell].listed {
                group.options.push(*cell);
            }
        }
    }
    groups.into_values().collect()
}

fn mark_group(document: &Tabular, system: &System, group: &Group, marked: &mut [bool]) {
    let Some(base) = system.cells[group.base].value else {
        return;
    };
    let value = |cell: usize| system.cells[cell].value;
    let too_few = 0 < base && base < LEAST_BASE as i64;
    let unanimous = !group.multilabel && base > 0 && group.options.iter().any(|cell| value(*cell) == Some(base));
    for option in &group.options {
        let few_without = group.multilabel && value(*option).is_some_and(|n| (1..document.k).contains(&(base - n)));
        if too_few || unanimous || few_without {
            marked[*option] = true;
        }
    }
    if too_few {
        marked[group.base] = system.cells[group.base].listed;
    }
}
