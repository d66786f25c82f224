//! School years: which one a day lies in, and whether a file of one may take effect on a day. Pure.

use jiff::civil::Date;

use crate::base::day::Day;

/// Old files still come in until this day after their year ended: administrations move on at their own pace.
const LAST_DAY_OF_THE_OLD: (i8, i8) = (9, 30);

/// Why a file of a year cannot take effect on this day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WrongYear {
    /// Of a year that is over, or before the one the school is in.
    Older,
    /// Of a year that has not begun: it does on this day.
    NotYet { begins: Day },
}

/// A school year begins on 1 August.
pub fn begins(label: &str) -> Day {
    day(label.get(..4), 8, 1)
}

pub fn ends(label: &str) -> Day {
    day(label.get(5..), 7, 31)
}

/// The readers of files let no other label than «2026-2027» through.
fn day(year: Option<&str>, month: i8, day: i8) -> Day {
    let date = year.and_then(|year| Date::new(year.parse().ok()?, month, day).ok());
    date.map_or(Day::ALWAYS, Day::from)
}

/// `known`: the last year the school took a file of, among those that have begun. `said`: somebody named the day.
pub fn check(file: &str, known: Option<&str>, on: Day, said: bool) -> Option<WrongYear> {
    let (month, last) = LAST_DAY_OF_THE_OLD;
    if known.is_some_and(|known| file < known) || on > day(file.get(5..), month, last) {
        return Some(WrongYear::Older);
    }
    let begins = begins(file);
    (!said && on < begins).then_some(WrongYear::NotYet { begins })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_year_that_runs_takes_effect() {
        let later = || Some(WrongYear::NotYet { begins: "2027-08-01".parse().unwrap() });
        let (this, next) = ("2026-2027", "2027-2028");
        for (file, known, on, said, expected) in [
            (this, None, "2026-11-25", false, None),
            (this, Some(this), "2027-07-31", false, None),
            (next, Some(this), "2026-11-25", false, later()),
            (next, Some(this), "2027-07-31", false, later()),
            (next, Some(this), "2027-08-01", false, None),
            (next, Some(this), "2026-11-25", true, None),
            (this, Some(next), "2027-08-02", false, Some(WrongYear::Older)),
            (this, Some(this), "2027-09-15", false, None),
            (this, Some(this), "2027-10-01", false, Some(WrongYear::Older)),
            ("2014-2015", None, "2026-11-25", false, Some(WrongYear::Older)),
            ("2014-2015", Some(this), "2026-11-25", true, Some(WrongYear::Older)),
        ] {
            assert_eq!(check(file, known, on.parse().unwrap(), said), expected, "{file} after {known:?} on {on}");
        }
        assert_eq!(
            (begins(this).to_string(), ends(this).to_string()),
            ("2026-08-01".to_owned(), "2027-07-31".to_owned())
        );
    }
}
