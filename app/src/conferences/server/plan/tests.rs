//! What `plan` promises, tried.
use jiff::civil::date;

use super::*;
use crate::base::clock::zone;

fn plan(day: Day, span: Span) -> Plan {
    let hours = Hours { teacher: "t".into(), date: day, span, breaks: Vec::new() };
    let (id, moment) = (RoundId::from("r"), Moment(0));
    Plan { id, title: String::new(), minutes: 10, gap: 0, opens_at: moment, closes_at: moment, hours: vec![hours] }
}

#[test]
fn the_hour_that_exists_twice_is_refused_and_the_afternoon_of_that_day_is_right() {
    let amsterdam = zone("Europe/Amsterdam");
    let day = date(2026, 10, 25).into();
    assert_eq!(plan(day, (90, 180)).slots(&amsterdam), Err(0));
    let slots = plan(day, (15 * 60, 16 * 60)).slots(&amsterdam).unwrap();
    assert_eq!(slots[0].starts_at.local(&amsterdam).to_string(), "2026-10-25T15:00:00");
    // Winter time: an hour behind UTC plus two.
    assert_eq!(slots[0].starts_at.local(&jiff::tz::TimeZone::UTC).to_string(), "2026-10-25T14:00:00");
}

#[test]
fn the_hour_that_does_not_exist_is_refused() {
    assert_eq!(plan(date(2027, 3, 28).into(), (110, 190)).slots(&zone("Europe/Amsterdam")), Err(0));
}
