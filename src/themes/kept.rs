//! What the tagger keeps of a review when its texts are gone: weights of words and of directions of meaning, by theme.
//!
//! Promises that no text, no vector of a text and no rare word is in it. A word or a pair of words is kept if it stands in
//! at least `LEAST` texts of the wave and each of its words is in the redactor's list of plain English; a thing that the
//! product itself names, if at least `LEAST` texts speak of it; pieces of words never, because names are made of the same
//! pieces. A theme is learned only if at least `LEAST` texts have it and as many have not, so that every number in here is
//! a sum over that many persons. Rather than hash features, which hides nothing from whoever can guess a word, what is
//! rare is left out. Does not promise that nothing could be learned of a text by somebody who knows all others of its
//! wave: so it is kept where the keys were kept that opened the texts, and nowhere else.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::codebook::{Codebook, Following, ThemeId};
use super::features::{Features, Sparse};
use super::learner::{Before, Recipe, Row, VECTOR, as_row};
use super::lessons::Example;
use super::linear::Linear;
use super::redact;
use super::tag::{RECIPE, rows};
use super::words::Lexicon;

/// As many persons as a published figure stands for at least.
pub const LEAST: usize = 8;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    /// The version of the codebook that the themes are of.
    codebook: u32,
    themes: Vec<ThemeId>,
    texts: usize,
    features: BTreeMap<String, (usize, Vec<f32>)>,
    always: Vec<f32>,
    meaning: Option<Vec<f32>>,
}

impl Kept {
    /// What decided texts teach, on top of what was kept before them.
    pub fn learn(codebook: &Codebook, decided: &[Example], before: &Self) -> Self {
        Self::of_rows(codebook, &rows(codebook, decided), before)
    }

    fn of_rows(codebook: &Codebook, decided: &[Row], before: &Self) -> Self {
        let before = before.before(codebook);
        let themes: Vec<ThemeId> = codebook.in_use().map(|theme| theme.id.clone()).collect();
        let learned = learn(&Lexicon::things_named(), RECIPE, themes.len(), decided, &before);
        let Before { texts, features, always, meaning } = learned;
        Self { codebook: codebook.version, themes, texts, features, always, meaning }
    }

