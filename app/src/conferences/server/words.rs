//! Dates and people of talks in sentences.
use super::rules::Stage;
use super::store::read::{Child, Slot};
use crate::access::Viewer;
use crate::base::clock::Moment;
use crate::base::day::Day;
use crate::base::language::Language;
use crate::say;
use crate::ui::when;

/// «Dinsdag 24 november»: at the start of a sentence or a line.
pub fn day(language: Language, day: Day) -> String {
    capital(&when::date(language, day))
}

pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// «24» and «nov» for the leaf of the calendar.
pub fn leaf(language: Language, day: Day) -> (String, String) {
    let text = when::day_and_month(language, day.date());
    let (number, month) = text.split_once(' ').unwrap_or((&text, ""));
    (number.to_owned(), month.chars().take(3).collect())
}

/// «vrijdag 20 november 17:00».
pub fn moment(viewer: &Viewer, at: Moment) -> String {
    when::moment(viewer.language, at, viewer.now, &viewer.zone)
}

/// What a family can do in this round now.
pub fn stage(viewer: &Viewer, stage: Stage, opens: Moment, closes: Moment) -> String {
    let language = viewer.language;
    match stage {
        Stage::Announced => say!(language, talks.announced, when = moment(viewer, opens)),
        Stage::Open => say!(language, talks.open_until, when = moment(viewer, closes)),
        Stage::Closed => say!(language, talks.closed),
    }
}

/// «Gelukt. Dinsdag 24 november om 15:10 ben je welkom bij Sanne de Wit.»
pub fn booked(language: Language, slot: &Slot) -> String {
    say!(
        language,
        talks.done_booked,
        day = day(language, slot.date),
        time = slot.starts.clone(),
        teacher = slot.teacher()
    )
}

/// «Gelukt. Je gesprek is verzet naar dinsdag 24 november om 15:10, bij Sanne de Wit. Je eerdere tijd is weer vrij.»
pub fn moved(language: Language, slot: &Slot, left: &Slot) -> String {
    let text = |slot: &Slot| (when::date(language, slot.date), slot.starts.clone());
    let ((day, time), (old_day, old_time)) = (text(slot), text(left));
    say!(
        language,
        talks.done_moved_to,
        day = day,
        time = time,
        teacher = slot.teacher(),
        old_day = old_day,
        old_time = old_time
    )
}

/// «dinsdag 24 november, 15:10»: a time where its day is not beside it.
pub fn spoken(language: Language, day: Day, time: &str) -> String {
    format!("{}, {time}", when::date(language, day))
}

/// «Dinsdag 24 november om 15:10 praat je met Sanne de Wit over Noor».
pub fn talk(language: Language, child: &Child) -> String {
    let (day, time, teacher, pupil) = facts(language, child);
    say!(language, talks.next, day = day, time = time, teacher = teacher, pupil = pupil)
}

/// The same of a talk that is over: «sprak je».
pub fn past_talk(language: Language, child: &Child) -> String {
    let (day, time, teacher, pupil) = facts(language, child);
    say!(language, talks.past, day = day, time = time, teacher = teacher, pupil = pupil)
}

fn facts(language: Language, child: &Child) -> (String, String, String, String) {
    let date = child.date.map(|date| day(language, date)).unwrap_or_default();
    (date, child.starts.clone().unwrap_or_default(), child.teacher(), child.pupil.clone())
}
