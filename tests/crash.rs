//! Nothing acknowledged is lost and nothing is counted twice: the program is killed at every commit point, and under
//! load.

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use heard::count::{Act, Decision, Desk, Step};
use heard::sealing::{Purpose, keyholder};
use heard::store::Store;
use heard::themes::codebook::ThemeId;
use heard::themes::valence::Valence;

use crate::common::binary::{Running, demo_data, heard, run, said, serve};
use crate::common::operated::{Operated, WAVE, send};
use crate::common::{Engine, Rows, slug};

async fn killed_at_every_commit_point(engine: Engine) {
    let operated = Operated::new(engine).await;
    let codes = operated.codes(24);
    // Send: killed before the commit nothing was acknowledged; killed after it, sending again is the same row.
    for point in ["send-before-commit", "send-after-commit"] {
        let mut server = operated.serve(&format!("{point}=return"));
        assert!(!send(&server, &codes[0]), "{point}");
        server.child.wait().unwrap();
    }
    assert_eq!(operated.count("envelope").await, 1, "only what was committed is there");
    let server = operated.serve("");
    assert!(codes.iter().all(|code| send(&server, code)));
    drop(server);
    assert_eq!(operated.count("envelope").await, 24);

    let steps: [(&[&str], &str, &[&str], &str); 4] = [
        (&["wave", "close", WAVE, "--early"], "", &["close-before-commit", "close-after-commit"], "closed"),
        (
            &["wave", "check", WAVE, "--before-its-day", "--witness", "Clerk", "--witness", "Head of data"],
            "checking",
            &["check-written", "check-before-commit", "check-after-commit"],
            "checked",
        ),
        (
            &["wave", "count", WAVE],
            "counting",
            &["count-written", "count-before-commit", "count-after-commit"],
            "counted",
        ),
        (
            &["release", "publish", WAVE, "--witness", "one", "--witness", "two"],
            "counting",
            &["release-before-commit", "release-after-commit"],
            "released",
        ),
    ];
    for (step, holder, points, after) in steps {
        let key = operated.key(holder);
        let args = if holder.is_empty() { step.to_vec() } else { [step, &["--key-dir", &key]].concat() };
        let before = operated.state().await;
        for point in points {
            let output = operated.command(&args, &format!("{point}=return"));
            assert!(!output.status.success(), "{point} should have killed it: {}", said(&output));
            let expected = if point.ends_with("after-commit") { after } else { before.as_str() };
            assert_eq!(operated.state().await, expected, "{point}");
        }
        // Killed after the commit the step is done; run again it says so and changes nothing.
        let again = operated.command(&args, "");
        assert!(said(&again).contains("this needs a wave that"), "{}", said(&again));
        assert_eq!(operated.state().await, after);
    }
    assert_eq!(operated.count("envelope").await, 0);
    assert_eq!(operated.count("inner_envelope").await, 24, "the texts, sealed");
    killed_while_reviewing(&operated).await;
    let releases = Rows::new(operated.url.clone()).dump("release").await;
    assert_eq!(releases.len(), 1);
    let document: serde_json::Value = serde_json::from_slice(&releases[0][3]).unwrap();
    assert_eq!(document["tables"][0]["cells"][0]["value"], 25, "24 people, rounded to 5, once");
    assert!(operated.must(&["release", "verify"]).contains("1 releases"));
}

