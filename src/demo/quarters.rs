//! The quarters that a demonstration plays: four that are over, and the one that today is in.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use crate::survey::Slug;

/// The four quarters before today's and today's own: id, first day, last day.
pub fn last_quarters(today: Date) -> Vec<(Slug, Date, Date)> {
    let quarter_month = (today.month() - 1) / 3 * 3 + 1;
    let this = Date::new(today.year(), quarter_month, 1).expect("the first of a month");
    (0..5)
        .rev()
        .map(|back| {
            let opens = this.checked_sub(Span::new().months(3 * back)).expect("a date of our century");
            let closes = opens.checked_add(3.months()).and_then(|d| d.checked_sub(1.day())).expect("a date");
            let id = format!("{}-q{}", opens.year(), (opens.month() - 1) / 3 + 1);
            (id.parse().expect("a plain name"), opens, closes)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_quarters_end_with_todays() {
        let quarters = last_quarters("2026-11-22".parse().unwrap());
        let ids: Vec<&str> = quarters.iter().map(|(id, ..)| id.as_str()).collect();
        assert_eq!(ids, ["2025-q4", "2026-q1", "2026-q2", "2026-q3", "2026-q4"]);
        let (_, opens, closes) = &quarters[4];
        assert_eq!((opens.to_string(), closes.to_string()), ("2026-10-01".into(), "2026-12-31".into()));
    }
}
