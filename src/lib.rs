//! Heard: what victims and survivors say of the services that met them, without anyone finding out who said it,
//! turned into protected figures.
//!
//! The map, in the order in which rooms may use each other (a test reads the `use crate::` lines):
//!
//! | room | holds |
//! |---|---|
//! | `clock` | time and randomness, passed in |
//! | `survey` | what is asked, of whom, in which version; a `Response` fits it; the linter |
//! | `sealing` | envelopes, wave keys, keyholders' files |
//! | `code` | leave to answer once |
//! | `audit` | what staff did, in a chain of digests |
//! | `wave` | opens, closes, is checked, counted, released |
//! | `disclosure` | exact counts in, figures out |
//! | `themes` | what people wrote: redacted, sorted into themes; models behind one small door |
//! | `store` | the only room that knows sqlx |
//! | `count` | checks and opens a closed wave |
//! | `release` | frozen figures, signed and chained |
//! | `coproduction` | priorities and standards that questions serve |
//! | `web` | the only room that knows axum and maud |
//! | `listen` | no room of this library: the model worker, a program of its own (`heard-listen`) |
//! | `config`, `demo`, `cli` | settings, the demonstration, the commands |

pub mod audit;
pub mod cli;
pub mod clock;
pub mod code;
pub mod config;
pub mod coproduction;
pub mod count;
pub mod demo;
pub mod disclosure;
pub mod release;
pub mod sealing;
pub mod store;
pub mod survey;
pub mod themes;
pub mod wave;
pub mod web;
