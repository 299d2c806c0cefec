//! Where a decision of an earlier version belongs today.

use super::{Codebook, ThemeId};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Following {
    /// The theme is in use as it was.
    Same,
    /// It was merged: the decision counts for this one.
    To(ThemeId),
    /// It was split: a person chooses among these.
    Ask(Vec<ThemeId>),
    /// It was retired and nothing took its place: the decision stays in the history and counts no more.
    Retired,
}

impl Codebook {
    /// None if no such theme was there in the version of the decision.
    pub fn follow(&self, id: &ThemeId, from_version: u32) -> Option<Following> {
        let theme = self.theme(id).filter(|theme| theme.added <= from_version)?;
        if theme.retired.is_none() {
            return Some(Following::Same);
        }
        // The reader lets every step lead to a theme that lives longer, so this ends.
        let mut open: Vec<&ThemeId> = theme.merged_into.iter().chain(&theme.split_into).collect();
        let mut split = !theme.split_into.is_empty();
        let mut ends = Vec::new();
        while let Some(next) = open.pop() {
            let Some(theme) = self.theme(next) else { continue };
            if theme.retired.is_none() {
                ends.push(theme.id.clone());
            }
            split |= !theme.split_into.is_empty();
            open.extend(theme.merged_into.iter().chain(&theme.split_into));
        }
        ends.sort();
        ends.dedup();
        Some(match (ends.len(), split) {
            (0, _) => Following::Retired,
            (1, false) => Following::To(ends.remove(0)),
            _ => Following::Ask(ends),
        })
    }
}
