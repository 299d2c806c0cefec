//! The program itself, in a process of its own, as an operator runs it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

pub fn heard() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_heard"));
    for (name, _) in std::env::vars() {
        if name.starts_with("HEARD_") || name == "FAILPOINTS" {
            command.env_remove(name);
        }
    }
    command
}

/// Runs a command to its end.
pub fn run(args: &[&str]) -> Output {
    heard().args(args).output().unwrap()
}

pub fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// A running server; killed when dropped.
pub struct Running {
    pub child: Child,
    pub lines: Vec<String>,
    pub base: String,
}

impl Running {
    /// Starts `heard` and waits until it serves. Its log goes to `log`.
    pub fn start(command: &mut Command, log: &Path) -> Self {
        let log = std::fs::OpenOptions::new().create(true).append(true).open(log).unwrap();
        let mut child = command.stdout(Stdio::piped()).stderr(log).spawn().unwrap();
        let mut reader = BufReader::new(child.stdout.take().unwrap());
        let mut lines = Vec::new();
        let base = loop {
            let mut line = String::new();
            assert!(reader.read_line(&mut line).unwrap() > 0, "the server ended: {lines:?}");
            lines.push(line.trim().to_owned());
            let words: Vec<&str> = line.split_whitespace().collect();
            match words.as_slice() {
                ["serving", base, ..] => break (*base).to_owned(),
                ["feed", url] => break url.trim_end_matches("/feed").to_owned(),
                _ => {}
            }
        };
        std::thread::spawn(move || std::io::copy(&mut reader, &mut std::io::sink()));
        let running = Self { child, lines, base };
        running.wait_until_up();
        running
    }

    /// The address printed behind a name.
    pub fn printed(&self, name: &str) -> String {
        let line = self.lines.iter().find(|line| line.starts_with(name)).unwrap();
        line.split_whitespace().nth(1).unwrap().to_owned()
    }

    pub fn address(&self) -> &str {
        self.base.trim_start_matches("http://")
    }

    fn wait_until_up(&self) {
        let started = Instant::now();
        while TcpStream::connect(self.address()).is_err() {
            assert!(started.elapsed() < Duration::from_secs(60), "the server does not answer");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// A connection; an error once the server was killed.
    pub fn connect(&self) -> std::io::Result<TcpStream> {
        let stream = TcpStream::connect(self.address())?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        Ok(stream)
    }

    /// One request on a connection of its own: status line, headers and body as text.
    pub fn request(&self, text: &[u8]) -> std::io::Result<String> {
        let mut stream = self.connect()?;
        stream.write_all(text)?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        Ok(String::from_utf8_lossy(&answer).into_owned())
    }

    pub fn get(&self, path: &str, headers: &str) -> String {
        let host = self.address();
        let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{headers}\r\n");
        self.request(request.as_bytes()).unwrap()
    }

    pub fn post(&self, path: &str, headers: &str, body: &str) -> std::io::Result<String> {
        let host = self.address();
        let length = body.len();
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: {length}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\n{headers}\r\n{body}"
        );
        self.request(request.as_bytes())
    }

    /// kill -9.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A small demonstration that was played and stopped: its data directory.
pub fn demo_data(directory: &Path, responses: usize, more: &[&str]) -> PathBuf {
    let data = directory.join("demo");
    let mut command = heard();
    command.args(["demo", "--without-model", "--listen", "127.0.0.1:0", "--seed", "5", "--data"]).arg(&data);
    command.args(["--responses", &responses.to_string()]).args(more);
    drop(Running::start(&mut command, &directory.join("demo.log")));
    data
}

pub fn serve(data: &Path, log: &Path) -> Running {
    Running::start(heard().args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(data), log)
}
