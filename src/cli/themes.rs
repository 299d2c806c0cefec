//! `heard themes`: suggestions for texts, as filters on JSON lines, for pipes and for measuring.
//!
//! Promises one line out for each line in, in the same order; a line that does not fit is named and ends with 1. Says on
//! standard error which tagger spoke. What is written is a suggestion, for people to decide on.

use std::collections::BTreeSet;
use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::Subcommand;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::themes::codebook::{Codebook, ThemeId};
use crate::themes::danger::{DangerRanker, Flagged, Kind};
use crate::themes::evaluate::{Judged, Measures, wilson};
use crate::themes::lines::{lines, read_line};
use crate::themes::tag::Tagger;
use crate::themes::valence::{Valence, ValenceGuesser};

const WORDS_SPOKE: &str = "by words alone: the model worker was not asked";

#[derive(Subcommand)]
pub enum ThemesCommand {
    /// Themes for each text: {"id", "text"} a line in; {"id", "themes": [{"id", "score", "suggested"}]} a line out.
    Tag,
    /// Wording that may mean danger or self-harm, to order a queue: {"id", "text"} in; {"id", "score", "flag"} out.
    /// A low score does not mean that somebody is safe.
    Danger,
    /// Measure suggestions on labelled lines: {"id", "text", "themes": [...]}, or {"id", "text", "label"} with danger,
    /// self-harm or none.
    Evaluate { file: PathBuf },
}

