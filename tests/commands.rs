//! The commands as an operator types them.

use std::collections::BTreeMap;

use crate::common::binary::{Running, demo_data, heard, run, said, serve};

fn fails(args: &[&str], says: &str) {
    let output = run(args);
    assert!(!output.status.success(), "{args:?} should fail");
    assert!(said(&output).contains(says), "{args:?} said: {}", said(&output));
}

#[test]
fn the_demo_prints_its_addresses_serves_them_and_the_same_seed_gives_the_same_counts() {
    let mut documents = Vec::new();
    for _ in 0..2 {
        let directory = tempfile::tempdir().unwrap();
        let mut command = heard();
        command.args([
            "demo",
            "--without-model",
            "--listen",
            "127.0.0.1:0",
            "--responses",
            "200",
            "--seed",
            "3",
            "--data",
        ]);
        command.arg(directory.path().join("demo"));
        let server = Running::start(&mut command, &directory.path().join("log"));
        let names: Vec<&str> = server.lines.iter().map(|line| line.split(' ').next().unwrap()).collect();
        assert_eq!(names, ["survey", "code", "provider", "commission", "publisher", "results", "feed"]);
        let path = |name: &str| server.printed(name).replace(&server.base, "");
        for name in ["survey", "code"] {
            assert!(server.get(&path(name), "").contains("location: /w/"), "{name}");
        }
        for (name, to) in [("provider", "provider"), ("commission", "commission"), ("publisher", "commission")] {
            let word = path(name).rsplit('/').next().unwrap().to_owned();
            let answer = server.post("/staff/in", "Sec-Fetch-Site: same-origin\r\n", &format!("word={word}")).unwrap();
            let lower = answer.to_lowercase();
            assert!(lower.contains(&format!("location: /{to}")), "{answer}");
            let cookie = lower.split("set-cookie: ").nth(1).unwrap().split(';').next().unwrap().to_owned();
            let page = server.get(
                &format!("/{to}"),
                &format!("Cookie: {}\r\n", cookie.to_uppercase().replacen("STAFF", "staff", 1)),
            );
            assert!(page.contains("200 OK"), "{page}");
        }
        let results = server.get(&path("results"), "");
        assert!(results.contains("Did you feel believed?") && results.contains("This is a demonstration"));
        let feed: serde_json::Value =
            serde_json::from_str(server.get("/feed", "").split("\r\n\r\n").nth(1).unwrap()).unwrap();
        assert_eq!(feed["releases"].as_array().unwrap().len(), 4);
        let mut figures = BTreeMap::new();
        for release in feed["releases"].as_array().unwrap() {
            let id = release["id"].as_str().unwrap();
            let answer = server.get(&format!("/feed/{id}.json"), "");
            let document: serde_json::Value = serde_json::from_str(answer.split("\r\n\r\n").nth(1).unwrap()).unwrap();
            figures.insert(id.to_owned(), document["tables"].clone());
        }
        documents.push(figures);
    }
    assert_eq!(documents[0], documents[1]);
}

#[test]
fn a_demo_is_served_again_and_looks_the_same() {
    let directory = tempfile::tempdir().unwrap();
    let data = demo_data(directory.path(), 100, &["--exit-to", "https://neutral.example/"]);
    let server = serve(&data, &directory.path().join("log"));
    assert!(server.get("/exit/2", "").contains("location: https://neutral.example/"));
    assert!(server.get("/", "").contains("This is a demonstration"));
    let output = run(&["release", "verify", "--data", data.to_str().unwrap()]);
    assert!(said(&output).contains("every signature and link holds"), "{}", said(&output));
    let output = run(&["wave", "list", "--data", data.to_str().unwrap()]);
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 5);
}

#[test]
fn a_demo_does_not_touch_what_is_there() {
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path().join("mine");
    std::fs::create_dir(&data).unwrap();
    std::fs::write(data.join("precious"), "x").unwrap();
    fails(&["demo", "--listen", "127.0.0.1:0", "--data", data.to_str().unwrap()], "is not empty");
    assert_eq!(std::fs::read_dir(&data).unwrap().count(), 1);
}

