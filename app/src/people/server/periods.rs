//! Two ways to write a period, and the only place that goes from one to the other. Imports say `ended`: the first day on
//! which something no longer holds. Tables say `ends_on`: the last day on which it holds, so that BETWEEN answers everything.
use crate::base::day::Day;
use crate::base::failure::{Failure, Problem, Result};

pub fn ends_on(ended: Option<&str>) -> Result<Day> {
    ended.map_or(Ok(Day::OPEN), |text| Ok(day(text)?.plus(-1)))
}

pub fn ended(ends_on: Day) -> Option<String> {
    (ends_on != Day::OPEN).then(|| ends_on.plus(1).to_string())
}

pub fn starts_on(from: Option<&str>) -> Result<Day> {
    from.map_or(Ok(Day::ALWAYS), day)
}

pub fn from(starts_on: Day) -> Option<String> {
    (starts_on != Day::ALWAYS).then(|| starts_on.to_string())
}

/// The readers of files let no other text through.
pub fn day(text: &str) -> Result<Day> {
    Day::typed(text).ok_or_else(|| Failure::invalid("date", Problem::NotADate))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn last(ended: &str) -> String {
        ends_on(Some(ended)).unwrap().to_string()
    }

    #[test]
    fn the_last_day_is_the_one_before_the_end() {
        assert_eq!(last("2026-09-01"), "2026-08-31");
        assert_eq!(last("2024-03-01"), "2024-02-29", "a leap year");
        assert_eq!(ended(day("2026-12-31").unwrap()).as_deref(), Some("2027-01-01"));
    }

    #[test]
    fn no_end_and_no_beginning_stay_unknown() {
        assert_eq!((ends_on(None), ended(Day::OPEN)), (Ok(Day::OPEN), None));
        assert_eq!((starts_on(None), from(Day::ALWAYS)), (Ok(Day::ALWAYS), None));
    }

    #[test]
    fn there_and_back_is_the_same_day() {
        for day in ["2026-01-01", "2026-03-29", "2028-02-29", "9999-12-31"] {
            assert_eq!(ended(ends_on(Some(day)).unwrap()).as_deref(), Some(day));
        }
    }

    #[test]
    fn what_is_no_day_is_refused() {
        assert_eq!(ends_on(Some("2026-02-30")), Err(Failure::invalid("date", Problem::NotADate)));
    }
}
