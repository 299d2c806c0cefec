//! What listening costs: made-up comments through redaction, tagging and ranking, as `heard texts open` does it, and the
//! model worker alone with one thread and with two. `cargo bench --bench listening -- 10000`; the worker is taken from
//! `HEARD_WORKER`, or from `target/release`, and left out where it is not there.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use heard::themes::codebook::Codebook;
use heard::themes::engine::{Engine, Patience, Want, Worker};
use heard::themes::lessons::first_lessons;
use heard::themes::listener::Listener;
use heard::themes::redact::Redactor;
use indicatif::{ProgressBar, ProgressStyle};

/// Texts that are heard together.
const PART: usize = 64;

fn main() {
    let count = std::env::args().filter_map(|argument| argument.parse().ok()).next().unwrap_or(2_000);
    let comments = comments(count);
    let characters = comments.iter().map(|text| text.chars().count()).sum::<usize>() / count.max(1);
    println!("{count} comments of {characters} characters on average");
    through("words alone", &comments, None);
    let Some(program) = program() else {
        println!("no model worker: build it, or name it in HEARD_WORKER");
        return;
    };
    for threads in [1, 2] {
        let arguments = ["--threads".to_owned(), threads.to_string()];
        let start = || Worker::start(&program, &arguments, Patience::default()).unwrap();
        worker_alone(threads, &comments[..comments.len().min(1_000)], start());
        through(&format!("words and models, {threads} thread(s)"), &comments, Some(Box::new(start())));
    }
}

/// As long as real ones: two or three of the lessons that ship, one after the other, all different.
fn comments(count: usize) -> Vec<String> {
    let lessons: Vec<String> = first_lessons(&Codebook::built_in()).into_iter().map(|lesson| lesson.text).collect();
    let at = |place: usize| lessons[place % lessons.len()].as_str();
    let comment = |n: usize| {
        let more = if n.is_multiple_of(2) { at(n * 31 + 7) } else { "" };
        format!("{} {} {more}", at(n), at(n / lessons.len() + n * 13 + 1)).trim_end().to_owned()
    };
    (0..count).map(comment).collect()
}

fn program() -> Option<PathBuf> {
    let built = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/release/heard-listen");
    let named = std::env::var_os("HEARD_WORKER").map(PathBuf::from);
    named.or(Some(built)).filter(|program| program.is_file())
}

fn through(what: &str, comments: &[String], engine: Option<Box<dyn Engine + Send>>) {
    let started = Instant::now();
    let mut listener = Listener::new(Codebook::built_in(), Redactor::new([]), engine, None).unwrap();
    println!("{what}: ready after {:.1?}", started.elapsed());
    let style = ProgressStyle::with_template("{bar:40} {pos} of {len} texts, {eta} left").unwrap();
    let bar = ProgressBar::new(comments.len() as u64).with_style(style);
    let started = Instant::now();
    for part in comments.chunks(PART) {
        let texts: Vec<&str> = part.iter().map(String::as_str).collect();
        let redacted = listener.redact(&texts).unwrap();
        let redacted: Vec<String> = redacted.into_iter().map(|text| text.unwrap().text).collect();
        let heard = listener.listen(&redacted.iter().map(String::as_str).collect::<Vec<_>>()).unwrap();
        assert_eq!(heard.len(), part.len());
        bar.inc(part.len() as u64);
    }
    bar.finish_and_clear();
    say(what, comments.len(), started.elapsed());
}

fn worker_alone(threads: usize, comments: &[String], mut worker: Worker) {
    let texts: Vec<&str> = comments.iter().map(String::as_str).collect();
    for (what, want) in [("vectors", Want::Vector), ("marks", Want::Entities)] {
        let started = Instant::now();
        assert_eq!(worker.listen(&texts, &[want]).unwrap().len(), texts.len());
        say(&format!("the worker, {threads} thread(s), {what}"), texts.len(), started.elapsed());
    }
}

fn say(what: &str, count: usize, took: Duration) {
    let rate = count as f64 / took.as_secs_f64();
    println!("{what}: {count} in {took:.1?}, {rate:.0} a second; most memory so far: {}", memory());
}

/// Of this program and of the worker that it started, from Linux's `/proc`.
fn memory() -> String {
    let own = std::process::id();
    let children = std::fs::read_to_string(format!("/proc/{own}/task/{own}/children")).unwrap_or_default();
    let most = |process: &str| {
        let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
        let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
        line.split_whitespace().nth(1)?.parse::<u64>().ok()
    };
    let megabytes =
        |process: &str| most(process).map_or("?".to_owned(), |kilobytes| format!("{} MB", kilobytes / 1_000));
    let workers: Vec<String> = children.split_whitespace().map(megabytes).collect();
    format!(
        "{}, worker {}",
        megabytes(&own.to_string()),
        if workers.is_empty() { "-".into() } else { workers.join(" ") }
    )
}
