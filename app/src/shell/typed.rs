//! What somebody typed into a form, read: a line, some words, a moment. Every mistake is put down, and reading goes on.
use jiff::civil::DateTime;

use super::sheet::Mistake;
use crate::access::Viewer;
use crate::base::clock::Moment;
use crate::base::day::Day;
use crate::base::failure::Problem;
use crate::base::text;

/// «2026-12-04T20:00»: in a week, as a form offers it.
pub fn in_a_week(viewer: &Viewer) -> String {
    let day = viewer.now.plus(7 * Moment::DAY).local(&viewer.zone).date();
    format!("{day}T20:00")
}

/// What is wrong so far.
#[derive(Debug, Default)]
pub struct Reading(pub Vec<Mistake>);

impl Reading {
    pub fn wrong(&mut self, field: &'static str, problem: Problem) {
        self.0.push((field, problem));
    }

    /// One line that must be there.
    pub fn line(&mut self, field: &'static str, typed: &str, longest: usize) -> String {
        let line = text::one_line(typed);
        match line.chars().count() {
            0 => self.wrong(field, Problem::Required),
            length if length > longest => self.wrong(field, Problem::TooLong),
            _ => {}
        }
        line
    }

    /// Some lines, or none.
    pub fn words(&mut self, field: &'static str, typed: &str, longest: usize) -> String {
        let words = text::visible(typed);
        if words.chars().count() > longest {
            self.wrong(field, Problem::TooLong);
        }
        words
    }

    /// A local date and time of the school that lies ahead.
    pub fn ahead(&mut self, viewer: &Viewer, field: &'static str, typed: &str) -> Moment {
        let local: Option<DateTime> = typed.parse().ok();
        match local.and_then(|local| Moment::of_local(local, &viewer.zone)) {
            _ if typed.is_empty() => self.wrong(field, Problem::Required),
            None => self.wrong(field, Problem::NotATime),
            Some(moment) if moment <= viewer.now => self.wrong(field, Problem::Past),
            Some(moment) => return moment,
        }
        viewer.now
    }

    /// A day that is not over yet, or none.
    pub fn day_ahead(&mut self, viewer: &Viewer, field: &'static str, typed: &str) -> Option<Day> {
        if typed.is_empty() {
            return None;
        }
        let day = Day::typed(typed);
        match day {
            None => self.wrong(field, Problem::NotADate),
            Some(day) if day < viewer.today => self.wrong(field, Problem::Past),
            Some(_) => {}
        }
        day
    }
}