#[test]
fn mistakes_are_told_in_plain_words() {
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path().join("data").display().to_string();
    fails(&["wave", "list", "--data", &data], "there is no database in");
    fails(&["serve", "--data", &data, "--listen", "127.0.0.1:0", "--exit-to", "javascript:alert(1)"], "no web address");
    std::fs::create_dir_all(&data).unwrap();
    std::fs::write(format!("{data}/heard.toml"), "exit = 1").unwrap();
    fails(&["serve", "--data", &data, "--listen", "127.0.0.1:0"], "heard.toml cannot be read");
    std::fs::remove_file(format!("{data}/heard.toml")).unwrap();
    let holders = directory.path().join("holders").display().to_string();
    let short = directory.path().join("short").display().to_string();
    std::fs::write(&short, "short").unwrap();
    let new = ["wave", "new", "q1", "--opens", "2026-01-01", "--closes", "2026-03-31", "--data", &data];
    let with = |file: &str| {
        let files = ["--keyholders", &holders, "--checking-passphrase-file", file, "--counting-passphrase-file", file];
        run(&[&new[..], &files].concat())
    };
    assert!(said(&with(&short)).contains("too short"));
    let inside = format!("{data}/keys");
    let files = ["--keyholders", &inside, "--checking-passphrase-file", &short, "--counting-passphrase-file", &short];
    assert!(said(&run(&[&new[..], &files].concat())).contains("do not belong in"));
    std::fs::write(&short, "long enough to be one").unwrap();
    assert!(with(&short).status.success());
    assert!(said(&with(&short)).contains("a response must belong to one wave only"));
    fails(&["code", "batch", "q1", "nobody", "--data", &data], "there is no provider 'nobody'");
    fails(
        &[
            "provider",
            "add",
            "x",
            "--name",
            "X",
            "--area",
            "london",
            "--agency",
            "academic",
            "--service",
            "isva",
            "--data",
            &data,
        ],
        "'london' is no area; choose one of",
    );
    fails(&["wave", "close", "q9", "--data", &data], "there is no wave 'q9'");
    let wrong = directory.path().join("wrong").display().to_string();
    std::fs::write(&wrong, "not the passphrase").unwrap();
    assert!(run(&["wave", "close", "q1", "--early", "--data", &data]).status.success());
    let checking = format!("{holders}/checking");
    fails(
        &["wave", "check", "q1", "--key-dir", &checking, "--passphrase-file", &wrong, "--data", &data],
        "this needs a wave that is closed",
    );
}

/// A program that cannot sign anybody in by an organisation says so, instead of serving without.
#[test]
fn a_registration_with_an_organisation_that_cannot_be_used_is_refused_at_the_start_in_one_line() {
    let directory = tempfile::tempdir().unwrap();
    let (data, secret) = (directory.path().join("data"), directory.path().join("secret"));
    std::fs::write(&secret, "a secret\n").unwrap();
    let (data, secret) = (data.display().to_string(), secret.display().to_string());
    let refused = |issuer: &str, more: &[&str], says: &str| {
        let args = ["serve", "--listen", "127.0.0.1:0", "--data", &data, "--oidc-issuer", issuer];
        let output = run(&[&args, more].concat());
        let words = said(&output);
        assert!(!output.status.success() && words.contains(says) && words.trim().lines().count() == 1, "{words}");
    };
    let (fine, client) = ("https://id.example.org", ["--oidc-client", "x"]);
    refused(fine, &[], "--oidc-client is missing");
    let all = [&client[..], &["--oidc-secret-file", &secret]].concat();
    if cfg!(feature = "oidc") {
        refused(fine, &client, "oidc.secret");
        refused("http://id.example.org", &all, "must start with https://");
        refused("https://login.microsoftonline.com/common/v2.0", &all, "name your tenant");
    } else {
        refused(fine, &all, "--features oidc");
    }
    fails(&["serve", "--data", &data, "--oidc-client", "x"], "--oidc-issuer is missing");
    fails(&["serve", "--data", &data, "--oidc-need", "mfa"], "none of amr=mfa");
}

