//! Frozen figures, signed and chained: making a release, verifying the chain, the feed, CSV.
//!
//! Promises that a release is made of Figures alone, is never changed after it is signed, and names the digest of the
//! one before it. Does not decide what is safe: that is `disclosure`.

mod about;
mod assemble;
mod chance;
mod csv;
mod document;
mod draft;
mod places;
mod prepare;
mod preview;
mod publish;
mod quotation;
mod sign;
mod standing;
mod withdraw;
mod words;
mod year;

pub use self::csv::{quotations_csv, to_csv};
pub use assemble::{Heading, RESPONDENTS};
pub use chance::{margin, margin_of_extremes, margin_of_share};
pub use document::{
    AuditHead, Cell, Counted, Dimension, Document, PLACE, Period, SCHEMA, TOTAL, Table, WaveSpan, Withdrawn, Withheld,
};
pub use draft::Year;
pub use preview::{agreed, preview};
pub use publish::{Publication, certified, documents, publish, unaudited, waiting};
pub use quotation::{
    Attached, QUOTED_FOR_MONTHS, Quotation, QuotationKeys, end_quotations, quotations, remove_quotation,
    verify_quotations,
};
pub use sign::{SignError, SigningKey, digest_of, verify};
pub use standing::{Answer, Row, Standing, Subject, subjects};
pub use withdraw::{Correction, withdraw};
pub use words::PARTS;
pub use year::{covering, declare_year, keep, make_plan, plans};
