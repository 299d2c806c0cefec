//! The audit: what a reader could work out from everything published, and certificates that they cannot.
//!
//! Promises to read published documents alone and to share no code with `protect` but the reading of the format. For
//! each hidden cell it finds two tables of whole numbers that agree with everything published (a rounded value as the
//! interval it stands for) and differ in that cell by at least the width; both are checked in 64-bit integers, so no
//! solver is trusted. A cell without such a pair is a finding: no certificate, no release.
//!
//! In order: `shape` and `scopes` say what must be told apart, `knowledge` what is known of it, `lines` what hangs
//! together, `base` finds a first table, `cell` two for each cell: by `exchange` or from the `pool` of those found, or
//! else by `reach` and its `program`, in a `region` of the whole. `search` gathers them, `certificate` checks them.

mod base;
mod cell;
mod certificate;
mod exchange;
mod knowledge;
mod lines;
mod pool;
mod program;
#[cfg(test)]
mod pruning_tests;
mod reach;
mod region;
mod scopes;
mod search;
mod shape;

pub use certificate::{Block, Certificate, CertificateError, replay};
pub use search::{AuditError, Finding, Report, audit, first_findings};
