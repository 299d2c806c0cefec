//! Whether a language is whole: the same keys as the English, the same variables, the same digits.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::keys::{Keys, keys, line_of, literals};
use super::translate::option_keys;
use super::{ENGLISH, Languages, SHELL, SUPPORT, Texts, fault, file_name, for_audience, is_address};
use crate::survey::areas::Areas;
use crate::survey::contacts::Contacts;
use crate::survey::finding::Finding;
use crate::survey::model::{Audience, Kind, Survey};
use crate::survey::pictures;
use crate::survey::slug::Slug;

/// A key that a file must have, with its English; or may have instead of another.
struct Wanted<'a> {
    /// The first is where it belongs, the others where it may stand instead.
    keys: Vec<String>,
    english: Cow<'a, str>,
    variables: BTreeSet<String>,
}

impl<'a> Wanted<'a> {
    fn words(key: impl Into<String>, english: &'a str) -> Self {
        Self { keys: vec![key.into()], english: english.into(), variables: BTreeSet::new() }
    }
}

impl Languages {
    /// Every fault of the languages that surveys declare; what several of them read is looked at once. `folder` is for
    /// messages.
    pub fn check(&self, folder: &str, surveys: &[&Survey], contacts: &Contacts, areas: &Areas) -> Vec<Finding> {
        let mut faults = Vec::new();
        let mut read: BTreeMap<&Slug, BTreeSet<Audience>> = BTreeMap::new();
        for survey in surveys {
            let own = format!("{}.toml", survey.id);
            let mut unknown = |message: String| faults.push(fault(&own, 1, "unknown-language", message));
            if survey.languages.first().map(String::as_str) != Some(ENGLISH) {
                unknown(format!("the first language of '{}' has to be \"{ENGLISH}\": its own words are", survey.id));
            }
            for tag in survey.languages.iter().skip(1) {
                if let Some(language) = self.get(tag) {
                    read.entry(&language.tag).or_default().insert(survey.audience);
                } else {
                    unknown(format!("'{tag}' is not in languages.toml"));
                }
            }
        }
        for (tag, audiences) in read {
            faults.extend(self.check_shell(folder, tag, &audiences));
            faults.extend(self.check_file(folder, tag, SUPPORT, &of_support(contacts, areas), &[]));
            let asked = surveys.iter().filter(|survey| survey.languages.iter().skip(1).any(|own| own == tag.as_str()));
            for survey in asked {
                let may = ["picture", "bsl", "audio"];
                faults.extend(self.check_file(folder, tag, survey.id.as_str(), &of_survey(survey), &may));
            }
        }
        faults
    }

    /// Everybody's fixed words, and those that audiences read instead. Of the latter a language may have more than
    /// English has: it may address a child in another way (`own_words_of_audiences` sees that they have a place).
    fn check_shell(&self, folder: &str, tag: &Slug, audiences: &BTreeSet<Audience>) -> Vec<Finding> {
        let own_words = self.english();
        let mut faults = Vec::new();
        if let Some(text) = self.text(&own_words, SHELL) {
            let wanted = keys(text).into_iter().map(|(key, variables)| of_shell(key, String::new(), variables));
            faults.extend(self.check_file(folder, tag, SHELL, &wanted.collect::<Vec<_>>(), &[]));
        }
        for name in audiences.iter().map(|audience| for_audience(*audience)) {
            let Some(text) = self.text(&own_words, &name) else { continue };
            let mut all = self.text(tag, &name).map(keys).unwrap_or_default();
            all.extend(keys(text));
            let mut english = literals(text);
            let wanted = all.into_iter().map(|(key, variables)| {
                let said = english.remove(&key).unwrap_or_default();
                of_shell(key, said, variables)
            });
            faults.extend(self.check_file(folder, tag, &name, &wanted.collect::<Vec<_>>(), &[]));
        }
        faults
    }

    fn check_file(&self, folder: &str, tag: &Slug, name: &str, wanted: &[Wanted<'_>], may: &[&str]) -> Vec<Finding> {
        let file = file_name(folder, tag, name);
        match self.text(tag, name) {
            Some(text) => compare(&file, text, wanted, may),
            None => vec![fault(&file, 0, "missing-file", format!("a survey is asked in '{tag}' and needs it"))],
        }
    }
}

fn of_shell(key: String, english: String, variables: BTreeSet<String>) -> Wanted<'static> {
    Wanted { keys: vec![key], english: english.into(), variables }
}

/// What an audience reads instead of everybody's words has a place among them, and the same variables.
pub(super) fn own_words_of_audiences(folder: &str, texts: &Texts) -> Vec<Finding> {
    let english = (ENGLISH.parse().expect("a fixed name is a name"), SHELL.to_owned());
    let everybody = texts.get(&english).map(|text| keys(text)).unwrap_or_default();
    let mut faults = Vec::new();
    for ((tag, name), text) in texts.iter().filter(|((_, name), _)| name.starts_with("shell-")) {
        let file = file_name(folder, tag, name);
        for (key, variables) in keys(text) {
            let line = line_of(text, &key);
            match everybody.get(&key) {
                None => faults.push(fault(&file, line, "unknown-key", format!("'{key}' is no word of shell.ftl"))),
                Some(known) if *known != variables => {
                    faults.push(fault(&file, line, "other-variables", format!("'{key}' has others in shell.ftl")));
                }
                Some(_) => {}
            }
        }
    }
    faults
}

