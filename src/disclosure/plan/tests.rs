//! What must hold of any year: every figure and every single subtraction of figures tells of at least k persons.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use proptest::prelude::*;

use super::*;
use crate::disclosure::exact::{Distribution, Exact, Place, TableKey};
use crate::disclosure::rule::{K, LEAST_RESPONDENTS};
use crate::survey::Slug;

fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

fn tree(areas: usize, providers: usize) -> Tree {
    let areas: Vec<Slug> = (0..areas).map(|n| slug(&format!("a{n}"))).collect();
    let of = |area: &Slug| (0..providers).map(|n| slug(&format!("{area}p{n}"))).collect();
    let providers: BTreeMap<Slug, Vec<Slug>> = areas.iter().map(|area| (area.clone(), of(area))).collect();
    Tree::region().with_places(&areas, &providers)
}

fn year(quarters: usize) -> Calendar {
    let day = |month: usize| format!("2026-{month:02}-01").parse::<Date>().unwrap();
    let waves: Vec<(Slug, Date)> = (0..quarters).map(|n| (slug(&format!("q{}", n + 1)), day(n * 3 + 1))).collect();
    Calendar::of(day(1), &waves, |end| end <= after(day(1), jiff::Span::new().months(quarters as i64 * 3)))
}

fn scale(options: usize) -> Scale {
    Scale::balanced((0..options).map(|n| slug(&format!("o{n}"))).collect(), &vec![1.0; options], None)
}

/// Counts by wave, node and option from those of the leaves.
fn sums(tree: &Tree, leaves: &[Vec<u64>], options: usize) -> Vec<Vec<u64>> {
    let parents: BTreeSet<usize> = tree.sets.iter().map(|set| set.parent).collect();
    let mut counts: Vec<Vec<u64>> = (0..tree.nodes.len())
        .map(|node| if parents.contains(&node) { vec![0; options] } else { leaves[node % leaves.len()].clone() })
        .collect();
    for set in tree.sets.iter().rev() {
        counts[set.parent] = (0..options).map(|o| set.members.iter().map(|m| counts[*m][o]).sum()).collect();
    }
    counts
}

fn decided(subject: &Subject, calendar: &Calendar) -> Decided {
    let mut levels = vec![vec![0; subject.tree.nodes.len()]; calendar.periods.len()];
    (0..calendar.periods.len()).for_each(|period| drop(subject.decide(calendar, &mut levels, period)));
    levels
}

/// Everything that one subtraction of figures leaves: of siblings from their parent, of parts from a longer time.
fn one_subtraction(subject: &Subject, calendar: &Calendar, levels: &Decided) -> Result<(), TestCaseError> {
    let floor = |level| if level == 1 { LEAST_RESPONDENTS } else { K };
    for (period, this) in calendar.periods.iter().enumerate() {
        for level in subject.least..=subject.scale.finest() {
            for (node, known) in levels[period].iter().enumerate().filter(|(_, known)| **known >= level) {
                let groups = subject.groups(&this.waves, node, level);
                prop_assert!(groups.iter().all(|n| *n >= floor(level)), "{} {node} {known}: {groups:?}", this.id);
                let known_parts: Vec<usize> =
                    this.parts.iter().copied().filter(|part| levels[*part][node] >= level).collect();
                if !known_parts.is_empty() && known_parts.len() < this.parts.len() {
                    let waves =
                        |parts: &[usize]| parts.iter().flat_map(|p| calendar.periods[*p].waves.clone()).collect();
                    let known: Vec<usize> = waves(&known_parts);
                    let rest: Vec<usize> = this.waves.iter().copied().filter(|w| !known.contains(w)).collect();
                    let left = subject.groups(&rest, node, level);
                    prop_assert!(left.iter().all(|n| *n >= floor(level)), "{} {node}: {left:?} is left", this.id);
                }
            }
            for set in &subject.tree.sets {
                let (shown, hidden): (Vec<usize>, Vec<usize>) =
                    set.members.iter().partition(|node| levels[period][**node] >= level);
                if shown.is_empty() {
                    continue;
                }
                let pool =
                    |group: usize| hidden.iter().map(|n| subject.groups(&this.waves, *n, level)[group]).sum::<u64>();
                let pool: Vec<u64> = (0..level).map(pool).collect();
                let empty = pool.iter().all(|n| *n == 0);
                prop_assert!(empty || pool.iter().all(|n| *n >= floor(level)), "{}: {pool:?} is left", this.id);
                prop_assert!(levels[period][set.parent] >= level, "a child is never finer than its parent");
            }
        }
    }
    Ok(())
}

