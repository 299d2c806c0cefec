//! Certificates: whole-number tables that agree with everything published, and for each hidden cell two of them that
//! differ in it by at least the width. Anyone can replay one in integer arithmetic.

use serde::{Deserialize, Serialize};

use super::closure::{Knowledge, Standing};
use crate::disclosure::tabular::{Tabular, TabularError};

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Certificate {
    pub width: i64,
    /// Cells in the order in which the tables list their values.
    pub cells: Vec<String>,
    pub tables: Vec<Vec<i64>>,
    /// A hidden cell and two tables, all by position.
    pub pairs: Vec<(usize, usize, usize)>,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CertificateError {
    #[error("the certificate is of other documents: its cells are not theirs")]
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

/// Checks a certificate against the documents it is said to be of.
pub fn replay(document: &Tabular, certificate: &Certificate) -> Result<(), CertificateError> {
    let knowledge = Knowledge::of(document)?;
    if !knowledge.cells.iter().map(|cell| &cell.name).eq(&certificate.cells) {
        return Err(CertificateError::OtherDocuments);
    }
    for (position, table) in certificate.tables.iter().enumerate() {
        if let Some(cell) = disagreement(&knowledge, table) {
            return Err(CertificateError::Disagrees(position, cell));
        }
    }
    for (place, cell) in knowledge.cells.iter().enumerate().filter(|(_, cell)| cell.standing == Standing::Hidden) {
        let Some((_, a, b)) = certificate.pairs.iter().find(|(hidden, ..)| *hidden == place) else {
            return Err(CertificateError::NoPair(cell.name.clone()));
        };
        let value = |table: usize| certificate.tables.get(table).map(|table| table[place]);
        let apart = value(*a).zip(value(*b)).map(|(a, b)| a.abs_diff(b));
        if apart.is_none_or(|apart| apart < document.width.unsigned_abs()) {
            return Err(CertificateError::TooClose(cell.name.clone()));
        }
    }
    Ok(())
}

/// Where a table of whole numbers disagrees with what is known, if anywhere.
pub fn disagreement(knowledge: &Knowledge, table: &[i64]) -> Option<String> {
    if table.len() != knowledge.cells.len() {
        return Some("its length".into());
    }
    for (value, cell) in table.iter().zip(&knowledge.cells) {
        if *value < cell.low || *value > cell.high {
            return Some(cell.name.clone());
        }
    }
    let broken = knowledge.sums.iter().find(|sum| {
        let parts: i64 = sum.parts.iter().map(|part| table[*part]).sum();
        if sum.exact { parts != table[sum.whole] } else { parts > table[sum.whole] }
    });
    broken.map(|sum| knowledge.cells[sum.whole].name.clone())
}
