//! Dates and times in words: «vandaag 14:05», «maandag 23 november». Finished strings, so that the phone needs no calendar.
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use crate::base::clock::Moment;
use crate::base::day::Day;
use crate::base::language::Language;
use crate::say;

/// When something was said, as short as it can be without doubt.
pub fn ago(language: Language, at: Moment, now: Moment, zone: &TimeZone) -> String {
    let (then, today) = (at.local(zone), now.local(zone).date());
    let time = time(then);
    let days = today.since(then.date()).map(|span| span.get_days()).unwrap_or(0);
    match days {
        0 => say!(language, when.today, time = time),
        1 => say!(language, when.yesterday, time = time),
        _ => say!(language, when.on, date = with_year(language, then.date(), today), time = time),
    }
}

/// «23 november», and «3 maart 2025» when that is not this year.
pub fn with_year(language: Language, date: Date, today: Date) -> String {
    let day = day_and_month(language, date);
    if date.year() == today.year() { day } else { format!("{day} {}", date.year()) }
}

/// «maandag 23 november».
pub fn date(language: Language, day: Day) -> String {
    format!("{} {}", weekday(language, day.date()), day_and_month(language, day.date()))
}

/// «23 november».
pub fn day_and_month(language: Language, date: Date) -> String {
    format!("{} {}", date.day(), month(language, date))
}

/// «14:05».
pub fn time(at: DateTime) -> String {
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// «vrijdag 20 november 17:00».
pub fn moment(language: Language, at: Moment, now: Moment, zone: &TimeZone) -> String {
    let local = at.local(zone);
    let day = with_year(language, local.date(), now.local(zone).date());
    format!("{} {day} {}", weekday(language, local.date()), time(local))
}

pub fn weekday(language: Language, date: Date) -> String {
    use jiff::civil::Weekday;
    match date.weekday() {
        Weekday::Monday => say!(language, when.monday),
        Weekday::Tuesday => say!(language, when.tuesday),
        Weekday::Wednesday => say!(language, when.wednesday),
        Weekday::Thursday => say!(language, when.thursday),
        Weekday::Friday => say!(language, when.friday),
        Weekday::Saturday => say!(language, when.saturday),
        Weekday::Sunday => say!(language, when.sunday),
    }
}

fn month(language: Language, date: Date) -> String {
    match date.month() {
        1 => say!(language, when.january),
        2 => say!(language, when.february),
        3 => say!(language, when.march),
        4 => say!(language, when.april),
        5 => say!(language, when.may),
        6 => say!(language, when.june),
        7 => say!(language, when.july),
        8 => say!(language, when.august),
        9 => say!(language, when.september),
        10 => say!(language, when.october),
        11 => say!(language, when.november),
        _ => say!(language, when.december),
    }
}
