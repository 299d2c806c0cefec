//! What must hold for any answers: the rules as a reader of the published figures could check them.

use proptest::prelude::*;

use super::*;
use crate::survey::{Choice, Kind, Pole, Question};

fn question(sensitive: bool, poles: &[Option<Pole>], many: bool) -> Question {
    let choices: Vec<Choice> = poles
        .iter()
        .enumerate()
        .map(|(i, pole)| Choice {
            id: format!("o{i}").parse().unwrap(),
            label: format!("Option {i}"),
            pole: *pole,
            outside: false,
        })
        .collect();
    Question {
        id: "q".parse().unwrap(),
        measure: "q".parse().unwrap(),
        ask: "Question?".into(),
        hint: None,
        kind: if many { Kind::ManyOf(choices) } else { Kind::Scale(choices) },
        sensitive,
        breakdown: false,
        lines: vec![],
        priorities: vec![],
        standards: vec![],
    }
}

const POLES: [Option<Pole>; 4] =
    [Some(Pole::Favourable), Some(Pole::Favourable), Some(Pole::Middle), Some(Pole::Unfavourable)];

fn counted(question: &Question, counts: &[u64]) -> Distribution {
    let mut distribution = Distribution::of(question);
    for (choice, n) in question.choices().iter().zip(counts) {
        for _ in 0..*n {
            distribution.add([&choice.id]);
        }
    }
    distribution
}

fn forms(counts: &[u64], sensitive: bool) -> Option<Form> {
    let question = question(sensitive, &POLES, false);
    match present(&question, &counted(&question, counts)) {
        Presentation::Shown(shown) => Some(shown.form),
        Presentation::Withheld => None,
    }
}

#[test]
fn the_finest_safe_form_is_taken() {
    assert_eq!(forms(&[8, 8, 8, 8], false), Some(Form::Whole));
    assert_eq!(forms(&[7, 9, 8, 8], false), Some(Form::ThreeWay), "P1: seven is too few");
    assert_eq!(forms(&[7, 9, 3, 8], false), Some(Form::TwoWay));
    assert_eq!(forms(&[7, 0, 30, 3], false), None);
    assert_eq!(forms(&[0, 9, 8, 8], false), Some(Form::Whole), "a zero may be shown");
    assert_eq!(forms(&[0, 9, 8, 8], true), Some(Form::ThreeWay), "P5: of a sensitive question it may not");
    assert_eq!(forms(&[5, 4, 0, 0], false), None, "P2: nine answers");
    assert_eq!(forms(&[40, 0, 0, 0], false), None, "P4: everybody said the same");
    assert_eq!(forms(&[20, 20, 0, 0], false), Some(Form::Whole));
    assert_eq!(forms(&[20, 3, 0, 0], false), None, "P4 again, in every merged form");
}

#[test]
fn figures_are_rounded_to_the_nearest_five() {
    let rounded: Vec<u64> = [8, 10, 12, 13, 17, 18].map(|n| Figure::rounded(n).value()).into();
    assert_eq!(rounded, [10, 10, 10, 15, 15, 20]);
    assert_eq!(Figure::rounded(25).percent_of(100), 25);
    assert_eq!(Figure::rounded(0).percent_of(0), 0);
    assert_eq!(present_respondents(15), None);
    assert_eq!(present_respondents(16).map(Figure::value), Some(15));
}

#[test]
fn labels_hide_small_counts_and_small_complements_one_by_one() {
    let question = question(false, &[None, None, None], true);
    let mut distribution = Distribution::of(&question);
    let ids: Vec<_> = question.choices().iter().map(|choice| choice.id.clone()).collect();
    // Of 30: all but three chose the first, ten the second, two the third.
    for person in 0..30 {
        let mut chosen = vec![];
        if person >= 3 {
            chosen.push(&ids[0]);
        }
        if person < 10 {
            chosen.push(&ids[1]);
        }
        if person > 27 {
            chosen.push(&ids[2]);
        }
        distribution.add(chosen);
    }
    let Presentation::Shown(shown) = present(&question, &distribution) else { panic!("ten of thirty may be shown") };
    let values: Vec<Option<u64>> = shown.cells.iter().map(|cell| cell.figure.map(Figure::value)).collect();
    assert_eq!((shown.form, values), (Form::Labels, vec![None, Some(10), None]));
}

