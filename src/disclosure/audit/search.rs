//! Looks for two tables for each cell, and says which cells have none.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::base::Base;
use super::cell::{Apart, Cells, Standing};
use super::certificate::{Certificate, CertificateError, disagreement, replay_with};
use super::knowledge::Knowledge;
use super::lines::Lines;
use super::pool::Pool;
use crate::disclosure::tabular::{Tabular, TabularError};

/// A cell that a reader can work out too closely.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    pub cell: String,
    pub universe: String,
    /// The period (or wave) that it is of.
    pub period: String,
    /// The lowest and highest count that agree with everything published, as far as they were found.
    pub low: i64,
    pub high: i64,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct Report {
    pub findings: Vec<Finding>,
    /// Listed as hidden.
    pub hidden: usize,
    /// Following from what is listed, and looked at too.
    pub implied: usize,
    pub certificate: Certificate,
}

#[derive(Debug, thiserror::Error)]
pub enum AuditError {
    #[error(transparent)]
    Tabular(#[from] TabularError),
    #[error("what is published contradicts itself near {0}")]
    Contradiction(String),
    #[error("the solver failed near {0}: {1}")]
    Solver(String, String),
    #[error("the certificate that was found does not hold: {0}")]
    Certificate(#[from] CertificateError),
}

pub fn audit(document: &Tabular) -> Result<Report, AuditError> {
    audit_with(document, &Knowledge::of(document, false)?, Depth::Everything)
}

/// What has to be mended before anything else: at most one finding for each universe and kind of label, and none of
/// those that are part of another while that one has any. None at all only where the whole audit, with its
/// certificate, finds none.
pub fn first_findings(document: &Tabular) -> Result<Vec<Finding>, AuditError> {
    Ok(audit_with(document, &Knowledge::of(document, false)?, Depth::First)?.findings)
}

/// How far the search goes on after a finding.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Depth {
    Everything,
    First,
}

/// What was found in the cells of one scope.
#[derive(Default)]
struct Found {
    findings: Vec<Finding>,
    hidden: usize,
    implied: usize,
    pool: Pool,
    pairs: Vec<(usize, usize, usize)>,
}

pub(super) fn audit_with(document: &Tabular, knowledge: &Knowledge, depth: Depth) -> Result<Report, AuditError> {
    let lines = Lines::of(knowledge)?;
    let base = Base::of(knowledge, &lines)?;
    if let Some(cell) = disagreement(knowledge, &base.values) {
        return Err(AuditError::Contradiction(knowledge.name(cell)));
    }
    let certificate = Certificate::of(knowledge, document.width, &base.values);
    let mut report = Report { certificate, ..Report::default() };
    for found in each_scope(document, knowledge, &lines, &base, depth) {
        let found = found?;
        report.findings.extend(found.findings);
        report.hidden += found.hidden;
        report.implied += found.implied;
        let mut numbers = BTreeMap::from([(0, 0)]);
        for (cell, a, b) in found.pairs {
            let mut number = |table: usize| {
                *numbers.entry(table).or_insert_with(|| {
                    report.certificate.tables.push(found.pool.tables[table - 1].clone());
                    report.certificate.tables.len()
                })
            };
            let pair = (cell, number(a), number(b));
            report.certificate.pairs.push(pair);
        }
    }
    report.certificate.pairs.sort_unstable();
    if report.findings.is_empty() {
        replay_with(document, knowledge, &report.certificate)?;
    }
    Ok(report)
}

/// Scopes that others are part of come first: how they can move says how the others can. Those others do not wait for
/// each other.
fn each_scope(
    document: &Tabular,
    knowledge: &Knowledge,
    lines: &Lines,
    base: &Base,
    depth: Depth,
) -> Vec<Result<Found, AuditError>> {
    let above: BTreeSet<usize> = knowledge.scopes.iter().flat_map(|scope| scope.above.iter().copied()).collect();
    let mut found = BTreeMap::new();
    let mut pool = Pool::default();
    for scope in &above {
        let outcome = look_at(*scope, document, knowledge, lines, base, (pool.clone(), depth));
        let mut is_enough = false;
        if let Ok(found) = &outcome {
            pool = found.pool.clone();
            is_enough = depth == Depth::First && !found.findings.is_empty();
        }
        found.insert(*scope, outcome);
        if is_enough {
            return found.into_values().collect();
        }
    }
    let others: Vec<usize> = (0..knowledge.scopes.len()).filter(|scope| !above.contains(scope)).collect();
    let outcomes = at_once(&others, |scope| look_at(*scope, document, knowledge, lines, base, (pool.clone(), depth)));
    found.extend(others.into_iter().zip(outcomes));
    found.into_values().collect()
}

/// On as many threads as there are; in order.
fn at_once<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let workers = std::thread::available_parallelism().map_or(1, usize::from).min(items.len().max(1));
    let share = |worker: usize| -> Vec<(usize, R)> {
        let own = items.iter().enumerate().skip(worker).step_by(workers);
        own.map(|(place, item)| (place, work(item))).collect()
    };
    let mut done: Vec<(usize, R)> = std::thread::scope(|threads| {
        let share = &share;
        let running: Vec<_> = (0..workers).map(|worker| threads.spawn(move || share(worker))).collect();
        running.into_iter().flat_map(|thread| thread.join().expect("the search does not panic")).collect()
    });
    done.sort_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, result)| result).collect()
}

fn look_at(
    scope: usize,
    document: &Tabular,
    knowledge: &Knowledge,
    lines: &Lines,
    base: &Base,
    (pool, depth): (Pool, Depth),
) -> Result<Found, AuditError> {
    let shape = &knowledge.scopes[scope];
    let first = shape.faces[0].first_cell;
    let next = knowledge.scopes.get(scope + 1);
    let end = next.map_or(knowledge.cells, |next| next.faces[0].first_cell);
    let atoms = shape.faces[0].first_atom..next.map_or(knowledge.atoms, |next| next.faces[0].first_atom);
    let components: BTreeSet<usize> = atoms.filter_map(|atom| lines.component[atom]).collect();
    let regions = Cells::regions(lines, base, &components);
    let is_base = knowledge.scopes.iter().any(|other| other.above.contains(&scope));
    let mut cells = Cells::new(document, knowledge, lines, base, &regions, pool, is_base);
    cells.mark_large(first, end);
    let mut found = Found::default();
    for cell in first..end {
        if depth == Depth::First && !found.findings.is_empty() {
            break;
        }
        let position = knowledge.position(cell);
        if knowledge.canonical(&position) != cell {
            continue;
        }
        let standing = cells.standing(cell, &position);
        match standing {
            Standing::Safe => continue,
            Standing::Hidden => found.hidden += 1,
            Standing::Published => {}
            Standing::Implied | Standing::Several => found.implied += 1,
        }
        match cells.apart(&position, standing)? {
            Apart::Enough(a, b) => {
                if standing == Standing::Hidden {
                    found.pairs.push((knowledge.known[&cell].number, a, b));
                }
            }
            Apart::Harmless => {}
            Apart::TooClose { low, high } => found.findings.push(Finding {
                cell: knowledge.name(cell),
                universe: shape.universe.clone(),
                period: shape.waves.spans[position.span].name.clone(),
                low,
                high,
            }),
        }
    }
    found.pool = cells.pool;
    Ok(found)
}