#[test]
fn keyholders_files_and_secrets_are_their_owners_alone_and_apart() {
    use std::os::unix::fs::PermissionsExt;
    let directory = tempfile::tempdir().unwrap();
    demo_data(directory.path(), 20, &[]);
    let secrets = directory.path().join("demo-secrets");
    for file in ["pepper.key", "ticket.key", "signing.pk8"] {
        let mode = std::fs::metadata(secrets.join(file)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{file}");
    }
    let names = |holder: &str| -> Vec<String> {
        let folder = secrets.join("keyholders").join(holder);
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().split_once('.').unwrap().1.to_owned())
            .collect();
        names.sort();
        names.dedup();
        names
    };
    assert_eq!(names("checking"), ["checking.key"]);
    assert_eq!(names("counting"), ["counting.key", "release.key", "review.key", "text.key"]);
    let mut in_data: Vec<String> = std::fs::read_dir(directory.path().join("demo"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| !name.starts_with("heard.sqlite-"))
        .collect();
    in_data.sort();
    assert_eq!(in_data, ["heard.sqlite", "heard.toml", "population.toml"]);
}

#[test]
fn destroying_a_key_takes_two_people_and_is_recorded() {
    let directory = tempfile::tempdir().unwrap();
    let data = demo_data(directory.path(), 200, &[]);
    let data = data.to_str().unwrap();
    let list = run(&["wave", "list", "--data", data]);
    let wave = String::from_utf8_lossy(&list.stdout).split('\t').next().unwrap().to_owned();
    let holder = directory.path().join("demo-secrets/keyholders/counting").display().to_string();
    let list = String::from_utf8_lossy(&list.stdout).into_owned();
    let open = list.lines().last().unwrap().split('\t').next().unwrap();
    let two = ["--witness", "Keyholder A", "--witness", "Head of office", "--data", data];
    for purpose in ["checking", "counting", "text", "release"] {
        let holder = if purpose == "checking" { "checking" } else { "counting" };
        let holder = directory.path().join("demo-secrets/keyholders").join(holder).display().to_string();
        fails(&[&["key", "destroy", open, purpose, "--key-dir", &holder][..], &two].concat(), "nothing was destroyed");
    }
    let destroy = ["key", "destroy", &wave, "counting", "--key-dir", &holder, "--data", data];
    fails(&[&destroy[..], &["--witness", "Keyholder A"]].concat(), "two different people");
    fails(&[&destroy[..], &["--witness", "a", "--witness", "A "]].concat(), "two different people");
    let done = run(&[&destroy[..], &["--witness", "Keyholder A", "--witness", "Head of office"]].concat());
    assert!(done.status.success(), "{}", said(&done));
    assert!(!std::path::Path::new(&format!("{holder}/{wave}.counting.key")).exists());
    fails(&[&destroy[..], &["--witness", "A", "--witness", "B"]].concat(), "No such file");
    let gone = run(&[&destroy[..], &["--witness", "A", "--witness", "B", "--already-gone"]].concat());
    assert!(gone.status.success(), "{}", said(&gone));
}

#[test]
fn the_linter_names_file_line_and_rule() {
    assert!(said(&run(&["survey", "check"])).contains("nothing to mend"));
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("mine.toml");
    let text = heard::survey::Library::built_in().surveys[0].1.clone();
    std::fs::write(&file, text.replace("Did you feel believed?", "Why did you not report it?")).unwrap();
    let output = run(&["survey", "check", file.to_str().unwrap()]);
    assert!(!output.status.success());
    let line = said(&output);
    assert!(line.contains("mine.toml:") && line.contains("blame-wording"), "{line}");
}

fn filtered(command: &str, lines: &str) -> std::process::Output {
    use std::io::Write;
    use std::process::Stdio;
    let mut child = heard();
    child
        .args(["themes", command, "--without-model"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = child.spawn().unwrap();
    child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn json_lines(output: &std::process::Output) -> Vec<serde_json::Value> {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn themes_are_suggested_line_by_line_and_the_speaker_is_named() {
    let lines =
        "{\"id\":\"a\",\"text\":\"Ten months on the waiting list for counselling\"}\n\n{\"id\":7,\"text\":\"\"}\n";
    let output = filtered("tag", lines);
    assert!(output.status.success(), "{}", said(&output));
    assert!(String::from_utf8_lossy(&output.stderr).contains("by words alone"));
    let found = json_lines(&output);
    assert_eq!((&found[0]["id"], &found[1]["id"]), (&serde_json::json!("a"), &serde_json::json!(7)));
    for line in &found {
        let themes = line["themes"].as_array().unwrap();
        assert_eq!(themes.len(), 30);
        let keys = |theme: &serde_json::Value| theme.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        assert!(themes.iter().all(|theme| keys(theme) == ["id", "score", "suggested"]), "{line}");
        assert!(themes.iter().all(|theme| (0.0..=1.0).contains(&theme["score"].as_f64().unwrap())));
    }
    let suggested = |theme: &&serde_json::Value| theme["suggested"] == true;
    assert!(found[0]["themes"].as_array().unwrap().iter().filter(suggested).any(|theme| theme["id"] == "acc.wait"));
    assert_eq!(found[1]["themes"].as_array().unwrap().iter().filter(suggested).count(), 0);
}

#[test]
fn worrying_wording_is_flagged_and_nothing_is_ever_called_safe() {
    let lines =
        "{\"id\":1,\"text\":\"he says he will kill me tonight\"}\n{\"id\":2,\"text\":\"The leaflet was clear.\"}\n";
    let output = filtered("danger", lines);
    let found = json_lines(&output);
    assert_eq!((&found[0]["flag"], &found[1]["flag"]), (&true.into(), &false.into()));
    assert!(found.iter().all(|line| line.as_object().unwrap().keys().eq(["flag", "id", "score"])), "{found:?}");
    assert!(!String::from_utf8_lossy(&output.stdout).contains("safe"));
}

#[test]
fn a_line_that_does_not_fit_is_named_and_not_repeated() {
    for command in ["tag", "danger"] {
        for (bad, says) in [("{\"id\":2,\"words\":\"secret\"}", "line 2"), ("secret", "line 2"), ("[1,2,3]", "line 2")]
        {
            let output = filtered(command, &format!("{{\"id\":1,\"text\":\"x\"}}\n{bad}\n"));
            assert_eq!(output.status.code(), Some(1), "{command} {bad}");
            assert!(said(&output).contains(says) && !said(&output).contains("secret"), "{}", said(&output));
            assert_eq!(json_lines(&output).len(), 1, "what came before is answered");
        }
    }
}

#[test]
fn suggestions_are_measured_on_labelled_lines() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("labelled.jsonl");
    let themes =
        "{\"id\":1,\"text\":\"Ten months on the waiting list\",\"themes\":[\"acc.wait\"],\"valence\":\"negative\"}\n";
    let danger = "{\"id\":2,\"text\":\"i want to kill myself\",\"label\":\"self-harm\"}\n";
    std::fs::write(&file, format!("{themes}{danger}")).unwrap();
    let output = run(&["themes", "evaluate", "--without-model", file.to_str().unwrap()]);
    assert!(output.status.success(), "{}", said(&output));
    for part in [
        "micro-F1",
        "mAP",
        "recall@5",
        "Hamming",
        "acc.wait",
        "valence right",
        "self-harm     1 of 1",
        "by words alone",
    ] {
        assert!(said(&output).contains(part), "{part}: {}", said(&output));
    }
    std::fs::write(&file, themes.replace("acc.wait", "acc.nothing")).unwrap();
    fails(&["themes", "evaluate", "--without-model", file.to_str().unwrap()], "'acc.nothing' is no theme in use");
    std::fs::write(&file, format!("{themes}{{\"id\":1}}\n")).unwrap();
    fails(&["themes", "evaluate", "--without-model", file.to_str().unwrap()], "line 2");
}

#[test]
fn a_reader_who_has_seen_enough_ends_a_command_quietly() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("labelled.jsonl");
    std::fs::write(&file, "{\"id\":1,\"text\":\"Ten months on the waiting list\",\"themes\":[\"acc.wait\"]}\n")
        .unwrap();
    let file = file.to_str().unwrap();
    for args in [
        &["themes", "evaluate", "--without-model", file][..],
        &["themes", "tag", "--without-model"],
        &["codebook", "show"],
    ] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = heard();
        command
            .args(args)
            .stdin(std::fs::File::open(file).unwrap())
            .stdout(writer)
            .stderr(std::process::Stdio::piped());
        let output = command.spawn().unwrap().wait_with_output().unwrap();
        let words = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && !words.contains("panicked"), "{args:?}: {words}");
    }
}

#[test]
fn a_learning_curve_is_measured_with_any_labels() {
    use std::fmt::Write as _;
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("labelled.csv");
    let mut table = "question,comment,Food,Parking\n".to_owned();
    for n in 0..60 {
        writeln!(table, "q,the food was cold on day {n},1,0\nq,parking was full on day {n},0,1").unwrap();
    }
    std::fs::write(&file, table).unwrap();
    let path = file.to_str().unwrap();
    let output = run(&["themes", "curve", "--without-model", path, "--sizes", "4,40", "--earlier", "40"]);
    assert!(output.status.success(), "{}", said(&output));
    let printed = said(&output);
    assert!(printed.contains("30 texts to test on, 50 to learn from, 2 labels"), "{printed}");
    for line in ["    40 these  ", "    40 these, and what was kept", "    40 these, and all earlier texts"] {
        let line =
            printed.lines().find(|printed| printed.starts_with(line)).unwrap_or_else(|| panic!("{line}: {printed}"));
        assert!(line.contains("1.000"), "two labels that two words tell apart: {line}");
    }
    fails(&["themes", "curve", "--without-model", path, "--earlier", "100"], "more texts than there are");
    std::fs::write(&file, "a,b\n1,0\n").unwrap();
    fails(&["themes", "curve", "--without-model", path], "no column 'comment' or 'text'");
}
