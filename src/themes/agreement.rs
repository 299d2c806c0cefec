//! How far people who tag the same texts apart agree.
//!
//! Krippendorff's alpha (K. Krippendorff, "Computing Krippendorff's Alpha-Reliability", 2011): 1 minus the disagreement
//! that was seen over the disagreement that chance would bring. For whole sets of themes the distance is MASI (R.
//! Passonneau, LREC 2006), for one theme it is nominal. Cohen's kappa (1960) for two people who tagged every text.
//! `None` where nothing could disagree: agreement on one value that everybody always gives says nothing. Krippendorff
//! asks for .8 to rely on, and not to conclude anything below .667.

use std::collections::{BTreeMap, BTreeSet};

/// `units`: for each text, what each person who tagged it gave. Texts that only one person tagged do not count.
pub fn alpha<T: Ord>(units: &[Vec<T>], distance: impl Fn(&T, &T) -> f64) -> Option<f64> {
    let units: Vec<&Vec<T>> = units.iter().filter(|values| values.len() > 1).collect();
    let mut counts: BTreeMap<&T, f64> = BTreeMap::new();
    for value in units.iter().copied().flatten() {
        *counts.entry(value).or_default() += 1.0;
    }
    let all: f64 = counts.values().sum();
    let seen: f64 = units.iter().map(|values| pairs(values, &distance) / (values.len() - 1) as f64).sum();
    let mut chance = 0.0;
    for (a, times_a) in &counts {
        for (b, times_b) in &counts {
            let apart = distance(a, b);
            chance += apart * times_a * times_b;
        }
    }
    (chance > 0.0).then(|| 1.0 - (seen / all) / (chance / (all * (all - 1.0))))
}

/// The distance over all ordered pairs of one unit.
fn pairs<T>(values: &[T], distance: impl Fn(&T, &T) -> f64) -> f64 {
    let others = |at: usize| values.iter().enumerate().filter(move |(other, _)| *other != at).map(|(_, value)| value);
    values.iter().enumerate().flat_map(|(at, a)| others(at).map(move |b| (a, b))).map(|(a, b)| distance(a, b)).sum()
}

/// Same or not.
pub fn nominal<T: PartialEq>(a: &T, b: &T) -> f64 {
    if a == b { 0.0 } else { 1.0 }
}

/// Measuring agreement on set-valued items: 1 - Jaccard * (1 if equal, 2/3 if one holds the other, 1/3 if they meet).
pub fn masi<T: Ord>(a: &BTreeSet<T>, b: &BTreeSet<T>) -> f64 {
    if a == b {
        return 0.0;
    }
    let (both, either) = (a.intersection(b).count(), a.union(b).count());
    let nested = if a.is_subset(b) || b.is_subset(a) { 2.0 / 3.0 } else { 1.0 / 3.0 };
    1.0 - nested * both as f64 / either as f64
}

/// For two people: (seen - chance) / (1 - chance), chance from how often each gives each value.
pub fn kappa<T: Ord>(pairs: &[(T, T)]) -> Option<f64> {
    let all = pairs.len() as f64;
    let mut given: BTreeMap<&T, (f64, f64)> = BTreeMap::new();
    for (a, b) in pairs {
        given.entry(a).or_default().0 += 1.0;
        given.entry(b).or_default().1 += 1.0;
    }
    let same = pairs.iter().filter(|(a, b)| a == b).count() as f64 / all;
    let chance = given.values().map(|(a, b)| a * b).sum::<f64>() / (all * all);
    (chance < 1.0).then(|| (same - chance) / (1.0 - chance))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(rows: &[&str]) -> Vec<Vec<char>> {
        let width = rows[0].chars().count();
        let column = |at: usize| rows.iter().filter_map(|row| row.chars().nth(at)).filter(|c| *c != '.').collect();
        (0..width).map(column).collect()
    }

    fn near(found: Option<f64>, wanted: f64) {
        assert!((found.unwrap() - wanted).abs() < 0.0006, "{found:?}, not {wanted}");
    }

    /// Sections A, B and C of Krippendorff (2011).
    #[test]
    fn alpha_is_that_of_the_published_examples() {
        near(alpha(&columns(&["0100000010", "1110010000"]), nominal), 0.095);
        near(alpha(&columns(&["aabbdcccedda", "babbbccceddd"]), nominal), 0.692);
        let four = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."];
        near(alpha(&columns(&four), nominal), 0.743);
    }

    /// Fifty proposals read by two people: 20 and 15 alike, 5 and 10 not. Seen .7, chance .5.
    #[test]
    fn kappa_is_that_worked_by_hand() {
        let cells = [(true, true, 20), (true, false, 5), (false, true, 10), (false, false, 15)];
        let pairs: Vec<_> = cells.iter().flat_map(|(a, b, times)| vec![(*a, *b); *times]).collect();
        near(kappa(&pairs), 0.4);
        assert_eq!(kappa(&[(1, 1), (1, 1)]), None);
        assert_eq!(kappa::<u8>(&[]), None);
    }

    #[test]
    fn masi_is_the_distance_of_its_paper() {
        let set = |text: &str| text.chars().collect::<BTreeSet<_>>();
        near(Some(masi(&set("ab"), &set("ab"))), 0.0);
        near(Some(masi(&set("ab"), &set("a"))), 1.0 - 2.0 / 3.0 / 2.0);
        near(Some(masi(&set("ab"), &set("bc"))), 1.0 - 1.0 / 3.0 / 3.0);
        near(Some(masi(&set("a"), &set("b"))), 1.0);
        near(Some(masi(&set(""), &set("a"))), 1.0);
        near(Some(masi(&set(""), &set(""))), 0.0);
    }

    /// Three texts, two people: {a} {a}, {a,b} {a}, {b} {b}. Seen: 2 * 2/3 / 6. Of the thirty ordered pairs of different
    /// givers, {a}{b} are 12, {a}{a,b} are 6 of 2/3, {b}{a,b} are 4 of 2/3.
    #[test]
    fn alpha_of_sets_is_that_worked_by_hand() {
        let set = |text: &str| text.chars().collect::<BTreeSet<_>>();
        let units = [vec![set("a"), set("a")], vec![set("ab"), set("a")], vec![set("b"), set("b")]];
        let (seen, chance) = (4.0 / 3.0 / 6.0, (12.0 + 10.0 * 2.0 / 3.0) / 30.0);
        near(alpha(&units, masi), 1.0 - seen / chance);
    }

    #[test]
    fn where_nothing_could_disagree_there_is_no_figure() {
        assert_eq!(alpha(&[vec![1, 1], vec![1, 1]], nominal), None);
        assert_eq!(alpha(&[vec![1], vec![2]], nominal), None, "one person alone");
        assert_eq!(alpha::<u8>(&[], nominal), None);
    }
}
