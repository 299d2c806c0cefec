//! One running `heard-listen`, from its first line to its end.
//!
//! Promises: no call waits longer than it was told to, whatever the other side does, and the process ends with this
//! value. Does not start it again; `worker` does.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use super::EngineError;
use super::protocol::{Answer, Hello, MAX_LINE, NAME, PROTOCOL};

pub struct Process {
    child: Child,
    requests: Sender<Vec<u8>>,
    lines: Receiver<Vec<u8>>,
    pub hello: Hello,
}

impl Process {
    pub fn start(program: &Path, arguments: &[String], patience: Duration) -> Result<Process, EngineError> {
        let spawned = Command::new(program)
            .args(arguments)
            // It needs nothing of this program's settings, least of all the secrets among them.
            .env_clear()
            .env("OMP_NUM_THREADS", "1")
            .env("OMP_WAIT_POLICY", "passive")
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let child = spawned.map_err(|error| EngineError::Missing(format!("{}: {error}", program.display())))?;
        let mut starting = Starting(Some(child));
        let (input, output) = starting.pipes().ok_or(EngineError::Died)?;
        let (requests, to_carry) = channel();
        let (carried, lines) = channel();
        let courier = std::thread::Builder::new().name("heard-listen".to_owned());
        courier.spawn(move || carry(input, output, &to_carry, &carried)).map_err(|_| EngineError::Died)?;
        let hello = hello(&wait(&lines, patience)?)?;
        starting.0.take().map(|child| Process { child, requests, lines, hello }).ok_or(EngineError::Died)
    }

    pub fn ask(&mut self, request: Vec<u8>, patience: Duration) -> Result<Answer, EngineError> {
        self.requests.send(request).map_err(|_| EngineError::Died)?;
        serde_json::from_slice(&wait(&self.lines, patience)?).map_err(|_| EngineError::Garbled)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        end(&mut self.child);
    }
}

fn end(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}

/// A child that has not said hello yet; ends with this value unless it is taken out.
struct Starting(Option<Child>);

impl Starting {
    fn pipes(&mut self) -> Option<(ChildStdin, ChildStdout)> {
        let child = self.0.as_mut()?;
        Some((child.stdin.take()?, child.stdout.take()?))
    }
}

impl Drop for Starting {
    fn drop(&mut self) {
        if let Some(child) = &mut self.0 {
            end(child);
        }
    }
}

fn hello(line: &[u8]) -> Result<Hello, EngineError> {
    if let Ok(Answer { error: Some(error), .. }) = serde_json::from_slice(line) {
        return Err(EngineError::NotStarted(error));
    }
    let hello: Hello = serde_json::from_slice(line).map_err(|_| EngineError::Garbled)?;
    let known = hello.hello == NAME && hello.protocol == PROTOCOL;
    known.then_some(hello).ok_or(EngineError::Garbled)
}

fn wait(lines: &Receiver<Vec<u8>>, patience: Duration) -> Result<Vec<u8>, EngineError> {
    lines.recv_timeout(patience).map_err(|error| match error {
        RecvTimeoutError::Timeout => EngineError::TimedOut,
        RecvTimeoutError::Disconnected => EngineError::Died,
    })
}

/// Line for line between the pipes and the asker, on a thread of its own, because a pipe waits for ever. It ends when
/// the process or the asker does.
fn carry(mut input: ChildStdin, output: ChildStdout, requests: &Receiver<Vec<u8>>, lines: &Sender<Vec<u8>>) {
    let mut output = BufReader::new(output);
    loop {
        let mut line = Vec::new();
        let read = output.by_ref().take(MAX_LINE).read_until(b'\n', &mut line);
        if read.is_err() || line.last() != Some(&b'\n') && (line.len() as u64) < MAX_LINE {
            return;
        }
        if lines.send(line).is_err() {
            return;
        }
        let Ok(request) = requests.recv() else { return };
        if input.write_all(&request).and_then(|()| input.flush()).is_err() {
            return;
        }
    }
}
