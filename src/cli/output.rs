//! Standard output.
//!
//! Promises that a reader who has seen enough, such as `head`, ends a command quietly: a closed pipe is no fault of ours.
//! Any other fault of writing is told as ever.

use std::fmt;
use std::io::{self, BufWriter, ErrorKind, StdoutLock, Write};

/// Nobody reads on.
#[derive(Debug, thiserror::Error)]
#[error("nobody reads on")]
pub struct Closed;

/// For filters, which end when nobody reads on.
pub fn lines() -> BufWriter<StdoutLock<'static>> {
    BufWriter::new(io::stdout().lock())
}

/// What came of writing to `lines`.
pub fn written(outcome: io::Result<()>) -> anyhow::Result<()> {
    match outcome {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Err(Closed.into()),
        outcome => Ok(outcome?),
    }
}

/// Whether a command ended only because nobody reads on.
pub fn is_closed(error: &anyhow::Error) -> bool {
    error.downcast_ref::<Closed>().is_some()
}

/// Prints a line, if anybody still reads. What else the command does goes on.
pub fn say(words: fmt::Arguments<'_>) {
    match writeln!(io::stdout(), "{words}") {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => panic!("cannot write to standard output: {error}"),
        _ => {}
    }
}

/// `println!` that survives `head`.
macro_rules! say {
    ($($words:tt)*) => { $crate::cli::output::say(format_args!($($words)*)) };
}
