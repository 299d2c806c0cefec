//! What is not yet covered: texts that no theme was given, grouped by likeness.
//!
//! Promises that each text stands in one group, that the groups are the same every time, and that a word shown for a group
//! stands in at least `LEAST_TEXTS` of its texts. How many persons a group must have before it is shown to anybody is the
//! caller's to decide: sizes here are exact, and a small group is as good as a quotation.

use std::collections::{BTreeMap, BTreeSet};

use super::features::{Features, LEAST_TEXTS, Sparse};
use super::words::{Lexicon, words};

const ROUNDS: usize = 20;
const WORDS: usize = 6;

#[derive(Clone, Debug, PartialEq)]
pub struct Cluster {
    /// Places of its texts in what was given.
    pub texts: Vec<usize>,
    /// Words that are much more common in the group than outside it, most telling first.
    pub words: Vec<String>,
}

/// Largest first. With vectors for all texts likeness is of meaning, otherwise of words. Spherical k-means (Dhillon and
/// Modha, Machine Learning 42, 2001), started from texts that lie far apart.
pub fn clusters(texts: &[&str], vectors: Option<&[Vec<f32>]>, most: usize) -> Vec<Cluster> {
    let rows: Vec<Sparse> = match vectors.filter(|vectors| vectors.len() == texts.len()) {
        Some(vectors) => vectors.iter().map(|vector| (0u32..).zip(vector.iter().copied()).collect()).collect(),
        None => {
            let known: Vec<(&str, bool)> = texts.iter().map(|text| (*text, false)).collect();
            let features = Features::learn(Lexicon::things_named(), [1.0, 0.5, 1.0], &known);
            texts.iter().map(|text| features.of(text)).collect()
        }
    };
    let rows: Vec<Sparse> = rows.iter().map(|row| unit(row)).collect();
    // A text that shares nothing with any other is like none: such texts make a group of their own, the last.
    let alike: Vec<&Sparse> = rows.iter().filter(|row| !row.is_empty()).collect();
    let own = usize::from(alike.len() < rows.len());
    let wanted = ((alike.len() as f64 / 2.0).sqrt().ceil() as usize).min(most.saturating_sub(own));
    let mut middles = far_apart(&alike, wanted);
    let last = middles.len();
    let mut places = vec![last; rows.len()];
    for _ in 0..ROUNDS {
        let place = |row: &Sparse| if row.is_empty() { last } else { nearest(row, &middles).unwrap_or(last) };
        let next: Vec<usize> = rows.iter().map(place).collect();
        let settled = next == places;
        places = next;
        if settled {
            break;
        }
        for (at, middle) in middles.iter_mut().enumerate() {
            *middle = middle_of(rows.iter().zip(&places).filter(|(_, place)| **place == at).map(|(row, _)| row));
        }
    }
    let said: Vec<BTreeSet<String>> = texts.iter().map(|text| words(text).into_iter().collect()).collect();
    let members = |at: usize| (0..rows.len()).filter(|text| places[*text] == at).collect::<Vec<_>>();
    let groups = (0..=last).take(most).map(members).filter(|texts| !texts.is_empty());
    let mut groups: Vec<Cluster> = groups.map(|texts| Cluster { words: telling(&texts, &said), texts }).collect();
    groups.sort_by_key(|group| (std::cmp::Reverse(group.texts.len()), group.texts[0]));
    groups
}

/// The first text, then again and again the one least like those chosen.
fn far_apart(rows: &[&Sparse], wanted: usize) -> Vec<Sparse> {
    let mut chosen: Vec<Sparse> = rows.iter().take(wanted.min(1)).map(|row| (*row).clone()).collect();
    while chosen.len() < wanted {
        let likeness = |row: &&Sparse| chosen.iter().map(|middle| dot(row, middle)).fold(f32::MIN, f32::max);
        let Some((least, row)) = rows.iter().map(|row| (likeness(row), row)).min_by(|a, b| a.0.total_cmp(&b.0)) else {
            break;
        };
        if least > 0.999 {
            break;
        }
        chosen.push((*row).clone());
    }
    chosen
}

fn nearest(row: &Sparse, middles: &[Sparse]) -> Option<usize> {
    let likeness = |at: &usize| dot(row, &middles[*at]);
    (0..middles.len()).max_by(|a, b| likeness(a).total_cmp(&likeness(b)).then(b.cmp(a)))
}

