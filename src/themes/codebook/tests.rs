//! Reading, changing and following, by example and for any chain of changes.

use proptest::prelude::*;

use super::*;

fn id(text: &str) -> ThemeId {
    text.parse().unwrap()
}

fn small(theme: &str) -> String {
    let head = "version = 3\nlanguage = 'en-GB'\nmost_themes = 4\n[[group]]\nid = 'g'\nlabel = 'G'\n";
    format!("{head}{}{theme}", entry("g.a", ""))
}

fn entry(id: &str, more: &str) -> String {
    format!(
        "[[theme]]\nid = '{id}'\nadded = 1\n{more}group = 'g'\nlabel = 'L'\ndefinition = 'D'\nexamples = ['E']\n\
         priorities = []\nvictims_code = []\n"
    )
}

fn rules(text: &str) -> Vec<(usize, &'static str)> {
    Codebook::parse("t.toml", text, None).unwrap_err().iter().map(|found| (found.line, found.rule)).collect()
}

#[test]
fn the_shipped_codebook_has_thirty_themes_in_seven_groups_and_survives_being_written() {
    let codebook = Codebook::built_in();
    assert_eq!((codebook.in_use().count(), codebook.groups.len(), codebook.victims_code.len()), (30, 7, 12));
    assert!(codebook.themes.iter().all(|theme| theme.include.is_some() && theme.exclude.is_some()));
    assert!(codebook.themes.iter().all(|theme| !theme.priorities.is_empty() && theme.examples.len() >= 3));
    assert_eq!(Codebook::parse("again.toml", &codebook.to_toml(), None).unwrap(), codebook);
}

/// Advice such as "manner alone (rel.respect)" must name themes that are there.
#[test]
fn every_theme_that_a_definition_sends_the_reader_to_exists() {
    let codebook = Codebook::built_in();
    for theme in &codebook.themes {
        for named in theme.exclude.iter().flat_map(|text| text.split(['(', ')', ',', ';', ' '])) {
            let named = named.trim_end_matches('.');
            if let Ok(named) = named.parse::<ThemeId>() {
                assert!(codebook.theme(&named).is_some() && named != theme.id, "{}: {named}", theme.id);
            }
        }
    }
}

#[test]
fn faults_are_told_with_their_lines() {
    assert!(Codebook::parse("t.toml", &small(""), None).is_ok());
    assert_eq!(rules(&small(&entry("g.a", ""))), [(16, "duplicate-id")]);
    assert_eq!(rules(&small(&entry("nodot", ""))), [(17, "not-a-name")]);
    assert_eq!(rules(&small(&entry("g.b", "colour = 'x'\n"))), [(19, "unknown-key")]);
    assert_eq!(rules(&small(&entry("g.b", "merged_into = 'g.a'\n"))), [(16, "not-retired")]);
    assert_eq!(rules(&small(&entry("g.b", "retired = 2\nmerged_into = 'g.z'\n"))), [(16, "no-such-theme")]);
    assert_eq!(rules(&small(&entry("g.b", "retired = 4\n"))), [(16, "wrong-version")]);
    let circle =
        entry("g.b", "retired = 2\nmerged_into = 'g.c'\n") + &entry("g.c", "retired = 2\nmerged_into = 'g.b'\n");
    assert_eq!(rules(&small(&circle)).len(), 2);
    assert_eq!(rules(&small(&entry("g.b", "retired = 2\nmerged_into = 'g.b'\n"))), [(16, "leads-nowhere")]);
    let references = crate::survey::References { priorities: Default::default(), standards: Default::default() };
    let unknown = small(&entry("g.b", "").replace("priorities = []", "priorities = ['core-9']"));
    assert!(Codebook::parse("t.toml", &unknown, None).is_ok());
    assert_eq!(Codebook::parse("t.toml", &unknown, Some(&references)).unwrap_err()[0].rule, "wrong-value");
}

