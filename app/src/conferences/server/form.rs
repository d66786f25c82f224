//! The form of a new round: from what was typed to a plan, with every refusal at its field.
use jiff::civil::DateTime;

use super::RoundId;
use super::actions::RoundForm;
use super::plan::{Hours, MOST_SLOTS, NewSlot, Plan};
use super::rules::{self, Span};
use super::store::manage;
use super::store::plan::{self as store, Opening, Teaching};
use crate::access::{Audience, Manage, May, PersonId, Side, Viewer};
use crate::base::clock::Moment;
use crate::base::day::Day;
use crate::base::failure::{Failure, Problem, Result};
use crate::base::{ids, text};

/// One filled row of days, with its place in the form.
struct Row {
    row: usize,
    date: Day,
    span: Span,
}

/// Opens the round and returns its id.
pub async fn open(viewer: &Viewer, key: &str, form: &RoundForm) -> Result<RoundId> {
    let groups: Vec<String> = form.group.iter().map(|id| format!("group:{id}")).collect();
    if groups.is_empty() {
        return Err(Failure::invalid("group", Problem::Required));
    }
    let audience = Audience::chosen(viewer, &groups, Side::All).await?;
    let teachers = teachers(form, &store::teaching(viewer).await?)?;
    let id = if ids::is_id(key) { RoundId::from(key) } else { RoundId::new(viewer.now) };
    let sent = format!("{key} {groups:?}");
    let days = days(form, viewer.today)?;
    let (hours, rows) = hours(form, &teachers, &days)?;
    let plan = Plan {
        id,
        title: title(form)?,
        minutes: number("minutes", &form.minutes, rules::MINUTES)?,
        gap: number("gap", &form.gap, rules::GAP)?,
        opens_at: moment(viewer, "opens", &form.opens)?,
        closes_at: moment(viewer, "closes", &form.closes)?,
        hours,
    };
    if plan.closes_at <= plan.opens_at {
        return Err(Failure::invalid("closes", Problem::EndsBeforeStart));
    }
    let slots = plan.slots(&viewer.zone).map_err(|place| field("from", rows[place], Problem::NotATime))?;
    let slots = possible(viewer, slots, days[0].row)?;
    if slots.iter().all(|slot| slot.starts_at < plan.closes_at) {
        return Err(Failure::invalid("closes", Problem::AfterLastTalk));
    }
    let form = ids::hash(&format!("{sent} {plan:?} {slots:?}"));
    store::open(viewer, Opening { audience, plan, slots, form }).await
}

/// The slots that still lie ahead: a round for today begins with the next one.
fn possible(viewer: &Viewer, mut slots: Vec<NewSlot>, row: usize) -> Result<Vec<NewSlot>> {
    match slots.len() {
        0 => return Err(field("to", row, Problem::TooShort)),
        count if count > MOST_SLOTS => return Err(Failure::invalid("minutes", Problem::TooMany)),
        _ => {}
    }
    slots.retain(|slot| slot.starts_at > viewer.now);
    if slots.is_empty() { Err(field("from", row, Problem::Past)) } else { Ok(slots) }
}

/// After the last talk nobody can choose anything.
pub async fn before_last_talk(viewer: &Viewer, may: &May<Manage, RoundId>, closes: Moment) -> Result<()> {
    let last = manage::last_talk(viewer, may).await?;
    if last.is_some_and(|last| closes > last) {
        return Err(Failure::invalid("closes", Problem::AfterLastTalk));
    }
    Ok(())
}

/// A local date and time of the school.
pub fn moment(viewer: &Viewer, name: &str, typed: &str) -> Result<Moment> {
    if typed.is_empty() {
        return Err(Failure::invalid(name, Problem::Required));
    }
    let wrong = || Failure::invalid(name, Problem::NotATime);
    let local: DateTime = typed.parse().map_err(|_| wrong())?;
    Moment::of_local(local, &viewer.zone).ok_or_else(wrong)
}

fn field(name: &str, row: usize, problem: Problem) -> Failure {
    Failure::invalid(&format!("{name}{row}"), problem)
}

fn title(form: &RoundForm) -> Result<String> {
    let title = text::one_line(&form.title);
    match title.chars().count() {
        0 => Err(Failure::invalid("title", Problem::Required)),
        length if length > rules::LONGEST_TITLE => Err(Failure::invalid("title", Problem::TooLong)),
        _ => Ok(title),
    }
}

fn number(name: &str, typed: &str, range: std::ops::RangeInclusive<i64>) -> Result<i64> {
    let number = typed.trim().parse().ok().filter(|number| range.contains(number));
    number.ok_or(Failure::invalid(name, Problem::OutOfRange))
}

