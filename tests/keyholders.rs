//! Keys that several people open together, from the command that makes them to the one that destroys them.

use std::os::unix::fs::FileExt;
use std::path::Path;

use heard::store::Role;
use heard::web::STAFF_MATRIX;

use crate::common::binary::{heard, said};
use crate::common::operated::{Operated, WAVE, send};
use crate::common::{Engine, Service, Survivor};
use crate::on_both;

const CHECKING: [&str; 3] = ["clerk", "trustee", "auditor"];
const COUNTING: [&str; 3] = ["steward", "head-of-data", "chair"];

fn refused(operated: &Operated, args: &[&str], options: &[String], words: &str) {
    let options: Vec<&str> = options.iter().map(String::as_str).collect();
    let output = operated.command(&[args, &options].concat(), "");
    assert!(!output.status.success() && said(&output).contains(words), "{words}: {}", said(&output));
}

fn done(operated: &Operated, args: &[&str], options: &[String]) -> String {
    let options: Vec<&str> = options.iter().map(String::as_str).collect();
    operated.must(&[args, &options].concat())
}

/// A closed wave of 24 answers, whose keys any two of three open.
async fn closed(engine: Engine) -> Operated {
    let operated = Operated::held_by(engine, [&CHECKING, &COUNTING], 2).await;
    let codes = operated.codes(24);
    let server = operated.serve("");
    assert!(codes.iter().all(|code| send(&server, code)));
    drop(server);
    operated.must(&["wave", "close", WAVE, "--early"]);
    operated
}

const CHECK: [&str; 8] = ["wave", "check", WAVE, "--before-its-day", "--witness", "one", "--witness", "two"];

async fn two_of_three_open_and_the_log_names_them(engine: Engine) {
    let operated = closed(engine).await;
    let check = &CHECK;
    refused(&operated, check, &operated.opens("checking", &["clerk"]), "2 of clerk, trustee, auditor are needed");
    refused(&operated, check, &operated.opens("checking", &["clerk", "clerk"]), "'clerk' was given twice");
    let swapped = operated.opens("counting", &["chair", "steward"]);
    refused(&operated, check, &swapped, "no directory holds the checking key of wave w1 or a share of it");
    let mut wrong = operated.opens("checking", &["clerk", "trustee"]);
    wrong[7] = wrong[3].clone();
    refused(&operated, check, &wrong, "the passphrase does not open the share of 'trustee'");
    assert_eq!(operated.state().await, "closed");
    let shown = operated.must(&["audit", "show"]);
    assert!(!shown.contains("opened a key"), "{shown}");

    done(&operated, check, &operated.opens("checking", &["auditor", "clerk"]));
    done(&operated, &["wave", "count", WAVE], &operated.opens("counting", &["head-of-data", "chair"]));
    let opened = operated.opens("counting", &["chair", "steward", "head-of-data"]);
    done(&operated, &["texts", "open", WAVE, "--without-model"], &opened);
    let two = ["release", "publish", WAVE, "--witness", "one", "--witness", "two"];
    done(&operated, &two, &operated.opens("counting", &["steward", "chair"]));
    assert_eq!(operated.state().await, "released");
    let shown = operated.must(&["audit", "show"]);
    for row in [
        "opened a key\twave=w1 key=checking holder=auditor holder=clerk",
        "opened a key\twave=w1 key=counting holder=head-of-data holder=chair",
        "opened a key\twave=w1 key=text holder=chair holder=steward",
        "opened a key\twave=w1 key=release holder=steward holder=chair",
    ] {
        assert!(shown.contains(row), "{row}: {shown}");
    }
    let opened = shown.find("opened a key\twave=w1 key=checking").unwrap();
    assert!(opened < shown.find("checked a wave").unwrap(), "noted before it was used");
    operated.must(&["audit", "verify"]);
}

#[tokio::test]
async fn two_of_three_open_and_the_log_names_them_on_sqlite() {
    two_of_three_open_and_the_log_names_them(Engine::Sqlite).await;
}

#[tokio::test]
async fn two_of_three_open_and_the_log_names_them_on_postgres() {
    two_of_three_open_and_the_log_names_them(Engine::Postgres).await;
}

