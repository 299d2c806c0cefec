//! `heard themes`: what free texts say. Filters from standard input to standard output, with JSON lines.
//!
//! Promises one line out for each line in, in the same order; a line that does not fit stops the command with its number,
//! and nothing that a person wrote appears in a message. Says on standard error which tagger spoke. What is written is a
//! suggestion, for people to decide on.

mod curve;
mod evaluate;

use std::io::{BufRead, Write};
use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, Subcommand};
use serde::Deserialize;
use serde_json::{Value, json};

use super::output;
use crate::config::Where;
use crate::themes::danger::Alarm;
use crate::themes::engine::{Engine, Patience, Worker};
use crate::themes::lines::read_line;
use crate::themes::listener::Listener;
use crate::themes::redact::{Redactor, Span};

#[derive(Subcommand)]
pub enum ThemesCommand {
    /// Read lines of {"id", "text"} and print {"id", "redacted", "spans"}, offsets in characters of the text.
    Redact {
        #[command(flatten)]
        listening: ListeningArgs,
    },
    /// Themes for each text: {"id", "text"} a line in; {"id", "themes": [{"id", "score", "suggested"}]} a line out.
    Tag {
        #[command(flatten)]
        listening: ListeningArgs,
    },
    /// Wording that may mean danger or self-harm, to order a queue: {"id", "text"} in; {"id", "score", "flag"} out.
    /// A low score does not mean that somebody is safe.
    Danger {
        #[command(flatten)]
        listening: ListeningArgs,
    },
    /// Measure suggestions on labelled lines: {"id", "text", "themes": [...]}, or {"id", "text", "label"} with danger,
    /// self-harm or none.
    Evaluate {
        file: PathBuf,
        #[command(flatten)]
        listening: ListeningArgs,
    },
    /// How good suggestions become with more labelled texts: lines of {"text", "themes"} with any labels, or a CSV table
    /// with a column `comment` or `text` and columns of 0 and 1. A quarter of the texts is held back to test on.
    Curve {
        file: PathBuf,
        /// How many texts to learn from.
        #[arg(long, value_delimiter = ',', default_value = "50,200,1000")]
        sizes: Vec<usize>,
        /// So many other texts are an earlier wave, of which only what may be kept after a review teaches.
        #[arg(long, default_value_t = 0)]
        earlier: usize,
        #[command(flatten)]
        listening: ListeningArgs,
    },
}

/// What listens beside the rules and words that are built in.
#[derive(Args)]
pub struct ListeningArgs {
    /// The model worker; without it, `heard-listen` beside this program, if it is there.
    #[arg(long, env = "HEARD_WORKER")]
    worker: Option<PathBuf>,
    /// Rules and words alone, even if the model worker is there.
    #[arg(long, conflicts_with = "worker")]
    without_model: bool,
    /// More names and numbers of services that may stand, one a line; `#` starts a remark.
    #[arg(long)]
    allow: Option<PathBuf>,
}

/// Lines that are heard together.
const PART: usize = 64;

#[derive(Deserialize)]
struct Line {
    id: Value,
    text: String,
}

pub fn run(place: &Where, command: ThemesCommand) -> anyhow::Result<()> {
    match command {
        ThemesCommand::Redact { listening } => {
            let mut listener = listening.listener(place)?;
            eprintln!("heard: redacted {}", spoke(&listener));
            filter(|texts| {
                let redacted = listener.redact(texts)?.into_iter();
                let answers = redacted.map(|redacted| {
                    let redacted = redacted?;
                    let span = |span: &Span| json!({"start": span.start, "end": span.end, "kind": span.kind.label()});
                    let spans: Vec<Value> = redacted.spans.iter().map(span).collect();
                    Ok(vec![("redacted", redacted.text.into()), ("spans", spans.into())])
                });
                Ok(answers.collect())
            })
        }
        ThemesCommand::Tag { listening } => {
            let mut listener = listening.listener(place)?;
            eprintln!("heard: tagged {} ({})", spoke(&listener), listener.version());
            filter(|texts| {
                let listened = listener.listen(texts)?.into_iter().map(|listened| {
                    let scored = listened.themes.themes.iter();
                    let themes = scored.map(
                        |theme| json!({"id": theme.id, "score": rounded(theme.score), "suggested": theme.suggested}),
                    );
                    Ok(vec![("themes", themes.collect())])
                });
                Ok(listened.collect())
            })
        }
        ThemesCommand::Danger { listening } => {
            let mut listener = listening.listener(place)?;
            eprintln!("heard: ranked {}. This orders a queue; no score means that somebody is safe.", spoke(&listener));
            filter(|texts| {
                let alarms = listener.listen(texts)?.into_iter().map(|listened| listened.alarm);
                let said = |alarm: Alarm| Ok(vec![("score", rounded(alarm.score).into()), ("flag", alarm.flag.into())]);
                Ok(alarms.map(said).collect())
            })
        }
        ThemesCommand::Curve { file, sizes, earlier, listening } => {
            curve::run(&mut listening.listener(place)?, &file, &sizes, earlier)
        }
        ThemesCommand::Evaluate { file, listening } => evaluate::run(&mut listening.listener(place)?, &file),
    }
}

