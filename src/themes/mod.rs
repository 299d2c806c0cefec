//! What people wrote in their own words: found again by theme, with what names people taken out first.
//!
//! Promises: the model runtime stays behind one small door (`engine`). Does not decide anything: staff do.

pub mod engine;
