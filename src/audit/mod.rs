//! The audit log: what staff and the operator did, in one chain of digests.
//!
//! Promises that a row that was changed, removed, put in or moved is found, at the end of the chain too as long as the
//! anchor is there (`anchor`), and that a row names acts and things of the service and never a respondent: what a row may
//! be about is the list `About`, and no more. Does not promise that who runs the program cannot leave an act out.

mod anchor;

use std::fmt;

use data_encoding::HEXLOWER;
use ring::digest::{Context, SHA256};

pub use anchor::{Anchor, AnchorError, Anchored};

use crate::survey::Slug;

/// Who did it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// A command on the machine itself.
    Operator,
    /// What the service does by itself: at night, or before somebody is signed in.
    Service,
    /// A person with an account, by its id.
    Account(Slug),
}

/// What was done. The words are those of the log, and are never given another meaning.
macro_rules! acts {
    ($($name:ident $words:literal,)*) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Act { $($name,)* }

        impl Act {
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            pub fn words(self) -> &'static str {
                match self { $(Self::$name => $words,)* }
            }
        }
    };
}

acts! {
    AddedProvider "added a provider",
    MadeOpenLink "made an open link",
    PausedOpenLink "paused an open link",
    ResumedOpenLink "took a paused link up again",
    StartedKiosk "lent a device to people who answer",
    MadeCodes "made codes",
    MadeWave "made a wave",
    OfferedLanguages "offered languages in a wave",
    ClosedWave "closed a wave",
    CarriedWave "carried a wave on",
    CheckedWave "checked a wave",
    CountedWave "counted a wave",
    AbandonedWave "gave a wave up",
    Witnessed "recorded what two people saw",
    OpenedKey "opened a key",
    DestroyedKey "recorded that a key was destroyed",
    OpenedTexts "opened texts",
    OpenedDesk "opened the review desk",
    EndedReview "ended a review",
    DeclaredPlan "declared a plan",
    DrewNoise "paid for figures with noise",
    Released "published a release",
    Replied "answered a published theme",
    AgreedReply "agreed to an answer to a theme",
    RemovedReply "took an answer to a theme away",
    Corrected "published a correction",
    RemovedQuotation "took a quotation away",
    MadeSignInLink "made a sign-in link",
    SignedIn "signed in",
    EndedSession "ended a session",
    RefusedSignIns "refused sign-ins after many wrong ones",
    MadeAccount "made an account",
    ClosedAccount "closed an account",
    Enrolled "enrolled, which ends what signed in before",
    ChangedPassword "changed the own password",
    AddedPasskey "added a passkey",
    RemovedPasskey "removed a passkey",
    BoundIdentity "bound a sign-in by the organisation",
    UnboundIdentity "unbound a sign-in by the organisation",
    AskedForRole "asked for a role",
    GrantedRole "granted a role",
    TookRole "took a role away",
    Previewed "worked out what would be released",
    AgreedToPublish "agreed to publish",
}

/// What an act was about: the only kinds of things that a row can name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About<'a> {
    Wave(&'a Slug),
    Provider(&'a Slug),
    OpenLink(&'a Slug),
    Plan(&'a Slug),
    Release(&'a Slug),
    /// A published document, named by the beginning of its SHA-256.
    Document(&'a str),
    Account(&'a Slug),
    /// One of the words of a list: a role, a key's purpose, why a link is paused.
    Role(&'a str),
    Key(&'a str),
    Reason(&'a str),
    /// Whose share of a key it was, by the name that the keyholders chose.
    Holder(&'a Slug),
    /// How many codes of a batch, which its provider knows.
    Codes(usize),
}

impl fmt::Display for About<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Wave(id) => write!(f, "wave={id}"),
            Self::Provider(id) => write!(f, "provider={id}"),
            Self::OpenLink(id) => write!(f, "link={id}"),
            Self::Plan(id) => write!(f, "plan={id}"),
            Self::Release(id) => write!(f, "release={id}"),
            Self::Document(text) => {
                let digest = ring::digest::digest(&SHA256, text.as_bytes());
                write!(f, "document={}", HEXLOWER.encode(&digest.as_ref()[..8]))
            }
            Self::Account(id) => write!(f, "account={id}"),
            Self::Role(name) => write!(f, "role={name}"),
            Self::Key(name) => write!(f, "key={name}"),
            Self::Reason(name) => write!(f, "reason={name}"),
            Self::Holder(name) => write!(f, "holder={name}"),
            Self::Codes(size) => write!(f, "codes={size}"),
        }
    }
}

/// The things of an act in one line.
pub fn about(things: &[About<'_>]) -> String {
    things.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// A row of the log as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub sequence: i64,
    /// Seconds since 1970.
    pub at: i64,
    pub who: String,
    pub act: String,
    pub about: String,
    pub digest: [u8; 32],
}

/// The end of the chain: how many rows, and the digest of the last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Head {
    pub sequence: i64,
    pub digest: [u8; 32],
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    #[error("row {0} of the audit log is missing, or another stands in its place")]
    Missing(i64),
    #[error("row {0} of the audit log was changed, or a row before it was")]
    Changed(i64),
    #[error("the audit log had {had} rows and has {has}: rows were removed from its end")]
    CutShort { had: i64, has: i64 },
    #[error("row {0} of the audit log is not what was anchored outside the database: the log was written anew")]
    Rewritten(i64),
    #[error("release {0} was signed with another audit log than this one")]
    Release(Slug),
}

impl fmt::Display for Who {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Operator => f.write_str("operator"),
            Self::Service => f.write_str("service"),
            Self::Account(id) => write!(f, "account {id}"),
        }
    }
}

impl Row {
    /// SHA-256 over everything that the row says, each part with its length, and the digest before it.
    pub fn digest_after(&self, previous: &[u8; 32]) -> [u8; 32] {
        let mut context = Context::new(&SHA256);
        context.update(b"heard-audit-1");
        context.update(previous);
        context.update(&self.sequence.to_be_bytes());
        context.update(&self.at.to_be_bytes());
        for part in [&self.who, &self.act, &self.about] {
            context.update(&(part.len() as u64).to_be_bytes());
            context.update(part.as_bytes());
        }
        let mut out = [0; 32];
        out.copy_from_slice(context.finish().as_ref());
        out
    }
}

impl Head {
    pub fn hex(&self) -> String {
        HEXLOWER.encode(&self.digest)
    }
}

/// Checks every link of the chain, first to last, and gives its end back.
pub fn verify(rows: &[Row]) -> Result<Head, Broken> {
    let mut head = Head::default();
    for row in rows {
        let expected = head.sequence + 1;
        if row.sequence != expected {
            return Err(Broken::Missing(expected));
        }
        if row.digest_after(&head.digest) != row.digest {
            return Err(Broken::Changed(expected));
        }
        head = Head { sequence: expected, digest: row.digest };
    }
    Ok(head)
}

/// Checks that the chain, verified before, goes on from a head that was noted elsewhere.
pub fn goes_on_from(rows: &[Row], noted: &Head) -> Result<(), Broken> {
    if noted.sequence == 0 {
        return Ok(());
    }
    let place = usize::try_from(noted.sequence - 1).unwrap_or(usize::MAX);
    match rows.get(place) {
        None => Err(Broken::CutShort { had: noted.sequence, has: rows.len() as i64 }),
        Some(row) if row.digest != noted.digest => Err(Broken::Rewritten(noted.sequence)),
        Some(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests;
