//! School years: which one a day lies in, and whether a file of one may take effect on a day. Pure.

/// Old files still come in until this day after their year ended: administrations move on at their own pace.
const LAST_DAY_OF_THE_OLD: &str = "09-30";

/// Why a file of a year cannot take effect on this day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WrongYear {
    /// Of a year that is over, or before the one the school is in.
    Older,
    /// Of a year that has not begun: it does on this day.
    NotYet { begins: String },
}

/// A school year begins on 1 August.
pub fn begins(label: &str) -> String {
    format!("{}-08-01", label.get(..4).unwrap_or("0000"))
}

pub fn ends(label: &str) -> String {
    format!("{}-07-31", label.get(5..).unwrap_or("0000"))
}

/// `known`: the last year the school took a file of, among those that have begun. `said`: somebody named the day.
pub fn check(file: &str, known: Option<&str>, on: &str, said: bool) -> Option<WrongYear> {
    let over = format!("{}-{LAST_DAY_OF_THE_OLD}", file.get(5..).unwrap_or("0000"));
    if known.is_some_and(|known| file < known) || on > over.as_str() {
        return Some(WrongYear::Older);
    }
    let begins = begins(file);
    (!said && on < begins.as_str()).then_some(WrongYear::NotYet { begins })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_year_that_runs_takes_effect() {
        let later = || Some(WrongYear::NotYet { begins: "2027-08-01".to_owned() });
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
            assert_eq!(check(file, known, on, said), expected, "{file} after {known:?} on {on}");
        }
        assert_eq!((begins(this), ends(this)), ("2026-08-01".to_owned(), "2027-07-31".to_owned()));
    }
}
