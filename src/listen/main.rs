//! `heard-listen`: the model worker. Texts in on its standard input, what was heard in them out, a JSON line each.
//!
//! Promises: it has no keys, no database and no network, opens no file once its models are loaded, and says nothing of
//! a text but in the answer to it: not in an error, a log or a crash. Does not say that a text without marks holds no
//! name: models miss some, and a person looks.

mod batch;
mod confine;
mod embedding;
mod entities;
mod models;
mod serve;
mod windows;
mod words;

use std::io::{Write, stdin, stdout};
use std::path::PathBuf;
use std::process::ExitCode;

use heard::themes::engine::protocol::{Answer, Hello, NAME, PROTOCOL};

fn main() -> ExitCode {
    quiet_panics();
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let answer = Answer { error: Some(error), ..Answer::default() };
            let _ = serve::say(&mut stdout(), &answer);
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let (given, threads) = arguments()?;
    let folder = folder(given)?;
    let mut confined = confine::to_one_folder(&folder);
    tch::set_num_threads(threads);
    tch::set_num_interop_threads(1);
    let mut models = std::panic::catch_unwind(|| models::Models::load(&folder))
        .unwrap_or_else(|_| Err("the models cannot be loaded".to_owned()))?;
    confined.extend(confine::to_no_file());
    let hello = Hello { hello: NAME.to_owned(), protocol: PROTOCOL, models: models.names(), confined };
    let mut out = stdout();
    serve::say(&mut out, &hello).map_err(|_| "nobody listens".to_owned())?;
    serve::serve(&mut stdin().lock(), &mut out, &mut models)
}

/// The folder of the models, and how many threads one text may use.
fn arguments() -> Result<(Option<PathBuf>, i32), String> {
    let (mut folder, mut threads) = (None, 1);
    let mut arguments = std::env::args_os().skip(1);
    while let Some(flag) = arguments.next() {
        let value = arguments.next().ok_or_else(|| format!("{} wants a value", flag.display()))?;
        match flag.to_str() {
            Some("--models") => folder = Some(PathBuf::from(value)),
            Some("--threads") => {
                let number = value.to_str().and_then(|value| value.parse().ok());
                threads = number.filter(|number| (1..=64).contains(number)).ok_or("--threads wants 1 to 64")?;
            }
            _ => return Err("usage: heard-listen [--models FOLDER] [--threads NUMBER]".to_owned()),
        }
    }
    Ok((folder, threads))
}

/// The folder that was given, or the one that `setup.sh` links: beside the binary, or in the clone it was built in.
fn folder(given: Option<PathBuf>) -> Result<PathBuf, String> {
    let own = std::env::current_exe().and_then(std::fs::canonicalize).map_err(|_| "the binary cannot find itself")?;
    let beside = own.parent().ok_or("the binary cannot find itself")?;
    let places = [beside.join("models"), beside.join("../../third_party/models")];
    let found = given.or_else(|| places.into_iter().find(|place| place.is_dir()));
    found
        .and_then(|place| std::fs::canonicalize(place).ok())
        .ok_or_else(|| "the models are not here: run src/listen/setup.sh, or give --models FOLDER".to_owned())
}

/// A panic's message may hold a piece of a text, so only its place is told.
fn quiet_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(String::new, |at| format!(" at {}:{}", at.file(), at.line()));
        let _ = writeln!(std::io::stderr(), "heard-listen: a fault{place}");
    }));
}
