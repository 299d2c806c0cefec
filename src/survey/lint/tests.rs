//! One test a rule: a good survey is spoiled in one place, and exactly that is found, on its line. The rules of the
//! reader are in `reader`.

mod reader;

use std::collections::BTreeSet;

use super::*;

const GOOD: &str = r#"id = "small"
family = "core"
version = 1
audience = "adult"
languages = ["en"]
title = "Your feedback"
minutes = 2

[scale.adult]
options = [
  { id = "yes", label = "Yes", pole = "favourable" },
  { id = "no", label = "No", pole = "unfavourable" },
  { id = "prefer-not-to-say", label = "Prefer not to say", outside = true },
]

[[section]]
id = "how-it-was"
heading = "How it was"
note = "You can skip this."

[[section.question]]
id = "believed"
ask = "Did you feel believed?"
kind = "scale"
scale = "adult"
sensitive = true
lines = ["R193-196", "D6"]
priorities = ["core-2"]
standards = ["intervention"]

[[section.question]]
id = "helped"
ask = "What helped you?"
hint = "Leave out names and places."
kind = "long-text"

[[section]]
id = "about-you"
heading = "About you"

[[section.question]]
id = "age"
ask = "How old are you?"
kind = "one-of"
breakdown = true
options = [
  { id = "young", label = "18-44" },
  { id = "old", label = "45+" },
  { id = "prefer-not-to-say", label = "Prefer not to say", outside = true },
]

[[section.question]]
id = "area"
ask = "Which area?"
kind = "area"

[[table]]
question = "believed"
by = "age"
"#;

fn areas() -> Areas {
    Areas::parse("areas.toml", include_str!("../../../surveys/areas.toml")).unwrap()
}

fn slugs(ids: &[&str]) -> BTreeSet<Slug> {
    ids.iter().map(|id| id.parse().unwrap()).collect()
}

fn found(text: &str) -> Vec<Finding> {
    let references = References { priorities: slugs(&["core-2"]), standards: slugs(&["intervention"]) };
    lint("small.toml", text, &areas(), &references)
}

/// Spoils the good survey by putting `now` where `was` is; exactly `rule` is then found, on the line that has `at`.
fn spoil(was: &str, now: &str, rule: &str, at: &str) {
    assert!(GOOD.contains(was), "the good survey has no {was:?}");
    let text = GOOD.replacen(was, now, 1);
    let findings = found(&text);
    assert_eq!(findings.len(), 1, "{rule}: {findings:#?}");
    let [finding] = &findings[..] else { unreachable!() };
    assert_eq!((finding.rule, finding.file.as_str()), (rule, "small.toml"), "{finding}");
    let line = text.lines().nth(finding.line - 1).unwrap_or_default();
    assert!(line.contains(at), "{finding}\nstands at: {line}");
    assert!(RULES.iter().any(|(name, _)| *name == rule), "{rule} is not in RULES");
}

#[test]
fn a_good_survey_has_no_findings() {
    assert_eq!(found(GOOD), []);
}

#[test]
fn the_shipped_survey_has_no_findings() {
    #[derive(serde::Deserialize)]
    struct Framework {
        priority: Vec<Code>,
        standard: Vec<Code>,
    }
    #[derive(serde::Deserialize)]
    struct Code {
        id: Slug,
    }
    let framework: Framework = toml::from_str(include_str!("../../../surveys/framework.toml")).unwrap();
    let ids = |codes: Vec<Code>| codes.into_iter().map(|code| code.id).collect::<BTreeSet<_>>();
    let references = References { priorities: ids(framework.priority), standards: ids(framework.standard) };
    assert_eq!((references.priorities.len(), references.standards.len()), (21, 3));
    let text = include_str!("../../../surveys/core-adult.toml");
    let findings = lint("core-adult.toml", text, &areas(), &references);
    assert!(findings.is_empty(), "{findings:#?}");
}

#[test]
fn rules_are_named_once_in_order() {
    assert!(RULES.is_sorted());
    let names: BTreeSet<_> = RULES.iter().map(|(name, _)| name).collect();
    assert_eq!(names.len(), RULES.len());
}

#[test]
fn asks_about_the_event() {
    for ask in ["Can you say what happened to you?", "Who was the perpetrator?", "When did it happen, if you know?"] {
        spoil("Did you feel believed?", ask, "asks-about-the-event", ask);
    }
    // Telling people what to leave out is no such question, and staff may be asked about.
    for fine in
        ["You need not say what happened. Do not write what happened to you.", "Names: did staff describe the steps?"]
    {
        assert_eq!(found(&GOOD.replace("You can skip this.", fine)), []);
    }
}

