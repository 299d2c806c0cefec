//! `heard themes evaluate`: how good suggestions are on lines that people labelled.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Context;
use serde::Deserialize;

use super::spoke;
use crate::themes::codebook::ThemeId;
use crate::themes::danger::{Flagged, Kind};
use crate::themes::evaluate::{Judged, Measures, wilson};
use crate::themes::lines::lines;
use crate::themes::listener::{Listened, Listener};
use crate::themes::valence::Valence;

#[derive(Deserialize)]
#[serde(untagged)]
enum Labelled {
    Themes { text: String, themes: BTreeSet<ThemeId>, valence: Option<Valence> },
    Danger { text: String, label: String },
}

pub fn run(listener: &mut Listener, file: &Path) -> anyhow::Result<()> {
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
        evaluate_themes(listener, &themes)?;
    }
    if !dangers.is_empty() {
        evaluate_danger(listener, &dangers)?;
    }
    Ok(())
}

fn evaluate_themes(
    listener: &mut Listener,
    texts: &[(String, BTreeSet<ThemeId>, Option<Valence>)],
) -> anyhow::Result<()> {
    let ids: Vec<ThemeId> = listener.codebook().in_use().map(|theme| theme.id.clone()).collect();
    if let Some(unknown) = texts.iter().flat_map(|(_, held, _)| held).find(|id| !ids.contains(id)) {
        anyhow::bail!("'{unknown}' is no theme in use");
    }
    let said = listener.listen(&texts.iter().map(|(text, ..)| text.as_str()).collect::<Vec<_>>())?;
    let judged: Vec<Judged> = texts.iter().zip(&said).map(|((_, held, _), said)| judge(&ids, said, held)).collect();
    let measures = Measures::of(ids.len(), &judged);
    say!("{} texts, tagged {} ({})", measures.texts, spoke(listener), listener.version());
    for (name, value) in [
        ("micro-F1", measures.micro_f1),
        ("macro-F1", measures.macro_f1),
        ("mAP", measures.mean_average_precision),
        ("recall@3", measures.recall_at_3),
        ("recall@5", measures.recall_at_5),
        ("Hamming loss", measures.hamming),
    ] {
        say!("{name:13} {}", share(value));
    }
    say!("{:14}{:>5}{:>10}{:>6}  precision (95 of 100)  recall (95 of 100)", "theme", "held", "suggested", "right");
    for (id, counts) in ids.iter().zip(&measures.labels) {
        let (right, suggested, held) = (counts.right, counts.suggested, counts.held);
        let (precision, recall) = (interval(right, suggested), interval(right, held));
        say!("{:14}{held:>5}{suggested:>10}{right:>6}  {precision:21}  {recall}", id.as_str());
    }
    let valued: Vec<_> =
        texts.iter().zip(&said).filter_map(|((.., valence), said)| Some(((*valence)?, said))).collect();
    if !valued.is_empty() {
        let right = valued.iter().filter(|(valence, said)| said.valence == *valence).count();
        say!("valence right: {right} of {}  {}", valued.len(), interval(right, valued.len()));
    }
    Ok(())
}

fn judge(ids: &[ThemeId], said: &Listened, held: &BTreeSet<ThemeId>) -> Judged {
    let of = |id: &ThemeId| said.themes.themes.iter().find(|theme| theme.id == *id);
    Judged {
        scores: ids.iter().map(|id| of(id).map_or(0.0, |theme| theme.score)).collect(),
        suggested: ids.iter().map(|id| of(id).is_some_and(|theme| theme.suggested)).collect(),
        held: ids.iter().map(|id| held.contains(id)).collect(),
    }
}

fn evaluate_danger(listener: &mut Listener, lines: &[(String, Kind)]) -> anyhow::Result<()> {
    let said = listener.listen(&lines.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>())?;
    let flagged = Flagged::of(lines.iter().zip(&said).map(|((_, kind), said)| (*kind, said.alarm.flag)));
    say!("{} lines, ranked {}", lines.len(), spoke(listener));
    for (name, (found, all)) in
        [("danger", flagged.danger), ("self-harm", flagged.self_harm), ("false alarms", flagged.other)]
    {
        say!("{name:13} {found} of {all}  {}", interval(found, all));
    }
    Ok(())
}

fn interval(right: usize, all: usize) -> String {
    match wilson(right, all) {
        Some((low, high)) => format!("{:.2} ({low:.2} to {high:.2})", right as f64 / all as f64),
        None => "-".to_owned(),
    }
}

pub fn share(value: Option<f64>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| format!("{value:.3}"))
}
