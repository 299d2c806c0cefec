//! What a survey asks, in which version and for whom; a `Response` is one that fits it; and where to get help.
//!
//! Promises that a survey file is either read whole or refused with the line to mend. Knows nothing of who answers,
//! of storing or of pages.

pub mod areas;
pub mod contacts;
pub(crate) mod document;
pub mod file;
pub mod finding;
pub mod language;
pub mod library;
pub mod lint;
pub mod model;
pub mod pictures;
pub mod readability;
pub mod response;
pub mod slug;

pub use areas::{Area, Areas};
pub use contacts::{Contact, Contacts};
pub use finding::{Finding, Severity};
pub use language::{Language, Languages, Words};
pub use library::Library;
pub use lint::{References, lint};
pub use model::{
    Audience, Campaign, Choice, FURTHER_SERVICES, Kind, NO_CAMPAIGN, Pole, Question, Section, Survey, Table,
};
pub use response::{ClosedAnswers, Misfit, Response, further_field};
pub use slug::Slug;
