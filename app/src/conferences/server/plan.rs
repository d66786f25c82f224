//! A round as it is planned: teachers and their hours, made into slots with instants. It writes nothing.
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::RoundId;
use super::rules::{self, Span};
use crate::access::PersonId;
use crate::base::clock::Moment;
use crate::base::day::Day;

/// So many slots are a mistake, not a round.
pub const MOST_SLOTS: usize = 4000;

#[derive(Debug, Clone)]
pub struct Plan {
    pub id: RoundId,
    pub title: String,
    pub minutes: i64,
    pub gap: i64,
    pub opens_at: Moment,
    pub closes_at: Moment,
    pub hours: Vec<Hours>,
}

/// When one teacher is there on one day, in minutes of that day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hours {
    pub teacher: PersonId,
    pub date: Day,
    pub span: Span,
    pub breaks: Vec<Span>,
}

/// A slot that is not written yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSlot {
    pub teacher: PersonId,
    pub date: Day,
    pub starts: String,
    pub ends: String,
    pub starts_at: Moment,
    pub ends_at: Moment,
}

impl Plan {
    /// All slots. The error is the place in `hours` of a time that does not exist that day, or exists twice.
    pub fn slots(&self, zone: &TimeZone) -> Result<Vec<NewSlot>, usize> {
        let mut all = Vec::new();
        for (place, hours) in self.hours.iter().enumerate() {
            for span in rules::slots(hours.span, &hours.breaks, self.minutes, self.gap) {
                all.push(hours.slot(span, zone).ok_or(place)?);
            }
        }
        Ok(all)
    }
}

impl Hours {
    fn slot(&self, span: Span, zone: &TimeZone) -> Option<NewSlot> {
        Some(NewSlot {
            teacher: self.teacher.clone(),
            date: self.date,
            starts: rules::clock_of(span.0),
            ends: rules::clock_of(span.1),
            starts_at: Moment::of_local(at(self.date, span.0)?, zone)?,
            ends_at: Moment::of_local(at(self.date, span.1)?, zone)?,
        })
    }
}

fn at(date: Day, minute: i64) -> Option<DateTime> {
    let (hour, minute) = (i8::try_from(minute / 60).ok()?, i8::try_from(minute % 60).ok()?);
    match (hour, minute) {
        // Midnight at the end of a day is the first moment of the next.
        (24, 0) => date.tomorrow().ok().map(|next| next.at(0, 0, 0, 0)),
        _ => (hour < 24).then(|| date.at(hour, minute, 0, 0)),
    }
}

#[cfg(test)]
mod tests;
