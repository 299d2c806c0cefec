//! The folder `surveys/`: every survey, the areas and the support contacts.
//!
//! Promises that a library that loads is whole: no file of it is faulty, no survey id is used twice, and every language
//! that a survey declares has every word. The text of each survey is kept beside it, so that what was asked can be sealed into a wave word for word.

use std::collections::BTreeMap;
use std::path::Path;

use super::areas::Areas;
use super::contacts::Contacts;
use super::file;
use super::finding::{Finding, Severity, in_order};
use super::language::{Languages, Texts, shipped};
use super::model::Survey;
use super::slug::Slug;

/// Files of the folder that are no surveys; those not named here in `Library` belong to other rooms.
pub const NOT_SURVEYS: [&str; 5] = ["areas.toml", "contacts.toml", "framework.toml", "population.toml", "themes.toml"];

#[derive(Clone, Debug)]
pub struct Library {
    /// Each with the text of its file.
    pub surveys: Vec<(Survey, String)>,
    pub areas: Areas,
    pub contacts: Contacts,
    pub languages: Languages,
}

impl Library {
    /// The library that comes with the program.
    pub fn built_in() -> Self {
        let files = [
            ("areas.toml", include_str!("../../surveys/areas.toml")),
            ("contacts.toml", include_str!("../../surveys/contacts.toml")),
            ("core-adult.toml", include_str!("../../surveys/core-adult.toml")),
            ("core-child.toml", include_str!("../../surveys/core-child.toml")),
            ("core-supporter.toml", include_str!("../../surveys/core-supporter.toml")),
            ("staying.toml", include_str!("../../surveys/staying.toml")),
            ("core-young.toml", include_str!("../../surveys/core-young.toml")),
        ];
        let files = files.map(|(name, text)| (name.to_owned(), text.to_owned()));
        let (list, reviews) = (shipped::LIST.to_owned(), shipped::REVIEWS.to_owned());
        let files = Files { surveys: files.into(), list, reviews, texts: shipped::texts() };
        Self::from_files("surveys", files).expect("the shipped files load: a test reads them all")
    }

    /// The `*.toml` files of a folder with the same layout, in the order of their names. Its `languages/` adds to the
    /// languages that come with the program, and takes the place of those files that it has too.
    pub fn load(dir: &Path) -> Result<Self, Vec<Finding>> {
        let folder = dir.display().to_string();
        let read = || -> std::io::Result<Files> {
            let surveys = read_folder(dir, "toml")?;
            let mut files = Files {
                surveys,
                list: shipped::LIST.to_owned(),
                reviews: shipped::REVIEWS.to_owned(),
                texts: shipped::texts(),
            };
            files.add_languages(&dir.join("languages"))?;
            Ok(files)
        };
        let files = read().map_err(|error| vec![finding(&folder, "unreadable-file", error.to_string())])?;
        Self::from_files(&folder, files)
    }

    fn from_files(folder: &str, files: Files) -> Result<Self, Vec<Finding>> {
        let Files { surveys: mut files, list, reviews, texts } = files;
        let path = |name: &str| format!("{folder}/{name}");
        let mut findings = Vec::new();
        let mut whole = |name: &str| {
            files.remove(name).unwrap_or_else(|| {
                findings.push(finding(&path(name), "missing-file", "this file is needed".to_owned()));
                String::new()
            })
        };
        let (areas, contacts) = (whole("areas.toml"), whole("contacts.toml"));
        // Without the areas every file that names one would seem faulty.
        let Some(areas) = keep(Areas::parse(&path("areas.toml"), &areas), &mut findings) else {
            return Err(in_order(findings));
        };
        let contacts = Contacts::parse(&path("contacts.toml"), &contacts, &areas);
        let contacts = keep(contacts, &mut findings).unwrap_or_default();
        let of_languages = path("languages");
        let Some(languages) = keep(Languages::read(&of_languages, &list, &reviews, texts), &mut findings) else {
            return Err(in_order(findings));
        };

        let mut surveys: Vec<(Survey, String)> = Vec::new();
        for (name, text) in files {
            if NOT_SURVEYS.contains(&name.as_str()) {
                continue;
            }
            let Some(survey) = keep(file::parse(&path(&name), &text, &areas), &mut findings) else {
                continue;
            };
            if surveys.iter().any(|(other, _)| other.id == survey.id) {
                let message = format!("another file already holds the survey '{}'", survey.id);
                findings.push(finding(&path(&name), "duplicate-id", message));
            }
            surveys.push((survey, text));
        }
        let all: Vec<_> = surveys.iter().map(|(survey, _)| survey).collect();
        findings.extend(languages.check(&of_languages, &all, &contacts, &areas));
        if findings.is_empty() { Ok(Self { surveys, areas, contacts, languages }) } else { Err(in_order(findings)) }
    }
}

