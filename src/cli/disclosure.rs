//! `heard disclosure`: protecting and auditing tables, for statisticians, without the rest of Heard.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::Subcommand;
use serde_json::json;

use crate::disclosure::audit::{self, Certificate};
use crate::disclosure::protect::{self, Rules};
use crate::disclosure::tabular::{self, Tabular};

#[derive(Subcommand)]
pub enum DisclosureCommand {
    /// Print the same tables with `null` where a cell must be hidden. Sensitive are counts of 1 to k-1 and cells marked
    /// "primary": true.
    Protect {
        file: PathBuf,
        /// Also hide small and unanimous groups, labels that all but a few chose, and small providers (rules P2 to P7).
        #[arg(long)]
        survey_rules: bool,
    },
    /// Print what a reader could work out of a document. Ends with 1 when there is anything.
    Audit { file: PathBuf },
    /// Audit published releases together and print the certificate; or replay one that was printed before.
    Verify {
        #[arg(required = true)]
        releases: Vec<PathBuf>,
        /// A certificate to replay instead of looking for a new one.
        #[arg(long)]
        certificate: Option<PathBuf>,
    },
}

pub fn run(command: DisclosureCommand) -> anyhow::Result<ExitCode> {
    match command {
        DisclosureCommand::Protect { file, survey_rules } => {
            let document = read(&file)?;
            let rules = if survey_rules { Rules::Survey } else { Rules::Plain };
            let pattern = protect::protect(&document, rules)?;
            say!("{:#}", pattern.document);
            eprintln!(
                "{} cells are sensitive, {} more are hidden for them",
                pattern.primary.len(),
                pattern.secondary.len()
            );
            Ok(ExitCode::SUCCESS)
        }
        DisclosureCommand::Audit { file } => audit_and_print(&read(&file)?, false),
        DisclosureCommand::Verify { releases, certificate } => {
            let mut documents = Vec::new();
            for file in &releases {
                documents.push(serde_json::from_str(&text(file)?).with_context(|| file.display().to_string())?);
            }
            let document = Tabular::from_value(tabular::join(documents)?)?;
            let Some(certificate) = certificate else {
                return audit_and_print(&document, true);
            };
            let certificate: Certificate = serde_json::from_str(&text(&certificate)?)?;
            audit::replay(&document, &certificate)?;
            say!("the certificate holds for {} documents", releases.len());
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn audit_and_print(document: &Tabular, with_certificate: bool) -> anyhow::Result<ExitCode> {
    let report = audit::audit(document)?;
    let mut printed = json!({"findings": report.findings, "hidden": report.hidden, "implied": report.implied});
    if with_certificate && report.findings.is_empty() {
        return print_certificate(&report.certificate);
    }
    printed["width"] = document.width.into();
    say!("{printed:#}");
    Ok(if report.findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn print_certificate(certificate: &Certificate) -> anyhow::Result<ExitCode> {
    say!("{}", serde_json::to_string(certificate)?);
    eprintln!(
        "nothing can be worked out; {} tables certify {} hidden cells",
        certificate.tables.len(),
        certificate.pairs.len()
    );
    Ok(ExitCode::SUCCESS)
}

fn read(file: &Path) -> anyhow::Result<Tabular> {
    Tabular::parse(&text(file)?).with_context(|| file.display().to_string())
}

fn text(file: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))
}
