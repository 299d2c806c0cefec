//! Learns labels from texts and, where there are any, from their vectors of meaning; the ground under `tag`, `valence`
//! and `danger`.
//!
//! Promises the same model for the same rows in any order. There are always two speakers: one model on words alone, which
//! serves wherever the model worker is missing, and beside it one on vectors; where both can speak, the mean of their
//! logits does. Vectors matter most while labels are few, words win when there are many.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::features::{Features, Sparse};
use super::linear::Linear;
use super::rule::{HeldBack, Rule};
use super::words::Lexicon;

/// How long the vectors of the model are.
pub const VECTOR: usize = 384;

#[derive(Clone, Debug)]
pub struct Row {
    pub text: String,
    pub vector: Option<Vec<f32>>,
    pub labels: Vec<bool>,
    /// One of the product's own examples, which anyone may read.
    pub public: bool,
    /// A definition, not something that a person would write: to learn from, never to choose thresholds on.
    pub definition: bool,
}

#[derive(Clone, Copy, Debug)]
pub struct Recipe {
    pub cost: f64,
    /// Of words, pieces of words, things named.
    pub weights: [f32; 3],
    pub vector_cost: f64,
    /// Share of the vectors in the mean of logits.
    pub share: f32,
}

/// What is known from texts that are gone, by label.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Before {
    pub texts: usize,
    /// For each feature: how many of the texts had it, and its weights.
    pub features: BTreeMap<String, (usize, Vec<f32>)>,
    /// The weights that are there whatever the words.
    pub always: Vec<f32>,
    /// By place in a vector, then by label, and once more for what is always there.
    pub meaning: Option<Vec<f32>>,
}

/// Parts in which rows are held back in turn, to choose thresholds on.
const FOLDS: usize = 4;

/// Who gave a score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Spoke {
    Words,
    WordsAndModel,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Learned {
    features: Features,
    words: Linear,
    words_rule: Rule,
    meaning: Option<(Linear, Rule)>,
    share: f32,
}

/// What was learned, and how texts were scored by models that had not seen them.
pub struct Lesson {
    pub learned: Learned,
    pub by_words: Vec<Unseen>,
    /// Empty without vectors.
    pub by_both: Vec<Unseen>,
}

#[derive(Clone, Debug)]
pub struct Unseen {
    /// Probabilities, by label.
    pub scores: Vec<f32>,
    pub held: Vec<bool>,
}

impl Learned {
    pub fn learn(lexicon: &Lexicon, recipe: Recipe, labels: usize, rows: Vec<Row>) -> Lesson {
        Self::learn_after(lexicon, recipe, labels, rows, &Before::default())
    }

    pub fn learn_after(
        lexicon: &Lexicon,
        recipe: Recipe,
        labels: usize,
        mut rows: Vec<Row>,
        before: &Before,
    ) -> Lesson {
        rows.sort_by_cached_key(|row| (scatter(&row.text), row.text.clone(), row.labels.clone()));
        let texts: Vec<(&str, bool)> = rows.iter().map(|row| (row.text.as_str(), row.public)).collect();
        let counts = before.features.iter().map(|(feature, (count, _))| (feature.as_str(), *count));
        let features = Features::learn_after(lexicon.clone(), recipe.weights, &texts, before.texts, counts);
        let sparse: Vec<Sparse> = rows.iter().map(|row| features.of(&row.text)).collect();
        let start = start(before, &features, labels);
        let bench = Bench { recipe, start, rows: &rows, sparse: &sparse };
        let (mut by_words, mut by_both) = (Vec::new(), Vec::new());
        for fold in 0..FOLDS {
            bench.hold_back(fold, &mut by_words, &mut by_both);
        }
        let all: Vec<usize> = (0..rows.len()).collect();
        let (words, meaning) = bench.train(&all);
        let words_rule = Rule::choose(labels, &by_words);
        let both_rule = Rule::choose(labels, &by_both);
        let (by_words, by_both) = (unseen(&words_rule, by_words), unseen(&both_rule, by_both));
        let meaning = meaning.map(|meaning| (meaning, both_rule));
        Lesson { learned: Self { words, words_rule, meaning, share: recipe.share, features }, by_words, by_both }
    }

    /// A probability for each label, and who spoke.
    pub fn scores(&self, text: &str, vector: Option<&[f32]>) -> (Vec<f32>, Spoke) {
        let words = self.words.scores(&self.features.of(text));
        let (logits, spoke, rule) = match (&self.meaning, vector.and_then(as_row)) {
            (Some((meaning, rule)), Some(vector)) => {
                (mean(self.share, &words, &meaning.scores(&vector)), Spoke::WordsAndModel, rule)
            }
            _ => (words, Spoke::Words, &self.words_rule),
        };
        (logits.into_iter().map(|logit| rule.probability(logit)).collect(), spoke)
    }

    /// From which score on each label is suggested.
    pub fn thresholds(&self, spoke: Spoke) -> &[f32] {
        match (spoke, &self.meaning) {
            (Spoke::WordsAndModel, Some((_, rule))) => &rule.thresholds,
            _ => &self.words_rule.thresholds,
        }
    }
}

