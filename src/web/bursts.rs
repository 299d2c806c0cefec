//! Open links have no codes, so what comes by them is watched for haste: a form sent back faster than people write, or
//! more in a day than a link plausibly brings.
//!
//! Promises never to refuse anybody: what is hasty is only marked, inside the sealed envelope, for the checking
//! keyholder to weigh. Keeps one number a link, in memory, and nothing about who. A day on which a link brought too much
//! is stored for staff; nothing is logged, since a line in a log has the time of somebody's Send.

use std::collections::HashMap;
use std::sync::Mutex;

use crate::survey::Slug;

/// Nobody reads and answers in less, in seconds.
const QUICKEST: i64 = 3;
/// A busy poster brings this many in a day at the most.
const MOST_A_DAY: u32 = 300;
const DAY: i64 = 86_400;

/// What one more by a link looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Haste {
    pub hasty: bool,
    /// The first today that is too many.
    pub begins: bool,
}

#[derive(Default)]
pub struct Bursts(Mutex<HashMap<Slug, (i64, u32)>>);

impl Bursts {
    /// Notes one more by a link whose form was loaded at `loaded`; `again` if that page was counted before.
    pub fn note(&self, link: &Slug, loaded: i64, now: i64, again: bool) -> Haste {
        let today = now.div_euclid(DAY);
        let mut links = self.0.lock().expect("no holder of this lock panics");
        let seen = links.entry(link.clone()).or_insert((today, 0));
        if seen.0 != today {
            *seen = (today, 0);
        }
        seen.1 = seen.1.saturating_add(u32::from(!again));
        Haste { hasty: now - loaded < QUICKEST || seen.1 > MOST_A_DAY, begins: !again && seen.1 == MOST_A_DAY + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn haste_and_bursts_are_noticed_and_a_new_day_begins_anew() {
        let bursts = Bursts::default();
        let link: Slug = "poster".parse().unwrap();
        assert!(bursts.note(&link, 1_000, 1_002, false).hasty);
        assert!(!bursts.note(&link, 1_000, 1_003, false).hasty);
        let day: Vec<Haste> = (0..400).map(|_| bursts.note(&link, 1_000, 2_000, false)).collect();
        assert_eq!(day.iter().filter(|one| one.hasty).count(), 102);
        assert_eq!(day.iter().filter(|one| one.begins).count(), 1, "told once a day");
        assert_eq!(bursts.note(&link, 1_000, 2_000 + DAY, false), Haste { hasty: false, begins: false });
    }

    #[test]
    fn a_page_that_is_sent_again_is_weighed_and_not_counted() {
        let bursts = Bursts::default();
        let link: Slug = "poster".parse().unwrap();
        for _ in 0..MOST_A_DAY {
            assert!(!bursts.note(&link, 1_000, 2_000, false).hasty);
        }
        assert!(!bursts.note(&link, 1_000, 2_000, true).hasty, "the last of the day, once more");
        assert!(bursts.note(&link, 1_000, 2_000, false).hasty);
        assert_eq!(bursts.note(&link, 1_000, 2_000, true), Haste { hasty: true, begins: false });
    }
}
