//! The engine that is used: `heard-listen`, a process of its own.
//!
//! Promises: a worker that dies is started again once and asked again; one that hangs or talks nonsense is ended, and
//! the next call starts another. An answer is given on only if it fits the texts. Does not retry for ever: the queue
//! keeps the texts and asks later.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::process::Process;
use super::protocol::{Answer, Heard, MAX_CHARS, Models, Request, Want};
use super::{Engine, EngineError};

/// Texts in one request: more gain no speed, and one that fails takes its company with it.
const PART: usize = 32;

/// How long to wait.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// For the first line: the models are read and checked first.
    pub start: Duration,
    /// For the answer to one request of up to 32 texts.
    pub answer: Duration,
}

impl Default for Patience {
    fn default() -> Patience {
        Patience { start: Duration::from_secs(60), answer: Duration::from_secs(120) }
    }
}

pub struct Worker {
    program: PathBuf,
    arguments: Vec<String>,
    patience: Patience,
    process: Option<Process>,
    models: Models,
    name: String,
    confined: Vec<String>,
    asked: u64,
}

impl Worker {
    /// Where the worker is: as configured, or beside the running program.
    pub fn place(configured: Option<&Path>) -> Result<PathBuf, EngineError> {
        let beside = || std::env::current_exe().ok().map(|own| own.with_file_name("heard-listen"));
        let place = configured.map(Path::to_owned).or_else(beside);
        place
            .filter(|place| place.is_file())
            .ok_or_else(|| EngineError::Missing("build it, or say where it is".to_owned()))
    }

    pub fn start(program: &Path, arguments: &[String], patience: Patience) -> Result<Worker, EngineError> {
        let process = Process::start(program, arguments, patience.start)?;
        let (models, confined) = (process.hello.models.clone(), process.hello.confined.clone());
        Ok(Worker {
            program: program.to_owned(),
            arguments: arguments.to_vec(),
            patience,
            process: Some(process),
            name: format!("{}, {}", models.embedding, models.entities),
            models,
            confined,
            asked: 0,
        })
    }

    /// What the kernel holds the worker to, in words.
    pub fn confined(&self) -> &[String] {
        &self.confined
    }

    /// What is left after an error other than a refusal is dropped, and so ended: its next line would be an old one.
    fn ask(&mut self, texts: &[&str], want: &[Want]) -> Result<Vec<Heard>, EngineError> {
        let mut process = match self.process.take() {
            Some(process) => process,
            None => Process::start(&self.program, &self.arguments, self.patience.start)?,
        };
        if process.hello.models != self.models {
            return Err(EngineError::OtherModels);
        }
        self.asked += 1;
        let answer = process.ask(line(self.asked, texts, want)?, self.patience.answer)?;
        if answer.id != self.asked {
            return Err(EngineError::Garbled);
        }
        let heard = fitting(answer, texts, want);
        if !matches!(heard, Err(EngineError::Garbled)) {
            self.process = Some(process);
        }
        heard
    }
}

impl Engine for Worker {
    fn name(&self) -> &str {
        &self.name
    }

    fn listen(&mut self, texts: &[&str], want: &[Want]) -> Result<Vec<Heard>, EngineError> {
        if let Some(long) = texts.iter().map(|text| text.chars().count()).find(|chars| *chars > MAX_CHARS) {
            return Err(EngineError::TooLong(long));
        }
        let mut heard = Vec::with_capacity(texts.len());
        for part in texts.chunks(PART) {
            let first = self.ask(part, want);
            heard.extend(if first == Err(EngineError::Died) { self.ask(part, want)? } else { first? });
        }
        Ok(heard)
    }
}

fn line(id: u64, texts: &[&str], want: &[Want]) -> Result<Vec<u8>, EngineError> {
    let texts = texts.iter().map(|text| (*text).to_owned()).collect();
    let mut line = serde_json::to_vec(&Request { id, texts, want: want.to_vec() }).map_err(|_| EngineError::Garbled)?;
    line.push(b'\n');
    Ok(line)
}

/// The answer's results, if they can be results for these texts at all.
fn fitting(answer: Answer, texts: &[&str], want: &[Want]) -> Result<Vec<Heard>, EngineError> {
    let results = match answer {
        Answer { error: Some(error), .. } => return Err(EngineError::Refused(error)),
        Answer { results: Some(results), .. } if results.len() == texts.len() => results,
        _ => return Err(EngineError::Garbled),
    };
    let fits = results.iter().zip(texts).all(|(heard, text)| fits(heard, text.chars().count(), want));
    fits.then_some(results).ok_or(EngineError::Garbled)
}

fn fits(heard: &Heard, chars: usize, want: &[Want]) -> bool {
    let inside = |start: usize, end: usize| start < end && end <= chars;
    let finite = |vector: &[f32]| !vector.is_empty() && vector.iter().all(|number| number.is_finite());
    (!want.contains(&Want::Vector) || finite(&heard.vector))
        && heard.entities.iter().all(|entity| inside(entity.start, entity.end))
        && heard.sentences.iter().all(|part| inside(part.start, part.end) && finite(&part.vector))
}