fn of_support<'a>(contacts: &'a Contacts, areas: &'a Areas) -> Vec<Wanted<'a>> {
    let mut wanted: Vec<_> = areas.iter().map(|area| Wanted::words(format!("area-{}", area.id), &area.name)).collect();
    wanted.push(Wanted::words("area-elsewhere", ""));
    wanted.push(Wanted::words("area-prefer-not-to-say", ""));
    for contact in contacts.iter() {
        let key = format!("contact-{}", contact.id);
        let parts = [
            // A number is the same everywhere, unless words stand beside it.
            ("number", contact.number.as_ref().filter(|number| number.contains(char::is_alphabetic))),
            ("hours", contact.hours.as_ref()),
            ("note", contact.note.as_ref()),
            ("ages", contact.ages.as_ref()),
            ("languages", contact.languages.as_ref()),
        ];
        wanted.push(Wanted::words(key.clone(), &contact.name));
        let parts = parts.into_iter().filter_map(|(name, english)| Some((name, english?)));
        wanted.extend(parts.map(|(name, english)| Wanted::words(format!("{key}.{name}"), english)));
    }
    wanted
}

fn of_survey(survey: &Survey) -> Vec<Wanted<'_>> {
    let mut wanted = vec![Wanted::words("title", &survey.title)];
    for section in &survey.sections {
        let key = format!("section-{}", section.id);
        wanted.push(Wanted::words(key.clone(), &section.heading));
        wanted.extend(section.note.as_ref().map(|note| Wanted::words(format!("{key}.note"), note)));
        for question in &section.questions {
            let key = format!("question-{}", question.id);
            wanted.push(Wanted::words(key.clone(), &question.ask));
            wanted.extend(question.hint.as_ref().map(|hint| Wanted::words(format!("{key}.hint"), hint)));
            if matches!(question.kind, Kind::Area(_)) {
                continue;
            }
            for choice in question.choices() {
                let keys = option_keys(question, &choice.id);
                wanted.push(Wanted { keys, english: choice.label.as_str().into(), variables: BTreeSet::new() });
            }
        }
    }
    wanted
}

fn compare(file: &str, text: &str, wanted: &[Wanted<'_>], may: &[&str]) -> Vec<Finding> {
    let there = keys(text);
    let mut used = BTreeSet::new();
    let mut faults = Vec::new();
    for wanted in wanted {
        match wanted.keys.iter().find(|key| there.contains_key(*key)) {
            Some(key) => {
                faults.extend(differs(file, text, key, &there, wanted));
                used.insert(key.as_str());
            }
            None => {
                let message = format!("'{}' is not there: \"{}\"", wanted.keys.join("' or '"), wanted.english);
                faults.push(fault(file, 0, "missing-key", message));
            }
        }
    }
    for key in there.keys().filter(|key| key.ends_with(".picture")) {
        let name = super::words::plain(text, key).unwrap_or_default();
        if pictures::picture(&name).is_none() {
            let message = format!("'{key}': there is no picture '{name}'; there are {}", pictures::names());
            faults.push(fault(file, line_of(text, key), "unknown-picture", message));
        }
    }
    for key in there.keys().filter(|key| key.ends_with(".bsl") || key.ends_with(".audio")) {
        if !is_address(&super::words::plain(text, key).unwrap_or_default()) {
            let message = format!("'{key}' should be an address that begins with https://");
            faults.push(fault(file, line_of(text, key), "wrong-value", message));
        }
    }
    for key in there.keys().filter(|key| !used.contains(key.as_str())) {
        if !key.split_once('.').is_some_and(|(id, part)| may.contains(&part) && used.contains(id)) {
            let message = format!("'{key}' is no word of ours; take it out, or mend its name");
            faults.push(fault(file, line_of(text, key), "unknown-key", message));
        }
    }
    faults
}

/// Variables must be the same; so must digits, which are ages, numbers to ring, hours.
fn differs(file: &str, text: &str, key: &str, there: &Keys, wanted: &Wanted<'_>) -> Option<Finding> {
    let line = line_of(text, key);
    if there[key] != wanted.variables {
        let names = |set: &BTreeSet<String>| set.iter().map(|name| format!("${name}")).collect::<Vec<_>>().join(", ");
        let message = format!("'{key}' should use [{}], not [{}]", names(&wanted.variables), names(&there[key]));
        return Some(fault(file, line, "other-variables", message));
    }
    let digits = |words: &str| words.chars().filter(char::is_ascii_digit).collect::<String>();
    let english = digits(&wanted.english);
    if !english.is_empty() {
        // Words with something to put in cannot be said without it.
        let said = super::words::plain(text, key).or_else(|| literals(text).remove(key));
        let own = digits(&said.unwrap_or_default());
        if own != english {
            let message = format!("'{key}' has the digits {own:?}; the English has {english:?}");
            return Some(fault(file, line, "other-digits", message));
        }
    }
    None
}
