//! Looks for the tables of a certificate, cell by cell, in each group of cells that sums tie together.

use std::collections::BTreeMap;

use microlp::{ComparisonOp, Error, OptimizationDirection, Problem, Variable};
use serde::Serialize;

use super::certificate::{Certificate, CertificateError, disagreement, replay};
use super::closure::{Knowledge, Standing};
use crate::disclosure::tabular::{Tabular, TabularError};

/// A cell that a reader can work out too closely.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    pub cell: String,
    pub universe: String,
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
    let knowledge = Knowledge::of(document)?;
    let mut search = Search::new(document, &knowledge)?;
    let mut findings = Vec::new();
    let mut pairs = Vec::new();
    let mut counted = (0, 0);
    for (place, cell) in knowledge.cells.iter().enumerate() {
        match cell.standing {
            Standing::Published => continue,
            Standing::Hidden => counted.0 += 1,
            Standing::Implied => counted.1 += 1,
        }
        match search.apart(place)? {
            Apart::Enough(a, b) => {
                if cell.standing == Standing::Hidden {
                    pairs.push((place, a, b));
                }
            }
            // What nobody listed matters only where it tells of a few persons.
            Apart::TooClose { low, high } if cell.standing == Standing::Implied && (low >= document.k || high == 0) => {
            }
            Apart::TooClose { low, high } => findings.push(Finding {
                cell: cell.name.clone(),
                universe: cell.universe.clone(),
                period: cell.period.clone(),
                low,
                high,
            }),
        }
    }
    let certificate = Certificate {
        width: document.width,
        cells: knowledge.cells.iter().map(|cell| cell.name.clone()).collect(),
        tables: search.tables(),
        pairs,
    };
    if findings.is_empty() {
        replay(document, &certificate)?;
    }
    Ok(Report { findings, hidden: counted.0, implied: counted.1, certificate })
}

enum Apart {
    /// Two tables, by position.
    Enough(usize, usize),
    TooClose {
        low: i64,
        high: i64,
    },
}

struct Search<'a> {
    knowledge: &'a Knowledge,
    width: i64,
    /// Which group each cell is of, and its place there.
    place_of: Vec<(usize, usize)>,
    groups: Vec<Vec<usize>>,
    sums_of: Vec<Vec<usize>>,
    /// By group: values of its cells that agree with everything published, as found so far. Groups know nothing of each
    /// other, so the n-th of each together are a whole table.
    found: Vec<Vec<Vec<i64>>>,
}

impl<'a> Search<'a> {
    fn new(document: &Tabular, knowledge: &'a Knowledge) -> Result<Self, AuditError> {
        let mut search = Self {
            knowledge,
            width: document.width,
            place_of: vec![(0, 0); knowledge.cells.len()],
            groups: vec![],
            sums_of: vec![],
            found: vec![],
        };
        search.find_groups();
        for group in 0..search.groups.len() {
            let first = search.groups[group][0];
            let solved = search.extreme(group, first, OptimizationDirection::Minimize)?;
            search.found.push(vec![solved]);
        }
        if let Some(cell) = disagreement(knowledge, &search.table(0)) {
            return Err(AuditError::Contradiction(cell));
        }
        Ok(search)
    }

    /// The whole tables: as many as the group with the most needs.
    fn tables(&self) -> Vec<Vec<i64>> {
        let most = self.found.iter().map(Vec::len).max().unwrap_or(0);
        (0..most).map(|position| self.table(position)).collect()
    }

    fn table(&self, position: usize) -> Vec<i64> {
        let value = |(group, place): &(usize, usize)| {
            let found = &self.found[*group];
            found.get(position).unwrap_or(&found[0])[*place]
        };
        self.place_of.iter().map(value).collect()
    }

    /// Cells that share a sum are of one group; a sum over cells known exactly ties nothing.
    fn find_groups(&mut self) {
        let fixed = |cell: usize| self.knowledge.cells[cell].low == self.knowledge.cells[cell].high;
        let mut parent: Vec<usize> = (0..self.knowledge.cells.len()).collect();
        fn top(parent: &mut [usize], mut cell: usize) -> usize {
            while parent[cell] != cell {
                parent[cell] = parent[parent[cell]];
                cell = parent[cell];
            }
            cell
        }
        for sum in &self.knowledge.sums {
            let open: Vec<usize> = sum.parts.iter().copied().chain([sum.whole]).filter(|cell| !fixed(*cell)).collect();
            for pair in open.windows(2) {
                let (a, b) = (top(&mut parent, pair[0]), top(&mut parent, pair[1]));
                parent[a] = b;
            }
        }
        let mut numbers = BTreeMap::new();
        for cell in 0..parent.len() {
            let top = top(&mut parent, cell);
            let next = numbers.len();
            let group = *numbers.entry(top).or_insert(next);
            if group == self.groups.len() {
                self.groups.push(vec![]);
            }
            self.place_of[cell] = (group, self.groups[group].len());
            self.groups[group].push(cell);
        }
        self.sums_of = vec![vec![]; self.groups.len()];
        for (place, sum) in self.knowledge.sums.iter().enumerate() {
            let members = sum.parts.iter().copied().chain([sum.whole]);
            let mut touched: Vec<usize> =
                members.filter(|cell| !fixed(*cell)).map(|cell| self.place_of[cell].0).collect();
            if touched.is_empty() {
                touched.push(self.place_of[sum.whole].0);
            }
            touched.dedup();
            touched.into_iter().for_each(|group| self.sums_of[group].push(place));
        }
    }

