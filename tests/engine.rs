//! The door to the models, before workers that die, hang, lie or are not there: whatever they do, the asker gets an
//! answer or a plain error in bounded time, and the next text is heard.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use heard::themes::engine::protocol::MAX_CHARS;
use heard::themes::engine::{Engine, EngineError, Patience, Want, Worker};

const HELLO: &str =
    r#"{"hello":"heard-listen","protocol":1,"models":{"embedding":"m 1","entities":"e 2"},"confined":[]}"#;
const QUICK: Patience = Patience { start: Duration::from_secs(10), answer: Duration::from_millis(1500) };

/// A worker in a few lines of shell. `$starts` counts how often it was started; `next` reads a request and sets `$id`.
struct Fake {
    folder: tempfile::TempDir,
}

impl Fake {
    fn new(script: &str) -> Fake {
        let folder = tempfile::tempdir().unwrap();
        let hello = format!("hello() {{ echo '{HELLO}'; }}");
        let next = r#"next() { read -r line || exit 0; id=${line#*:}; id=${id%%,*}; }"#;
        let count = r#"cd "$1"; echo $$ >> starts; starts=$(wc -l < starts)"#;
        std::fs::write(folder.path().join("worker.sh"), [&hello, next, count, script].join("\n")).unwrap();
        Fake { folder }
    }

    fn start(&self) -> Result<Worker, EngineError> {
        let folder = self.folder.path().to_string_lossy().into_owned();
        Worker::start(Path::new("/bin/sh"), &[format!("{folder}/worker.sh"), folder], QUICK)
    }

    fn pids(&self) -> Vec<u32> {
        let starts = std::fs::read_to_string(self.folder.path().join("starts")).unwrap();
        starts.lines().map(|pid| pid.parse().unwrap()).collect()
    }

    fn any_alive(&self) -> bool {
        self.pids().iter().any(|pid| PathBuf::from(format!("/proc/{pid}")).exists())
    }
}

fn ask(worker: &mut Worker) -> Result<usize, EngineError> {
    worker.listen(&["Anna", "helped"], &[Want::Entities]).map(|heard| heard.len())
}

const ANSWERS: &str = r#"while next; do echo "{\"id\":$id,\"results\":[{},{}]}"; done"#;

#[test]
fn one_that_dies_in_mid_request_is_started_again_once_and_asked_again() {
    let fake = Fake::new(&format!("hello\n[ $starts = 1 ] && {{ next; exit 1; }}\n{ANSWERS}"));
    let mut worker = fake.start().unwrap();
    assert_eq!(ask(&mut worker), Ok(2));
    assert_eq!(ask(&mut worker), Ok(2));
    assert_eq!(fake.pids().len(), 2);

    let fake = Fake::new("hello; next; exit 1");
    let mut worker = fake.start().unwrap();
    assert_eq!(ask(&mut worker), Err(EngineError::Died));
    assert_eq!(fake.pids().len(), 2, "not for ever");
}

#[test]
fn one_that_hangs_is_ended_in_time_and_the_next_call_is_heard() {
    let fake = Fake::new(&format!("hello\n[ $starts = 1 ] && {{ next; exec sleep 60; }}\n{ANSWERS}"));
    let mut worker = fake.start().unwrap();
    let asked = Instant::now();
    assert_eq!(ask(&mut worker), Err(EngineError::TimedOut));
    assert!(asked.elapsed() < Duration::from_secs(10));
    assert!(!fake.any_alive());
    assert_eq!(ask(&mut worker), Ok(2));
}

#[test]
fn one_that_does_not_read_does_not_hold_the_asker() {
    let mut worker = Fake::new("hello; exec sleep 60").start().unwrap();
    let long = "x".repeat(MAX_CHARS);
    let texts = vec![long.as_str(); 32];
    assert_eq!(worker.listen(&texts, &[Want::Vector]), Err(EngineError::TimedOut));
}

#[test]
fn nonsense_is_not_taken_for_an_answer_and_the_next_call_is_heard() {
    for nonsense in [
        "Segmentation fault",
        "",
        r#"{"id":99,"results":[{},{}]}"#,
        r#"{"id":1,"results":[{}]}"#,
        r#"{"id":1,"results":[{},{},{}]}"#,
        r#"{"id":1}"#,
        r#"{"id":1,"results":[{"entities":[{"start":2,"end":5,"kind":"CITY","score":1}]},{}]}"#,
        r#"{"id":1,"results":[{"entities":[{"start":3,"end":1,"kind":"CITY","score":1}]},{}]}"#,
        r#"{"id":1,"results":[{"sentences":[{"start":0,"end":3,"vector":[]}]},{}]}"#,
    ] {
        let fake = Fake::new(&format!("hello\n[ $starts = 1 ] && {{ next; echo '{nonsense}'; }}\n{ANSWERS}"));
        let mut worker = fake.start().unwrap();
        assert_eq!(ask(&mut worker), Err(EngineError::Garbled), "{nonsense}");
        assert!(!fake.any_alive(), "{nonsense}");
        assert_eq!(ask(&mut worker), Ok(2), "{nonsense}");
    }
}

