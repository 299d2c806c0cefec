//! A service run by commands alone, as an operator and keyholders run it, on either database.

use std::path::Path;
use std::process::Output;

use super::binary::{Running, heard, said};
use super::{Engine, Rows};

/// A service run by commands alone, on either database.
pub struct Operated {
    pub place: Vec<String>,
    pub url: String,
    pub holders: String,
    _directory: tempfile::TempDir,
}

pub const WAVE: &str = "w1";

impl Operated {
    pub async fn new(engine: Engine) -> Self {
        Self::held_by(engine, [&[], &[]], 1).await
    }

    /// Of the checking and of the counting keyholders so many open a key as are needed; without names one of each does.
    pub async fn held_by(engine: Engine, names: [&[&str]; 2], needed: usize) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let base = directory.path().to_owned();
        let at = |name: &str| base.join(name).display().to_string();
        std::fs::write(at("passphrase"), "correct horse battery\n").unwrap();
        let mut place = vec!["--data".to_owned(), at("data")];
        let url = match engine {
            Engine::Sqlite => format!("sqlite://{}/heard.sqlite", at("data")),
            Engine::Postgres => crate::common::postgres_schema().await,
        };
        if engine == Engine::Postgres {
            place.extend(["--database".to_owned(), url.clone()]);
        }
        let operated = Self { place, url, holders: at("holders"), _directory: directory };
        operated.wave(WAVE, ["2020-01-01", "2099-12-31"], names, needed);
        let name = ["provider", "add", "lantern", "--name", "Lantern", "--area", "dudley"];
        operated.must(&[&name[..], &["--agency", "academic", "--service", "isva"]].concat());
        operated
    }

    pub fn wave(&self, id: &str, [opens, closes]: [&str; 2], names: [&[&str]; 2], needed: usize) {
        let mut held = Vec::new();
        for (kind, names) in ["checking", "counting"].into_iter().zip(names) {
            for name in names {
                std::fs::write(self.file(name), format!("the passphrase of {name}\n")).unwrap();
                held.extend([format!("--{kind}-passphrase-file"), self.file(name)]);
                held.extend([format!("--{kind}-holder"), name.to_string()]);
            }
            match names {
                [] => held.extend([format!("--{kind}-passphrase-file"), self.file("passphrase")]),
                _ => held.extend([format!("--{kind}-needed"), needed.to_string()]),
            }
        }
        let held: Vec<&str> = held.iter().map(String::as_str).collect();
        let new = ["wave", "new", id, "--opens", opens, "--closes", closes, "--keyholders", &self.holders];
        self.must(&[&new[..], &held].concat());
    }

    /// Where a passphrase lies.
    pub fn file(&self, name: &str) -> String {
        Path::new(&self.holders).with_file_name(name).display().to_string()
    }

    pub fn command(&self, args: &[&str], failing: &str) -> Output {
        let mut command = heard();
        command.args(args).args(&self.place).env("FAILPOINTS", failing);
        command.env("HEARD_PASSPHRASE_FILE", Path::new(&self.holders).with_file_name("passphrase"));
        command.output().unwrap()
    }

    pub fn must(&self, args: &[&str]) -> String {
        let output = self.command(args, "");
        assert!(output.status.success(), "{args:?}: {}", said(&output));
        said(&output)
    }

    pub fn codes(&self, size: usize) -> Vec<String> {
        let output = self.command(&["code", "batch", WAVE, "lantern", "--size", &size.to_string()], "");
        String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect()
    }

    pub fn serve(&self, failing: &str) -> Running {
        let mut command = heard();
        command.args(["serve", "--listen", "127.0.0.1:0"]).args(&self.place).env("FAILPOINTS", failing);
        Running::start(&mut command, &Path::new(&self.holders).with_file_name("log"))
    }

    pub fn key(&self, holder: &str) -> String {
        format!("{}/{holder}", self.holders)
    }

    /// A keyholder's options: directory and passphrase.
    pub fn opens(&self, kind: &str, names: &[&str]) -> Vec<String> {
        let of = |name: &&str| {
            ["--key-dir".into(), self.key(&format!("{kind}/{name}")), "--passphrase-file".into(), self.file(name)]
        };
        names.iter().flat_map(of).collect()
    }

    pub async fn state(&self) -> String {
        let rows = Rows::new(self.url.clone()).dump("wave").await;
        String::from_utf8_lossy(&rows[0][4]).into_owned()
    }

    pub async fn count(&self, table: &str) -> usize {
        Rows::new(self.url.clone()).count(table).await
    }
}

pub fn send(server: &Running, code: &str) -> bool {
    let answer = server.post("/f", "", &format!("code={code}&s={code}&believed=no&helped=Quick+help."));
    answer.is_ok_and(|answer| answer.contains("location: /sent"))
}