#[test]
fn a_decision_follows_its_theme_through_merges_and_splits() {
    let first = Codebook::built_in();
    let merge = Change::Merge { from: id("acc.wait"), into: id("acc.delay") };
    let second = first.with(merge).unwrap();
    let third =
        second.with(Change::Split { from: id("acc.delay"), into: vec![id("cjs.court"), id("cjs.invest")] }).unwrap();
    let fourth = third.with(Change::Retire(id("out.voice"))).unwrap();
    assert_eq!(second.follow(&id("acc.wait"), 1), Some(Following::To(id("acc.delay"))));
    let ask = Following::Ask(vec![id("cjs.court"), id("cjs.invest")]);
    assert_eq!(fourth.follow(&id("acc.wait"), 1), Some(ask));
    assert_eq!(fourth.follow(&id("out.voice"), 3), Some(Following::Retired));
    assert_eq!(fourth.follow(&id("rel.believed"), 1), Some(Following::Same));
    assert_eq!(fourth.follow(&id("no.such"), 1), None);
    assert!(first.lost_since(&fourth).is_empty());
    assert!(!fourth.lost_since(&first).is_empty());
    let mut forgetful = fourth.clone();
    forgetful.themes.retain(|theme| theme.id != id("acc.wait"));
    assert_eq!(fourth.lost_since(&forgetful), ["'acc.wait' is gone; retire it instead"]);
}

#[test]
fn an_id_is_used_once_for_ever() {
    let codebook = Codebook::built_in().with(Change::Retire(id("out.voice"))).unwrap();
    let again = codebook.theme(&id("out.voice")).unwrap().clone();
    assert_eq!(codebook.with(Change::Add(Box::new(again))), Err(Refused::Used(id("out.voice"))));
    assert_eq!(codebook.with(Change::Retire(id("out.voice"))), Err(Refused::NotInUse(id("out.voice"))));
    let split = Change::Split { from: id("acc.wait"), into: vec![id("acc.delay"), id("acc.delay")] };
    assert_eq!(codebook.with(split), Err(Refused::TooFew));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever staff do, every theme of every version leads to themes in use or was retired for good, the file can be
    /// written and read, and no older version is contradicted.
    #[test]
    fn every_decision_of_every_version_finds_its_place(steps in prop::collection::vec((0..4u8, 0..40usize, 0..40usize, 0..40usize), 1..12)) {
        let mut versions = vec![Codebook::built_in()];
        for (kind, a, b, c) in steps {
            let last = versions.last().unwrap();
            let ids: Vec<ThemeId> = last.themes.iter().map(|theme| theme.id.clone()).collect();
            let pick = |at: usize| ids[at % ids.len()].clone();
            let change = match kind {
                0 => {
                    let mut theme = last.themes[0].clone();
                    theme.id = id(&format!("new.t{}", last.version));
                    Change::Add(Box::new(theme))
                }
                1 => Change::Retire(pick(a)),
                2 => Change::Merge { from: pick(a), into: pick(b) },
                _ => Change::Split { from: pick(a), into: vec![pick(b), pick(c)] },
            };
            if let Ok(next) = last.with(change) {
                versions.push(next);
            }
        }
        let newest = versions.last().unwrap();
        prop_assert_eq!(&Codebook::parse("t.toml", &newest.to_toml(), None).unwrap(), newest);
        for older in &versions {
            prop_assert!(older.lost_since(newest).is_empty());
            for theme in older.in_use() {
                let in_use = |id: &ThemeId| newest.theme(id).is_some_and(|theme| theme.retired.is_none());
                match newest.follow(&theme.id, older.version) {
                    Some(Following::Same) => prop_assert!(in_use(&theme.id)),
                    Some(Following::To(next)) => prop_assert!(in_use(&next)),
                    Some(Following::Ask(ends)) => prop_assert!(!ends.is_empty() && ends.iter().all(in_use)),
                    Some(Following::Retired) => prop_assert!(!in_use(&theme.id)),
                    None => prop_assert!(false, "{} was in use in version {}", theme.id, older.version),
                }
            }
        }
    }
}