/// The row of areas that stand together is the region less the areas that are shown, and tells of k in each group.
fn what_stands_together_is_what_is_left(
    subject: &Subject,
    calendar: &Calendar,
    levels: &Decided,
) -> Result<(), TestCaseError> {
    let Some(set) = subject.tree.sets.iter().find(|set| set.parent == 0) else { return Ok(()) };
    for (period, this) in calendar.periods.iter().enumerate() {
        let Some(together) = subject.together(calendar, levels, period) else { continue };
        let (shown, hidden): (Vec<usize>, Vec<usize>) = set.members.iter().partition(|node| levels[period][**node] > 0);
        prop_assert_eq!(&together.nodes, &hidden);
        prop_assert!(shown.iter().all(|node| levels[period][*node] >= together.level));
        let mut left = subject.groups(&this.waves, 0, together.level);
        for node in &shown {
            let groups = subject.groups(&this.waves, *node, together.level);
            left.iter_mut().zip(groups).for_each(|(left, n)| *left -= n);
        }
        prop_assert!(left.iter().all(|n| *n >= K), "{}: {:?}", this.id, left);
        let figures: Vec<u64> = together.groups.iter().map(|figure| figure.value()).collect();
        prop_assert_eq!(figures, left.iter().map(|n| (n + 2) / 5 * 5).collect::<Vec<u64>>());
    }
    Ok(())
}

fn leaves(options: usize) -> impl Strategy<Value = Vec<Vec<Vec<u64>>>> {
    let count = prop_oneof![1 => Just(0u64), 2 => 1u64..8, 4 => 4u64..60];
    prop::collection::vec(prop::collection::vec(prop::collection::vec(count, options), 9), 4)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn one_subtraction_never_leaves_fewer_than_k(
        leaves in leaves(4),
        least in 1usize..=2,
        limits in prop::collection::vec(0usize..=4, 2),
        stuffing_rule in any::<bool>(),
        areas in 1usize..5,
    ) {
        let (tree, calendar) = (tree(areas, 2), year(4));
        let options = if least == 1 { 1 } else { 4 };
        let scale = scale(options);
        let leaves: Vec<Vec<Vec<u64>>> =
            leaves.into_iter().map(|wave| wave.into_iter().map(|leaf| leaf[..options].to_vec()).collect()).collect();
        let declared = tree.nodes.iter().map(|node| match node.role {
            Role::Rest => [0; 3],
            Role::Region => [limits[0].max(least), 4, 4],
            Role::Area => [limits[1], limits[0], 4],
            _ => [limits[1], limits[1], 4],
        }).collect();
        let subject = Subject {
            scale,
            least,
            tree: tree.clone(),
            counts: leaves.iter().map(|wave| sums(&tree, wave, options)).collect(),
            declared,
            blocked: vec![vec![false; tree.nodes.len()]; 7],
            stuffing_rule,
        };
        let levels = decided(&subject, &calendar);
        one_subtraction(&subject, &calendar, &levels)?;
        what_stands_together_is_what_is_left(&subject, &calendar, &levels)?;
        if stuffing_rule {
            for (period, this) in calendar.periods.iter().enumerate() {
                for (node, level) in levels[period].iter().enumerate() {
                    if *level > 0 && tree.nodes[node].role == Role::Provider {
                        let groups = subject.groups(&this.waves, node, *level);
                        let base: u64 = groups.iter().sum();
                        prop_assert!(this.span > Span::Wave && *level <= 2 && base >= 30);
                        prop_assert!(*level == 1 || groups.iter().all(|n| *n >= 8 + 5.max(base.div_ceil(4))));
                    }
                }
            }
        }
    }
}

fn even(tree: &Tree, calendar: &Calendar, each: [u64; 4]) -> Vec<Vec<Vec<u64>>> {
    calendar.waves.iter().map(|_| sums(tree, &[each.to_vec()], 4)).collect()
}

fn subject(tree: &Tree, scale: &Scale, counts: Vec<Vec<Vec<u64>>>) -> Subject {
    let declared = tree.nodes.iter().map(|node| if node.role == Role::Rest { [0; 3] } else { [2, 4, 4] }).collect();
    Subject {
        scale: scale.clone(),
        least: 2,
        tree: tree.clone(),
        counts,
        declared,
        blocked: vec![vec![false; tree.nodes.len()]; 7],
        stuffing_rule: false,
    }
}

