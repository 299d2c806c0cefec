//! `heard survey`: the linter, over files or the surveys in use, and which language files a speaker has checked.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Subcommand;

use crate::config::Where;
use crate::coproduction::Framework;
use crate::survey::{Library, Survey, lint};

#[derive(Subcommand)]
pub enum SurveyCommand {
    /// Check survey files: each finding names file, line and rule. Ends with 1 when there are any.
    Check {
        /// Without files, every survey in use.
        files: Vec<PathBuf>,
    },
    /// List the language files of all surveys, each with the digest of its words and whether a speaker has checked it.
    Languages,
}

pub fn run(place: &Where, command: SurveyCommand) -> anyhow::Result<ExitCode> {
    let library = place.library()?;
    let files = match command {
        SurveyCommand::Check { files } => files,
        SurveyCommand::Languages => {
            list_languages(&library);
            return Ok(ExitCode::SUCCESS);
        }
    };
    let references = Framework::built_in().references();
    let texts: Vec<(String, String)> = if files.is_empty() {
        library.surveys.iter().map(|(survey, text)| (format!("{}.toml", survey.id), text.clone())).collect()
    } else {
        files
            .iter()
            .map(|path| {
                let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
                Ok((path.display().to_string(), text))
            })
            .collect::<anyhow::Result<_>>()?
    };
    let findings: Vec<_> =
        texts.iter().flat_map(|(name, text)| lint(name, text, &library.areas, &references)).collect();
    for finding in &findings {
        say!("{finding}");
    }
    if findings.is_empty() {
        say!("{} files, nothing to mend", texts.len());
        return Ok(ExitCode::SUCCESS);
    }
    Ok(if findings.iter().any(|finding| finding.is_error()) { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// The digest is what a review record names, so that words changed after a review are unchecked again.
fn list_languages(library: &Library) {
    for language in library.languages.iter() {
        let declares = |survey: &Survey| survey.languages.iter().skip(1).any(|tag| tag == language.tag.as_str());
        let mut told = BTreeSet::new();
        for (survey, _) in library.surveys.iter().filter(|(survey, _)| declares(survey)) {
            for (file, digest, is_checked) in library.languages.files(&language.tag, survey) {
                // Several surveys read the same fixed words.
                if told.insert(file.clone()) {
                    let checked = if is_checked { "checked" } else { "not yet checked" };
                    println!("{}\t{file}\t{digest}\t{checked}", language.tag);
                }
            }
        }
    }
}
