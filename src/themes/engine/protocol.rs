//! What `heard` and `heard-listen` say to each other: one JSON value a line, requests in, answers out.
//!
//! Promises: both sides read the same types and the same limits, so neither can drift. All offsets count characters
//! (Unicode scalar values) of the text as it was given. Does not carry keys, identities, or where a text came from.

use serde::{Deserialize, Serialize};

/// Changes whenever an older peer would misread a line.
pub const PROTOCOL: u32 = 1;
/// The name in the first line.
pub const NAME: &str = "heard-listen";
/// The most texts in one request.
pub const MAX_TEXTS: usize = 64;
/// The most characters in one text; the longest answer a survey takes is 1,500.
pub const MAX_CHARS: usize = 10_000;
/// The longest line either side reads, in bytes; a full request and its answer stay well below.
pub const MAX_LINE: u64 = 32 << 20;

/// The worker's first line.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
pub struct Hello {
    pub hello: String,
    pub protocol: u32,
    pub models: Models,
    /// What the kernel holds the worker to; shorter where the kernel lacks it.
    pub confined: Vec<String>,
}

/// Each model by name and the start of its weights' SHA-256, to be kept beside what was derived with it.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
pub struct Models {
    pub embedding: String,
    pub entities: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Want {
    Vector,
    Sentences,
    Entities,
}

#[derive(Deserialize, Serialize)]
pub struct Request {
    pub id: u64,
    pub texts: Vec<String>,
    pub want: Vec<Want>,
}

/// Either results, one for each text in order, or an error in plain words that holds nothing of any text.
#[derive(Debug, Default, Deserialize, Serialize)]
pub struct Answer {
    pub id: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub results: Option<Vec<Heard>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

/// What was heard in one text; a part is empty where it was not asked for.
#[derive(Debug, Default, Clone, PartialEq, Deserialize, Serialize)]
pub struct Heard {
    /// 384 numbers of length 1, of the text's first 254 tokens.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub vector: Vec<f32>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sentences: Vec<Sentence>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entities: Vec<Entity>,
}

#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
pub struct Sentence {
    pub start: usize,
    pub end: usize,
    pub vector: Vec<f32>,
}

/// A stretch of whole words that may identify somebody.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
pub struct Entity {
    pub start: usize,
    pub end: usize,
    /// The model's word for it: `GIVEN_NAME`, `SURNAME`, `PHONE`, `CITY`, `STREET_NAME`, …
    pub kind: String,
    /// 0 to 1. Faint ones (from 0.1) are given too, so that the asker chooses; 0.5 is the model's own line.
    pub score: f32,
}
