//! Whether a text praises or blames, apart from what it speaks of.
//!
//! Promises one of four answers for any text: praise, blame, both, neither. As with themes, a person decides. Irony is
//! beyond it.

use serde::{Deserialize, Serialize};

use super::codebook::Codebook;
use super::learner::{Learned, Recipe, Row, Spoke};
use super::lessons::first_lessons;
use super::words::Lexicon;

const RECIPE: Recipe = Recipe { cost: 2.0, weights: [1.0, 0.7, 2.0], vector_cost: 12.0, share: 0.5 };

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Valence {
    Positive,
    Negative,
    Mixed,
    Neutral,
}

const ALL: [Valence; 4] = [Valence::Positive, Valence::Negative, Valence::Mixed, Valence::Neutral];

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ValenceGuesser(Learned);

impl ValenceGuesser {
    /// Texts with their vectors, where there are any, and what people said of them.
    pub fn learn<'a>(texts: impl IntoIterator<Item = (&'a str, Option<&'a [f32]>, bool, Valence)>) -> Self {
        let row = |(text, vector, public, valence): (&str, Option<&[f32]>, bool, Valence)| Row {
            text: text.to_owned(),
            vector: vector.map(<[f32]>::to_vec),
            labels: ALL.map(|one| one == valence).to_vec(),
            public,
            definition: false,
        };
        Self(Learned::learn(&Lexicon::tone(), RECIPE, ALL.len(), texts.into_iter().map(row).collect()).learned)
    }

    /// By words alone, from what comes with the program.
    pub fn built_in(codebook: &Codebook) -> Self {
        let lessons = first_lessons(codebook);
        Self::learn(lessons.iter().filter_map(|lesson| Some((&lesson.text[..], None, true, lesson.valence?))))
    }

    pub fn suggest(&self, text: &str, vector: Option<&[f32]>) -> (Valence, Spoke) {
        let (scores, spoke) = self.0.scores(text, vector);
        let best = (0..ALL.len()).max_by(|a, b| scores[*a].total_cmp(&scores[*b]).then(b.cmp(a)));
        (best.map_or(Valence::Neutral, |best| ALL[best]), spoke)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_praise_and_plain_blame_are_told_apart() {
        let guesser = ValenceGuesser::built_in(&Codebook::built_in());
        assert_eq!(guesser.suggest("Brilliant, kind staff, thank you so much", None).0, Valence::Positive);
        assert_eq!(guesser.suggest("Nobody rang me back for months, useless", None).0, Valence::Negative);
        assert_eq!(guesser.suggest("", None).1, Spoke::Words);
    }
}
