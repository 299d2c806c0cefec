//! Waves on a calendar: when each collects, and where today is.
//!
//! Promises nothing that the list below it does not say in words; hidden from whoever hears the page for that reason.

use jiff::ToSpan;
use jiff::civil::Date;
use maud::{Markup, html};

use crate::wave::{State, Wave};

/// The days that a calendar spans: whole months, from the first wave to the last or to today.
struct Days {
    first: Date,
    end: Date,
}

impl Days {
    fn of(waves: &[Wave], today: Date) -> Self {
        let opens = waves.iter().map(|wave| wave.opens).min().unwrap_or(today).min(today);
        let closes = waves.iter().map(|wave| wave.closes).max().unwrap_or(today).max(today);
        let end = closes.last_of_month().tomorrow().unwrap_or(closes);
        Self { first: opens.first_of_month(), end }
    }

    /// Where a day begins, in percent of the width.
    fn at(&self, day: Date) -> String {
        let days = |from: Date, to: Date| f64::from(from.until(to).map_or(0, |span| span.get_days()));
        format!("{:.2}%", 100.0 * days(self.first, day) / days(self.first, self.end).max(1.0))
    }

    fn months(&self) -> Vec<Date> {
        let all = (0..).map_while(|month: i32| self.first.checked_add(month.months()).ok());
        all.take_while(|first| *first < self.end).collect()
    }
}

pub fn calendar(waves: &[Wave], today: Date) -> Markup {
    let days = Days::of(waves, today);
    let months = days.months();
    // A long time gets a label every few months.
    let every = months.len().div_ceil(4).max(1);
    html! {
        div.calendar aria-hidden="true" {
            span {}
            svg focusable="false" {
                @for month in months.iter().step_by(every) { text x=(days.at(*month)) y="50%" { (month.strftime("%b %y")) } }
            }
            @for wave in waves {
                span { (wave.id) }
                svg focusable="false" {
                    (span(&days, wave))
                    rect.today x=(days.at(today)) width="2" height="100%" {}
                }
            }
        }
    }
}

fn span(days: &Days, wave: &Wave) -> Markup {
    let shade = match wave.state {
        State::Collecting => "f2",
        State::Closed | State::Checked | State::Counted => "u1",
        State::Carried | State::Abandoned => "m",
        State::Released => "f1",
    };
    let (start, end) = (days.at(wave.opens), days.at(wave.read_from()));
    html! { line class=(shade) x1=(start) x2=(end) y1="50%" y2="50%" { title { (wave.id) ": " (wave.state) } } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_begins_at_its_first_month_and_ends_after_its_last() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let days = Days { first: day("2026-01-01"), end: day("2027-01-01") };
        assert_eq!((days.at(day("2026-01-01")), days.at(day("2027-01-01"))), ("0.00%".into(), "100.00%".into()));
        assert_eq!((days.months().len(), days.months()[11]), (12, day("2026-12-01")));
    }
}