fn middle_of<'a>(rows: impl Iterator<Item = &'a Sparse>) -> Sparse {
    let mut sum: BTreeMap<u32, f32> = BTreeMap::new();
    for (at, weight) in rows.flatten() {
        *sum.entry(*at).or_default() += weight;
    }
    unit(&sum.into_iter().collect::<Sparse>())
}

fn unit(row: &[(u32, f32)]) -> Sparse {
    let length = row.iter().map(|(_, by)| by * by).sum::<f32>().sqrt();
    let usable = length.is_finite() && length > 0.0;
    if usable { row.iter().map(|(at, by)| (*at, by / length)).collect() } else { Sparse::new() }
}

/// Both in the order of their places.
fn dot(a: &[(u32, f32)], b: &[(u32, f32)]) -> f32 {
    let (mut sum, mut at) = (0.0, 0);
    for (place, weight) in a {
        at += b[at..].partition_point(|(other, _)| other < place);
        match b.get(at) {
            Some((other, by)) if other == place => sum += weight * by,
            _ => {}
        }
    }
    sum
}

/// By how much more often than elsewhere, in logarithms, times how many texts have them.
fn telling(texts: &[usize], said: &[BTreeSet<String>]) -> Vec<String> {
    let inside: BTreeSet<usize> = texts.iter().copied().collect();
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (at, words) in said.iter().enumerate() {
        for word in words.iter().filter(|word| word.len() > 2) {
            let count = counts.entry(word).or_default();
            if inside.contains(&at) { count.0 += 1 } else { count.1 += 1 }
        }
    }
    let outside = (said.len() - texts.len()) as f64;
    let weight = |(here, there): (usize, usize)| {
        let share = |count: usize, of: f64| (count as f64 + 0.5) / (of + 1.0);
        here as f64 * (share(here, texts.len() as f64) / share(there, outside)).ln()
    };
    let often = counts.into_iter().filter(|(_, count)| count.0 >= LEAST_TEXTS);
    let mut ranked: Vec<(f64, &str)> = often.map(|(word, count)| (weight(count), word)).collect();
    ranked.retain(|(weight, _)| *weight > 0.0);
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    ranked.into_iter().take(WORDS).map(|(_, word)| word.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn texts_on_two_things_fall_into_two_groups_with_their_words() {
        let parking =
            ["the parking costs too much", "parking was full", "no parking for badge holders", "parking parking"];
        let food = ["the food was cold", "cold food again", "food came late", "no food all day"];
        let texts: Vec<&str> = parking.into_iter().chain(food).collect();
        let found = clusters(&texts, None, 10);
        assert!(found.iter().any(|group| group.words.first().map(String::as_str) == Some("parking")), "{found:?}");
        assert!(found.iter().any(|group| group.words.first().map(String::as_str) == Some("food")), "{found:?}");
    }

    /// A text whose words nobody else has comes first here: it must not become the middle of every group.
    #[test]
    fn a_text_like_no_other_spoils_nothing() {
        let texts = [
            "zebra",
            "the food was cold",
            "cold food again",
            "food came late",
            "parking was full",
            "no parking",
            "parking",
        ];
        let found = clusters(&texts, None, 10);
        let of = |at: usize| found.iter().position(|group| group.texts.contains(&at)).unwrap();
        assert!(of(1) == of(2) && of(5) == of(6) && of(2) != of(5), "{found:?}");
        assert_eq!(found[of(0)].texts, [0], "{found:?}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn each_text_stands_in_one_group_and_words_are_shared(
            texts in prop::collection::vec("(cold|food|room|bus|\\PC){1,6}( (cold|food|late|far)){0,4}", 0..30), most in 0..8usize
        ) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let found = clusters(&texts, None, most);
            let mut all: Vec<usize> = found.iter().flat_map(|group| group.texts.clone()).collect();
            all.sort_unstable();
            prop_assert!(all == (0..texts.len()).collect::<Vec<_>>() || most == 0);
            prop_assert!(found.len() <= most);
            for group in &found {
                for word in &group.words {
                    let has = group.texts.iter().filter(|at| words(texts[**at]).contains(word)).count();
                    prop_assert!(has >= LEAST_TEXTS);
                }
            }
            prop_assert_eq!(clusters(&texts, None, most), found);
        }
    }
}
