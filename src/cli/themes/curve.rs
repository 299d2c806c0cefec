//! `heard themes curve`: how good suggestions become with the number of texts that people labelled, and what is left of
//! that when only what `themes::kept` allows stays of an earlier wave.
//!
//! Promises that the texts it is tested on are never learned from, and the same figures every time. The labels are the
//! file's own; the codebook has no part in it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Context;
use serde::Deserialize;

use super::evaluate::share;
use super::spoke;
use crate::themes::evaluate::{Judged, Measures};
use crate::themes::kept;
use crate::themes::learner::{Before, Learned, Row};
use crate::themes::lines::lines;
use crate::themes::listener::Listener;
use crate::themes::tag::RECIPE;
use crate::themes::words::Lexicon;

/// One text in so many is held back to test on.
const TESTED: usize = 4;

#[derive(Deserialize)]
struct Line {
    text: String,
    themes: BTreeSet<String>,
}

pub fn run(listener: &mut Listener, file: &Path, sizes: &[usize], earlier: usize) -> anyhow::Result<()> {
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let is_table = file.extension().is_some_and(|kind| kind == "csv");
    let labelled = if is_table { from_table(&text) } else { Ok(lines(&text)?) };
    let rows = rows(listener, labelled.with_context(|| file.display().to_string())?)?;
    let labels = rows.first().map_or(0, |row| row.labels.len());
    anyhow::ensure!(labels > 0 && rows.len() > TESTED, "{}: too few labelled texts", file.display());
    let (tested, learned): (Vec<_>, Vec<_>) = rows.into_iter().enumerate().partition(|(at, _)| at % TESTED == 0);
    let [tested, learned] = [tested, learned].map(|rows| rows.into_iter().map(|(_, row)| row).collect::<Vec<Row>>());
    let (wave, learned) =
        learned.split_at_checked(earlier).context("the earlier wave has more texts than there are")?;
    say!("{} texts to test on, {} to learn from, {labels} labels; {}", tested.len(), learned.len(), spoke(listener));
    let before = kept::learn(&Lexicon::default(), RECIPE, labels, wave, &Before::default());
    if earlier > 0 {
        say!("of {earlier} earlier texts {} words are kept", before.features.len());
    }
    say!("{:>6} {:28} micro-F1  macro-F1  mAP    recall@3  recall@5", "texts", "learned from");
    for size in sizes.iter().map(|size| (*size).min(learned.len())) {
        let now = &learned[..size];
        tell(size, "these", &tested, &learn(now.to_vec(), labels, &Before::default()));
        if earlier > 0 {
            tell(size, "these, and what was kept", &tested, &learn(now.to_vec(), labels, &before));
            let both = now.iter().chain(wave).cloned().collect();
            tell(size, "these, and all earlier texts", &tested, &learn(both, labels, &Before::default()));
        }
    }
    Ok(())
}

fn learn(rows: Vec<Row>, labels: usize, before: &Before) -> Learned {
    Learned::learn_after(&Lexicon::default(), RECIPE, labels, rows, before).learned
}

fn tell(size: usize, from: &str, tested: &[Row], learned: &Learned) {
    let judge = |row: &Row| {
        let (scores, spoke) = learned.scores(&row.text, row.vector.as_deref());
        let suggested = scores.iter().zip(learned.thresholds(spoke)).map(|(score, from)| score >= from).collect();
        Judged { scores, suggested, held: row.labels.clone() }
    };
    let judged: Vec<Judged> = tested.iter().map(judge).collect();
    let of = Measures::of(tested[0].labels.len(), &judged);
    let [micro, macro_, map, three, five] =
        [of.micro_f1, of.macro_f1, of.mean_average_precision, of.recall_at_3, of.recall_at_5].map(share);
    say!("{size:>6} {from:28} {micro:9} {macro_:9} {map:6} {three:9} {five}");
}

/// Columns of 0 and 1 are labels; the texts are in `comment` or `text`.
fn from_table(text: &str) -> anyhow::Result<Vec<Line>> {
    let mut table = csv::Reader::from_reader(text.as_bytes());
    let heads: Vec<String> = table.headers()?.iter().map(str::to_owned).collect();
    let column = heads.iter().position(|head| head == "comment" || head == "text");
    let column = column.context("there is no column 'comment' or 'text'")?;
    let records: Vec<csv::StringRecord> = table.records().collect::<Result<_, _>>()?;
    let is_label = |at: &usize| records.iter().all(|record| matches!(record.get(*at), Some("0" | "1")));
    let labels: Vec<usize> = (0..heads.len()).filter(|at| *at != column).filter(is_label).collect();
    let line = |record: &csv::StringRecord| Line {
        text: record.get(column).unwrap_or_default().to_owned(),
        themes: labels.iter().filter(|at| record.get(**at) == Some("1")).map(|at| heads[*at].clone()).collect(),
    };
    Ok(records.iter().map(line).collect())
}

/// In an order that looks random and is the same every time.
fn rows(listener: &mut Listener, mut labelled: Vec<Line>) -> anyhow::Result<Vec<Row>> {
    labelled
        .sort_by_cached_key(|line| ring::digest::digest(&ring::digest::SHA256, line.text.as_bytes()).as_ref().to_vec());
    let labels: BTreeSet<&String> = labelled.iter().flat_map(|line| &line.themes).collect();
    let at: BTreeMap<&String, usize> = labels.into_iter().zip(0..).collect();
    let texts: Vec<&str> = labelled.iter().map(|line| line.text.as_str()).collect();
    let vectors = listener.vectors(&texts)?;
    let row = |(line, vector): (&Line, Option<Vec<f32>>)| {
        let mut held = vec![false; at.len()];
        line.themes.iter().for_each(|theme| held[at[theme]] = true);
        Row { text: line.text.clone(), vector, labels: held, public: false, definition: false }
    };
    Ok(labelled.iter().zip(vectors).map(row).collect())
}