/// What a library is read from: words of files, by name.
struct Files {
    surveys: BTreeMap<String, String>,
    list: String,
    reviews: String,
    texts: Texts,
}

impl Files {
    fn add_languages(&mut self, dir: &Path) -> std::io::Result<()> {
        if !dir.is_dir() {
            return Ok(());
        }
        let mut own = read_folder(dir, "toml")?;
        self.list = own.remove("languages.toml").unwrap_or_else(|| std::mem::take(&mut self.list));
        self.reviews = own.remove("reviews.toml").unwrap_or_else(|| std::mem::take(&mut self.reviews));
        for entry in std::fs::read_dir(dir)? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if !path.is_dir() {
                continue;
            }
            let wrong = || std::io::Error::other(format!("languages/{name} is not named like a language"));
            let tag: Slug = name.parse().map_err(|_| wrong())?;
            for (name, text) in read_folder(&path, "ftl")? {
                let name = name.trim_end_matches(".ftl").to_owned();
                self.texts.insert((tag.clone(), name), text);
            }
        }
        Ok(())
    }
}

fn read_folder(dir: &Path, ending: &str) -> std::io::Result<BTreeMap<String, String>> {
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(dir)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.extension().is_some_and(|own| own == ending) {
            files.insert(name, std::fs::read_to_string(&path)?);
        }
    }
    Ok(files)
}

fn keep<T>(read: Result<T, Vec<Finding>>, findings: &mut Vec<Finding>) -> Option<T> {
    read.map_err(|found| findings.extend(found)).ok()
}

fn finding(file: &str, rule: &'static str, message: String) -> Finding {
    Finding { file: file.to_owned(), line: 0, rule, message, severity: Severity::Error }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> std::path::PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("surveys")
    }

    fn of_surveys(surveys: BTreeMap<String, String>) -> Files {
        let (list, reviews) = (shipped::LIST.to_owned(), shipped::REVIEWS.to_owned());
        Files { surveys, list, reviews, texts: shipped::texts() }
    }

    #[test]
    fn what_is_built_in_is_what_the_folder_holds() {
        let built_in = Library::built_in();
        let (survey, text) = &built_in.surveys[0];
        assert_eq!((survey.id.as_str(), survey.title.as_str()), ("core-adult", "Your feedback"));
        assert!(text.contains("id = \"core-adult\""), "with the words of its file");
        // Where the folder is at hand, a file that nobody built in is a file that nobody is asked.
        if folder().is_dir() {
            let loaded = Library::load(&folder()).unwrap();
            assert_eq!(loaded.surveys, built_in.surveys);
            assert_eq!(loaded.contacts, built_in.contacts);
            assert_eq!(loaded.languages, built_in.languages);
        }
    }

    #[test]
    fn a_folder_that_is_not_there_or_empty_is_refused_with_its_name() {
        let findings = Library::load(Path::new("no/such/folder")).unwrap_err();
        assert_eq!((findings[0].rule, findings[0].file.as_str()), ("unreadable-file", "no/such/folder"));
        let findings = Library::from_files("s", of_surveys(BTreeMap::new())).unwrap_err();
        assert!(findings.iter().all(|found| found.rule == "missing-file"));
        assert_eq!(findings.len(), 2);
    }

    #[test]
    fn two_files_with_one_survey_id_are_refused() {
        let text = |name: &str| std::fs::read_to_string(folder().join(name)).unwrap_or_default();
        if !folder().is_dir() {
            return;
        }
        let names = ["areas.toml", "contacts.toml", "core-adult.toml"];
        let mut files: BTreeMap<_, _> = names.iter().map(|name| (name.to_string(), text(name))).collect();
        files.insert("copy.toml".to_owned(), text("core-adult.toml"));
        let findings = Library::from_files("surveys", of_surveys(files)).unwrap_err();
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].rule, "duplicate-id");
    }
}
