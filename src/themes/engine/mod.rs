//! The small door to the models: whoever wants to know what a text means or whom it names asks here.
//!
//! Promises: what stands behind can be exchanged (`Engine` is all that the rest of the program sees), nothing waits for
//! ever, and a text is either heard whole or stays with the asker, who tries again later. Does not judge: a text
//! without marks may hold a name all the same.

mod process;
pub mod protocol;
mod worker;

pub use protocol::{Entity, Heard, Sentence, Want};
pub use worker::{Patience, Worker};

/// Something that hears texts. It blocks while it does: from async code, ask on a thread of its own.
pub trait Engine {
    /// The models by name and weights, to be kept beside what they said.
    fn name(&self) -> &str;

    /// One `Heard` for each text, in order, or an error and none.
    fn listen(&mut self, texts: &[&str], want: &[Want]) -> Result<Vec<Heard>, EngineError>;
}

/// Why nothing was heard. None holds anything of a text; after each the texts can be asked again, later or otherwise.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EngineError {
    #[error("the model worker is not here: {0}")]
    Missing(String),
    #[error("the model worker could not start: {0}")]
    NotStarted(String),
    #[error("the model worker died")]
    Died,
    #[error("the model worker did not answer in time")]
    TimedOut,
    #[error("the model worker said what this program does not understand; are both of one version?")]
    Garbled,
    #[error("the model worker came back with other models")]
    OtherModels,
    #[error("the model worker refused: {0}")]
    Refused(String),
    #[error("a text of {0} characters is longer than the {max} that are heard", max = protocol::MAX_CHARS)]
    TooLong(usize),
}
