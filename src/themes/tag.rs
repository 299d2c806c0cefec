//! Suggests themes for a text, with the sentences that speak for each.
//!
//! Promises, for any text: every theme in use once, highest score first, scores between 0 and 1, no more suggested than
//! the codebook lets a text have, the same answer every time. A suggestion is no decision: the two are kept apart, with
//! `version` beside a suggestion. Does not promise that what is not suggested is not there: docs/listening.md has the
//! measures.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::codebook::{Codebook, ThemeId};
use super::learner::{Learned, Recipe, Row, Spoke};
use super::lessons::{Example, Source};
use super::words::{Lexicon, sentences};

/// Chosen on half of a public set of patient comments and on the made-up comments, before any figure was reported.
pub const RECIPE: Recipe = Recipe { cost: 6.0, weights: [1.0, 1.1, 1.0], vector_cost: 5.0, share: 0.5 };

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tagger {
    themes: Vec<ThemeId>,
    most: usize,
    version: String,
    learned: Learned,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Suggestions {
    /// Every theme in use, highest score first.
    pub themes: Vec<Scored>,
    pub spoke: Spoke,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Scored {
    pub id: ThemeId,
    pub score: f32,
    /// At or above the theme's threshold, and among the highest.
    pub suggested: bool,
    /// Of a suggested theme: where the sentences stand that speak for it most, in bytes.
    pub sentences: Vec<Range<usize>>,
}

impl Tagger {
    /// Learns from all examples whose themes have a place in the codebook.
    pub fn learn(codebook: &Codebook, examples: &[Example]) -> Self {
        let themes: Vec<ThemeId> = codebook.in_use().map(|theme| theme.id.clone()).collect();
        let mut rows = Vec::new();
        for example in examples {
            let Some(held) = example.followed(codebook) else { continue };
            rows.push(Row {
                text: example.text.clone(),
                vector: example.vector.clone(),
                labels: themes.iter().map(|theme| held.contains(theme)).collect(),
                public: !matches!(example.source, Source::Decided { .. }),
                definition: example.source == Source::Definition,
            });
        }
        let decided = rows.iter().filter(|row| !row.public).count();
        let version = format!("codebook {}, {decided} decided texts, {:08x}", codebook.version, digest(&rows));
        let learned = Learned::learn(&Lexicon::things_named(), RECIPE, themes.len(), rows).learned;
        Self { themes, most: codebook.most_themes, version, learned }
    }

    /// Which codebook and which lessons are behind a suggestion, to be kept beside it.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// `vector` is the text's, where the model worker is there.
    pub fn suggest(&self, text: &str, vector: Option<&[f32]>) -> Suggestions {
        let (scores, spoke) = self.learned.scores(text, vector);
        let thresholds = self.learned.thresholds(spoke);
        let mut order: Vec<usize> = (0..self.themes.len()).collect();
        order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]));
        let passes: Vec<usize> = order.iter().copied().filter(|at| scores[*at] >= thresholds[*at]).take(self.most).collect();
        let by_sentence: Vec<(Range<usize>, Vec<f32>)> = if passes.is_empty() {
            Vec::new()
        } else {
            sentences(text).into_iter().map(|part| (part.clone(), self.learned.scores(&text[part], None).0)).collect()
        };
        let scored = |at: usize| {
            let suggested = passes.contains(&at);
            let sentences = if suggested { self.speak_for(at, &by_sentence) } else { Vec::new() };
            Scored { id: self.themes[at].clone(), score: scores[at], suggested, sentences }
        };
        Suggestions { themes: order.into_iter().map(scored).collect(), spoke }
    }

    /// The sentence with the highest score by words, and others that would be suggested by themselves.
    fn speak_for(&self, theme: usize, by_sentence: &[(Range<usize>, Vec<f32>)]) -> Vec<Range<usize>> {
        let threshold = self.learned.thresholds(Spoke::Words)[theme];
        let top = by_sentence.iter().map(|(_, scores)| scores[theme]).fold(0.0, f32::max);
        let speaks = |scores: &[f32]| scores[theme] >= top.min(threshold);
        by_sentence.iter().filter(|(_, scores)| speaks(scores)).map(|(part, _)| part.clone()).collect()
    }
}

/// FNV-1a over what was learned from, in any order.
fn digest(rows: &[Row]) -> u32 {
    let one = |row: &Row| {
        let labels = row.labels.iter().map(|held| u8::from(*held));
        let bytes = row.text.bytes().chain(labels).chain([u8::from(row.vector.is_some())]);
        bytes.fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
    };
    rows.iter().map(one).fold(0, u32::wrapping_add)
}
