//! Scales: how a question's options are put together, from two groups to every option, each grouping a refinement of
//! the one before.
//!
//! Promises that groups of neighbouring options are only ever split, never crossed: whatever two places or times show of
//! one question can be added up. Cuts come from what was expected before the year, never from its own answers.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::survey::Slug;

/// A level is a number of groups: 1 is the base alone, 2 the first cut, as many as there are options every one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scale {
    /// Options of the base in the order in which neighbours may be put together.
    pub options: Vec<Slug>,
    /// Positions in `options` before which the scale is cut, first cut first.
    pub cuts: Vec<usize>,
}

impl Scale {
    /// Cuts where the smallest group becomes as large as possible; ties go to the larger next smallest group, then to
    /// the earlier option. `first` is a first cut that was chosen otherwise.
    pub fn balanced(options: Vec<Slug>, expected: &[f64], first: Option<usize>) -> Self {
        let mut cuts: Vec<usize> = first.into_iter().collect();
        while cuts.len() + 1 < options.len() {
            cuts.push(best_cut(expected, &cuts));
        }
        Self { options, cuts }
    }

    /// The finest level.
    pub fn finest(&self) -> usize {
        self.options.len()
    }

    /// The groups of a level, as ranges of `options`.
    pub fn groups(&self, level: usize) -> Vec<Range<usize>> {
        groups(self.options.len(), &self.cuts[..level - 1])
    }

    /// Counts by option as counts by group.
    pub fn totals(&self, level: usize, counts: &[u64]) -> Vec<u64> {
        self.groups(level).into_iter().map(|group| counts[group].iter().sum()).collect()
    }

    /// The smallest group's expected share of all.
    pub fn smallest_share(&self, level: usize, expected: &[f64]) -> f64 {
        smallest(expected, &self.groups(level))
    }

    /// A group's id: the options it is made of.
    pub fn group_id(&self, group: &Range<usize>) -> String {
        self.options[group.clone()].iter().map(Slug::as_str).collect::<Vec<_>>().join("+")
    }
}

fn groups(options: usize, cuts: &[usize]) -> Vec<Range<usize>> {
    let mut edges: Vec<usize> = [0, options].into_iter().chain(cuts.iter().copied()).collect();
    edges.sort_unstable();
    edges.windows(2).map(|pair| pair[0]..pair[1]).collect()
}

/// The share of the smallest group; when nothing is expected at all, every option counts the same.
fn smallest(expected: &[f64], groups: &[Range<usize>]) -> f64 {
    sizes(expected, groups).into_iter().fold(1.0, f64::min)
}

fn sizes(expected: &[f64], groups: &[Range<usize>]) -> Vec<f64> {
    let whole: f64 = expected.iter().sum();
    let size = |group: &Range<usize>| match whole > 0.0 {
        true => expected[group.clone()].iter().sum::<f64>() / whole,
        false => group.len() as f64 / expected.len() as f64,
    };
    groups.iter().map(size).collect()
}

fn best_cut(expected: &[f64], cuts: &[usize]) -> usize {
    let free = (1..expected.len()).filter(|place| !cuts.contains(place));
    let ranked = free.map(|place| {
        let with: Vec<usize> = cuts.iter().copied().chain([place]).collect();
        let mut sizes = sizes(expected, &groups(expected.len(), &with));
        sizes.sort_by(f64::total_cmp);
        (sizes, place)
    });
    // Of equals the first stays.
    let better = |(sizes, _): &(Vec<f64>, usize), (than, _): &(Vec<f64>, usize)| {
        sizes
            .iter()
            .zip(than)
            .map(|(a, b)| a.total_cmp(b))
            .find(|order| order.is_ne())
            .is_some_and(|order| order.is_gt())
    };
    ranked.reduce(|best, next| if better(&next, &best) { next } else { best }).map_or(1, |(_, place)| place)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn options(count: usize) -> Vec<Slug> {
        (0..count).map(|n| format!("o{n}").parse().unwrap()).collect()
    }

    #[test]
    fn the_first_cut_is_nearest_to_half_and_half_and_later_ones_refine_it() {
        let scale = Scale::balanced(options(4), &[50.0, 25.0, 15.0, 10.0], None);
        assert_eq!(scale.cuts, [1, 2, 3]);
        assert_eq!(scale.groups(2), [0..1, 1..4]);
        assert_eq!(scale.totals(3, &[50, 25, 15, 10]), [50, 25, 25]);
        let vetoed = Scale::balanced(options(4), &[50.0, 25.0, 15.0, 10.0], Some(2));
        assert_eq!((vetoed.groups(2), vetoed.cuts), (vec![0..2, 2..4], vec![2, 1, 3]));
        assert_eq!(vetoed.options.len(), 4);
        assert_eq!(scale.group_id(&(1..3)), "o1+o2");
    }

    #[test]
    fn when_nothing_is_expected_options_count_the_same() {
        assert_eq!(Scale::balanced(options(4), &[0.0; 4], None).cuts[0], 2);
    }

    proptest! {
        #[test]
        fn levels_are_nested(expected in prop::collection::vec(0.0f64..100.0, 2..7)) {
            let scale = Scale::balanced(options(expected.len()), &expected, None);
            for level in 2..=scale.finest() {
                prop_assert_eq!(scale.groups(level).len(), level);
                for fine in scale.groups(level) {
                    let coarse = scale.groups(level - 1);
                    prop_assert!(coarse.iter().any(|group| group.start <= fine.start && fine.end <= group.end));
                }
            }
        }
    }
}