/// Texts are sealed or redacted, reviewed or counted, and never in between.
async fn killed_while_reviewing(operated: &Operated) {
    let key = operated.key("counting");
    let open = ["texts", "open", WAVE, "--without-model", "--key-dir", &key];
    for (point, sealed, redacted) in
        [("redact-written", 24, 0), ("redact-before-commit", 24, 0), ("redact-after-commit", 0, 24)]
    {
        assert!(!operated.command(&open, &format!("{point}=return")).status.success(), "{point}");
        let found = (operated.count("inner_envelope").await, operated.count("reviewed_text").await);
        assert_eq!(found, (sealed, redacted), "{point}");
    }
    assert!(operated.must(&open).contains("redacted 0"), "nothing is opened twice");
    let end = ["texts", "end", WAVE, "--key-dir", &key];
    assert!(said(&operated.command(&end, "")).contains("24 texts of wave w1 wait"));
    decide_none(operated, &key).await;
    for (point, texts, counts) in
        [("review-written", 24, 0), ("review-before-commit", 24, 0), ("review-after-commit", 0, 1)]
    {
        assert!(!operated.command(&end, &format!("{point}=return")).status.success(), "{point}");
        let found = (operated.count("reviewed_text").await, operated.count("theme_counts").await);
        assert_eq!(found, (texts, counts), "{point}");
    }
    assert!(said(&operated.command(&end, "")).contains("has ended already"));
    assert_eq!(operated.count("text_decision").await, 0);
}

async fn decide_none(operated: &Operated, key: &str) {
    let wave = slug(WAVE);
    let file = keyholder::path(Path::new(key), &wave, Purpose::Review);
    let key = keyholder::read(&file, &wave, Purpose::Review, "correct horse battery").unwrap();
    let store = Store::open(&operated.url).await.unwrap();
    let desk = Desk::open(&store, &wave, key).await.unwrap();
    for on in desk.texts(&store).await.unwrap() {
        let decision = Decision {
            reviewer: [1; 8],
            codebook: 1,
            themes: [].into(),
            valence: Valence::Neutral,
            identifying: false,
            quotable: false,
            safeguarding: false,
        };
        desk.decide(&store, &on, &decision).await.unwrap();
    }
    store.close().await;
}

/// A quotation is there or not: killed while it is published, and while it is taken away.
async fn killed_while_quoting(engine: Engine) {
    let operated = Operated::new(engine).await;
    let codes = operated.codes(36);
    let server = operated.serve("");
    for (position, code) in codes.iter().enumerate() {
        let words = if position < 24 { "The+wait+was+too+long." } else { "Tea." };
        let body = format!("code={code}&s={code}&change={words}&quote=yes");
        assert!(server.post("/f", "", &body).unwrap().contains("location: /sent"));
    }
    drop(server);
    operated.must(&["wave", "close", WAVE, "--early"]);
    let (checking, counting) = (operated.key("checking"), operated.key("counting"));
    let witnesses = ["--before-its-day", "--witness", "Clerk", "--witness", "Head of data"];
    operated.must(&[&["wave", "check", WAVE, "--key-dir", &checking][..], &witnesses].concat());
    operated.must(&["wave", "count", WAVE, "--key-dir", &counting]);
    operated.must(&["texts", "open", WAVE, "--without-model", "--key-dir", &counting]);
    quote_all(&operated, &counting).await;
    let end = ["texts", "end", WAVE, "--key-dir", &counting];
    for (point, steps, waiting) in
        [("review-written", 48, 0), ("review-before-commit", 48, 0), ("review-after-commit", 0, 1)]
    {
        assert!(!operated.command(&end, &format!("{point}=return")).status.success(), "{point}");
        let found = (operated.count("text_passage").await, operated.count("wave_passages").await);
        assert_eq!(found, (steps, waiting), "{point}");
    }
    let publish = ["release", "publish", WAVE, "--key-dir", &counting, "--witness", "one", "--witness", "two"];
    for (point, told) in [("quotation-keys-written", 0), ("release-before-commit", 0), ("release-after-commit", 4)] {
        assert!(!operated.command(&publish, &format!("{point}=return")).status.success(), "{point}");
        assert_eq!(operated.count("quotation").await, told, "{point}");
    }
    assert!(operated.must(&["release", "verify"]).contains("4 quotations hold; 0 were taken away"));
    let list = operated.must(&["release", "quotations", WAVE]);
    let id = list.split('\t').next().unwrap().to_owned();
    assert!(list.contains("The wait was too long.") && id.len() == 16, "{list}");
    let remove = ["release", "remove-quotation", WAVE, &id];
    assert!(!operated.command(&remove, "quotation-key-destroyed=return").status.success());
    assert_eq!(operated.count("quotation").await, 4, "sealed to a key that is no more");
    assert!(operated.must(&["release", "verify"]).contains("3 quotations hold; 1 were taken away"));
    assert!(operated.must(&remove).contains("1 quotations of release w1 are gone"));
    assert_eq!(operated.count("quotation").await, 3);
    assert!(said(&operated.command(&remove, "")).contains("perhaps it was taken away already"));
    operated.must(&["release", "remove-quotation", WAVE, "--all"]);
    assert!(operated.must(&["release", "verify"]).contains("0 quotations hold; 4 were taken away"));
}

