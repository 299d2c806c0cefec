//! Worrying wording on lines that the ranker never learned from: `data/danger.jsonl`, by a hand of its own.

use heard::themes::danger::{DangerLines, DangerRanker, Flagged, Kind};
use serde::Deserialize;

const LINES: &str = include_str!("data/danger.jsonl");

#[derive(Deserialize)]
struct Line {
    text: String,
    label: String,
}

fn lines() -> Vec<(String, Kind)> {
    let line = |line: &str| serde_json::from_str::<Line>(line).unwrap();
    LINES.lines().map(line).map(|line| (line.text, Kind::named(&line.label).unwrap())).collect()
}

#[test]
fn no_line_is_measured_that_was_learned_from() {
    let learned = DangerLines::built_in().lines;
    let (lines, alarming) = (lines(), |kind| kind != Kind::Other);
    assert_eq!((lines.len(), lines.iter().filter(|(_, kind)| alarming(*kind)).count()), (250, 100));
    assert!(lines.iter().all(|(text, _)| learned.iter().all(|(other, _)| other != text)));
}

#[test]
fn by_words_alone_what_alarms_comes_first() {
    let ranker = DangerRanker::built_in();
    let found = Flagged::of(lines().into_iter().map(|(text, kind)| (kind, ranker.hear(&text).flag)));
    assert!(found.danger.0 >= 90 && found.other.0 <= 68, "{found:?}");
}

#[cfg(feature = "listen")]
#[test]
fn with_the_model_what_alarms_comes_first_and_little_else() {
    use std::io::Write;
    use std::process::{Command, Stdio};

    let mut child = Command::new(env!("CARGO_BIN_EXE_heard"))
        .args(["themes", "danger", "--worker", env!("CARGO_BIN_EXE_heard-listen")])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let writing = std::thread::spawn(move || input.write_all(LINES.as_bytes()).unwrap());
    let output = child.wait_with_output().unwrap();
    writing.join().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let flags = said.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["flag"] == true);
    let flags: Vec<bool> = flags.collect();
    assert_eq!(flags.len(), 250);
    let found = Flagged::of(lines().into_iter().zip(flags).map(|((_, kind), flag)| (kind, flag)));
    assert!(found.danger.0 >= 92 && found.other.0 <= 34, "{found:?}");
}
