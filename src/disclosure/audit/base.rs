//! The first whole table: component by component, bases before their parts, each within what the others were given.

use std::collections::{BTreeMap, BTreeSet};

use super::exchange::{Exchange, MORE_PATIENCE};
use super::knowledge::Knowledge;
use super::lines::Lines;
use super::program::{NoTable, first_table};
use super::region::{Outside, Region};
use super::search::AuditError;

pub struct Base {
    /// A value for each atom.
    pub values: Vec<i64>,
    /// Components that ties hold together, by component.
    pub cluster: Vec<usize>,
    pub clusters: Vec<Vec<usize>>,
}

impl Base {
    pub fn of(knowledge: &Knowledge, lines: &Lines) -> Result<Self, AuditError> {
        let (cluster, clusters) = clusters(lines);
        let mut values = lines.low.clone();
        for components in &clusters {
            let mut joint = BTreeSet::new();
            while let Err(component) = filled(knowledge, lines, (components, &joint), &mut values)? {
                // What was given to its bases leaves it no room: together with them.
                joint.extend(lines.bases_of(component));
                joint.insert(component);
            }
        }
        Ok(Self { values, cluster, clusters })
    }
}

/// How those that follow look for where they can stand.
#[derive(Clone, Copy, PartialEq)]
pub enum Means {
    /// Not finding one says nothing.
    Exchanges,
    Programs,
}

/// A whole table in which some components stand otherwise: the others of their cluster follow where they must, each as
/// near as it can to where it stood. Or the first component that cannot.
pub fn followed(
    lines: &Lines,
    base: &Base,
    moved: &[usize],
    mut values: Vec<i64>,
    means: Means,
) -> Result<Vec<i64>, usize> {
    let clusters: BTreeSet<usize> = moved.iter().map(|component| base.cluster[*component]).collect();
    let members = clusters.into_iter().flat_map(|cluster| base.clusters[cluster].iter().copied());
    let mut missing: BTreeSet<usize> = members.filter(|member| !moved.contains(member)).collect();
    while let Some(component) = missing.pop_first() {
        let region = Region::of(lines, &[component], Outside::Table(&values, &missing));
        let stood = region.values(&values);
        if region.holds(&stood) {
            continue;
        }
        let table = match Exchange::new(&region, &stood, MORE_PATIENCE).settled() {
            Some(table) => table,
            None if means == Means::Exchanges => return Err(component),
            None => first_table(&region, Some(&region.reals(&values))).map_err(|_| component)?,
        };
        region.put(&table, &mut values);
    }
    Ok(values)
}

pub fn no_table(knowledge: &Knowledge, region: &Region, error: NoTable) -> AuditError {
    let cell = region.rows.first().map_or_else(|| "its cells".into(), |row| knowledge.name(row.cell));
    match error {
        NoTable::Infeasible => AuditError::Contradiction(cell),
        NoTable::Solver(error) => AuditError::Solver(cell, error),
    }
}

/// Fills in some components together and the others one after the other; or names the first that finds no room.
fn filled(
    knowledge: &Knowledge,
    lines: &Lines,
    (components, joint): (&[usize], &BTreeSet<usize>),
    values: &mut [i64],
) -> Result<Result<(), usize>, AuditError> {
    if !joint.is_empty() {
        let together: Vec<usize> = joint.iter().copied().collect();
        let region = Region::of(lines, &together, Outside::Open);
        let table = first_table(&region, None).map_err(|error| no_table(knowledge, &region, error))?;
        region.put(&table, values);
    }
    let mut missing: BTreeSet<usize> = components.iter().copied().filter(|one| !joint.contains(one)).collect();
    while let Some(component) = missing.pop_first() {
        let region = Region::of(lines, &[component], Outside::Table(values, &missing));
        let Ok(table) = first_table(&region, None) else { return Ok(Err(component)) };
        region.put(&table, values);
    }
    Ok(Ok(()))
}

fn clusters(lines: &Lines) -> (Vec<usize>, Vec<Vec<usize>>) {
    let mut cluster: Vec<usize> = (0..lines.components.len()).collect();
    let mut members: BTreeMap<usize, Vec<usize>> = cluster.iter().map(|number| (*number, vec![*number])).collect();
    for row in lines.rows.iter().filter(|row| row.tie) {
        let tied: BTreeSet<usize> =
            row.terms.iter().filter_map(|(atom, _)| lines.component[*atom]).map(|number| cluster[number]).collect();
        let mut tied = tied.into_iter();
        let Some(first) = tied.next() else { continue };
        for other in tied {
            let moved = members.remove(&other).unwrap_or_default();
            moved.iter().for_each(|number| cluster[*number] = first);
            members.entry(first).or_default().extend(moved);
        }
    }
    let mut clusters: Vec<Vec<usize>> = members.into_values().collect();
    for (number, members) in clusters.iter_mut().enumerate() {
        members.sort_unstable();
        members.iter().for_each(|member| cluster[*member] = number);
    }
    (cluster, clusters)
}