/// Every text gets a theme or none; of those with one, two people agree to the whole of it.
async fn quote_all(operated: &Operated, key: &str) {
    let wave = slug(WAVE);
    let file = keyholder::path(Path::new(key), &wave, Purpose::Review);
    let key = keyholder::read(&file, &wave, Purpose::Review, "correct horse battery").unwrap();
    let store = Store::open(&operated.url).await.unwrap();
    let desk = Desk::open(&store, &wave, key).await.unwrap();
    let waited: ThemeId = "acc.wait".parse().unwrap();
    for on in desk.texts(&store).await.unwrap() {
        let themes = on.text.text.starts_with("The wait").then(|| waited.clone());
        let decision = Decision {
            reviewer: [1; 8],
            codebook: 1,
            themes: themes.into_iter().collect(),
            valence: Valence::Negative,
            identifying: false,
            quotable: true,
            safeguarding: false,
        };
        desk.decide(&store, &on, &decision).await.unwrap();
    }
    for mut on in desk.texts(&store).await.unwrap() {
        let chosen = on.find("The wait was too long.", &waited).map(Act::Chose);
        let Ok(act) = chosen else { continue };
        for step in [Step { reviewer: [1; 8], act }, Step { reviewer: [2; 8], act: Act::Agreed }] {
            desk.step(&store, &on, &step).await.unwrap();
            on.steps.push(step);
        }
    }
    store.close().await;
}

#[tokio::test]
async fn killed_while_quoting_on_both() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        killed_while_quoting(engine).await;
    }
}

/// A wave that turns out to hold too few answers is carried, killed or not.
#[tokio::test]
async fn killed_while_carrying_a_wave() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let operated = Operated::new(engine).await;
        let codes = operated.codes(20);
        let server = operated.serve("");
        // Twelve envelopes of two codes: enough to close, too few to open.
        for code in &codes[..2] {
            for _ in 0..6 {
                assert!(server.post("/f", "", &format!("code={code}")).unwrap().contains("/sent"));
            }
        }
        drop(server);
        operated.must(&["wave", "close", WAVE, "--early"]);
        let key = operated.key("checking");
        let witnesses = ["--before-its-day", "--witness", "Clerk", "--witness", "Head of data"];
        let check = [&["wave", "check", WAVE, "--key-dir", &key][..], &witnesses].concat();
        assert!(!operated.command(&check, "carry-before-commit=return").status.success());
        assert_eq!(operated.state().await, "closed");
        assert!(!operated.command(&check, "carry-after-commit=return").status.success());
        assert_eq!(operated.state().await, "carried");
        assert_eq!(operated.count("envelope").await, 12);
    }
}

#[tokio::test]
async fn killed_at_every_commit_point_on_sqlite() {
    killed_at_every_commit_point(Engine::Sqlite).await;
}

#[tokio::test]
async fn killed_at_every_commit_point_on_postgresql() {
    killed_at_every_commit_point(Engine::Postgres).await;
}

