//! The reader of survey files: what it takes, and that it names every fault with its line.

use super::*;
use crate::survey::model::{Choice, Kind, Pole};
use proptest::prelude::*;

const CORE: &str = include_str!("../../../surveys/core-adult.toml");

fn areas() -> Areas {
    Areas::parse("areas.toml", include_str!("../../../surveys/areas.toml")).unwrap()
}

fn core() -> Survey {
    parse("core-adult.toml", CORE, &areas()).unwrap_or_else(|found| panic!("{found:#?}"))
}

#[test]
fn the_core_survey_asks_the_ten_measures_in_order() {
    let survey = core();
    let measures: Vec<_> = survey.sections[0].questions.iter().map(|question| question.measure.as_str()).collect();
    let ten = ["believed", "notblamed", "respect", "choice", "control", "support", "safe", "trauma", "wait", "joined"];
    assert_eq!(measures, ten);
    assert_eq!((survey.version, survey.audience, survey.title.as_str()), (1, Audience::Adult, "Your feedback"));
    assert_eq!(survey.questions().filter(|question| question.is_text()).count(), 2);
}

#[test]
fn a_shared_scale_gives_each_question_its_options_with_poles() {
    let survey = core();
    let poles = |id: &str| survey.question(id).unwrap().choices().iter().map(|c| c.pole).collect::<Vec<_>>();
    let [good, middle, bad] = [Pole::Favourable, Pole::Middle, Pole::Unfavourable].map(Some);
    assert_eq!(poles("believed"), [good, good, middle, bad, None, None]);
    assert_eq!(poles("wait"), [good, middle, bad, bad, None, None]);
    let outside = survey.question("safe").unwrap().choices().iter().filter(|choice| choice.outside);
    assert_eq!(outside.map(|choice| choice.id.as_str()).collect::<Vec<_>>(), ["does-not-apply", "prefer-not-to-say"]);
}

#[test]
fn an_area_question_offers_the_areas_elsewhere_and_silence() {
    let survey = core();
    let Kind::Area(choices) = &survey.question("area").unwrap().kind else { panic!() };
    let ids: Vec<_> = choices.iter().map(|choice| choice.id.as_str()).collect();
    assert_eq!((ids.len(), ids[0]), (9, "walsall"));
    let outside = |choice: &Choice| (choice.label.clone(), choice.outside);
    assert_eq!(outside(&choices[7]), ("Outside these areas".to_owned(), false));
    assert_eq!(outside(&choices[8]), ("Prefer not to say".to_owned(), true));
}

#[test]
fn the_declared_tables_are_three_measures_by_five_bands_and_every_measure_by_kind_of_service() {
    let survey = core();
    let pairs = survey.tables.iter().map(|table| (table.question.as_str(), table.by.as_str()));
    let (services, pairs): (Vec<_>, Vec<_>) = pairs.partition(|(_, by)| *by == "service");
    let scales = survey.questions().filter(|question| matches!(question.kind, Kind::Scale(_)));
    assert!(services.into_iter().map(|(measure, _)| measure).eq(scales.map(|question| question.id.as_str())));
    let mut expected = Vec::new();
    for measure in ["believed", "choice", "safe"] {
        expected.extend(["age", "sex", "ethnic", "condition", "orientation"].map(|by| (measure, by)));
    }
    assert_eq!(pairs, expected);
    // What tables use, and nothing else, is asked about the person.
    let asked = survey.questions().filter(|question| question.breakdown && !question.service);
    let bands: Vec<_> = asked.map(|question| question.id.as_str()).collect();
    assert_eq!(bands, ["age", "sex", "ethnic", "condition", "orientation"]);
}

#[test]
fn places_lead_to_the_line_or_the_part_above() {
    let (_, places) = parse_with_places("core-adult.toml", CORE, &areas()).unwrap();
    let line = |path: &str| CORE.lines().nth(places.line(path) - 1).unwrap();
    assert_eq!(line("title"), "title = \"Your feedback\"");
    assert_eq!(line("question/wait/ask"), "ask = \"Did help start soon enough?\"");
    assert_eq!(line("question/wait"), "[[section.question]]");
    assert_eq!(line("question/wait/hint"), "[[section.question]]");
    assert!(line("question/wait/option/still-waiting").contains("Still waiting"));
    assert_eq!(places.line("no/such"), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_text_makes_the_reader_panic(text in "[ -~\n]{0,120}") {
        let _ = parse("x.toml", &text, &areas());
    }

    #[test]
    fn no_damage_to_a_good_file_makes_the_reader_panic(at in 0..CORE.len(), length in 0_usize..200, put in "[ -~\n]{0,8}") {
        prop_assume!(CORE.is_ascii());
        let end = (at + length).min(CORE.len());
        let text = format!("{}{put}{}", &CORE[..at], &CORE[end..]);
        if let Err(findings) = parse("x.toml", &text, &areas()) {
            prop_assert!(!findings.is_empty());
            let lines = text.lines().count() + 1;
            prop_assert!(findings.iter().all(|found| (1..=lines).contains(&found.line)));
        }
    }
}
