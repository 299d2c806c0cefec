//! Certificates: whole-number tables that agree with everything published, and for each hidden cell two of them that
//! differ in it by at least the width. Anyone can replay one in integer arithmetic.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::knowledge::{Knowledge, Row};
use crate::disclosure::tabular::{Tabular, TabularError};

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Certificate {
    pub width: i64,
    /// What table 0 is made of: a count for each leaf of each dimension and each wave.
    pub blocks: Vec<Block>,
    /// Tables 1, 2, …: each is table 0 with these changes, by the position of the count among all blocks.
    pub tables: Vec<Vec<(usize, i64)>>,
    /// A hidden cell, by its number among all listed cells of the documents, and two tables.
    pub pairs: Vec<(usize, usize, usize)>,
}

/// The counts of a universe (and label), the last dimension running fastest but for the waves, which run faster still.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Block {
    pub universe: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub labels: BTreeMap<String, String>,
    /// Dimensions and their leaves. A leaf of several categories stands for all of them together.
    pub dims: Vec<(String, Vec<Vec<String>>)>,
    /// Waves, those together that are nowhere told apart.
    pub waves: Vec<Vec<String>>,
    pub counts: Vec<i64>,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CertificateError {
    #[error("the certificate is of other documents: its blocks are not theirs")]
    OtherDocuments,
    #[error("table {0} of the certificate disagrees with what is published, at {1}")]
    Disagrees(usize, String),
    #[error("{0} is hidden and the certificate has no two tables for it")]
    NoPair(String),
    #[error("the two tables for {0} do not differ by the width")]
    TooClose(String),
    #[error(transparent)]
    Tabular(#[from] TabularError),
}

impl Certificate {
    pub(super) fn of(knowledge: &Knowledge, width: i64, base: &[i64]) -> Self {
        Self { width, blocks: blocks(knowledge, base), tables: vec![], pairs: vec![] }
    }
}

/// Checks a certificate against the documents it is said to be of.
pub fn replay(document: &Tabular, certificate: &Certificate) -> Result<(), CertificateError> {
    replay_with(document, &Knowledge::of(document, false)?, certificate)
}

pub(super) fn replay_with(
    document: &Tabular,
    knowledge: &Knowledge,
    certificate: &Certificate,
) -> Result<(), CertificateError> {
    let base: Vec<i64> = certificate.blocks.iter().flat_map(|block| &block.counts).copied().collect();
    let known = certificate.tables.iter().flatten().all(|(atom, _)| *atom < knowledge.atoms);
    if base.len() != knowledge.atoms || !known || blocks(knowledge, &base) != certificate.blocks {
        return Err(CertificateError::OtherDocuments);
    }
    if let Some(cell) = disagreement(knowledge, &base) {
        return Err(CertificateError::Disagrees(0, knowledge.name(cell)));
    }
    check_changes(knowledge, &base, &certificate.tables)?;
    check_pairs(document, knowledge, certificate)
}

/// The cell at which a table of whole numbers disagrees with what is known, if anywhere.
pub fn disagreement(knowledge: &Knowledge, table: &[i64]) -> Option<usize> {
    let outside = table.iter().position(|count| !(0..=knowledge.ceiling).contains(count));
    let broken = || {
        let sum = |row: &Row| row.terms.iter().map(|(atom, times)| table[*atom] * times).sum::<i64>();
        knowledge.rows.iter().find(|row| !(row.low..=row.high).contains(&sum(row))).map(|row| row.cell)
    };
    outside.map(|atom| knowledge.total_of(atom)).or_else(broken)
}

/// Only the sums that a change touches need looking at again.
fn check_changes(knowledge: &Knowledge, base: &[i64], tables: &[Vec<(usize, i64)>]) -> Result<(), CertificateError> {
    let mut rows_of: Vec<Vec<(usize, i64)>> = vec![vec![]; knowledge.atoms];
    let mut sums = vec![0; knowledge.rows.len()];
    for (number, row) in knowledge.rows.iter().enumerate() {
        for (atom, times) in &row.terms {
            rows_of[*atom].push((number, *times));
            sums[number] += base[*atom] * times;
        }
    }
    for (table, changes) in tables.iter().enumerate() {
        let mut by_atom: BTreeMap<usize, i64> = BTreeMap::new();
        changes.iter().for_each(|(atom, by)| *by_atom.entry(*atom).or_default() += by);
        let mut moved: BTreeMap<usize, i64> = BTreeMap::new();
        for (atom, by) in &by_atom {
            if !(0..=knowledge.ceiling).contains(&(base[*atom] + by)) {
                return Err(CertificateError::Disagrees(table + 1, knowledge.name(knowledge.total_of(*atom))));
            }
            rows_of[*atom].iter().for_each(|(row, times)| *moved.entry(*row).or_default() += by * times);
        }
        for (number, by) in moved {
            let row = &knowledge.rows[number];
            if !(row.low..=row.high).contains(&(sums[number] + by)) {
                return Err(CertificateError::Disagrees(table + 1, knowledge.name(row.cell)));
            }
        }
    }
    Ok(())
}

fn check_pairs(document: &Tabular, knowledge: &Knowledge, certificate: &Certificate) -> Result<(), CertificateError> {
    let pairs: BTreeMap<usize, (usize, usize)> =
        certificate.pairs.iter().map(|(cell, a, b)| (*cell, (*a, *b))).collect();
    for (cell, known) in knowledge.known.iter().filter(|(_, known)| !known.published) {
        let Some((a, b)) = pairs.get(&known.number) else {
            return Err(CertificateError::NoPair(knowledge.name(*cell)));
        };
        let mut times: BTreeMap<usize, i64> = BTreeMap::new();
        knowledge.atoms_of(&knowledge.position(*cell)).iter().for_each(|atom| *times.entry(*atom).or_default() += 1);
        let moved = |table: usize| -> Option<i64> {
            let changes = if table == 0 { &[][..] } else { certificate.tables.get(table - 1)? };
            Some(changes.iter().map(|(atom, by)| by * times.get(atom).copied().unwrap_or(0)).sum())
        };
        let apart = moved(*a).zip(moved(*b)).map(|(a, b)| a.abs_diff(b));
        if apart.is_none_or(|apart| apart < document.width.unsigned_abs()) {
            return Err(CertificateError::TooClose(knowledge.name(*cell)));
        }
    }
    Ok(())
}

fn blocks(knowledge: &Knowledge, base: &[i64]) -> Vec<Block> {
    let mut rest = base;
    let mut blocks = Vec::new();
    for scope in &knowledge.scopes {
        for face in &scope.faces {
            let leaves = |id: &String| -> Vec<Vec<String>> {
                let tree = &scope.trees[id];
                tree.leaves.iter().map(|leaf| tree.nodes[*leaf].members.clone()).collect()
            };
            let dims: Vec<_> = face.dims.iter().map(|id| (id.clone(), leaves(id))).collect();
            let size = dims.iter().map(|(_, leaves)| leaves.len()).product::<usize>() * scope.waves.classes.len();
            let (counts, others) = rest.split_at(size);
            rest = others;
            blocks.push(Block {
                universe: scope.universe.clone(),
                labels: scope.labels.clone(),
                dims,
                waves: scope.waves.classes.clone(),
                counts: counts.to_vec(),
            });
        }
    }
    blocks
}
