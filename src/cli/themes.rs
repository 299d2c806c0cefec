//! `heard themes`: what free texts say. Filters from standard input to standard output, with JSON lines.
//!
//! Promises that each line that comes in comes out or stops the command with its number: nothing is lost in silence.
//! What a person wrote never appears in a message.

use std::io::{BufRead, Write};
use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, Subcommand};
use serde::{Deserialize, Serialize};

use crate::config::Where;
use crate::themes::redact::Redactor;

#[derive(Subcommand)]
pub enum ThemesCommand {
    /// Read lines of {"id", "text"} and print {"id", "redacted", "spans"}, offsets in characters of the text.
    Redact(RedactArgs),
}

#[derive(Args)]
pub struct RedactArgs {
    /// More names and numbers of services that may stand, one a line; `#` starts a remark.
    #[arg(long)]
    allow: Option<PathBuf>,
}

pub fn run(place: &Where, command: ThemesCommand) -> anyhow::Result<()> {
    match command {
        ThemesCommand::Redact(args) => redact(place, &args),
    }
}

#[derive(Deserialize)]
struct TextLine {
    id: String,
    text: String,
}

#[derive(Serialize)]
struct RedactedLine {
    id: String,
    redacted: String,
    spans: Vec<SpanLine>,
}

#[derive(Serialize)]
struct SpanLine {
    start: usize,
    end: usize,
    kind: &'static str,
}

fn redact(place: &Where, args: &RedactArgs) -> anyhow::Result<()> {
    let redactor = redactor(place, args)?;
    each_line(|TextLine { id, text }| {
        let redacted = redactor.redact(&text, &[])?;
        let spans = redacted.spans.iter();
        let spans = spans.map(|span| SpanLine { start: span.start, end: span.end, kind: span.kind.label() });
        Ok(RedactedLine { id, spans: spans.collect(), redacted: redacted.text })
    })
}

/// The support contacts of the survey folder may stand, and what the operator adds.
fn redactor(place: &Where, args: &RedactArgs) -> anyhow::Result<Redactor> {
    let contacts = place.library()?.contacts;
    let known = contacts.iter().flat_map(|contact| [Some(contact.name.clone()), contact.dial.clone()]).flatten();
    let mut allowed: Vec<String> = known.collect();
    if let Some(file) = &args.allow {
        let text = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
        let lines = text.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
        allowed.extend(lines.filter(|line| !line.is_empty()).map(str::to_owned));
    }
    Ok(Redactor::new(allowed))
}

/// Answers each line of standard input with one of standard output; the first that cannot be answered ends it.
fn each_line<In: for<'a> Deserialize<'a>, Out: Serialize>(
    answer: impl Fn(In) -> anyhow::Result<Out>,
) -> anyhow::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for (at, line) in std::io::stdin().lock().lines().enumerate() {
        let number = at + 1;
        // Not the parser's own words: they may quote the line.
        let read = line.with_context(|| format!("line {number} is not text"))?;
        let read = serde_json::from_str(&read).map_err(|error| {
            anyhow::anyhow!("line {number} is not what is asked for, at its character {}", error.column())
        });
        let answered = read.and_then(|read| answer(read).with_context(|| format!("line {number}")));
        match answered {
            Ok(answered) => writeln!(out, "{}", serde_json::to_string(&answered)?)?,
            Err(error) => {
                out.flush()?;
                return Err(error);
            }
        }
    }
    Ok(out.flush()?)
}
