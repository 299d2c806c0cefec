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

/// What a wrong password came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    Counted,
    /// From now on this name is refused until the window ends.
    Full,
}

impl Attempts {
    /// Whether a name may be tried now.
    pub fn may_try(&self, name: &str, now: i64) -> bool {
        let counts = self.counts(now);
        counts.all < OVER_ALL && counts.by_name.get(name).is_none_or(|wrong| *wrong < BY_NAME)
    }

    pub fn wrong(&self, name: &str, now: i64) -> Wrong {
        let mut counts = self.counts(now);
        counts.all += 1;
        let wrong = counts.by_name.entry(name.to_owned()).or_default();
        *wrong += 1;
        if *wrong == BY_NAME { Wrong::Full } else { Wrong::Counted }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_refused_after_many_wrong_ones_and_never_for_ever() {
        let attempts = Attempts::default();
        let seen: Vec<Wrong> = (0..12).map(|_| attempts.wrong("anna", 1_200)).collect();
        assert_eq!(seen.iter().filter(|wrong| **wrong == Wrong::Full).count(), 1, "told once");
        assert!(!attempts.may_try("anna", 1_200) && attempts.may_try("ben", 1_200));
        assert!(attempts.may_try("anna", 1_200 + WINDOW));
    }

    #[test]
    fn many_names_together_are_limited_too() {
        let attempts = Attempts::default();
        for n in 0..OVER_ALL {
            attempts.wrong(&n.to_string(), 0);
        }
        assert!(!attempts.may_try("somebody", 1) && attempts.may_try("somebody", WINDOW));
    }
}
