//! From a redacted text to words that two people would quote: one chooses a passage and its theme, another agrees.
//!
//! Promises that a passage is a part of the redacted text and holds nothing else, that no mark in it is cut, that nobody
//! agrees to a passage of their own, and that steps are added and never changed. Does not know who a reviewer is: two
//! sign-ins are taken for two people.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::review::{Desk, OnDesk};
use crate::sealing::{Binding, seal_at};
use crate::store::Store;
use crate::themes::codebook::ThemeId;

/// A longer one would not be a quotation but a story.
pub const LONGEST_PASSAGE: usize = 300;
/// A shorter one says nothing.
pub const SHORTEST_PASSAGE: usize = 8;

/// One thing that one person did towards quoting a text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    pub reviewer: [u8; 8],
    pub act: Act,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Act {
    Chose(Chosen),
    /// To the passage that was chosen last.
    Agreed,
    /// Takes it off the table again; whoever likes may choose another.
    Refused,
}

/// A passage, by where it lies in the redacted text, and the one theme it stands for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Chosen {
    /// In characters.
    pub span: Range<usize>,
    pub theme: ThemeId,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PassageError {
    #[error("This person did not say that their words may be quoted.")]
    NoConsent,
    #[error("This text points at somebody. It is never quoted.")]
    Identifying,
    #[error("The last decision about this text does not say that it may be quoted.")]
    NotQuotable,
    #[error("The theme is not one that was chosen for this text.")]
    Theme,
    #[error("The passage must be in the words of the text, letter by letter and in one piece.")]
    NotVerbatim,
    #[error("The passage cuts through a mark such as [name]. Please take the whole mark, or leave it out.")]
    CutMark,
    #[error("A passage has {SHORTEST_PASSAGE} to {LONGEST_PASSAGE} characters.")]
    Length,
    #[error("There is no passage to agree to. Please load the page again.")]
    Nothing,
    #[error("A second person has to agree: you chose this passage yourself.")]
    OwnPassage,
}

impl OnDesk {
    /// Whether a passage of it may be chosen at all.
    pub fn may_be_quoted(&self) -> Result<(), PassageError> {
        if !self.text.quote {
            return Err(PassageError::NoConsent);
        }
        if self.decisions.iter().any(|decision| decision.identifying) {
            return Err(PassageError::Identifying);
        }
        match self.decisions.last() {
            Some(last) if last.quotable => Ok(()),
            _ => Err(PassageError::NotQuotable),
        }
    }

    /// The passage on the table, and who put it there.
    pub fn chosen(&self) -> Option<(&Chosen, [u8; 8])> {
        let last = self.steps.iter().rfind(|step| step.act != Act::Agreed)?;
        match &last.act {
            Act::Chose(chosen) if self.may_be_quoted().is_ok() && self.has_theme(&chosen.theme) => {
                Some((chosen, last.reviewer))
            }
            _ => None,
        }
    }

    /// The passage that two people stand behind.
    pub fn agreed(&self) -> Option<&Chosen> {
        let (chosen, by) = self.chosen()?;
        let after = self.steps.iter().rposition(|step| step.act != Act::Agreed)?;
        self.steps[after + 1..].iter().any(|step| step.reviewer != by).then_some(chosen)
    }

    /// The words of a passage, as they stand in the redacted text.
    pub fn words(&self, chosen: &Chosen) -> String {
        self.text.text.chars().skip(chosen.span.start).take(chosen.span.len()).collect()
    }

    /// Finds a passage in the text. Browsers end lines in a way of their own, and so does whoever copies.
    pub fn find(&self, words: &str, theme: &ThemeId) -> Result<Chosen, PassageError> {
        let words = words.replace("\r\n", "\n");
        let words = words.trim();
        let length = words.chars().count();
        if !(SHORTEST_PASSAGE..=LONGEST_PASSAGE).contains(&length) {
            return Err(PassageError::Length);
        }
        let at = self.text.text.find(words).ok_or(PassageError::NotVerbatim)?;
        let start = self.text.text[..at].chars().count();
        Ok(Chosen { span: start..start + length, theme: theme.clone() })
    }

    fn has_theme(&self, theme: &ThemeId) -> bool {
        self.decisions.last().is_some_and(|last| last.themes.contains(theme))
    }

    /// Whether a step may follow those that are there.
    pub fn allows(&self, step: &Step) -> Result<(), PassageError> {
        match &step.act {
            Act::Chose(chosen) => {
                self.may_be_quoted()?;
                if !self.has_theme(&chosen.theme) {
                    return Err(PassageError::Theme);
                }
                let whole = chosen.span.end <= self.text.text.chars().count();
                if !whole || !(SHORTEST_PASSAGE..=LONGEST_PASSAGE).contains(&chosen.span.len()) {
                    return Err(PassageError::Length);
                }
                if cuts_mark(&self.text.text, &chosen.span) { Err(PassageError::CutMark) } else { Ok(()) }
            }
            Act::Agreed => match self.chosen() {
                None => Err(PassageError::Nothing),
                Some((_, by)) if by == step.reviewer => Err(PassageError::OwnPassage),
                Some(_) => Ok(()),
            },
            Act::Refused => self.chosen().map(|_| ()).ok_or(PassageError::Nothing),
        }
    }
}

/// Marks stand in brackets, as in `[name]`, and have none inside.
fn cuts_mark(text: &str, span: &Range<usize>) -> bool {
    let inside = |at: usize| {
        let before = text.chars().take(at).collect::<String>();
        let after = text.chars().skip(at).collect::<String>();
        let opened = before.rfind('[').is_some_and(|open| !before[open..].contains(']'));
        let closed = after.find(']').is_some_and(|close| !after[..close].contains('['));
        opened && closed
    };
    inside(span.start) || inside(span.end)
}

impl Desk {
    /// Adds a step after those that `seen` already holds.
    pub async fn step(&self, store: &Store, seen: &OnDesk, step: &Step) -> anyhow::Result<()> {
        seen.allows(step)?;
        let number = u32::try_from(seen.steps.len()).unwrap_or(u32::MAX);
        let binding = Binding::Passage { wave: self.wave.clone(), row: seen.row, number };
        let sealed = seal_at(&self.public(), &binding, step)?;
        Ok(store.add_passage_step(seen.row, number, &sealed).await?)
    }
}

#[cfg(test)]
mod tests;
