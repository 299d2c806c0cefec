//! How often somebody may be wrong: passwords that do not fit are counted, by name and over all names.
//!
//! Promises generous limits, in memory, that end by themselves: nobody is locked out for ever, and passkeys are never
//! limited. A name that nobody has is counted like any other, so that a refusal tells nothing.

use std::collections::HashMap;
use std::sync::Mutex;

/// In seconds; then all counts begin anew.
const WINDOW: i64 = 600;
const BY_NAME: u32 = 10;
const OVER_ALL: u32 = 500;

#[derive(Default)]
pub struct Attempts(Mutex<Counts>);

#[derive(Default)]
struct Counts {
    window: i64,
    by_name: HashMap<String, u32>,
    all: u32,
}

/// A try that may be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Try {
    Counted,
    /// The last: if it is wrong too, this name is refused until the window ends.
    Last,
}

impl Attempts {
    /// Counts a try as wrong before it is looked at, so that many at once are no more than many in turn; none if a name
    /// may not be tried now.
    pub fn begin(&self, name: &str, now: i64) -> Option<Try> {
        let (name, mut counts) = (cut(name), self.counts(now));
        if counts.all >= OVER_ALL || counts.by_name.get(name).is_some_and(|wrong| *wrong >= BY_NAME) {
            return None;
        }
        counts.all += 1;
        let wrong = counts.by_name.entry(name.to_owned()).or_default();
        *wrong += 1;
        Some(if *wrong == BY_NAME { Try::Last } else { Try::Counted })
    }

    /// It was right.
    pub fn right(&self, name: &str, now: i64) {
        let (name, mut counts) = (cut(name), self.counts(now));
        counts.all = counts.all.saturating_sub(1);
        if let Some(wrong) = counts.by_name.get_mut(name) {
            *wrong = wrong.saturating_sub(1);
        }
    }

    fn counts(&self, now: i64) -> std::sync::MutexGuard<'_, Counts> {
        let mut counts = self.0.lock().expect("no holder of this lock panics");
        let window = now.div_euclid(WINDOW);
        if counts.window != window {
            *counts = Counts { window, ..Counts::default() };
        }
        counts
    }
}

/// No name of an account is longer: what is typed beyond is not kept.
fn cut(name: &str) -> &str {
    name.char_indices().nth(64).map_or(name, |(end, _)| &name[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_refused_after_many_wrong_ones_and_never_for_ever() {
        let attempts = Attempts::default();
        for _ in 0..30 {
            attempts.begin("anna", 1_200);
            attempts.right("anna", 1_200);
        }
        let seen: Vec<Option<Try>> = (0..12).map(|_| attempts.begin("anna", 1_200)).collect();
        assert_eq!(seen.iter().flatten().count(), BY_NAME as usize);
        assert_eq!(seen[BY_NAME as usize - 1], Some(Try::Last));
        assert_eq!(attempts.begin("ben", 1_200), Some(Try::Counted));
        assert_eq!(attempts.begin("anna", 1_200 + WINDOW), Some(Try::Counted));
    }

    #[test]
    fn many_names_together_are_limited_too() {
        let attempts = Attempts::default();
        for n in 0..OVER_ALL {
            attempts.begin(&n.to_string(), 0);
        }
        assert_eq!((attempts.begin("somebody", 1), attempts.begin("somebody", WINDOW)), (None, Some(Try::Counted)));
    }
}