/// The rows made ready, so that each fold learns from a part of them.
struct Bench<'a> {
    recipe: Recipe,
    /// The weights to begin with, for words and for vectors.
    start: [Linear; 2],
    rows: &'a [Row],
    sparse: &'a [Sparse],
}

impl<'a> Bench<'a> {
    fn train(&self, on: &[usize]) -> (Linear, Option<Linear>) {
        let rows: Vec<_> = on.iter().map(|at| (&self.sparse[*at], &self.rows[*at].labels[..])).collect();
        let [words, meaning] = self.start.clone();
        let words = words.learn_more(&rows, self.recipe.cost);
        let vector = |at: &usize| Some((as_row(self.rows[*at].vector.as_deref()?)?, &self.rows[*at].labels[..]));
        let vectors: Vec<_> = on.iter().filter_map(vector).collect();
        let rows: Vec<_> = vectors.iter().map(|(vector, held)| (vector, *held)).collect();
        let meaning = (!rows.is_empty()).then(|| meaning.learn_more(&rows, self.recipe.vector_cost));
        (words, meaning)
    }

    /// Definitions are held back only where there is nothing else.
    fn hold_back(&self, fold: usize, by_words: &mut Vec<HeldBack<'a>>, by_both: &mut Vec<HeldBack<'a>>) {
        let only_definitions = self.rows.iter().all(|row| row.definition);
        let is_held = |at: &usize| (only_definitions || !self.rows[*at].definition) && at % FOLDS == fold;
        let (held, kept): (Vec<usize>, Vec<usize>) = (0..self.rows.len()).partition(is_held);
        let (words, meaning) = self.train(&kept);
        for at in held {
            let row = &self.rows[at];
            let logits = words.scores(&self.sparse[at]);
            if let (Some(meaning), Some(vector)) = (&meaning, row.vector.as_deref().and_then(as_row)) {
                let logits = mean(self.recipe.share, &logits, &meaning.scores(&vector));
                by_both.push(HeldBack { logits, held: &row.labels });
            }
            by_words.push(HeldBack { logits, held: &row.labels });
        }
    }
}

fn start(before: &Before, features: &Features, labels: usize) -> [Linear; 2] {
    let mut words = vec![0.0; features.count() * labels];
    for (feature, at) in features.names() {
        if let Some((_, weights)) = before.features.get(feature) {
            words[at as usize * labels..][..labels].copy_from_slice(weights);
        }
    }
    let always = if before.always.is_empty() { vec![0.0; labels] } else { before.always.clone() };
    words.extend(always);
    let meaning = before.meaning.clone().unwrap_or_else(|| vec![0.0; (VECTOR + 1) * labels]);
    [Linear::from_weights(labels, words), Linear::from_weights(labels, meaning)]
}

fn unseen(rule: &Rule, held_back: Vec<HeldBack<'_>>) -> Vec<Unseen> {
    let unseen = held_back.into_iter().map(|text| Unseen {
        scores: text.logits.into_iter().map(|logit| rule.probability(logit)).collect(),
        held: text.held.to_vec(),
    });
    unseen.collect()
}

fn mean(share: f32, words: &[f32], meaning: &[f32]) -> Vec<f32> {
    words.iter().zip(meaning).map(|(words, meaning)| (1.0 - share) * words + share * meaning).collect()
}

/// The vector with length 1; none if it is not one of the model's or points nowhere.
pub(super) fn as_row(vector: &[f32]) -> Option<Sparse> {
    let length = vector.iter().map(|by| by * by).sum::<f32>().sqrt();
    let fits = vector.len() == VECTOR && length.is_finite() && length > 0.0;
    fits.then(|| (0u32..).zip(vector.iter().map(|by| by / length)).collect())
}

/// FNV-1a: spreads texts over the folds by their words alone.
fn scatter(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// However few, equal, contradictory or empty the rows are.
        #[test]
        fn learning_never_yields_anything_but_probabilities(
            rows in prop::collection::vec(("(good|bad|\\PC){0,3}( (good|bad|late)){0,3}", any::<[bool; 2]>(), any::<bool>(), any::<bool>(), -1.0f32..1.0), 0..20),
            asked in "(good|bad|\\PC){0,4}",
        ) {
            let row = |(text, labels, public, definition, way): (String, [bool; 2], bool, bool, f32)| Row {
                text, labels: labels.to_vec(), public, definition, vector: (way > 0.0).then(|| vec![way; VECTOR]),
            };
            let rows: Vec<Row> = rows.into_iter().map(row).collect();
            let recipe = Recipe { cost: 6.0, weights: [1.0; 3], vector_cost: 6.0, share: 0.5 };
            let learned = Learned::learn(&Lexicon::default(), recipe, 2, rows).learned;
            for vector in [None, Some(vec![0.5; VECTOR])] {
                let (scores, spoke) = learned.scores(&asked, vector.as_deref());
                prop_assert!(scores.iter().chain(learned.thresholds(spoke)).all(|p| (0.0..=1.0).contains(p)), "{scores:?}");
            }
        }
    }
}
