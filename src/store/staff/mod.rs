//! Staff at rest: people, their roles, what they sign in with, their sessions.
//!
//! Promises that a copy of the database opens no door: links and sessions are under digests of random words, passwords and
//! codes need keys that lie outside, passkeys are public keys, and who
//! somebody is at an organisation is a digest under such a key. A role opens something only when two people wanted it.

mod account;
mod agreement;
mod credential;
mod identity;
mod role;
mod session;

pub use account::{Account, Held};
pub use credential::{KnownPasskey, Password};
pub use identity::Errand;
pub use role::Role;
pub use session::{LinkPurpose, SessionSeen};