/// The ticked teachers; each must teach one of the groups.
fn teachers(form: &RoundForm, teaching: &[Teaching]) -> Result<Vec<PersonId>> {
    let known = |id: &String| {
        teaching.iter().any(|row| {
            form.group.contains(&row.group_id.0)
                && row.teacher_id.as_ref().is_some_and(|teacher| teacher.as_str() == id)
        })
    };
    let mut chosen: Vec<PersonId> = Vec::new();
    for id in &form.teacher {
        if !known(id) {
            return Err(Failure::invalid("teacher", Problem::Unknown));
        }
        if !chosen.iter().any(|teacher| teacher.as_str() == id) {
            chosen.push(PersonId::from(id.as_str()));
        }
    }
    if chosen.is_empty() { Err(Failure::invalid("teacher", Problem::Required)) } else { Ok(chosen) }
}

fn cell(column: &[String], row: usize) -> &str {
    column.get(row).map_or("", |text| text.trim())
}

fn span(from: &str, to: &str, row: usize, names: (&str, &str)) -> Result<Span> {
    let from = rules::minute_of(from).ok_or(field(names.0, row, Problem::NotATime))?;
    let to = rules::end_of(to).ok_or(field(names.1, row, Problem::NotATime))?;
    in_order((from, to)).map_err(|problem| field(names.1, row, problem))
}

fn in_order(hours: Span) -> Result<Span, Problem> {
    match hours.0 < hours.1 {
        true => Ok(hours),
        false if rules::past_midnight(hours) => Err(Problem::PastMidnight),
        false => Err(Problem::EndsBeforeStart),
    }
}

/// The rows in which something stands.
fn days(form: &RoundForm, today: Day) -> Result<Vec<Row>> {
    let mut days: Vec<Row> = Vec::new();
    for row in 0..form.date.len().max(form.from.len()).max(form.to.len()) {
        let (date, from, to) = (cell(&form.date, row), cell(&form.from, row), cell(&form.to, row));
        if date.is_empty() && from.is_empty() && to.is_empty() {
            continue;
        }
        let date = Day::typed(date).ok_or_else(|| field("date", row, Problem::NotADate))?;
        if date < today {
            return Err(field("date", row, Problem::Past));
        }
        let span = span(from, to, row, ("from", "to"))?;
        if days.iter().any(|day| day.date == date && rules::overlaps(day.span, span)) {
            return Err(field("from", row, Problem::Wrong));
        }
        days.push(Row { row, date, span });
    }
    if days.is_empty() { Err(field("date", 0, Problem::Required)) } else { Ok(days) }
}

/// The breaks of a row of days: its own, and those of every day.
fn breaks(form: &RoundForm, day: usize) -> Result<Vec<Span>> {
    let mut breaks = Vec::new();
    for row in 0..form.break_from.len() {
        let (from, to, on) = (cell(&form.break_from, row), cell(&form.break_to, row), cell(&form.break_day, row));
        if from.is_empty() && to.is_empty() {
            continue;
        }
        let pause = span(from, to, row, ("break_from", "break_to"))?;
        if on.is_empty() || on == day.to_string() {
            breaks.push(pause);
        }
    }
    Ok(breaks)
}

/// Per teacher and day: the hours of the day, or the teacher's own; and for each the row it came from.
fn hours(form: &RoundForm, teachers: &[PersonId], days: &[Row]) -> Result<(Vec<Hours>, Vec<usize>)> {
    let (mut hours, mut rows) = (Vec::new(), Vec::new());
    for teacher in teachers {
        for day in days {
            let place = place(teacher, day.row);
            if form.away.contains(&place) {
                continue;
            }
            let span = own(form, &place, day.span)?;
            hours.push(Hours { teacher: teacher.clone(), date: day.date, span, breaks: breaks(form, day.row)? });
            rows.push(day.row);
        }
    }
    Ok((hours, rows))
}

/// A teacher on a day, as fields name it; with a letter first, because a key that begins with a digit is read as a number.
pub fn place(teacher: &PersonId, row: usize) -> String {
    format!("t{teacher}_{row}")
}

/// The hours of one teacher on one day, where they differ.
fn own(form: &RoundForm, place: &str, of_day: Span) -> Result<Span> {
    let typed = |column: &std::collections::HashMap<String, String>| {
        column.get(place).map_or("", |text| text.trim()).to_owned()
    };
    let wrong = |name: &str, problem| Failure::invalid(&format!("{name}{place}"), problem);
    let (from, to) = (typed(&form.own_from), typed(&form.own_to));
    let from = if from.is_empty() { Some(of_day.0) } else { rules::minute_of(&from) };
    let to = if to.is_empty() { Some(of_day.1) } else { rules::end_of(&to) };
    let span = (from.ok_or(wrong("own_from", Problem::NotATime))?, to.ok_or(wrong("own_to", Problem::NotATime))?);
    in_order(span).map_err(|problem| wrong("own_to", problem))
}
