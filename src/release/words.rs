//! The sentences that stand beside figures, for readers who are no statisticians.

use jiff::civil::Date;

use crate::disclosure::{LEAST_BASE, ROUND_TO};

/// Under-reporting means that these are answers, not prevalence (strategy lines R232-234).
pub const CAVEAT: &str = "Most sexual assault and abuse is never reported, and only some people who met a service \
                          answered. These figures show what they told us. They do not show how common anything is.";

pub const WITHHELD: &str = "Not shown yet. People did answer. With so few answers, or answers so alike, a figure could \
                            point to someone. They are kept and shown together with later answers.";

/// When the year is over and a question still has too few answers.
pub const NOT_SHOWN: &str = "Not shown. People did answer. With so few answers over the whole year, or answers so \
                             alike, a figure could point to someone.";

/// Beside numbers of what was said of services.
pub const PARTS: &str = "These are answers about a service, not people. One person may have told of up to three \
                         services, once of each kind, and nothing tells which answers are of one person.";

pub fn rules() -> String {
    format!(
        "No question with fewer than {LEAST_BASE} answers is shown. Counts are rounded to the nearest {ROUND_TO}, so \
         rows may not add up to the number of people; percentages are of the rounded rows. Between two small places, a \
         difference of 20 in 100 can be chance."
    )
}

/// A time in words: "January to March 2026".
pub fn time(first: Date, last: Date) -> String {
    let is_whole = first.day() == 1 && last.last_of_month() == last;
    let month = |date: Date| date.strftime("%B").to_string();
    match (is_whole, first.year() == last.year()) {
        (true, true) if first.month() == last.month() => format!("{} {}", month(last), last.year()),
        (true, true) => format!("{} to {} {}", month(first), month(last), last.year()),
        (true, false) => format!("{} {} to {} {}", month(first), first.year(), month(last), last.year()),
        (false, true) => {
            format!("{} {} to {} {} {}", first.day(), month(first), last.day(), month(last), last.year())
        }
        (false, false) => {
            let day = |date: Date| format!("{} {} {}", date.day(), month(date), date.year());
            format!("{} to {}", day(first), day(last))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_told_in_words() {
        let words = |first: &str, last: &str| time(first.parse().unwrap(), last.parse().unwrap());
        assert_eq!(words("2026-01-01", "2026-03-31"), "January to March 2026");
        assert_eq!(words("2025-10-01", "2026-03-31"), "October 2025 to March 2026");
        assert_eq!(words("2026-02-01", "2026-02-28"), "February 2026");
        assert_eq!(words("2026-01-05", "2026-03-31"), "5 January to 31 March 2026");
        assert_eq!(words("2025-12-05", "2026-01-31"), "5 December 2025 to 31 January 2026");
    }
}
