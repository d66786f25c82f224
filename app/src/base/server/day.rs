//! A day of the calendar, without a time and without a zone: of a term, a period, a talk. Stored as ISO text, which sorts as days do.
use std::fmt::{self, Display, Formatter};
use std::ops::Deref;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sqlx::encode::IsNull;
use sqlx::error::BoxDynError;
use sqlx::{Database, Decode, Encode, Type};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Day(Date);

impl Day {
    /// No beginning is known.
    pub const ALWAYS: Day = Day(Date::constant(1, 1, 1));
    /// No end is known.
    pub const OPEN: Day = Day(Date::MAX);

    /// «2026-12-01», as a browser sends it, a file has it and people type it at a command line; nothing else is a day.
    pub fn typed(text: &str) -> Option<Self> {
        if text.len() == 10 { text.parse().ok() } else { None }
    }

    /// Later, or with a negative number earlier, by so many days; the ends of the calendar stay where they are.
    #[must_use]
    pub fn plus(self, days: i64) -> Self {
        Day(self.0.saturating_add(jiff::Span::new().days(days.clamp(-1_000_000, 1_000_000))))
    }

    pub fn date(self) -> Date {
        self.0
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Day(date)
    }
}

impl Deref for Day {
    type Target = Date;

    fn deref(&self) -> &Date {
        &self.0
    }
}

impl Display for Day {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Day {
    type Err = jiff::Error;

    fn from_str(text: &str) -> Result<Self, jiff::Error> {
        text.parse().map(Day)
    }
}

impl<D: Database> Type<D> for Day
where
    String: Type<D>,
{
    fn type_info() -> D::TypeInfo {
        String::type_info()
    }

    fn compatible(kind: &D::TypeInfo) -> bool {
        String::compatible(kind)
    }
}

impl<'q, D: Database> Encode<'q, D> for Day
where
    String: Encode<'q, D>,
{
    fn encode_by_ref(&self, buffer: &mut D::ArgumentBuffer) -> Result<IsNull, BoxDynError> {
        self.to_string().encode_by_ref(buffer)
    }
}

impl<'r, D: Database> Decode<'r, D> for Day
where
    &'r str: Decode<'r, D>,
{
    fn decode(value: D::ValueRef<'r>) -> Result<Self, BoxDynError> {
        Ok(<&str as Decode<'r, D>>::decode(value)?.parse()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_is_typed_in_one_way() {
        assert_eq!(Day::typed("2026-12-01"), Some(day("2026-12-01")));
        for wrong in
            ["", "2026-13-01", "2026-02-30", "1-12-2026", "2026-12-01T10:00", "20261201", "+002026-12-01", "morgen"]
        {
            assert_eq!(Day::typed(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_calendar_has_ends() {
        assert_eq!(day("2024-02-28").plus(1).to_string(), "2024-02-29");
        assert_eq!(
            (Day::OPEN.to_string(), Day::ALWAYS.to_string()),
            ("9999-12-31".to_owned(), "0001-01-01".to_owned())
        );
        assert_eq!((Day::OPEN.plus(1), Day::OPEN.plus(-1).plus(1)), (Day::OPEN, Day::OPEN));
    }
}
