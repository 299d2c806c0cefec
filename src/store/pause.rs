//! Pausing an open link: nobody comes in by it until it is taken up again.
//!
//! Promises that the log says who paused a link and why, and that nothing that was sent, or is still being written on an
//! open page, is touched: pausing closes the door, not the letter box.

use std::fmt;
use std::str::FromStr;

use super::engine::{Store, StoreError};
use crate::audit::{About, Act};
use crate::survey::Slug;

/// Why, in the words of a list, so that no reason says anything of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PauseReason {
    SupportDown,
    NobodyThere,
    Misused,
    Replaced,
}

impl PauseReason {
    pub const ALL: [Self; 4] = [Self::SupportDown, Self::NobodyThere, Self::Misused, Self::Replaced];

    pub fn name(self) -> &'static str {
        match self {
            Self::SupportDown => "support-down",
            Self::NobodyThere => "nobody-there",
            Self::Misused => "misused",
            Self::Replaced => "replaced",
        }
    }

    /// For staff; respondents are told no reason.
    pub fn words(self) -> &'static str {
        match self {
            Self::SupportDown => "The area’s support contact cannot be reached",
            Self::NobodyThere => "Nobody is there to hand it out",
            Self::Misused => "Somebody misuses it",
            Self::Replaced => "Another link takes its place",
        }
    }
}

impl fmt::Display for PauseReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for PauseReason {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let names = || Self::ALL.map(Self::name).join(", ");
        let reason = Self::ALL.into_iter().find(|reason| reason.name() == text);
        reason.ok_or_else(|| format!("'{text}' is no reason; choose one of: {}", names()))
    }
}

impl Store {
    pub async fn pause_link(&self, id: &Slug, reason: PauseReason) -> Result<(), StoreError> {
        let about = [About::OpenLink(id), About::Reason(reason.name())];
        self.set_pause(id, Some(reason), Act::PausedOpenLink, &about).await
    }

    pub async fn resume_link(&self, id: &Slug) -> Result<(), StoreError> {
        self.set_pause(id, None, Act::ResumedOpenLink, &[About::OpenLink(id)]).await
    }

    /// Doing it again changes nothing, and the log does not say that anything was done.
    async fn set_pause(
        &self,
        id: &Slug,
        reason: Option<PauseReason>,
        act: Act,
        about: &[About<'_>],
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let changed =
            sqlx::query("UPDATE link SET paused = $1 WHERE id = $2 AND COALESCE(paused, '') <> COALESCE($1, '')")
                .bind(reason.map(PauseReason::name))
                .bind(id.as_str())
                .execute(&mut *tx)
                .await?;
        if changed.rows_affected() == 0 {
            drop(tx);
            let known = self.link(id).await?;
            return known.map(|_| ()).ok_or_else(|| StoreError::Missing { kind: "link", id: id.to_string() });
        }
        let head = self.note(&mut tx, act, about).await?;
        self.commit_noted(tx, &head).await
    }
}
