//! A text as numbers: words, pairs of words, pieces of words and things named (`Lexicon`), weighed by how rare they are.
//!
//! Promises that nothing which only one or two respondents wrote becomes part of a model: a feature is kept when a
//! public text has it (the product's own examples) or `LEAST_TEXTS` others do. A model may outlive the texts.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::words::{Lexicon, words};

pub const LEAST_TEXTS: usize = 3;
/// Blocks of features, each brought to the same length; pieces catch misspellings, and word stems.
const KINDS: usize = 3;

/// Pairs of feature and weight, in the order of features.
pub type Sparse = Vec<(u32, f32)>;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Features {
    lexicon: Lexicon,
    weights: [f32; KINDS],
    /// Place and inverse document frequency.
    known: BTreeMap<String, (u32, f32)>,
}

impl Features {
    /// `texts` with whether each is public.
    pub fn learn(lexicon: Lexicon, weights: [f32; KINDS], texts: &[(&str, bool)]) -> Self {
        Self::learn_after(lexicon, weights, texts, 0, [])
    }

    /// With what is known of texts before: how many there were, and how many of them had a feature.
    pub fn learn_after<'a>(
        lexicon: Lexicon,
        weights: [f32; KINDS],
        texts: &[(&str, bool)],
        texts_before: usize,
        before: impl IntoIterator<Item = (&'a str, usize)>,
    ) -> Self {
        let before = before.into_iter().map(|(feature, count)| (feature.to_owned(), (count, true)));
        let mut seen: BTreeMap<String, (usize, bool)> = before.collect();
        for (text, public) in texts {
            for (feature, _) in counted(&lexicon, text) {
                let entry = seen.entry(feature).or_default();
                *entry = (entry.0 + 1, entry.1 || *public);
            }
        }
        let kept = |feature: &str, (count, public): (usize, bool)| match kind(feature) {
            1 => count >= LEAST_TEXTS || public && count > 1,
            _ => count >= LEAST_TEXTS || public,
        };
        let all = (texts.len() + texts_before) as f32;
        let idf = |count: usize| ((1.0 + all) / (1.0 + count as f32)).ln() + 1.0;
        let kept = seen.into_iter().filter(|(feature, seen)| kept(feature, *seen));
        let known = kept.enumerate().map(|(at, (feature, (count, _)))| (feature, (at as u32, idf(count)))).collect();
        Self { lexicon, weights, known }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.known.len()
    }

    /// Each with its place.
    pub fn names(&self) -> impl Iterator<Item = (&str, u32)> {
        self.known.iter().map(|(feature, (at, _))| (feature.as_str(), *at))
    }

    pub fn of(&self, text: &str) -> Sparse {
        let mut found = Vec::new();
        let mut squares = [0.0f32; KINDS];
        for (feature, times) in counted(&self.lexicon, text) {
            if let Some((at, idf)) = self.known.get(&feature) {
                let (kind, weight) = (kind(&feature), (1.0 + (times as f32).ln()) * idf);
                squares[kind] += weight * weight;
                found.push((*at, kind, weight));
            }
        }
        found.sort_unstable_by_key(|(at, ..)| *at);
        found.into_iter().map(|(at, kind, weight)| (at, self.weights[kind] * weight / squares[kind].sqrt())).collect()
    }
}

fn kind(feature: &str) -> usize {
    match feature.as_bytes().first() {
        Some(b'w') => 0,
        Some(b'c') => 1,
        _ => 2,
    }
}

/// Every feature of a text, with how often it is there: `w:` words and pairs, `c:` pieces of 3 to 5 letters, `n:` things
/// named.
fn counted(lexicon: &Lexicon, text: &str) -> BTreeMap<String, usize> {
    let words = words(text);
    let mut counts = BTreeMap::new();
    let mut count = |feature: String, times: usize| *counts.entry(feature).or_default() += times;
    for (at, word) in words.iter().enumerate() {
        count(format!("w:{word}"), 1);
        if let Some(next) = words.get(at + 1) {
            count(format!("w:{word} {next}"), 1);
        }
        let letters: Vec<char> = std::iter::once(' ').chain(word.chars()).chain([' ']).collect();
        for size in 3..=5 {
            for piece in letters.windows(size) {
                count(format!("c:{}", piece.iter().collect::<String>()), 1);
            }
        }
    }
    for (name, times) in lexicon.found(&words) {
        count(format!("n:{name}"), times);
    }
    counts
}
