//! A wave collects one survey family between two days, and then is closed, checked, counted and released, in that
//! order and never back.
//!
//! Promises that a response belongs to exactly one wave, by when it was sent, and that a wave with fewer than ten
//! envelopes is never opened alone: it carries into the next. Does not know how any of this is stored.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use crate::sealing::CollectingKeys;
use crate::survey::{Areas, Finding, Slug, Survey, file};

/// One code and one answer would pair themselves; ten do not.
pub const LEAST_ENVELOPES: usize = 10;

#[derive(Clone)]
pub struct Wave {
    pub id: Slug,
    pub family: Slug,
    pub opens: Date,
    /// The last day.
    pub closes: Date,
    pub state: State,
    /// The wave that took this one's envelopes, when there were too few.
    pub carried_into: Option<Slug>,
}

/// What collecting a wave needs: no private key is among it.
#[derive(Clone)]
pub struct OpenWave {
    pub wave: Wave,
    pub keys: CollectingKeys,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    Collecting,
    Closed,
    /// Closed with too few envelopes; they wait for the next wave's check.
    Carried,
    /// Given up, since a key of it is lost: what was sent in it is deleted.
    Abandoned,
    Checked,
    Counted,
    Released,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WaveError {
    #[error("wave {wave} is {state}; this needs a wave that is {needed}")]
    WrongState { wave: Slug, state: State, needed: State },
    #[error("a wave's last day cannot be before its first")]
    Backwards,
    #[error("wave {0} collects the same surveys on some of these days; a response must belong to one wave only")]
    Overlaps(Slug),
    #[error("wave {0} still collects until {1}; close it early only with --early")]
    NotOver(Slug, Date),
    #[error(
        "wave {0} is not read before {1}: its pages promised that; two people may decide otherwise with \
         --before-its-day and two --witness"
    )]
    TooEarly(Slug, Date),
}

impl Wave {
    /// Pages are shown from the first day to the last.
    pub fn is_open_on(&self, day: Date) -> bool {
        self.state == State::Collecting && self.opens <= day && day <= self.closes
    }

    pub fn needs(&self, needed: State) -> Result<(), WaveError> {
        if self.state == needed {
            Ok(())
        } else {
            Err(WaveError::WrongState { wave: self.id.clone(), state: self.state, needed })
        }
    }

    pub fn check_new(&self, others: &[Self]) -> Result<(), WaveError> {
        if self.closes < self.opens {
            return Err(WaveError::Backwards);
        }
        let clash = others
            .iter()
            .find(|other| other.family == self.family && other.opens <= self.closes && self.opens <= other.closes);
        clash.map_or(Ok(()), |other| Err(WaveError::Overlaps(other.id.clone())))
    }

    /// "before 1 January 2027" is the day after the last: nobody reads before that.
    pub fn read_from(&self) -> Date {
        self.closes.tomorrow().unwrap_or(self.closes)
    }
}

/// Reads the survey files that were frozen into a wave.
pub fn read_surveys(texts: &[String], areas: &Areas) -> Result<Vec<Survey>, Vec<Finding>> {
    texts.iter().map(|text| file::parse("the wave's survey", text, areas)).collect()
}

impl State {
    pub const ALL: [Self; 7] =
        [Self::Collecting, Self::Closed, Self::Carried, Self::Abandoned, Self::Checked, Self::Counted, Self::Released];

    pub fn name(self) -> &'static str {
        match self {
            Self::Collecting => "collecting",
            Self::Closed => "closed",
            Self::Carried => "carried",
            Self::Abandoned => "abandoned",
            Self::Checked => "checked",
            Self::Counted => "counted",
            Self::Released => "released",
        }
    }
}

impl FromStr for State {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|state| state.name() == text)
            .ok_or_else(|| format!("'{text}' is no state of a wave"))
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wave(id: &str, opens: &str, closes: &str) -> Wave {
        Wave {
            id: id.parse().unwrap(),
            family: "core".parse().unwrap(),
            opens: opens.parse().unwrap(),
            closes: closes.parse().unwrap(),
            state: State::Collecting,
            carried_into: None,
        }
    }

    #[test]
    fn waves_of_one_family_never_share_a_day() {
        let first = wave("q1", "2026-01-01", "2026-03-31");
        let second = wave("q2", "2026-03-31", "2026-06-30");
        let refusal = second.check_new(std::slice::from_ref(&first)).unwrap_err();
        assert_eq!(refusal, WaveError::Overlaps(first.id.clone()));
        assert_eq!(wave("q2", "2026-04-01", "2026-06-30").check_new(&[first]), Ok(()));
    }

    #[test]
    fn a_wave_is_open_on_its_first_and_last_day() {
        let wave = wave("q1", "2026-01-01", "2026-03-31");
        let open = |day: &str| wave.is_open_on(day.parse().unwrap());
        assert!(open("2026-01-01") && open("2026-03-31"));
        assert!(!open("2025-12-31") && !open("2026-04-01"));
    }
}
