//! Rounds for the demo school: planned and booked as the office would, by a robot.
use super::RoundId;
use super::plan::{Hours, NewSlot, Plan};
use super::store;
use crate::access::{GroupId, HouseholdId, PersonId, PupilId, Robot, SchoolId};
use crate::base::clock::Moment;
use crate::base::failure::{Failure, Problem, Result};

/// A round with some talks already booked.
#[derive(Debug, Clone)]
pub struct SeededRound {
    pub title: String,
    pub owner: PersonId,
    pub groups: Vec<GroupId>,
    pub minutes: i64,
    pub gap: i64,
    pub opens_at: Moment,
    pub closes_at: Moment,
    pub hours: Vec<SeededHours>,
    pub bookings: Vec<SeededBooking>,
}

/// When a teacher is there: a local ISO date, «15:00» until «17:00», and the breaks in between.
#[derive(Debug, Clone)]
pub struct SeededHours {
    pub teacher: PersonId,
    pub date: String,
    pub from: &'static str,
    pub to: &'static str,
    pub breaks: Vec<(&'static str, &'static str)>,
}

#[derive(Debug, Clone)]
pub struct SeededBooking {
    pub pupil: PupilId,
    pub household: HouseholdId,
    /// A guardian of that household.
    pub by: PersonId,
    pub teacher: PersonId,
    /// The how-manieth talk of this teacher in this round, from 0, in the order of time.
    pub slot: usize,
    pub note: String,
}

/// Writes the round and its bookings; nothing is mailed.
pub async fn seed(robot: &Robot, school: &SchoolId, round: SeededRound) -> Result<RoundId> {
    let now = robot.app().clock.now();
    let plan = plan(&round, now)?;
    let zone = robot.zone(school).await?;
    let mut slots = plan.slots(&zone).map_err(|_| Failure::invalid("hours", Problem::NotATime))?;
    slots.sort_by(|a, b| (&a.starts_at, &a.teacher).cmp(&(&b.starts_at, &b.teacher)));
    let taken = round.bookings.iter().map(|booking| place(&slots, booking)).collect::<Option<Vec<_>>>();
    let taken = taken.ok_or(Failure::invalid("bookings", Problem::OutOfRange))?;
    let id = plan.id.clone();
    let bookings = round.bookings.into_iter().zip(taken).collect();
    store::plan::seed(
        robot,
        store::plan::Seed {
            school: school.clone(),
            owner: round.owner,
            groups: round.groups,
            plan,
            slots,
            bookings,
            now,
        },
    )
    .await?;
    Ok(id)
}

fn plan(round: &SeededRound, now: Moment) -> Result<Plan> {
    let wrong = || Failure::invalid("hours", Problem::NotATime);
    let span = |(from, to): (&str, &str)| Some((super::rules::minute_of(from)?, super::rules::minute_of(to)?));
    let hours = round.hours.iter().map(|hours| {
        Some(Hours {
            teacher: hours.teacher.clone(),
            date: hours.date.parse().ok()?,
            span: span((hours.from, hours.to))?,
            breaks: hours.breaks.iter().map(|pause| span(*pause)).collect::<Option<_>>()?,
        })
    });
    Ok(Plan {
        id: RoundId::new(now),
        title: round.title.clone(),
        minutes: round.minutes,
        gap: round.gap,
        opens_at: round.opens_at,
        closes_at: round.closes_at,
        hours: hours.collect::<Option<_>>().ok_or_else(wrong)?,
    })
}

/// Where in `slots` the booking goes.
fn place(slots: &[NewSlot], booking: &SeededBooking) -> Option<usize> {
    slots
        .iter()
        .enumerate()
        .filter(|(_, slot)| slot.teacher == booking.teacher)
        .nth(booking.slot)
        .map(|(place, _)| place)
}
