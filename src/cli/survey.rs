//! `heard survey check`: the linter, over files or the built-in surveys.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Subcommand;

use crate::config::Where;
use crate::coproduction::Framework;
use crate::survey::lint;

#[derive(Subcommand)]
pub enum SurveyCommand {
    /// Check survey files: each finding names file, line and rule. Ends with 1 when there are any.
    Check {
        /// Without files, every survey in use.
        files: Vec<PathBuf>,
    },
}

pub fn run(place: &Where, command: SurveyCommand) -> anyhow::Result<ExitCode> {
    let SurveyCommand::Check { files } = command;
    let library = place.library()?;
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
