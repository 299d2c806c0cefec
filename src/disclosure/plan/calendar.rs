//! The times of a plan's year: waves, half-years made of waves, the year.
//!
//! Promises that a longer time is a union of whole waves (rule T2), comes after its parts, and exists only if it has
//! two or more parts: one time has one name.

use jiff::civil::Date;
use jiff::{Span as Length, ToSpan};
use serde::{Deserialize, Serialize};

use crate::survey::Slug;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Span {
    #[default]
    Wave,
    Half,
    Year,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Period {
    /// The ids of its waves, joined.
    pub id: String,
    pub span: Span,
    /// Positions in the calendar's waves.
    pub waves: Vec<usize>,
    /// Earlier periods that it is made of.
    pub parts: Vec<usize>,
    /// What came before it in the same half or year: the wave, or for the first of the second half the first half.
    pub before: Option<usize>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Calendar {
    pub waves: Vec<Slug>,
    /// In the order in which they are decided.
    pub periods: Vec<Period>,
}

impl Calendar {
    /// Of the waves of the year that starts on `starts`, by their first days, in order. What may still grow is left
    /// out: a half or a year is told only when `is_over` says of its last day that no wave can be added.
    pub fn of(starts: Date, waves: &[(Slug, Date)], is_over: impl Fn(Date) -> bool) -> Self {
        let middle = after(starts, 6.months());
        let mut calendar = Self { waves: waves.iter().map(|(id, _)| id.clone()).collect(), periods: Vec::new() };
        let mut halves: Vec<usize> = Vec::new();
        for (first, end) in [(true, middle), (false, after(starts, 12.months()))] {
            let of_half = waves.iter().enumerate().filter(|(_, (_, opens))| (*opens < middle) == first);
            let parts: Vec<usize> = of_half.map(|(wave, _)| calendar.add(Span::Wave, vec![wave], vec![])).collect();
            if let (Some(part), Some(before)) = (parts.first(), halves.last()) {
                calendar.periods[*part].before = Some(*before);
            }
            halves.extend(match is_over(end) {
                true => calendar.union(Span::Half, &parts),
                false => parts,
            });
        }
        if is_over(after(starts, 12.months())) {
            calendar.union(Span::Year, &halves);
        }
        calendar
    }

    /// A period of several parts; or the parts themselves, when there are not two.
    fn union(&mut self, span: Span, parts: &[usize]) -> Vec<usize> {
        if parts.len() < 2 {
            return parts.to_vec();
        }
        for pair in parts.windows(2) {
            self.periods[pair[1]].before = Some(pair[0]);
        }
        let waves = parts.iter().flat_map(|part| self.periods[*part].waves.clone()).collect();
        vec![self.add(span, waves, parts.to_vec())]
    }

    fn add(&mut self, span: Span, waves: Vec<usize>, parts: Vec<usize>) -> usize {
        let id = waves.iter().map(|wave| self.waves[*wave].as_str()).collect::<Vec<_>>().join("+");
        self.periods.push(Period { id, span, waves, parts, before: None });
        self.periods.len() - 1
    }

    /// All periods inside a period, itself left out.
    pub fn inside(&self, period: usize) -> Vec<usize> {
        let mut found = Vec::new();
        let mut next = self.periods[period].parts.clone();
        while let Some(part) = next.pop() {
            found.push(part);
            next.extend(&self.periods[part].parts);
        }
        found
    }
}

/// The day on which a length of time that starts on `day` is over.
pub fn after(day: Date, length: Length) -> Date {
    day.checked_add(length).unwrap_or(Date::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar(waves: &[(&str, &str)], today: &str) -> Vec<String> {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let waves: Vec<(Slug, Date)> = waves.iter().map(|(id, opens)| (id.parse().unwrap(), day(opens))).collect();
        let calendar = Calendar::of(day("2026-01-01"), &waves, |end| end <= day(today));
        calendar.periods.into_iter().map(|period| period.id).collect()
    }

    const QUARTERS: [(&str, &str); 4] =
        [("q1", "2026-01-01"), ("q2", "2026-04-01"), ("q3", "2026-07-01"), ("q4", "2026-10-01")];

    #[test]
    fn a_year_of_quarters() {
        assert_eq!(calendar(&QUARTERS, "2027-01-01"), ["q1", "q2", "q1+q2", "q3", "q4", "q3+q4", "q1+q2+q3+q4"]);
        assert_eq!(calendar(&QUARTERS[..3], "2026-10-01"), ["q1", "q2", "q1+q2", "q3"]);
        assert_eq!(calendar(&QUARTERS[..1], "2026-04-01"), ["q1"]);
    }

    #[test]
    fn one_time_has_one_name() {
        let first_only = [QUARTERS[0]];
        assert_eq!(calendar(&first_only, "2027-01-01"), ["q1"], "a half of one wave is that wave");
        let three = [QUARTERS[0], QUARTERS[2], QUARTERS[3]];
        assert_eq!(calendar(&three, "2027-01-01"), ["q1", "q3", "q4", "q3+q4", "q1+q3+q4"]);
    }
}