#[test]
fn a_small_place_waits_for_a_longer_time() {
    let (tree, calendar, scale) = (tree(3, 0), year(4), scale(4));
    let subject = subject(&tree, &scale, even(&tree, &calendar, [3, 3, 3, 3]));
    let levels = decided(&subject, &calendar);
    let area = 2;
    let of_area: Vec<usize> = levels.iter().map(|period| period[area]).collect();
    assert_eq!(of_area, [0, 0, 2, 0, 0, 2, 4], "by half-year in two groups, by year every option");
    assert_eq!(levels[0][0], 2, "the region by quarter as declared");
    assert_eq!(levels[6][0], 4);
}

#[test]
fn what_was_not_shown_first_waits_so_that_the_year_is_shown() {
    let (tree, calendar, scale) = (tree(3, 0), year(4), scale(4));
    let mut counts = even(&tree, &calendar, [5, 5, 5, 5]);
    for wave in &mut counts[..2] {
        wave[2] = vec![20, 0, 0, 0];
        wave[0] = (0..4).map(|option| wave[1..].iter().map(|node| node[option]).sum()).collect();
    }
    let subject = subject(&tree, &scale, counts);
    let levels = decided(&subject, &calendar);
    let of_area: Vec<usize> = levels.iter().map(|period| period[2]).collect();
    assert_eq!(of_area, [0, 0, 0, 0, 0, 0, 4], "the second half waits because the first did");
}

#[test]
fn a_place_that_would_give_its_neighbour_away_is_not_shown() {
    let (tree, mut calendar, scale) = (tree(3, 0), year(1), scale(4));
    let mut counts = even(&tree, &calendar, [10, 10, 10, 10]);
    let rest = tree.nodes.len() - 1;
    counts[0][rest] = vec![2, 2, 1, 0];
    counts[0][2] = vec![11, 11, 11, 11];
    counts[0][0] = (0..4).map(|option| counts[0][1..].iter().map(|node| node[option]).sum()).collect();
    let subject = subject(&tree, &scale, counts);
    let mut levels = vec![vec![0; tree.nodes.len()]];
    let notes = subject.decide(&calendar, &mut levels, 0);
    assert_eq!(levels[0], [2, 0, 2, 2, 0], "the smaller of the shown stands with those who named no area");
    assert_eq!(notes, [Note { node: 4, reason: Reason::TooFew }, Note { node: 1, reason: Reason::Siblings }]);
    calendar.periods[0].span = Span::Year;
    let together = subject.together(&calendar, &levels, 0).unwrap();
    let figures: Vec<u64> = together.groups.iter().map(|figure| figure.value()).collect();
    assert_eq!((together.nodes, together.level), (vec![1, 4], 2), "and the two are told in one row");
    assert_eq!((together.base.value(), figures), (45, vec![25, 20]));
}

#[test]
fn nobody_elsewhere_costs_no_area() {
    let (tree, mut calendar, scale) = (tree(3, 0), year(1), scale(4));
    let mut counts = even(&tree, &calendar, [10, 10, 10, 10]);
    let rest = tree.nodes.len() - 1;
    counts[0][rest] = vec![0; 4];
    counts[0][0] = vec![30; 4];
    let subject = subject(&tree, &scale, counts);
    assert_eq!(decided(&subject, &calendar)[0], [2, 2, 2, 2, 0]);
    calendar.periods[0].span = Span::Year;
    assert_eq!(subject.together(&calendar, &vec![vec![2, 2, 2, 2, 0]], 0), None, "nobody is no row");
}

#[test]
fn whoever_knows_the_invited_is_told_nothing() {
    let (tree, calendar, scale) = (tree(2, 3), year(4), scale(4));
    let mut subject = subject(&tree, &scale, even(&tree, &calendar, [20, 20, 20, 20]));
    let provider = tree.nodes.iter().rposition(|node| node.role == Role::Provider).unwrap();
    assert!(decided(&subject, &calendar)[6][provider] > 0);
    subject.blocked[6][provider] = true;
    assert_eq!(decided(&subject, &calendar)[6][provider], 0);
}

