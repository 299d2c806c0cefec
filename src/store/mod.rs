//! The only room that knows sqlx. One SQL text serves SQLite, embedded, and PostgreSQL, by its URL.
//!
//! Promises that a readable response cannot be written: envelopes come in as `Sealed`. That what was acknowledged is
//! on disk. That a change is whole or not there. Does not promise to hide that somebody sent something in a wave.

mod audit;
mod budget;
mod busy;
mod check;
mod code;
mod count;
mod engine;
mod envelope;
mod language;
mod link;
mod migrate;
mod pause;
mod plan;
mod preview;
mod provider;
mod quotation;
mod release;
mod reply;
mod review;
mod row;
mod staff;
mod wave;
mod writer;

pub use budget::{BudgetError, NoiseDraw, NoiseTable};
pub use check::{Envelope, Inner, InnerKind};
pub use code::Invitation;
pub use engine::{Store, StoreError, sqlite_settings};
pub use language::WaveLanguage;
pub use link::Link;
pub use pause::PauseReason;
pub use plan::StoredPlan;
pub use preview::Preview;
pub use provider::{AGENCY_TYPES, Provider, SERVICE_TYPES};
pub use quotation::{Quoting, StoredQuotation};
pub use release::StoredRelease;
pub use reply::{PublishedTheme, Reply};
pub use review::{Kept, Progress, Read};
pub use staff::{Account, Errand, Held, KnownPasskey, LinkPurpose, Password, Role, SessionSeen};
pub use wave::{KeyRecord, NewWave, Witnessed};
pub use writer::Receipt;
