//! Visitors as types, on a service of their own: a `Survivor` with a phone, a `Staff` member with a session, and the
//! `Service` they visit, on either database, with its keyholders' keys in the test's hands.

#![allow(dead_code)] // each test uses its part

pub mod binary;
pub mod operated;
mod service;
mod survivor;
mod tamper;

pub use service::{EXIT_TO, Engine, Service, at, pepper, postgres_schema, quotation_keys, region, slug};
pub use survivor::{Answer, Survivor, between, unfolded};
pub use tamper::{Rows, TABLES};

/// Whether a page is there in this build, with what nobody set up left out.
pub fn is_built(path: &str) -> bool {
    cfg!(feature = "oidc") || !path.contains("/organisation")
}

/// Runs a story on SQLite, then on PostgreSQL.
#[macro_export]
macro_rules! on_both {
    ($story:expr) => {
        for engine in [$crate::common::Engine::Sqlite, $crate::common::Engine::Postgres] {
            let service = $crate::common::Service::open(engine).await;
            ($story)(service).await;
        }
    };
}