    /// By label of today's codebook: a theme that was merged teaches the other one if that has nothing of its own; of
    /// one that was split or retired nothing stays.
    pub fn before(&self, codebook: &Codebook) -> Before {
        let mut from: Vec<Option<usize>> = Vec::new();
        for theme in codebook.in_use() {
            let own = self.themes.iter().position(|id| *id == theme.id);
            let leads_here = |id: &ThemeId| codebook.follow(id, self.codebook) == Some(Following::To(theme.id.clone()));
            from.push(own.or_else(|| self.themes.iter().position(leads_here)));
        }
        let pick = |weights: &[f32]| -> Vec<f32> {
            from.iter().map(|from| from.and_then(|at| weights.get(at).copied()).unwrap_or_default()).collect()
        };
        let each = |weights: &Vec<f32>| weights.chunks(self.themes.len().max(1)).flat_map(pick).collect();
        Before {
            texts: self.texts,
            features: self.features.iter().map(|(name, (count, w))| (name.clone(), (*count, pick(w)))).collect(),
            always: if self.themes.is_empty() { Vec::new() } else { pick(&self.always) },
            meaning: self.meaning.as_ref().map(each),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.texts == 0
    }

    /// Whether there is one weight for each theme everywhere, so that a file that was cut or altered is noticed.
    pub fn is_whole(&self) -> bool {
        let labels = self.themes.len();
        let finite = |weights: &[f32]| weights.iter().all(|weight| weight.is_finite());
        self.features.values().all(|(_, weights)| weights.len() == labels && finite(weights))
            && (self.always.is_empty() || self.always.len() == labels)
            && finite(&self.always)
            && self.meaning.as_ref().is_none_or(|meaning| meaning.len() == (VECTOR + 1) * labels && finite(meaning))
    }
}

/// The same for any labels.
pub fn learn(lexicon: &Lexicon, recipe: Recipe, labels: usize, decided: &[Row], before: &Before) -> Before {
    let texts: Vec<(&str, bool)> = decided.iter().map(|row| (row.text.as_str(), false)).collect();
    let counts = before.features.iter().map(|(name, (count, _))| (name.as_str(), *count));
    let features = Features::learn_after(lexicon.clone(), recipe.weights, &texts, before.texts, counts);
    let sparse: Vec<Sparse> = decided.iter().map(|row| features.of(&row.text)).collect();
    let seen = seen(&features, &sparse);
    let may_stay: BTreeMap<u32, &str> = features
        .names()
        .filter(|(name, at)| is_plain(name) && seen[*at as usize] >= LEAST)
        .map(|(n, at)| (at, n))
        .collect();
    let taught = taught(labels, decided);
    let mut kept = before.clone();
    if !taught.contains(&true) {
        return kept;
    }
    kept.texts += decided.len();
    let zero = || vec![0.0; labels];
    if kept.always.is_empty() {
        kept.always = zero();
    }
    // Words.
    let narrowed: Vec<Sparse> = sparse.into_iter().map(|row| narrow(row, &may_stay)).collect();
    let rows: Vec<_> = narrowed.iter().zip(decided).map(|(row, of)| (row, &of.labels[..])).collect();
    let mut start: Vec<f32> = vec![0.0; features.count() * labels];
    for (at, name) in &may_stay {
        let known = before.features.get(*name).map(|(_, weights)| weights.clone()).unwrap_or_else(zero);
        start[*at as usize * labels..][..labels].copy_from_slice(&known);
    }
    start.extend(&kept.always);
    let words = Linear::from_weights(labels, start).learn_more(&rows, recipe.cost);
    let weights = |at: usize| &words.weights()[at * labels..][..labels];
    for (at, name) in may_stay {
        let entry = kept.features.entry(name.to_owned()).or_insert_with(|| (0, zero()));
        entry.0 += seen[at as usize];
        put(&mut entry.1, weights(at as usize), &taught);
    }
    put(&mut kept.always, weights(features.count()), &taught);
    // Meaning, of the texts that have vectors: enough of them for each theme too.
    let with: Vec<(Sparse, &Row)> =
        decided.iter().filter_map(|row| Some((as_row(row.vector.as_deref()?)?, row))).collect();
    let enough = taught_by(labels, with.iter().map(|(_, row)| *row));
    if enough.contains(&true) {
        let rows: Vec<_> = with.iter().map(|(vector, row)| (vector, &row.labels[..])).collect();
        let start = before.meaning.clone().unwrap_or_else(|| vec![0.0; (VECTOR + 1) * labels]);
        let meaning = Linear::from_weights(labels, start.clone()).learn_more(&rows, recipe.vector_cost);
        let mut whole = start;
        for (old, new) in whole.chunks_mut(labels).zip(meaning.weights().chunks(labels)) {
            put(old, new, &enough);
        }
        kept.meaning = Some(whole);
    }
    kept
}

fn put(old: &mut [f32], new: &[f32], which: &[bool]) {
    for ((old, new), which) in old.iter_mut().zip(new).zip(which) {
        if *which {
            *old = *new;
        }
    }
}

/// In how many texts each feature stands.
fn seen(features: &Features, sparse: &[Sparse]) -> Vec<usize> {
    let mut seen = vec![0; features.count()];
    sparse.iter().flatten().for_each(|(at, _)| seen[*at as usize] += 1);
    seen
}

fn narrow(row: Sparse, to: &BTreeMap<u32, &str>) -> Sparse {
    row.into_iter().filter(|(at, _)| to.contains_key(at)).collect()
}

fn taught(labels: usize, decided: &[Row]) -> Vec<bool> {
    taught_by(labels, decided.iter())
}

/// The labels that enough texts have, and enough have not.
fn taught_by<'a>(labels: usize, decided: impl Iterator<Item = &'a Row>) -> Vec<bool> {
    let (mut all, mut held) = (0, vec![0; labels]);
    for row in decided {
        all += 1;
        row.labels.iter().zip(&mut held).for_each(|(label, held)| *held += usize::from(*label));
    }
    held.into_iter().map(|held| held >= LEAST && all - held >= LEAST).collect()
}