#[derive(Deserialize)]
struct Line {
    id: Value,
    text: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Labelled {
    Themes { text: String, themes: BTreeSet<ThemeId>, valence: Option<Valence> },
    Danger { text: String, label: String },
}

pub fn run(command: ThemesCommand) -> anyhow::Result<ExitCode> {
    match command {
        ThemesCommand::Tag => {
            let tagger = Tagger::built_in(&Codebook::built_in());
            eprintln!("heard: tagged {WORDS_SPOKE} ({})", tagger.version());
            filter(|line| {
                let themes = tagger.suggest(&line.text, None).themes;
                let themes = themes
                    .iter()
                    .map(|theme| json!({"id": theme.id, "score": rounded(theme.score), "suggested": theme.suggested}));
                json!({"id": line.id, "themes": themes.collect::<Vec<_>>()})
            })
        }
        ThemesCommand::Danger => {
            let ranker = DangerRanker::built_in();
            eprintln!("heard: ranked {WORDS_SPOKE}. This orders a queue; no score means that somebody is safe.");
            filter(|line| {
                let alarm = ranker.hear(&line.text);
                json!({"id": line.id, "score": rounded(alarm.score), "flag": alarm.flag})
            })
        }
        ThemesCommand::Evaluate { file } => evaluate(&file),
    }
}

fn filter(answer: impl Fn(&Line) -> Value) -> anyhow::Result<ExitCode> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for (at, line) in std::io::stdin().lock().lines().enumerate() {
        let line = line.with_context(|| format!("line {} cannot be read", at + 1))?;
        if line.trim().is_empty() {
            continue;
        }
        let line = read_line(at + 1, &line).inspect_err(|_| drop(out.flush()))?;
        writeln!(out, "{}", answer(&line))?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn rounded(score: f32) -> f64 {
    (f64::from(score) * 10_000.0).round() / 10_000.0
}

fn evaluate(file: &Path) -> anyhow::Result<ExitCode> {
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let labelled: Vec<Labelled> = lines(&text).with_context(|| file.display().to_string())?;
    let (mut themes, mut dangers) = (Vec::new(), Vec::new());
    for (at, line) in labelled.into_iter().enumerate() {
        match line {
            Labelled::Themes { text, themes: held, valence } => themes.push((text, held, valence)),
            Labelled::Danger { text, label } => {
                let kind = Kind::named(&label)
                    .with_context(|| format!("{}: entry {}: no such label", file.display(), at + 1))?;
                dangers.push((text, kind));
            }
        }
    }
    anyhow::ensure!(!themes.is_empty() || !dangers.is_empty(), "{}: no labelled lines", file.display());
    if !themes.is_empty() {
        evaluate_themes(&themes)?;
    }
    if !dangers.is_empty() {
        evaluate_danger(&dangers);
    }
    Ok(ExitCode::SUCCESS)
}

fn evaluate_themes(texts: &[(String, BTreeSet<ThemeId>, Option<Valence>)]) -> anyhow::Result<()> {
    let codebook = Codebook::built_in();
    let ids: Vec<&ThemeId> = codebook.in_use().map(|theme| &theme.id).collect();
    if let Some(unknown) = texts.iter().flat_map(|(_, held, _)| held).find(|id| !ids.contains(id)) {
        anyhow::bail!("'{unknown}' is no theme in use");
    }
    let tagger = Tagger::built_in(&codebook);
    let judged: Vec<Judged> = texts.iter().map(|(text, held, _)| judge(&tagger, &ids, text, held)).collect();
    let measures = Measures::of(ids.len(), &judged);
    println!("{} texts, tagged {WORDS_SPOKE} ({})", measures.texts, tagger.version());
    for (name, value) in [
        ("micro-F1", measures.micro_f1),
        ("macro-F1", measures.macro_f1),
        ("mAP", measures.mean_average_precision),
        ("recall@3", measures.recall_at_3),
        ("recall@5", measures.recall_at_5),
        ("Hamming loss", measures.hamming),
    ] {
        println!("{name:13} {}", share(value));
    }
    println!("{:14}{:>5}{:>10}{:>6}  precision (95 of 100)  recall (95 of 100)", "theme", "held", "suggested", "right");
    for (id, counts) in ids.iter().zip(&measures.labels) {
        let (right, suggested, held) = (counts.right, counts.suggested, counts.held);
        let (precision, recall) = (interval(right, suggested), interval(right, held));
        println!("{:14}{held:>5}{suggested:>10}{right:>6}  {precision:21}  {recall}", id.as_str());
    }
    let valued: Vec<_> = texts.iter().filter_map(|(text, _, valence)| Some((text, (*valence)?))).collect();
    if !valued.is_empty() {
        let guesser = ValenceGuesser::built_in(&codebook);
        let right = valued.iter().filter(|(text, valence)| guesser.suggest(text, None).0 == *valence).count();
        println!("valence right: {right} of {}  {}", valued.len(), interval(right, valued.len()));
    }
    Ok(())
}

fn judge(tagger: &Tagger, ids: &[&ThemeId], text: &str, held: &BTreeSet<ThemeId>) -> Judged {
    let found = tagger.suggest(text, None).themes;
    let of = |id: &ThemeId| found.iter().find(|theme| theme.id == *id);
    Judged {
        scores: ids.iter().map(|id| of(id).map_or(0.0, |theme| theme.score)).collect(),
        suggested: ids.iter().map(|id| of(id).is_some_and(|theme| theme.suggested)).collect(),
        held: ids.iter().map(|id| held.contains(*id)).collect(),
    }
}

fn evaluate_danger(lines: &[(String, Kind)]) {
    let ranker = DangerRanker::built_in();
    let flagged = Flagged::of(lines.iter().map(|(text, kind)| (*kind, ranker.hear(text).flag)));
    println!("{} lines, ranked {WORDS_SPOKE}", lines.len());
    for (name, (found, all)) in
        [("danger", flagged.danger), ("self-harm", flagged.self_harm), ("false alarms", flagged.other)]
    {
        println!("{name:13} {found} of {all}  {}", interval(found, all));
    }
}

fn interval(right: usize, all: usize) -> String {
    match wilson(right, all) {
        Some((low, high)) => format!("{:.2} ({low:.2} to {high:.2})", right as f64 / all as f64),
        None => "-".to_owned(),
    }
}

fn share(value: Option<f64>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| format!("{value:.3}"))
}