impl ListeningArgs {
    pub fn listener(&self, place: &Where) -> anyhow::Result<Listener> {
        let engine = self.engine()?;
        let kept = cache_folder();
        Ok(Listener::new(place.codebook()?, self.redactor(place)?, engine, kept.as_deref())?)
    }

    /// A worker that was named must be there; one that was not may be missing.
    fn engine(&self) -> anyhow::Result<Option<Box<dyn Engine + Send>>> {
        if self.without_model {
            return Ok(None);
        }
        let program = match (&self.worker, Worker::place(self.worker.as_deref())) {
            (_, Ok(program)) => program,
            (None, Err(_)) => return Ok(None),
            (Some(named), Err(error)) => return Err(error).context(named.display().to_string()),
        };
        Ok(Some(Box::new(Worker::start(&program, &[], Patience::default())?)))
    }

    /// The support contacts of the survey folder may stand, and what the operator adds.
    fn redactor(&self, place: &Where) -> anyhow::Result<Redactor> {
        let contacts = place.library()?.contacts;
        let known = contacts.iter().flat_map(|contact| [Some(contact.name.clone()), contact.dial.clone()]).flatten();
        let mut allowed: Vec<String> = known.collect();
        if let Some(file) = &self.allow {
            let text = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
            let lines = text.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
            allowed.extend(lines.filter(|line| !line.is_empty()).map(str::to_owned));
        }
        Ok(Redactor::new(allowed))
    }
}

/// Where vectors of the shipped lessons are kept; nothing that anybody wrote to us.
fn cache_folder() -> Option<PathBuf> {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    set("XDG_CACHE_HOME").or_else(|| Some(set("HOME")?.join(".cache"))).map(|cache| cache.join("heard"))
}

pub fn spoke(listener: &Listener) -> String {
    match listener.models() {
        Some(models) => format!("by words and models ({models})"),
        None => "by words alone: the model worker was not asked".to_owned(),
    }
}

type Answers = Vec<anyhow::Result<Vec<(&'static str, Value)>>>;

/// Answers each line of standard input with one of standard output; the first that cannot be answered ends it.
fn filter(mut answer: impl FnMut(&[&str]) -> anyhow::Result<Answers>) -> anyhow::Result<()> {
    let mut out = output::lines();
    let mut lines = std::io::stdin().lock().lines().enumerate();
    loop {
        let mut part: Vec<(usize, Line)> = Vec::new();
        let mut fault = None;
        for (at, line) in lines.by_ref() {
            let number = at + 1;
            let read = line.with_context(|| format!("line {number} is not text"));
            match read
                .and_then(|line| if line.trim().is_empty() { Ok(None) } else { Ok(Some(read_line(number, &line)?)) })
            {
                Ok(None) => {}
                Ok(Some(line)) => part.push((number, line)),
                Err(error) => fault = Some(error),
            }
            if fault.is_some() || part.len() == PART {
                break;
            }
        }
        let texts: Vec<&str> = part.iter().map(|(_, line)| line.text.as_str()).collect();
        if !texts.is_empty() {
            for ((number, line), answered) in part.iter().zip(answer(&texts)?) {
                match answered {
                    Ok(said) => output::written(writeln!(out, "{}", with_id(&line.id, said)))?,
                    Err(error) => {
                        output::written(out.flush())?;
                        return Err(error.context(format!("line {number}")));
                    }
                }
            }
        }
        output::written(out.flush())?;
        match fault {
            Some(error) => return Err(error),
            None if texts.len() < PART => return Ok(()),
            None => {}
        }
    }
}

fn with_id(id: &Value, said: Vec<(&'static str, Value)>) -> Value {
    let fields = said.into_iter().map(|(key, value)| (key.to_owned(), value));
    std::iter::once(("id".to_owned(), id.clone())).chain(fields).collect::<serde_json::Map<_, _>>().into()
}

fn rounded(score: f32) -> f64 {
    (f64::from(score) * 10_000.0).round() / 10_000.0
}