#[test]
fn a_person_counts_once_in_the_base_and_outside_it() {
    let question = question(false, &[None, None], true);
    let ids: Vec<_> = question.choices().iter().map(|choice| choice.id.clone()).collect();
    let mut distribution = Distribution::of(&question);
    distribution.add([&ids[0], &ids[1]]);
    distribution.add([&"prefer-not-to-say".parse().unwrap()]);
    distribution.add([]);
    assert_eq!((distribution.base, distribution.outside), (1, 1));
}

#[test]
fn waves_with_other_options_are_not_added_up() {
    let four = question(false, &POLES, false);
    let three = question(false, &POLES[..3], false);
    assert!(Distribution::of(&four).plus(&Distribution::of(&three)).is_none());
    let sum = counted(&four, &[1, 2, 3, 4]).plus(&counted(&four, &[4, 3, 2, 1])).unwrap();
    assert_eq!((sum.base, sum.options.values().copied().collect::<Vec<_>>()), (20, vec![5, 5, 5, 5]));
}

proptest! {
    /// P5 as a promise: nothing that is shown stands for fewer than k persons, alone or by subtraction.
    #[test]
    fn no_shown_figure_stands_for_fewer_than_k(
        counts in prop::collection::vec(0u64..40, 4),
        sensitive: bool,
        many: bool,
    ) {
        let question = question(sensitive, &POLES, many);
        let exact = counted(&question, &counts);
        let Presentation::Shown(shown) = present(&question, &exact) else { return Ok(()) };
        prop_assert!(exact.base >= LEAST_BASE);
        let group = |id: &str| -> u64 {
            question
                .choices()
                .iter()
                .filter(|choice| match (shown.form, choice.pole) {
                    (Form::Whole | Form::Labels, _) => choice.id.as_str() == id,
                    (Form::ThreeWay, pole) => match id {
                        "favourable" => pole == Some(Pole::Favourable),
                        "middle" => pole == Some(Pole::Middle),
                        _ => pole == Some(Pole::Unfavourable),
                    },
                    (Form::TwoWay, pole) => (id == "favourable") == (pole == Some(Pole::Favourable)),
                })
                .map(|choice| exact.options[&choice.id])
                .sum()
        };
        let mut shown_at_all = 0;
        for cell in &shown.cells {
            let n = group(cell.id.as_str());
            let Some(figure) = cell.figure else {
                prop_assert_eq!(shown.form, Form::Labels);
                continue;
            };
            shown_at_all += 1;
            prop_assert!(n >= K || (n == 0 && !sensitive), "{n} shown");
            prop_assert!(figure.value().abs_diff(n) <= ROUND_TO / 2);
            let rest = exact.base - n;
            prop_assert!(rest >= K || (shown.form == Form::Labels && rest == 0 && !sensitive), "{rest} by subtraction");
        }
        prop_assert!(shown_at_all > 0);
    }

    /// Merging loses nobody.
    #[test]
    fn merged_forms_hold_everyone(counts in prop::collection::vec(0u64..40, 4)) {
        let question = question(false, &POLES, false);
        let exact = counted(&question, &counts);
        let merged = exact.merged(&question, |pole| if pole == Pole::Favourable { "favourable" } else { "rest" }).unwrap();
        prop_assert_eq!(merged.options.values().sum::<u64>(), exact.base);
        prop_assert_eq!(merged.options.len(), 2);
    }

    /// Who decides by counts gives the same answer to the same counts.
    #[test]
    fn the_same_counts_are_shown_the_same(counts in prop::collection::vec(0u64..30, 4), sensitive: bool) {
        let question = question(sensitive, &POLES, false);
        let exact = counted(&question, &counts);
        prop_assert_eq!(present(&question, &exact), present(&question, &exact));
    }
}