#[test]
fn children_that_count_more_than_their_parent_are_not_planned() {
    let tree = Tree::region().with_places(&[slug("north")], &BTreeMap::new());
    let key = |place| TableKey { survey: slug("s"), question: slug("q"), place, within: None };
    let table = |n| Distribution { options: BTreeMap::from([(slug("yes"), n)]), base: n, outside: 0 };
    let mut exact = Exact::default();
    exact.tables.insert(key(Place::Region), table(5));
    exact.tables.insert(key(Place::Area(slug("north"))), table(3));
    let read = |table: &Distribution| vec![table.options.values().sum()];
    let counts = |exact: &Exact| tree.counts(exact, (&slug("s"), &slug("q")), read);
    assert_eq!(counts(&exact), Some(vec![vec![5], vec![3], vec![2]]), "two named no area");
    exact.tables.insert(key(Place::Area(slug("north"))), table(6));
    assert_eq!(counts(&exact), None);
}

/// What was said of kinds of service, as a year counts it.
fn of_services(said: &[(&str, u64, u64)]) -> (Tree, Subject, Calendar) {
    let library = crate::survey::Library::built_in();
    let tree = Tree::of_services(library.surveys[0].0.question("service").unwrap());
    let table = |yes, no| Distribution {
        options: BTreeMap::from([(slug("yes"), yes), (slug("no"), no)]),
        base: yes + no,
        outside: 0,
    };
    let mut exact = Exact::default();
    for (option, yes, no) in said {
        let within = Some((slug("service"), slug(option)));
        let key = TableKey { survey: slug("s"), question: slug("q"), place: Place::Region, within };
        exact.tables.insert(key, table(*yes, *no));
    }
    let read = |table: &Distribution| vec![count(table, "yes"), count(table, "no")];
    let counts = tree.counts(&exact, (&slug("s"), &slug("q")), read).unwrap();
    let scale = Scale { options: vec![slug("yes"), slug("no")], cuts: vec![1] };
    let wave = year(1);
    let mut subject = subject(&tree, &scale, vec![counts]);
    subject.declared = by_node(&tree, &BTreeMap::new(), 2, false);
    subject.stuffing_rule = true;
    let periods = vec![Period { span: Span::Year, ..wave.periods[0].clone() }];
    (tree, subject, Calendar { periods, waves: wave.waves })
}

fn named<'a>(tree: &'a Tree, levels: &Decided) -> Vec<&'a str> {
    tree.nodes.iter().zip(&levels[0]).filter(|(_, level)| **level > 0).map(|(node, _)| &*node.category).collect()
}

#[test]
fn kinds_of_service_add_up_to_agencies_and_are_shown_like_providers() {
    let said = [
        ("police", 30, 30),
        ("cps-or-court", 12, 9),
        ("isva", 40, 38),
        ("specialist", 7, 6),
        ("sarc", 60, 60),
        ("health", 58, 51),
        ("social-care", 49, 55),
        ("other", 20, 20),
    ];
    let (tree, subject, calendar) = of_services(&said);
    let of = |category: &str| {
        subject.counts[0][tree.nodes.iter().position(|node| node.category == category).unwrap()].clone()
    };
    assert_eq!((of("justice"), of("police"), of("Total")), (vec![42, 39], vec![30, 30], vec![276, 269]));
    let levels = decided(&subject, &calendar);
    // All services together are no figure: beside the region's, it would tell how many told of several.
    assert_eq!(named(&tree, &levels), ["care", "other", "police", "isva", "sarc", "health", "social-care"]);
}

