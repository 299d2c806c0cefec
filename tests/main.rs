//! Everything that must hold, seen from outside: stories over HTTP and the store on both databases, the promises by
//! name, crashes, the browser, the rules of the house.
//!
//! Run by `tests/run.sh`, which starts the private PostgreSQL and names the browser.

mod common;

mod abuse;
mod areas;
mod attacks;
mod audit;
mod bodies;
mod browser;
mod codebook;
mod commands;
mod commission;
mod counting;
mod crash;
mod danger;
mod disclosure;
mod engine;
mod exit;
mod hand_out;
mod house_rules;
mod keyholders;
mod languages;
#[cfg(feature = "listen")]
mod listening;
mod noise;
#[cfg(feature = "oidc")]
mod organisation;
mod pages;
mod paper;
mod promises;
mod quotations;
mod redaction;
mod releases;
mod replies;
mod review;
mod roles;
mod sign_in;
mod sitting;
mod staff;
mod store;
mod stories;
mod typed;