#[test]
fn blame_wording() {
    for ask in ["Why did you wait?", "Why didn\u{2019}t you ask?", "Had you failed to ask?", "Did you allow it?"] {
        spoil("Did you feel believed?", ask, "blame-wording", ask);
    }
    // Only whole words count.
    assert_eq!(found(&GOOD.replace("How old are you?", "Did youth letters help?")), []);
}

#[test]
fn breakdown_without_table() {
    let table = "[[table]]\nquestion = \"believed\"\nby = \"age\"\n";
    spoil(table, "", "breakdown-without-table", "breakdown = true");
}

#[test]
fn measure_without_pole() {
    spoil(", pole = \"favourable\"", "", "measure-without-pole", "\"Yes\"");
}

#[test]
fn missing_content_note() {
    spoil("note = \"You can skip this.\"\n", "", "missing-content-note", "[[section]]");
}

#[test]
fn missing_leave_out_hint() {
    spoil("Leave out names and places.", "Write what you like.", "missing-leave-out-hint", "hint");
}

#[test]
fn missing_prefer_not_to_say() {
    let last = "  { id = \"old\", label = \"45+\" },\n";
    let decline = format!("{last}  {{ id = \"prefer-not-to-say\", label = \"Prefer not to say\", outside = true }},\n");
    spoil(&decline, last, "missing-prefer-not-to-say", "options");
}

#[test]
fn reading_age() {
    let hard = "Did multidisciplinary organisations communicate comprehensible information?";
    let text = GOOD.replace("Did you feel believed?", hard);
    let rules: Vec<_> = found(&text).into_iter().map(|found| (found.rule, found.severity)).collect();
    assert_eq!(rules, [("reading-age", Severity::Error), ("reading-age", Severity::Warning)]);
    // Easy Read is promised two years less than adults.
    let note = "You can skip this. Understanding and attention matter to everybody everywhere.";
    let text = GOOD
        .replace("You can skip this.", note)
        .replace("\"Your feedback\"", "\"Your considerate feedback, gathered carefully\"");
    let age = |audience: &str| found(&text.replace("\"adult\"\nlang", &format!("\"{audience}\"\nlang"))).len();
    assert!(age("easy-read") > age("adult"), "{} {}", age("easy-read"), age("adult"));
}

#[test]
fn sensitive_word_in_title() {
    spoil("\"Your feedback\"", "\"After abuse\"", "sensitive-word-in-title", "title");
    spoil("\"About you\"", "\"You and the police\"", "sensitive-word-in-title", "heading");
    spoil("id = \"small\"", "id = \"victim-survey\"", "sensitive-word-in-title", "victim-survey");
    spoil("id = \"helped\"", "id = \"after-rape\"", "sensitive-word-in-title", "after-rape");
    assert_eq!(found(&GOOD.replace("How it was", "Our policy")), []);
}

#[test]
fn table_without_breakdown() {
    spoil("by = \"age\"", "by = [\"age\", \"area\"]", "table-without-breakdown", "by =");
}

fn with_more(count: usize, question: impl Fn(usize) -> String) -> String {
    let more: String = (0..count).map(question).collect();
    GOOD.replacen("[[section]]\nid = \"about-you\"", &format!("{more}\n[[section]]\nid = \"about-you\""), 1)
}

#[test]
fn too_long() {
    let scale =
        |n| format!("[[section.question]]\nid = \"q{n}\"\nask = \"Is it so?\"\nkind = \"scale\"\nscale = \"adult\"\n");
    // With `believed`, `age` and `area` there are three already: the section about the person has `area` in it.
    assert_eq!(found(&with_more(9, scale)), []);
    let findings = found(&with_more(10, scale));
    assert_eq!((findings.len(), findings[0].rule, findings[0].line), (1, "too-long", 6), "{findings:#?}");
    spoil("minutes = 2", "minutes = 11", "too-long", "minutes");
}

#[test]
fn understated_minutes() {
    spoil("minutes = 2", "minutes = 1", "understated-minutes", "minutes");
}

#[test]
fn unknown_reference() {
    spoil("priorities = [\"core-2\"]", "priorities = [\"core-9\"]", "unknown-reference", "core-9");
    spoil("standards = [\"intervention\"]", "standards = [\"speed\"]", "unknown-reference", "speed");
}

#[test]
fn unreadable_strategy_line() {
    for line in ["R193-6", "X1", "R", "R1-", "193", "R1-2-3", "R+1"] {
        spoil("\"D6\"", &format!("\"{line}\""), "unreadable-strategy-line", "lines");
    }
}
