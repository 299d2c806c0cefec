//! Wording that may mean that somebody is in danger or may hurt themselves, to put first in the queue of those who read.
//!
//! Promises recall before precision: the threshold is the one that misses few of the alarming lines that a model had not
//! seen. **Never says that a text is safe**: there is a score and perhaps a flag, and no word for the absence of danger.
//! Some alarming lines are missed (docs/listening.md has the measures), so every text is read by people either way.

use serde::{Deserialize, Serialize};

use super::learner::{Learned, Recipe, Row, Spoke, Unseen};
use super::words::{Lexicon, sentences};
use crate::survey::Finding;
use crate::survey::document::Document;

/// The share of alarming lines, unseen by the model that scored them, which the threshold must let through. Of lines by
/// hands that it had never heard more pass (docs/listening.md).
const LET_THROUGH: f64 = 0.84;
const RECIPE: Recipe = Recipe { cost: 4.0, weights: [1.0, 0.7, 1.4], vector_cost: 6.0, share: 0.5 };
/// Danger, self-harm, and either of them.
const LABELS: usize = 3;
const EITHER: usize = 2;

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

impl Kind {
    /// As `heard themes evaluate` reads it.
    pub fn named(label: &str) -> Option<Self> {
        match label {
            "danger" => Some(Self::Danger),
            "self-harm" => Some(Self::SelfHarm),
            "none" => Some(Self::Other),
            _ => None,
        }
    }
}

/// How the flags fell on lines that people labelled: for each kind, flagged of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flagged {
    pub danger: (usize, usize),
    pub self_harm: (usize, usize),
    /// False alarms.
    pub other: (usize, usize),
}

impl Flagged {
    pub fn of(lines: impl IntoIterator<Item = (Kind, bool)>) -> Self {
        let mut found = Self::default();
        for (kind, flag) in lines {
            let count = match kind {
                Kind::Danger => &mut found.danger,
                Kind::SelfHarm => &mut found.self_harm,
                Kind::Other => &mut found.other,
            };
            *count = (count.0 + usize::from(flag), count.1 + 1);
        }
        found
    }
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

    /// From the lines that come with the program, by words alone.
    pub fn built_in() -> Self {
        Self::learn(&DangerLines::built_in(), |_| None)
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
            let score = scores[EITHER];
            Alarm { score, flag: score >= self.thresholds[usize::from(spoke == Spoke::WordsAndModel)], spoke }
        });
        let quiet = Alarm { score: 0.0, flag: false, spoke: Spoke::Words };
        // A flag first: by words alone and with the model the thresholds differ.
        alarms.max_by(|a, b| a.flag.cmp(&b.flag).then(a.score.total_cmp(&b.score))).unwrap_or(quiet)
    }
}

/// The highest score that lets `LET_THROUGH` of the alarming lines pass.
fn threshold(unseen: &[Unseen]) -> f32 {
    let mut alarming: Vec<f32> =
        unseen.iter().filter(|line| line.held[EITHER]).map(|line| line.scores[EITHER]).collect();
    alarming.sort_by(f32::total_cmp);
    let missed = ((1.0 - LET_THROUGH) * alarming.len() as f64).floor() as usize;
    alarming.get(missed).map_or(0.2, |score| score.min(0.5))
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;

    static RANKER: LazyLock<DangerRanker> = LazyLock::new(DangerRanker::built_in);

    #[test]
    fn what_is_alarming_is_flagged_also_within_a_long_text() {
        let line = "My ex says he is coming tonight to hurt me";
        let long = format!("The helpline was kind and patient. {line}. The leaflet was clear. Thank you for the tea.");
        assert!(RANKER.hear(line).flag && RANKER.hear(&long).flag);
        assert!(RANKER.hear("i want to kill myself").flag);
        assert!(!RANKER.hear("The leaflet was clear and the tea was nice.").flag);
    }

    #[test]
    fn a_lines_file_with_a_fault_is_refused_with_its_line() {
        let found =
            DangerLines::parse("d.toml", "danger = ['a']\nself_harm = ['b']\nnone = ['c']\nother = 1\n[cues]\n");
        assert_eq!(found.unwrap_err()[0].to_string().split(": ").next(), Some("d.toml:4"));
    }

    #[test]
    fn flags_are_counted_by_kind() {
        let lines = [
            (Kind::Danger, true),
            (Kind::Danger, false),
            (Kind::SelfHarm, true),
            (Kind::Other, true),
            (Kind::Other, false),
        ];
        let found = Flagged::of(lines);
        assert_eq!((found.danger, found.self_harm, found.other), ((1, 2), (1, 1), (1, 2)));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn any_text_has_a_score_and_the_same_one_again(text in "\\PC{0,200}|[a-z' .!?\n]{0,200}") {
            let alarm = RANKER.hear(&text);
            prop_assert!((0.0..=1.0).contains(&alarm.score));
            prop_assert_eq!(RANKER.hear(&text), alarm);
        }

        /// Whatever is said around it, an alarming sentence is not hidden by the rest of its text.
        #[test]
        fn more_words_hide_nothing(before in "([a-z]{1,9} ){0,20}", after in "( [a-z]{1,9}){0,20}") {
            let text = format!("{before}. He is going to kill me tonight. {after}");
            prop_assert!(RANKER.hear(&text).flag);
        }
    }
}