/// Words in the redactor's list of plain English, and things that the product names.
fn is_plain(feature: &str) -> bool {
    match feature.split_once(':') {
        Some(("w", words)) => words.split(' ').all(redact::is_plain),
        Some((kind, _)) => kind == "n",
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn row(text: &str, labels: [bool; 2], way: Option<f32>) -> Row {
        let vector = way.map(|way| (0..VECTOR).map(|at| if at == 7 { way } else { 0.1 }).collect());
        Row { text: text.to_owned(), vector, labels: labels.to_vec(), public: false, definition: false }
    }

    fn wave(each: usize) -> Vec<Row> {
        let mut rows = Vec::new();
        for n in 0..each {
            rows.push(row(&format!("parking was full again zebedee{n}"), [true, false], Some(1.0)));
            rows.push(row("the food came late and cold", [false, n == 0], Some(-1.0)));
        }
        rows
    }

    fn kept(rows: &[Row]) -> Before {
        learn(&Lexicon::things_named(), RECIPE, 2, rows, &Before::default())
    }

    #[test]
    fn words_of_enough_texts_are_kept_for_themes_of_enough_texts_and_nothing_else() {
        let kept = kept(&wave(LEAST));
        let parking = &kept.features["w:parking"];
        assert!(parking.0 == LEAST && parking.1[0] > 0.0, "{parking:?}");
        assert_eq!(parking.1[1], 0.0, "the other theme had one text");
        assert!(kept.features["w:food"].1[0] < 0.0);
        assert!(kept.features.keys().all(|name| !name.contains("zebedee") && !name.starts_with("c:")));
        let meaning = kept.meaning.as_ref().unwrap();
        assert!(meaning[7 * 2] > 0.1 && meaning.iter().skip(1).step_by(2).all(|weight| *weight == 0.0));
        assert_eq!(self::kept(&wave(LEAST - 1)), Before::default(), "one text less, and nothing is kept");
    }

    /// A name that many texts have is still no plain word.
    #[test]
    fn a_name_is_not_kept_however_many_wrote_it() {
        let rows: Vec<Row> = (0..40).map(|n| row("zebedee priya was kind to me", [n % 2 == 0, false], None)).collect();
        let kept = kept(&rows);
        assert!(kept.features.contains_key("w:kind"));
        assert!(
            kept.features.keys().all(|name| !name.contains("priya") && !name.contains("zebedee")),
            "{:?}",
            kept.features.keys()
        );
    }

    #[test]
    fn what_was_kept_follows_the_codebook() {
        let codebook = Codebook::built_in();
        let labels = codebook.in_use().count();
        let at = |codebook: &Codebook, id: &str| codebook.in_use().position(|theme| theme.id.as_str() == id).unwrap();
        let rows: Vec<Row> = (0..2 * LEAST)
            .map(|n| {
                let mut row =
                    row(if n % 2 == 0 { "waiting for months" } else { "the food was cold" }, [false; 2], Some(1.0));
                row.labels = (0..labels).map(|label| n % 2 == 0 && label == at(&codebook, "acc.wait")).collect();
                row
            })
            .collect();
        let kept = Kept::of_rows(&codebook, &rows, &Kept::default());
        let weight = |codebook: &Codebook, id: &str| kept.before(codebook).features["w:waiting"].1[at(codebook, id)];
        assert!(weight(&codebook, "acc.wait") > 0.0 && weight(&codebook, "acc.delay") == 0.0);
        let id = |text: &str| text.parse::<ThemeId>().unwrap();
        use super::super::codebook::Change;
        let retired = codebook.with(Change::Retire(id("out.voice"))).unwrap();
        assert!(weight(&retired, "acc.wait") > 0.0, "others do not move");
        assert_eq!(kept.before(&retired).meaning.unwrap().len(), (VECTOR + 1) * (labels - 1));
        let split = codebook.with(Change::Split { from: id("acc.wait"), into: vec![id("acc.delay"), id("cjs.court")] });
        assert_eq!(weight(&split.unwrap(), "acc.delay"), 0.0);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        /// Whatever was written, no word of fewer than `LEAST` texts is kept, and what is kept is finite.
        #[test]
        fn no_rare_word_survives(
            texts in prop::collection::vec(("(kind|late|room|help|people|zebedee|\\PC){1,3}( (kind|late|court|police|xqz)){0,4}", any::<bool>()), 0..40),
        ) {
            let rows: Vec<Row> = texts.iter().map(|(text, held)| row(text, [*held, !held], Some(0.5))).collect();
            let kept = kept(&rows);
            for (name, (count, weights)) in &kept.features {
                let has = rows.iter().filter(|row| Features::learn(Lexicon::things_named(), [1.0; 3], &[(&row.text, true)]).names().any(|(own, _)| own == name)).count();
                prop_assert!(*count == has && has >= LEAST, "{name}: {has}");
                prop_assert!(weights.iter().all(|weight| weight.is_finite()));
            }
            prop_assert!(kept.meaning.iter().flatten().all(|weight| weight.is_finite()));
        }
    }
}
