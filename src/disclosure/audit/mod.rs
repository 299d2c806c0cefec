//! The audit: what a reader could work out from everything published, and certificates that they cannot.
//!
//! Promises to read published documents alone and to share no code with `protect` but the reading of the format. For
//! each hidden cell it finds two tables of whole numbers that agree with everything published (a rounded value as the
//! interval it stands for) and differ in that cell by at least the width; both are checked in 64-bit integers, so no
//! solver is trusted. A cell without such a pair is a finding: no certificate, no release.

mod certificate;
mod closure;
mod search;

pub use certificate::{Certificate, CertificateError, replay};
pub use search::{AuditError, Finding, Report, audit};
