//! Two ways to write a period, and the only place that goes from one to the other. Imports say `ended`: the first day on
//! which something no longer holds. Tables say `ends_on`: the last day on which it holds, so that BETWEEN answers everything.
use jiff::ToSpan;
use jiff::civil::Date;

/// No end is known.
pub const OPEN: &str = "9999-12-31";
/// No beginning is known.
pub const ALWAYS: &str = "0001-01-01";

pub fn ends_on(ended: Option<&str>) -> String {
    ended.map_or_else(|| OPEN.to_owned(), |day| moved(day, -1))
}

pub fn ended(ends_on: &str) -> Option<String> {
    (ends_on != OPEN).then(|| moved(ends_on, 1))
}

pub fn starts_on(from: Option<&str>) -> String {
    from.unwrap_or(ALWAYS).to_owned()
}

pub fn from(starts_on: &str) -> Option<String> {
    (starts_on != ALWAYS).then(|| starts_on.to_owned())
}

/// A day as people type it at a command line: 2026-12-01.
pub fn is_day(text: &str) -> bool {
    text.len() == 10 && text.parse::<Date>().is_ok()
}

/// A day that is no date, or lies outside the calendar, stays as it is: the readers of files let none through.
fn moved(day: &str, days: i64) -> String {
    let date = day.parse::<Date>().and_then(|date| date.checked_add(days.days()));
    date.map_or_else(|_| day.to_owned(), |date| date.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_day_is_the_one_before_the_end() {
        assert_eq!(ends_on(Some("2026-09-01")), "2026-08-31");
        assert_eq!(ends_on(Some("2024-03-01")), "2024-02-29", "a leap year");
        assert_eq!(ended("2026-12-31").as_deref(), Some("2027-01-01"));
    }

    #[test]
    fn no_end_and_no_beginning_stay_unknown() {
        assert_eq!((ends_on(None).as_str(), ended(OPEN)), (OPEN, None));
        assert_eq!((starts_on(None).as_str(), from(ALWAYS)), (ALWAYS, None));
    }

    #[test]
    fn there_and_back_is_the_same_day() {
        for day in ["2026-01-01", "2026-03-29", "2028-02-29", "9999-12-31"] {
            assert_eq!(ended(&ends_on(Some(day))).as_deref(), Some(day));
        }
    }
}