#[test]
fn a_line_without_end_is_not_read_for_ever() {
    let mut worker = Fake::new("hello; next; exec tr '\\0' x < /dev/zero").start().unwrap();
    assert!(matches!(ask(&mut worker), Err(EngineError::Garbled | EngineError::TimedOut)));
}

#[test]
fn a_vector_that_was_asked_for_must_be_there() {
    let mut worker = Fake::new(&format!("hello; {ANSWERS}")).start().unwrap();
    assert_eq!(worker.listen(&["a", "b"], &[Want::Vector]), Err(EngineError::Garbled));
}

#[test]
fn a_refusal_is_told_and_the_worker_stays() {
    let fake = Fake::new(r#"hello; while next; do echo "{\"id\":$id,\"error\":\"not today\"}"; done"#);
    let mut worker = fake.start().unwrap();
    for _ in 0..2 {
        assert_eq!(ask(&mut worker), Err(EngineError::Refused("not today".to_owned())));
    }
    assert_eq!(fake.pids().len(), 1);
}

#[test]
fn many_texts_go_in_parts_and_come_back_in_order() {
    let count = r#"n=$(echo "$line" | tr -cd '#' | wc -c)"#;
    let each = r#"r={\"vector\":[$id]}; all=$r; while [ $n -gt 1 ]; do all=$all,$r; n=$((n-1)); done"#;
    let say = r#"echo "{\"id\":$id,\"results\":[$all]}""#;
    let fake = Fake::new(&format!("hello; while next; do {count}; {each}; {say}; done"));
    let mut worker = fake.start().unwrap();
    let heard = worker.listen(&vec!["#"; 70], &[Want::Vector]).unwrap();
    let parts: Vec<f32> = heard.iter().map(|heard| heard.vector[0]).collect();
    assert_eq!(parts, [vec![1.0; 32], vec![2.0; 32], vec![3.0; 6]].concat());
    assert_eq!(worker.listen(&[], &[Want::Vector]), Ok(Vec::new()));
}

#[test]
fn a_text_that_is_too_long_is_not_sent() {
    let fake = Fake::new("hello; next; echo sent > sent; exec sleep 60");
    let mut worker = fake.start().unwrap();
    let long = "é".repeat(MAX_CHARS + 1);
    assert_eq!(worker.listen(&["short", &long], &[Want::Vector]), Err(EngineError::TooLong(MAX_CHARS + 1)));
    assert!(!fake.folder.path().join("sent").exists());
}

#[test]
fn one_that_cannot_start_says_why() {
    let missing = Worker::start(Path::new("/nowhere/heard-listen"), &[], QUICK).err().unwrap();
    assert!(matches!(&missing, EngineError::Missing(why) if why.contains("/nowhere/heard-listen")), "{missing}");
    assert!(matches!(Worker::place(Some(Path::new("/nowhere"))), Err(EngineError::Missing(_))));
    let start = |script: &str| Fake::new(script).start().err();
    assert_eq!(start("exit 1"), Some(EngineError::Died));
    assert_eq!(start("echo hi"), Some(EngineError::Garbled));
    assert_eq!(start("hello | sed s/:1/:2/"), Some(EngineError::Garbled), "another protocol");
    let error = Some(EngineError::NotStarted("no models".to_owned()));
    assert_eq!(start(r#"echo '{"id":0,"error":"no models"}'"#), error);
}

#[test]
fn one_that_comes_back_with_other_models_is_not_asked() {
    let fake = Fake::new("[ $starts = 1 ] && { hello; next; exit; }\nhello | sed 's/m 1/m 2/'; exec sleep 60");
    let mut worker = fake.start().unwrap();
    assert_eq!(worker.name(), "m 1, e 2");
    assert_eq!(ask(&mut worker), Err(EngineError::OtherModels));
}

#[test]
fn it_inherits_no_settings_and_ends_with_its_asker() {
    // cargo sets CARGO_PKG_NAME for this test; a worker that saw it would see secrets too.
    assert!(std::env::var_os("CARGO_PKG_NAME").is_some());
    let fake = Fake::new(r#"hello; while next; do echo "{\"id\":$id,\"error\":\"${CARGO_PKG_NAME-none}\"}"; done"#);
    let mut worker = fake.start().unwrap();
    assert_eq!(ask(&mut worker), Err(EngineError::Refused("none".to_owned())));
    assert!(fake.any_alive());
    drop(worker);
    assert!(!fake.any_alive());
}