#[test]
fn an_agency_needs_three_times_as_many_and_goes_before_it_gives_a_kind_away() {
    let shown = |said: &[(&str, u64, u64)]| {
        let (tree, subject, calendar) = of_services(said);
        let levels = decided(&subject, &calendar);
        named(&tree, &levels).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    // 44 parts can be 15 persons; 54 of 112 are three times eight, and room for a coalition.
    assert_eq!(shown(&[("isva", 14, 30), ("specialist", 30, 14)]), [""; 0]);
    assert_eq!(shown(&[("isva", 29, 7), ("specialist", 25, 51), ("sarc", 4, 9), ("police", 4, 9)]), ["support"]);
    // The kind says more than the agency, which less the kind would be the other kind.
    assert_eq!(shown(&[("isva", 60, 60), ("specialist", 12, 9), ("sarc", 4, 9)]), ["isva"]);
    // Who takes it that nobody told of several would find the one that is left in the region's own figure.
    assert_eq!(shown(&[("isva", 29, 7), ("specialist", 25, 51), ("sarc", 1, 2)]), [""; 0]);
    assert_eq!(shown(&[("isva", 60, 60), ("specialist", 12, 9)]), [""; 0]);
    assert_eq!(shown(&[("isva", 60, 60), ("specialist", 2, 3), ("sarc", 4, 9)]), [""; 0]);
    // Two kinds are left, with 24 in each group.
    assert_eq!(shown(&[("sarc", 60, 60), ("health", 12, 20), ("social-care", 12, 9)]), ["care", "sarc"]);
    assert_eq!(shown(&[("sarc", 60, 60), ("health", 11, 20), ("social-care", 12, 9)]), ["sarc"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Everything shown of services, and every remainder of an agency, is of eight persons or more: not of eight parts.
    #[test]
    fn parts_never_tell_of_fewer_than_k_persons(
        people in prop::collection::vec(
            (prop::sample::subsequence((0..8).collect::<Vec<usize>>(), 1..=3), any::<[bool; 3]>(), 0..3_usize), 0..400),
        favoured in prop::sample::subsequence((0..8).collect::<Vec<usize>>(), 1..5),
        stuffing_rule in any::<bool>(),
    ) {
        const KINDS: [&str; 8] =
            ["police", "sarc", "isva", "specialist", "health", "social-care", "cps-or-court", "other"];
        // Most tell of few kinds, so that those are often shown.
        let parts: Vec<(usize, &str, bool)> = people.iter().enumerate().flat_map(|(person, (kinds, said, narrow))| {
            let of_favoured = |kind: &&usize| *narrow == 0 || favoured.contains(kind);
            kinds.iter().filter(of_favoured).zip(said).map(move |(kind, yes)| (person, KINDS[*kind], *yes))
        }).collect();
        let many = |kind: &str, yes: bool| parts.iter().filter(|part| (part.1, part.2) == (kind, yes)).count() as u64;
        let said: Vec<(&str, u64, u64)> = KINDS.iter().map(|kind| (*kind, many(kind, true), many(kind, false))).collect();
        let (tree, mut subject, calendar) = of_services(&said);
        subject.stuffing_rule = stuffing_rule;
        let levels = decided(&subject, &calendar);
        let kinds_of = |node: usize| -> Vec<usize> {
            let set = tree.sets.iter().find(|set| set.parent == node);
            set.map_or_else(|| vec![node], |set| set.members.clone())
        };
        let persons = |nodes: &[usize], said: &[bool]| {
            let named = |kind: &str| nodes.iter().any(|node| tree.nodes[*node].category == kind);
            let those = parts.iter().filter(|part| named(part.1) && said.contains(&part.2));
            those.map(|part| part.0).collect::<BTreeSet<_>>().len()
        };
        prop_assert_eq!(levels[0][0], 0);
        // Nor for a reader who takes it that nobody told of several services, and subtracts from the region's figure.
        for level in 1..=2 {
            let is_shown = |node: &usize| levels[0][*node] >= level;
            let shown: Vec<usize> = (1..tree.nodes.len()).filter(is_shown).flat_map(kinds_of).collect();
            let left: Vec<&(&str, u64, u64)> = said.iter().filter(|kind| {
                !shown.iter().any(|node| tree.nodes[*node].category == kind.0)
            }).collect();
            let (yes, no) = left.iter().fold((0, 0), |(yes, no), kind| (yes + kind.1, no + kind.2));
            let enough = if level == 1 { yes + no >= 10 } else { yes >= 8 && no >= 8 };
            prop_assert!(shown.is_empty() || yes + no == 0 || enough, "{yes} and {no} are left at level {level}");
        }
        for (node, level) in levels[0].iter().enumerate().filter(|(_, level)| **level > 0) {
            let groups: &[&[bool]] = if *level == 1 { &[&[true, false]] } else { &[&[true], &[false]] };
            let kinds = kinds_of(node);
            let rest: Vec<usize> = kinds.iter().copied().filter(|kind| levels[0][*kind] < *level).collect();
            for said in groups {
                prop_assert!(persons(&kinds, said) >= 8, "{}", tree.nodes[node].category);
                let part_of_it = !rest.is_empty() && rest.len() < kinds.len();
                prop_assert!(!part_of_it || persons(&rest, said) >= 8, "left of {}", tree.nodes[node].category);
            }
        }
    }
}

fn count(table: &Distribution, option: &str) -> u64 {
    table.options.get(&slug(option)).copied().unwrap_or(0)
}
