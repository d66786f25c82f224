//! What people do with talks: open a round, set its deadline, book, cancel, look what is free.
use std::collections::HashMap;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::base::failure::Failure;

/// What the form of a new round sends, as it was typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RoundForm {
    pub title: String,
    pub minutes: String,
    pub gap: String,
    pub opens: String,
    pub closes: String,
    pub group: Vec<String>,
    pub date: Vec<String>,
    pub from: Vec<String>,
    pub to: Vec<String>,
    /// The row of the day, or nothing for every day.
    pub break_day: Vec<String>,
    pub break_from: Vec<String>,
    pub break_to: Vec<String>,
    pub teacher: Vec<String>,
    /// `tTEACHER_ROW`: not there on that day.
    pub away: Vec<String>,
    /// By `tTEACHER_ROW`: from when and until when, where it differs from the day.
    pub own_from: HashMap<String, String>,
    pub own_to: HashMap<String, String>,
}

/// A talk that stands, as a sentence.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Booked {
    pub sentence: String,
}

/// Opens a round for groups; its slots are made at once.
#[server(endpoint = "conferences/open", prefix = "/api")]
pub async fn open(key: String, form: RoundForm) -> Result<(), Failure> {
    super::server::deeds::open(key, form).await
}

/// Sets until when families can choose: a local date and time, or nothing for «now».
#[server(endpoint = "conferences/deadline", prefix = "/api")]
pub async fn deadline(round: String, #[server(default)] closes: String) -> Result<(), Failure> {
    super::server::deeds::deadline(round, closes).await
}

/// Books a talk, or moves the one that this household has. The office names the household it books for.
#[server(endpoint = "conferences/book", prefix = "/api")]
pub async fn book(
    round: String,
    pupil: String,
    #[server(default)] household: String,
    #[server(default)] slot: String,
    #[server(default)] note: String,
    #[server(default)] had: String,
    key: String,
) -> Result<Booked, Failure> {
    super::server::deeds::book(round, pupil, household, slot, note, had, key).await
}

/// Takes a talk back: `slot` is the time that was on the page, `from` which page it was.
#[server(endpoint = "conferences/cancel", prefix = "/api")]
pub async fn cancel(
    booking: String,
    #[server(default)] slot: String,
    #[server(default)] from: String,
) -> Result<(), Failure> {
    super::server::deeds::cancel(booking, slot, from).await
}

/// Takes a whole round back; the families that have a talk in it are told.
#[server(endpoint = "conferences/withdraw", prefix = "/api")]
pub async fn withdraw(round: String) -> Result<(), Failure> {
    super::server::deeds::withdraw(round).await
}

/// The ids of the slots that are free now.
#[server(endpoint = "conferences/free", prefix = "/api")]
pub async fn free(round: String, pupil: String, #[server(default)] household: String) -> Result<Vec<String>, Failure> {
    super::server::deeds::free(round, pupil, household).await
}
