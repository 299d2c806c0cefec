//! Where a sealed thing belongs: the associated data of its seal.
//!
//! Promises that a thing moved to another wave, row, survey version or kind does not open. Every variable part is
//! either a `Slug` or of fixed length, and parts are separated by `|`, so no two bindings share their bytes.

use crate::survey::Slug;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Binding {
    /// An outer envelope in the row whose id is the digest of its page secret.
    Outer { wave: Slug, row: [u8; 32] },
    /// Closed answers to one version of one survey.
    Closed { wave: Slug, survey: Slug, version: u32 },
    /// What was said of a further service, or nothing, in answer to one version of one survey.
    Further { wave: Slug, survey: Slug, version: u32 },
    /// A free text in answer to one version of one survey.
    Text { wave: Slug, survey: Slug, version: u32 },
    /// The exact counts of a wave.
    Counts { wave: Slug },
    /// How many persons of a wave wrote of which theme.
    ThemeCounts { wave: Slug },
    /// A redacted text in the row whose id it is.
    Reviewed { wave: Slug, row: [u8; 16] },
    /// What was decided of a redacted text, first, second and so on.
    Decision { wave: Slug, row: [u8; 16], number: u32 },
    /// A step on the way to a quotation of a redacted text, first, second and so on.
    Passage { wave: Slug, row: [u8; 16], number: u32 },
    /// The passages of a wave that two people agreed on.
    Passages { wave: Slug },
    /// A quotation, under the digest that its release was signed with.
    Quotation { digest: [u8; 32] },
}

impl Binding {
    pub(super) fn bytes(&self) -> Vec<u8> {
        let text = match self {
            Self::Outer { wave, row } => {
                let mut bytes = format!("heard/2|outer|{wave}|").into_bytes();
                bytes.extend(row);
                return bytes;
            }
            Self::Closed { wave, survey, version } => format!("heard/2|closed|{wave}|{survey}|{version}"),
            Self::Further { wave, survey, version } => format!("heard/2|further|{wave}|{survey}|{version}"),
            Self::Text { wave, survey, version } => format!("heard/2|text|{wave}|{survey}|{version}"),
            Self::Counts { wave } => format!("heard/1|counts|{wave}"),
            Self::ThemeCounts { wave } => format!("heard/1|theme-counts|{wave}"),
            Self::Reviewed { wave, row } => {
                let mut bytes = format!("heard/1|reviewed|{wave}|").into_bytes();
                bytes.extend(row);
                return bytes;
            }
            Self::Decision { wave, row, number } => {
                let mut bytes = format!("heard/1|decision|{wave}|{number}|").into_bytes();
                bytes.extend(row);
                return bytes;
            }
            Self::Passage { wave, row, number } => {
                let mut bytes = format!("heard/1|passage|{wave}|{number}|").into_bytes();
                bytes.extend(row);
                return bytes;
            }
            Self::Passages { wave } => format!("heard/1|passages|{wave}"),
            Self::Quotation { digest } => {
                let mut bytes = b"heard/1|quotation|".to_vec();
                bytes.extend(digest);
                return bytes;
            }
        };
        text.into_bytes()
    }
}
