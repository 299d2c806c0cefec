//! Suggests themes for a text, with the sentences that speak for each.
//!
//! Promises, for any text: every theme in use once, highest score first, scores between 0 and 1, no more suggested than
//! the codebook lets a text have, the same answer every time. A suggestion is no decision: the two are kept apart, with
//! `version` beside a suggestion. Does not promise that what is not suggested is not there: docs/listening.md has the
//! measures.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::codebook::{Codebook, ThemeId};
use super::kept::Kept;
use super::learner::{Learned, Recipe, Row, Spoke};
use super::lessons::{Example, Source, first_lessons};
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
        Self::learn_after(codebook, examples, &Kept::default())
    }

    /// With what was kept of earlier reviews.
    pub fn learn_after(codebook: &Codebook, examples: &[Example], kept: &Kept) -> Self {
        let themes: Vec<ThemeId> = codebook.in_use().map(|theme| theme.id.clone()).collect();
        let rows = rows(codebook, examples);
        let decided = rows.iter().filter(|row| !row.public).count();
        let before = kept.before(codebook);
        let earlier = if before.texts > 0 { format!(" and {} earlier ones", before.texts) } else { String::new() };
        let version = format!("codebook {}, {decided} decided texts{earlier}, {:08x}", codebook.version, digest(&rows));
        let learned = Learned::learn_after(&Lexicon::things_named(), RECIPE, themes.len(), rows, &before).learned;
        Self { themes, most: codebook.most_themes, version, learned }
    }

    /// By words alone, from what comes with the program.
    pub fn built_in(codebook: &Codebook) -> Self {
        Self::learn(codebook, &first_lessons(codebook))
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
        let passes: Vec<usize> =
            order.iter().copied().filter(|at| scores[*at] >= thresholds[*at]).take(self.most).collect();
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

/// Examples as rows, with the themes in use as labels.
pub fn rows(codebook: &Codebook, examples: &[Example]) -> Vec<Row> {
    let row = |example: &Example| {
        let held = example.followed(codebook)?;
        Some(Row {
            text: example.text.clone(),
            vector: example.vector.clone(),
            labels: codebook.in_use().map(|theme| held.contains(&theme.id)).collect(),
            public: !matches!(example.source, Source::Decided { .. }),
            definition: example.source == Source::Definition,
        })
    };
    examples.iter().filter_map(row).collect()
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;

    static CODEBOOK: LazyLock<Codebook> = LazyLock::new(Codebook::built_in);
    static TAGGER: LazyLock<Tagger> = LazyLock::new(|| Tagger::built_in(&CODEBOOK));

    fn suggested(text: &str) -> Vec<String> {
        let themes = TAGGER.suggest(text, None).themes;
        themes.into_iter().filter(|theme| theme.suggested).map(|theme| theme.id.to_string()).collect()
    }

    #[test]
    fn plain_wording_finds_its_theme_and_no_wording_none() {
        assert!(
            suggested("I was on the waiting list for counselling for ten months.").contains(&"acc.wait".to_owned())
        );
        assert!(suggested("My ISVA was there for me all the way").contains(&"srv.isva".to_owned()));
        for nothing in ["", "n/a", "No comment", "-"] {
            assert_eq!(suggested(nothing), Vec::<String>::new(), "{nothing}");
        }
    }

    #[test]
    fn the_sentence_that_speaks_for_a_theme_is_pointed_at() {
        let text = "The tea was nice. I have been on the waiting list for therapy since May. Bye";
        let themes = TAGGER.suggest(text, None).themes;
        let wait = themes.iter().find(|theme| theme.id.as_str() == "acc.wait").unwrap();
        assert!(wait.suggested);
        assert_eq!(&text[wait.sentences[0].clone()], "I have been on the waiting list for therapy since May.");
    }

    #[test]
    fn a_model_file_says_the_same_and_examples_may_come_in_any_order() {
        let bytes = postcard::to_stdvec(&*TAGGER).unwrap();
        assert!(postcard::from_bytes::<Tagger>(&bytes).unwrap() == *TAGGER);
        assert!(bytes.len() < 4_000_000, "{}", bytes.len());
        let mut lessons = first_lessons(&CODEBOOK);
        lessons.reverse();
        assert!(Tagger::learn(&CODEBOOK, &lessons) == *TAGGER);
    }

    #[test]
    fn what_two_respondents_wrote_is_not_in_the_model() {
        let mut lessons = first_lessons(&CODEBOOK);
        for text in ["Zebedee was kind", "kind Zebedee"] {
            let mut lesson = lessons[0].clone();
            (lesson.text, lesson.source) = (text.to_owned(), Source::Decided { codebook: 1 });
            lessons.push(lesson);
        }
        let bytes = postcard::to_stdvec(&Tagger::learn(&CODEBOOK, &lessons)).unwrap();
        let holds = |word: &str| bytes.windows(word.len()).any(|window| window == word.as_bytes());
        assert!(holds("kind") && !holds("zebedee") && !holds("zebe"));
    }

    /// Vectors that point apart by theme, as a model's would: with them the two speakers agree better than words alone.
    #[test]
    fn with_vectors_the_model_speaks_too_and_a_strange_vector_is_passed_over() {
        let vector = |theme: usize| (0..384).map(|at| if at == theme { 1.0 } else { 0.01 }).collect::<Vec<f32>>();
        let ids: Vec<_> = CODEBOOK.in_use().map(|theme| theme.id.clone()).collect();
        let mut lessons = first_lessons(&CODEBOOK);
        for lesson in &mut lessons {
            lesson.vector = lesson.themes.first().and_then(|id| ids.iter().position(|other| other == id)).map(vector);
        }
        let tagger = Tagger::learn(&CODEBOOK, &lessons);
        let with = tagger.suggest("quite something", Some(&vector(4)));
        assert_eq!((with.spoke, &with.themes[0].id), (Spoke::WordsAndModel, &ids[4]));
        for strange in [vec![], vec![0.0; 384], vec![f32::NAN; 384], vec![1.0; 7]] {
            assert_eq!(tagger.suggest("quite something", Some(&strange)).spoke, Spoke::Words);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn any_text_has_every_theme_once_in_order_and_few_suggested(text in "\\PC{0,200}|([a-z']{1,8}[ .!?\n]){0,60}") {
            let found = TAGGER.suggest(&text, None);
            let ids: BTreeSet<_> = found.themes.iter().map(|theme| &theme.id).collect();
            prop_assert_eq!((ids.len(), found.themes.len()), (30, 30));
            prop_assert!(found.themes.iter().all(|theme| (0.0..=1.0).contains(&theme.score)));
            prop_assert!(found.themes.windows(2).all(|pair| pair[0].score >= pair[1].score));
            prop_assert!(found.themes.iter().filter(|theme| theme.suggested).count() <= CODEBOOK.most_themes);
            prop_assert!(found.themes.iter().all(|theme| theme.sentences.iter().all(|part| text.get(part.clone()).is_some())));
            prop_assert_eq!(TAGGER.suggest(&text, None), found);
        }
    }
}
