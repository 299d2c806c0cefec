//! Wording that may mean that somebody is in danger or may hurt themselves, to put first in the queue of those who read.
//!
//! Promises recall before precision: the threshold is the one that misses few of the alarming lines that a model had not
//! seen. **Never says that a text is safe**: there is a score and perhaps a flag, and no word for the absence of danger.
//! One in ten alarming lines is missed (docs/listening.md has the measures), so every text is read by people either way.

use serde::{Deserialize, Serialize};

use super::learner::{Learned, Recipe, Row, Spoke, Unseen};
use super::words::{Lexicon, sentences};
use crate::survey::Finding;
use crate::survey::document::Document;

/// The share of alarming lines, unseen by the model that scored them, which the threshold must let through.
const LET_THROUGH: f64 = 0.95;
const RECIPE: Recipe = Recipe { cost: 4.0, weights: [1.0, 0.7, 1.4], vector_cost: 6.0, share: 0.5 };
/// Danger, self-harm, and either of them.
const LABELS: usize = 3;

/// Orders the queue; says nothing of a text that it does not flag.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DangerRanker {
    learned: Learned,
    /// For words alone, and for words and model.
    thresholds: [f32; 2],
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Alarm {
    /// Between 0 and 1. Low is not safe.
    pub score: f32,
    /// To be read first.
    pub flag: bool,
    pub spoke: Spoke,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Danger,
    SelfHarm,
    /// Made-up feedback, among it much that only sounds alarming.
    Other,
}

/// What the ranker learns from: `surveys/listening/danger.toml`.
#[derive(Clone, Debug)]
pub struct DangerLines {
    pub lines: Vec<(String, Kind)>,
    pub cues: Lexicon,
}

impl DangerLines {
    pub fn parse(file: &str, text: &str) -> Result<Self, Vec<Finding>> {
        let lists = [("danger", Kind::Danger), ("self_harm", Kind::SelfHarm), ("none", Kind::Other)];
        let lines = Document::read(file, text, |document, top| {
            document.only(top, &["danger", "self_harm", "none", "cues"]);
            let mut lines = Vec::new();
            for (key, kind) in lists {
                let texts = document.texts(top, key);
                if texts.is_empty() {
                    document.fault(top.line, "missing-key", format!("no lines under '{key}'"));
                }
                lines.extend(texts.into_iter().map(|(text, _)| (text, kind)));
            }
            Some(lines)
        })?;
        Ok(Self { lines, cues: Lexicon::parse(file, text, "cues")? })
    }

    /// The lines that come with the program.
    pub fn built_in() -> Self {
        let text = include_str!("../../surveys/listening/danger.toml");
        Self::parse("danger.toml", text).expect("the shipped file is read by a test")
    }
}

impl DangerRanker {
    /// `vector` gives the vector of a line where the model worker is there.
    pub fn learn(lines: &DangerLines, vector: impl Fn(&str) -> Option<Vec<f32>>) -> Self {
        let row = |(text, kind): &(String, Kind)| Row {
            text: text.clone(),
            vector: vector(text),
            labels: vec![*kind == Kind::Danger, *kind == Kind::SelfHarm, *kind != Kind::Other],
            public: true,
            definition: false,
        };
        let lesson = Learned::learn(&lines.cues, RECIPE, LABELS, lines.lines.iter().map(row).collect());
        let thresholds = [threshold(&lesson.by_words), threshold(&lesson.by_both)];
        Self { learned: lesson.learned, thresholds }
    }

    /// For words alone, and for words and model.
    pub fn thresholds(&self) -> [f32; 2] {
        self.thresholds
    }

    /// By words alone: the whole text and each of its sentences, the most alarming of which counts.
    pub fn hear(&self, text: &str) -> Alarm {
        let parts = sentences(text).into_iter().map(|part| (&text[part], None));
        self.hear_parts(std::iter::once((text, None)).chain(parts))
    }

    /// Parts of one text, each with its vector where there is one; the most alarming counts.
    pub fn hear_parts<'t>(&self, parts: impl IntoIterator<Item = (&'t str, Option<&'t [f32]>)>) -> Alarm {
        let alarms = parts.into_iter().map(|(text, vector)| {
            let (scores, spoke) = self.learned.scores(text, vector);
            let score = either(&scores);
            Alarm { score, flag: score >= self.thresholds[usize::from(spoke == Spoke::WordsAndModel)], spoke }
        });
        let quiet = Alarm { score: 0.0, flag: false, spoke: Spoke::Words };
        // A flag first: by words alone and with the model the thresholds differ.
        alarms.max_by(|a, b| a.flag.cmp(&b.flag).then(a.score.total_cmp(&b.score))).unwrap_or(quiet)
    }
}

/// The highest of what was scored apart and together: a text that is clearly one of the two counts whole.
fn either(scores: &[f32]) -> f32 {
    scores[2]
}

/// The highest score that lets `LET_THROUGH` of the alarming lines pass.
fn threshold(unseen: &[Unseen]) -> f32 {
    let mut alarming: Vec<f32> = unseen.iter().filter(|line| line.held[2]).map(|line| either(&line.scores)).collect();
    alarming.sort_by(f32::total_cmp);
    let missed = ((1.0 - LET_THROUGH) * alarming.len() as f64).floor() as usize;
    alarming.get(missed).map_or(0.2, |score| score.min(0.5))
}
