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
    use crate::shell::flash::{self, Said};
    let viewer = crate::access::Viewer::here().await?;
    let round = super::form::open(&viewer, &key, &form).await?;
    flash::say_next(viewer.app(), Said::RoundOpened);
    leptos_axum::redirect(&format!("/talks/{round}/manage"));
    Ok(())
}

/// Sets until when families can choose: a local date and time, or nothing for «now».
#[server(endpoint = "conferences/deadline", prefix = "/api")]
pub async fn deadline(round: String, #[server(default)] closes: String) -> Result<(), Failure> {
    use crate::shell::flash::{self, Said};
    let viewer = crate::access::Viewer::here().await?;
    let may = viewer.may(crate::access::Manage, super::RoundId::from(round)).await?;
    let said = if closes.is_empty() { Said::RoundClosed } else { Said::DeadlineSet };
    let closes = if closes.is_empty() { viewer.now } else { super::form::moment(&viewer, "closes", &closes)? };
    let path = format!("/talks/{}/manage", may.thing());
    super::form::before_last_talk(&viewer, &may, closes).await?;
    super::store::manage::close_at(&viewer, may, closes).await?;
    flash::say_next(viewer.app(), said);
    leptos_axum::redirect(&path);
    Ok(())
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
    let viewer = crate::access::Viewer::here().await?;
    let (booked, back) = super::booking::book(&viewer, (round, pupil), household, (slot, (note, had), key)).await?;
    leptos_axum::redirect(&back);
    Ok(booked)
}

/// Takes a talk back: `slot` is the time that was on the page, `from` which page it was.
#[server(endpoint = "conferences/cancel", prefix = "/api")]
pub async fn cancel(
    booking: String,
    #[server(default)] slot: String,
    #[server(default)] from: String,
) -> Result<(), Failure> {
    let viewer = crate::access::Viewer::here().await?;
    let back = super::booking::cancel(&viewer, booking, &slot, &from).await?;
    leptos_axum::redirect(&back);
    Ok(())
}

/// Takes a whole round back; the families that have a talk in it are told.
#[server(endpoint = "conferences/withdraw", prefix = "/api")]
pub async fn withdraw(round: String) -> Result<(), Failure> {
    let viewer = crate::access::Viewer::here().await?;
    let may = viewer.may(crate::access::Manage, super::RoundId::from(round)).await?;
    super::store::withdraw::withdraw(&viewer, may).await?;
    leptos_axum::redirect("/talks?done=withdrawn");
    Ok(())
}

/// The ids of the slots that are free now.
#[server(endpoint = "conferences/free", prefix = "/api")]
pub async fn free(round: String, pupil: String, #[server(default)] household: String) -> Result<Vec<String>, Failure> {
    let viewer = crate::access::Viewer::here().await?;
    super::booking::free(&viewer, (round, pupil), household).await
}