    /// Two tables that differ enough in a cell: among those found so far, or newly looked for.
    fn apart(&mut self, cell: usize) -> Result<Apart, AuditError> {
        let (group, place) = self.place_of[cell];
        if let Some((a, b)) = self.seen_apart(group, place) {
            return Ok(Apart::Enough(a, b));
        }
        for direction in [OptimizationDirection::Maximize, OptimizationDirection::Minimize] {
            let solved = self.extreme(group, cell, direction)?;
            self.found[group].push(solved);
            if let Some((a, b)) = self.seen_apart(group, place) {
                return Ok(Apart::Enough(a, b));
            }
        }
        let values = self.found[group].iter().map(|found| found[place]);
        let (low, high) = values.fold((i64::MAX, i64::MIN), |(low, high), n| (low.min(n), high.max(n)));
        Ok(Apart::TooClose { low, high })
    }

    fn seen_apart(&self, group: usize, place: usize) -> Option<(usize, usize)> {
        let found = &self.found[group];
        let by_value = |position: &usize| found[*position][place];
        let low = (0..found.len()).min_by_key(by_value)?;
        let high = (0..found.len()).max_by_key(by_value)?;
        (found[high][place] - found[low][place] >= self.width).then_some((low, high))
    }

    /// The lowest or highest whole number that a cell can be, with all its group.
    fn extreme(&self, group: usize, cell: usize, direction: OptimizationDirection) -> Result<Vec<i64>, AuditError> {
        // Tables of one or two dimensions have whole-number corners, so the faster real-number solver mostly does.
        let mut solved = self.solve(group, cell, direction, false)?;
        if solved.iter().any(|value| (value - value.round()).abs() > 1e-6) {
            solved = self.solve(group, cell, direction, true)?;
        }
        let whole: Vec<i64> = solved.iter().map(|value| value.round() as i64).collect();
        match self.broken(group, &whole) {
            Some(name) => Err(AuditError::Solver(name, "its table does not hold in whole numbers".into())),
            None => Ok(whole),
        }
    }

    /// Where values of a group disagree with what is known, if anywhere.
    fn broken(&self, group: usize, values: &[i64]) -> Option<String> {
        let cells = &self.knowledge.cells;
        let value = |cell: usize| {
            let (of, place) = self.place_of[cell];
            if of == group { values[place] } else { cells[cell].low }
        };
        let members = self.groups[group].iter().zip(values);
        let outside = members.into_iter().find(|(cell, n)| **n < cells[**cell].low || **n > cells[**cell].high);
        if let Some((cell, _)) = outside {
            return Some(cells[*cell].name.clone());
        }
        let sums = self.sums_of[group].iter().map(|place| &self.knowledge.sums[*place]);
        let broken = sums.into_iter().find(|sum| {
            let parts: i64 = sum.parts.iter().map(|part| value(*part)).sum();
            if sum.exact { parts != value(sum.whole) } else { parts > value(sum.whole) }
        });
        broken.map(|sum| cells[sum.whole].name.clone())
    }

    fn solve(
        &self,
        group: usize,
        target: usize,
        direction: OptimizationDirection,
        whole: bool,
    ) -> Result<Vec<f64>, AuditError> {
        let cells = &self.knowledge.cells;
        let mut problem = Problem::new(direction);
        let variables: BTreeMap<usize, Variable> = self.groups[group]
            .iter()
            .map(|cell| {
                let (low, high) = (cells[*cell].low, cells[*cell].high);
                let worth = f64::from(u8::from(*cell == target));
                let variable = match (whole, i32::try_from(low), i32::try_from(high)) {
                    (true, Ok(low), Ok(high)) => problem.add_integer_var(worth, (low, high)),
                    _ => problem.add_var(worth, (low as f64, high as f64)),
                };
                (*cell, variable)
            })
            .collect();
        for sum in self.sums_of[group].iter().map(|place| &self.knowledge.sums[*place]) {
            let mut terms: Vec<(Variable, f64)> = Vec::with_capacity(sum.parts.len() + 1);
            let mut known = 0.0;
            let members = sum.parts.iter().map(|part| (*part, 1.0)).chain([(sum.whole, -1.0)]);
            for (cell, factor) in members {
                match variables.get(&cell) {
                    Some(variable) => terms.push((*variable, factor)),
                    // Of another group only because it is known exactly.
                    None => known += factor * cells[cell].low as f64,
                }
            }
            let operator = if sum.exact { ComparisonOp::Eq } else { ComparisonOp::Le };
            problem.add_constraint(&terms[..], operator, -known);
        }
        let name = || cells[target].name.clone();
        match problem.solve() {
            Ok(outcome) => {
                let solution =
                    outcome.into_solution().map_err(|_| AuditError::Solver(name(), "no answer in time".into()))?;
                Ok(self.groups[group].iter().map(|cell| solution.var_value(variables[cell])).collect())
            }
            Err(Error::Infeasible) => Err(AuditError::Contradiction(name())),
            Err(error) => Err(AuditError::Solver(name(), error.to_string())),
        }
    }
}