#[tokio::test]
async fn a_key_is_destroyed_when_everybodys_share_is_and_the_record_names_all() {
    let operated = closed(Engine::Sqlite).await;
    done(&operated, &CHECK, &operated.opens("checking", &["clerk", "trustee"]));
    let destroy = ["key", "destroy", WAVE, "checking", "--witness", "one", "--witness", "two"];
    let directories = |names: &[&str]| -> Vec<String> {
        names.iter().flat_map(|name| ["--key-dir".into(), operated.key(&format!("checking/{name}"))]).collect()
    };
    let file = |name: &str| Path::new(&operated.key(&format!("checking/{name}"))).join("w1.checking.share");
    refused(&operated, &destroy, &directories(&["clerk", "trustee"]), "the share of 'auditor' is not here");
    let nobody = [directories(&CHECKING), vec!["--gone".into(), "chair".into()]].concat();
    refused(&operated, &destroy, &nobody, "nobody of that name");
    assert!(CHECKING.iter().all(|name| file(name).exists()));
    std::fs::remove_file(file("auditor")).unwrap();
    let gone = [directories(&["trustee", "clerk"]), vec!["--gone".into(), "auditor".into()]].concat();
    done(&operated, &destroy, &gone);
    assert!(!CHECKING.iter().any(|name| file(name).exists()));
    let shown = operated.must(&["audit", "show", "--last", "1"]);
    let row = "a key was destroyed\twave=w1 key=checking holder=clerk holder=trustee holder=auditor";
    assert!(shown.contains(row), "{shown}");
}

#[tokio::test]
async fn circles_that_make_no_sense_are_refused_and_nothing_is_made() {
    let operated = Operated::new(Engine::Sqlite).await;
    let new = ["wave", "new", "w2", "--opens", "2101-01-01", "--closes", "2101-03-31", "--keyholders"];
    let holders = format!("{}-2", operated.holders);
    let of = |more: &[&str]| more.iter().map(|word| (*word).to_owned()).collect::<Vec<String>>();
    let new = [&new[..], &[&holders]].concat();
    for (more, words) in [
        (&["--checking-holder", "a", "--checking-holder", "b", "--checking-needed", "3"][..], "2 to 2 can be needed"),
        (&["--checking-holder", "a", "--checking-needed", "2"], "two or more keyholders"),
        (&["--checking-holder", "a", "--checking-holder", "b"], "--checking-needed"),
        (&["--checking-holder", "../x", "--checking-holder", "b", "--checking-needed", "2"], "is not a name"),
    ] {
        refused(&operated, &new, &of(more), words);
    }
    let both = ["--counting-holder", "a", "--counting-holder", "b", "--counting-needed", "2"];
    let both = [&["--checking-holder", "c", "--checking-holder", "a", "--checking-needed", "2"][..], &both].concat();
    refused(&operated, &new, &of(&both), "'a' cannot hold both");
    let same = operated.opens("checking", &["passphrase"])[3].clone();
    let circle = ["--checking-holder", "c", "--checking-holder", "a", "--checking-needed", "2"];
    let files = ["--checking-passphrase-file", &same, "--checking-passphrase-file", &same];
    refused(&operated, &new, &of(&[&circle[..], &files].concat()), "has the passphrase of another");
    assert!(!Path::new(&holders).exists());
}

/// A wave that one person's key opens is carried into one whose key is split: all come, each with their own directory.
#[tokio::test]
async fn a_wave_carried_into_one_with_other_keyholders_is_opened_by_all_of_them() {
    let operated = Operated::new(Engine::Sqlite).await;
    let codes = operated.codes(24);
    let server = operated.serve("");
    for (code, secret) in codes[..6].iter().chain(&codes[..6]).zip(&codes) {
        let answer = server.post("/f", "", &format!("code={code}&s={secret}&believed=no")).unwrap();
        assert!(answer.contains("location: /sent"), "{answer}");
    }
    drop(server);
    operated.must(&["wave", "close", WAVE, "--early"]);
    let one =
        ["--key-dir", &operated.key("checking"), "--passphrase-file", &operated.file("passphrase")].map(str::to_owned);
    done(&operated, &CHECK, &one);
    assert_eq!(operated.state().await, "carried", "six people are too few");
    operated.wave("w2", ["2100-01-01", "2100-12-31"], [&CHECKING, &[]], 2);
    let mut all = operated.opens("checking", &["clerk", "trustee"]);
    all.extend(one);
    let look = ["wave", "check", "w2", "--look", "--before-its-day", "--witness", "one", "--witness", "two"];
    operated.must(&["wave", "close", "w2", "--early"]);
    let two = operated.opens("checking", &["clerk", "trustee"]);
    refused(&operated, &look, &two, "no directory holds the checking key of wave w1");
    let said = done(&operated, &look, &all);
    assert!(said.contains("stored 12"), "{said}");
}