/// kill -9 under load, twenty rounds: whoever was told "sent" is there, once.
#[test]
fn kill_9_during_sends_loses_and_doubles_nothing_in_twenty_rounds() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("codes");
    let data = demo_data(directory.path(), 20, &["--codes", "4000", "--codes-file", file.to_str().unwrap()]);
    let codes: Vec<String> = std::fs::read_to_string(&file).unwrap().lines().map(str::to_owned).collect();
    let next = AtomicUsize::new(0);
    let log = directory.path().join("serve.log");
    let (start_stored, start_distinct) = tally(&data);
    let mut acknowledged_before = 0;
    let mut acknowledged_in_all = 0;
    for round in 0..20 {
        let mut server = serve(&data, &log);
        let acknowledged = Mutex::new(Vec::new());
        let first = next.load(Ordering::SeqCst);
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..12 {
                        let code = &codes[next.fetch_add(1, Ordering::SeqCst)];
                        if !send(&server, code) {
                            break;
                        }
                        acknowledged.lock().unwrap().push(code.clone());
                    }
                });
            }
            // Killed amid sending, each time after a few more were told "sent", however fast the machine is.
            let patience = Instant::now() + Duration::from_secs(30);
            while acknowledged.lock().unwrap().len() < 2 + 2 * round && Instant::now() < patience {
                std::thread::sleep(Duration::from_millis(2));
            }
            kill(server.child.id());
        });
        server.child.wait().unwrap();
        let acknowledged = acknowledged.into_inner().unwrap();
        let sent = next.load(Ordering::SeqCst) - first;
        let (stored, distinct) = tally(&data);
        let here = stored - start_stored - acknowledged_before;
        assert!(here >= acknowledged.len(), "round {round}: {here} stored, {} acknowledged", acknowledged.len());
        assert!(here <= sent, "round {round}: {here} stored, {sent} sent");
        // Each code was sent once, so what is stored is distinct, opens, and counts once.
        acknowledged_in_all += acknowledged.len();
        let counted = distinct - start_distinct;
        assert!(
            counted >= acknowledged_in_all,
            "round {round}: {counted} would count, {acknowledged_in_all} acknowledged"
        );
        assert_eq!(counted, stored - start_stored, "round {round}");
        // Sending again what was acknowledged is the same row: a phone that heard nothing may safely try again.
        let server = serve(&data, &log);
        assert!(acknowledged.iter().take(5).all(|code| send(&server, code)));
        drop(server);
        assert_eq!(tally(&data), (stored, distinct), "round {round}");
        acknowledged_before += here;
    }
    assert!(acknowledged_before > 100, "the rounds must have sent something: {acknowledged_before}");
}

fn kill(process: u32) {
    let killed = std::process::Command::new("kill").args(["-9", &process.to_string()]).status().unwrap();
    assert!(killed.success());
}

fn tally(data: &Path) -> (usize, usize) {
    let output = run(&["wave", "tally", "--data", data.to_str().unwrap()]);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let numbers: Vec<usize> = text.split_whitespace().map(|n| n.parse().unwrap()).collect();
    assert_eq!(numbers.len(), 2, "{}", said(&output));
    (numbers[0], numbers[1])
}

#[test]
fn a_server_that_cannot_write_tells_the_sender_and_recovers() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("codes");
    let data = demo_data(directory.path(), 20, &["--codes", "20", "--codes-file", file.to_str().unwrap()]);
    let codes = std::fs::read_to_string(&file).unwrap();
    let code = codes.lines().next().unwrap();
    let mut command = heard();
    command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(&data);
    // Twice: a write that fails once is tried again before anybody is troubled.
    command.env("FAILPOINTS", "send-disk-full=2*return");
    let server = Running::start(&mut command, &directory.path().join("serve.log"));
    let body = format!("code={code}&believed=no");
    let refused = server.post("/f", "", &body).unwrap();
    assert!(refused.contains("location: /sorry/busy"), "{refused}");
    assert!(server.post("/f", "", &body).unwrap().contains("location: /sent"));
}
