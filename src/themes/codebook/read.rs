//! Reads a codebook and says everything that is wrong with it, with the line.

use std::collections::{BTreeMap, BTreeSet};

use super::{Codebook, Group, Theme, ThemeId};
use crate::survey::document::{Document, Part};
use crate::survey::{Finding, References, Slug};

const THEME: [&str; 14] = [
    "id",
    "added",
    "retired",
    "merged_into",
    "split_into",
    "group",
    "label",
    "definition",
    "include",
    "exclude",
    "examples",
    "priorities",
    "victims_code",
    "evidence",
];
/// Ids and codes that appear in many places of a theme, checked against what there is.
struct Known<'a> {
    groups: Vec<Slug>,
    rights: BTreeMap<Slug, String>,
    references: Option<&'a References>,
}

impl Codebook {
    /// Without `references`, the codes of priorities are taken as they are.
    pub fn parse(file: &str, text: &str, references: Option<&References>) -> Result<Self, Vec<Finding>> {
        Document::read(file, text, |document, top| {
            document.only(top, &["version", "language", "most_themes", "victims_code", "group", "theme"]);
            let version = document.whole_number(top, "version");
            let language = document.text(top, "language");
            let most = document.whole_number(top, "most_themes");
            let groups = read_groups(document, top);
            let rights = read_rights(document, top);
            let known = Known { groups: groups.iter().map(|group| group.id.clone()).collect(), rights, references };
            let mut themes = Vec::new();
            for part in document.parts(top, "theme", "theme") {
                if let Some(theme) = read_theme(document, part, &known) {
                    themes.push((theme, part.line));
                }
            }
            let version = document.need(top, "version", version)?;
            check_together(document, version, &themes);
            Some(Self {
                version,
                language: document.need(top, "language", language)?,
                most_themes: document.need(top, "most_themes", most)? as usize,
                victims_code: known.rights,
                groups,
                themes: themes.into_iter().map(|(theme, _)| theme).collect(),
            })
        })
    }
}

fn read_groups(document: &mut Document, top: Part<'_>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for part in document.parts(top, "group", "group") {
        document.only(part, &["id", "label"]);
        let (id, label) = (document.slug(part, "id"), document.text(part, "label"));
        let (Some(id), Some(label)) = (document.need(part, "id", id), document.need(part, "label", label)) else {
            continue;
        };
        if groups.iter().any(|group| group.id == id) {
            document.fault(part.line, "duplicate-id", format!("two groups are called '{id}'"));
        }
        groups.push(Group { id, label });
    }
    groups
}

fn read_rights(document: &mut Document, top: Part<'_>) -> BTreeMap<Slug, String> {
    let mut rights = BTreeMap::new();
    let Some(part) = document.part(top, "victims_code", "list of rights") else { return rights };
    for (key, line) in document.keys(part) {
        let text = document.text(part, key);
        match (key.parse::<Slug>(), text) {
            (Ok(id), Some(text)) => drop(rights.insert(id, text)),
            (Err(error), _) => document.fault(line, "not-a-name", error.to_string()),
            _ => {}
        }
    }
    rights
}

fn read_theme(document: &mut Document, part: Part<'_>, known: &Known<'_>) -> Option<Theme> {
    document.only(part, &THEME);
    let ids = theme_ids(document, part, "id");
    let added = document.whole_number(part, "added");
    let (group, label) = (document.slug(part, "group"), document.text(part, "label"));
    let definition = document.text(part, "definition");
    let priorities = codes(document, part, "priorities", |code| {
        known.references.is_none_or(|references| references.priorities.contains(code))
    });
    let victims_code = codes(document, part, "victims_code", |code| known.rights.contains_key(code));
    let theme = Theme {
        id: document.need(part, "id", ids.into_iter().next())?,
        added: document.need(part, "added", added)?,
        retired: document.whole_number(part, "retired"),
        merged_into: theme_ids(document, part, "merged_into").into_iter().next(),
        split_into: theme_ids(document, part, "split_into"),
        group: document.need(part, "group", group)?,
        label: document.need(part, "label", label)?,
        definition: document.need(part, "definition", definition)?,
        include: document.text(part, "include"),
        exclude: document.text(part, "exclude"),
        examples: document.texts(part, "examples").into_iter().map(|(text, _)| text).collect(),
        priorities,
        victims_code,
        evidence: document.text(part, "evidence"),
    };
    if !known.groups.contains(&theme.group) {
        document.wrong(part, "group", "is none of the groups");
    }
    if theme.examples.is_empty() {
        document.fault(part.line, "missing-key", "a theme needs examples: the tagger learns from them first");
    }
    Some(theme)
}

fn theme_ids(document: &mut Document, part: Part<'_>, key: &str) -> Vec<ThemeId> {
    let mut ids = Vec::new();
    for (text, line) in document.texts(part, key) {
        match text.parse() {
            Ok(id) => ids.push(id),
            Err(error) => {
                let error: super::NotAThemeId = error;
                document.fault(line, "not-a-name", error.to_string());
            }
        }
    }
    ids
}

fn codes(document: &mut Document, part: Part<'_>, key: &str, exists: impl Fn(&Slug) -> bool) -> Vec<Slug> {
    let mut codes = Vec::new();
    for code in document.slugs(part, key) {
        if !exists(&code) {
            document.wrong(part, key, &format!("has a code that is nowhere: '{code}'"));
        }
        codes.push(code);
    }
    codes
}

/// What only shows when all themes are known.
fn check_together(document: &mut Document, version: u32, themes: &[(Theme, usize)]) {
    let mut ids = BTreeSet::new();
    for (theme, line) in themes {
        let mut fault = |rule, message: String| document.fault(*line, rule, message);
        if !ids.insert(&theme.id) {
            fault("duplicate-id", format!("two themes are called '{}'; an id is used once, for ever", theme.id));
        }
        if theme.added == 0 || theme.added > version {
            fault("wrong-version", format!("'added' is not between 1 and the version, {version}"));
        }
        if theme.retired.is_some_and(|retired| retired <= theme.added || retired > version) {
            fault("wrong-version", format!("'retired' is not after 'added' and up to the version, {version}"));
        }
        let leads_on = theme.merged_into.is_some() || !theme.split_into.is_empty();
        if leads_on && theme.retired.is_none() {
            fault("not-retired", "a theme that was merged or split needs 'retired'".to_owned());
        }
        if theme.merged_into.is_some() && !theme.split_into.is_empty() {
            fault("two-ways", "a theme is either merged or split".to_owned());
        }
        for next in theme.merged_into.iter().chain(&theme.split_into) {
            match themes.iter().find(|(other, _)| other.id == *next) {
                None => fault("no-such-theme", format!("leads to '{next}', which is nowhere")),
                // Each step goes to a theme that lives longer, so no chain can come back.
                Some((other, _)) if other.retired.is_some_and(|end| theme.retired.is_none_or(|own| end <= own)) => {
                    fault("leads-nowhere", format!("leads to '{next}', which was retired by then"));
                }
                Some(_) => {}
            }
        }
    }
}