/// Whether a process has these bytes anywhere in its memory that it can write to.
fn remembers(process: u32, wanted: &[u8]) -> bool {
    let maps = std::fs::read_to_string(format!("/proc/{process}/maps")).unwrap();
    let memory = std::fs::File::open(format!("/proc/{process}/mem")).unwrap();
    maps.lines().any(|line| {
        let mut parts = line.split_whitespace();
        let (range, rights) = (parts.next().unwrap(), parts.next().unwrap());
        let (from, to) = range.split_once('-').unwrap();
        let (from, to) = (u64::from_str_radix(from, 16).unwrap(), u64::from_str_radix(to, 16).unwrap());
        let mut bytes = vec![0; usize::try_from(to - from).unwrap()];
        rights.starts_with("rw")
            && memory.read_exact_at(&mut bytes, from).is_ok()
            && bytes.windows(wanted.len()).any(|part| part == wanted)
    })
}

/// Checking and counting run beside the serving process, which in the end has seen neither a passphrase nor a key.
#[tokio::test]
async fn what_serves_never_has_a_passphrase_or_a_key_in_its_memory_environment_or_files() {
    let operated = Operated::held_by(Engine::Sqlite, [&CHECKING, &COUNTING], 2).await;
    let codes = operated.codes(24);
    let server = operated.serve("");
    assert!(codes.iter().all(|code| send(&server, code)));
    operated.must(&["wave", "close", WAVE, "--early"]);
    done(&operated, &CHECK, &operated.opens("checking", &["clerk", "trustee"]));
    done(&operated, &["wave", "count", WAVE], &operated.opens("counting", &["chair", "steward"]));
    assert!(server.get("/commission", "").contains("location: /staff"));
    let process = server.child.id();
    assert!(remembers(process, b"The Victims\xe2\x80\x99 Commission"), "what it does hold is found");
    let wave = WAVE.parse().unwrap();
    for (kind, name) in [("checking", "clerk"), ("checking", "trustee"), ("counting", "chair"), ("counting", "steward")]
    {
        let passphrase = format!("the passphrase of {name}");
        assert!(!remembers(process, passphrase.as_bytes()), "{passphrase}");
        let environment = std::fs::read(format!("/proc/{process}/environ")).unwrap();
        assert!(!environment.windows(passphrase.len()).any(|part| part == passphrase.as_bytes()));
        let purpose = kind.parse().unwrap();
        let path = heard::sealing::share::path(Path::new(&operated.key(&format!("{kind}/{name}"))), &wave, purpose);
        let file = std::fs::read_to_string(path).unwrap();
        let share = crate::common::between(&file, "\"wrapped\": \"", "\"");
        assert!(!remembers(process, share.as_bytes()), "the share of {name}");
    }
    for open in std::fs::read_dir(format!("/proc/{process}/fd")).unwrap() {
        let to = std::fs::read_link(open.unwrap().path()).unwrap_or_default();
        assert!(!to.starts_with(&operated.holders), "{}", to.display());
    }
}

#[test]
fn the_command_that_serves_takes_no_passphrase_and_no_key() {
    for option in ["--passphrase-file", "--key-dir", "--keyholders"] {
        let output = heard().args(["serve", option, "x"]).output().unwrap();
        assert!(!output.status.success() && said(&output).contains("unexpected argument"), "{}", said(&output));
    }
    let help = said(&heard().args(["serve", "--help"]).output().unwrap()).to_lowercase();
    for word in ["passphrase", "keyholder", "private key"] {
        assert!(!help.contains(word), "{word}");
    }
}

/// Of each page of each route: no field asks for one, and the handlers' room has no word for it.
#[tokio::test]
async fn no_page_and_no_route_takes_a_passphrase_or_a_key() {
    let field = regex::Regex::new("<(?:input|textarea|select)[^>]* name=\"([^\"]*)\"").unwrap();
    on_both!(async |service: Service| {
        let mut fields = 0;
        for role in Role::ALL {
            let person = Survivor::signed_in(&service, role).await;
            let lines = STAFF_MATRIX.iter().filter(|line| line.method == "GET").map(|line| line.path);
            for path in lines.chain(["/", "/takeback", "/results", "/feed"]) {
                let page = person.get(&path.replace("{wave}", "2026-q1")).await.text();
                assert!(!page.contains("type=\"file\"") && !page.contains("multipart"), "{path} takes a file");
                for name in field.captures_iter(&page).map(|found| found[1].to_lowercase()) {
                    assert!(
                        !["phrase", "key-dir", "private", "share"].iter().any(|word| name.contains(word)),
                        "{name}"
                    );
                    fields += 1;
                }
            }
        }
        assert!(fields > 40, "{fields}");
        for line in STAFF_MATRIX {
            assert!(!["phrase", "open", "share"].iter().any(|word| line.path.contains(word)), "{}", line.path);
        }
    });
}
