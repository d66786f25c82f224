//! What the doors of talks do.
use super::actions::{Booked, RoundForm};
use super::{RoundId, booking, form, store};
use crate::access::{Manage, Viewer};
use crate::base::failure::Result;
use crate::shell::flash;

pub async fn open(key: String, form: RoundForm) -> Result<()> {
    let viewer = Viewer::here().await?;
    let round = form::open(&viewer, &key, &form).await?;
    flash::say_next(viewer.app(), &super::ROUND_OPENED);
    leptos_axum::redirect(&format!("/talks/{round}/manage"));
    Ok(())
}

pub async fn deadline(round: String, closes: String) -> Result<()> {
    let viewer = Viewer::here().await?;
    let may = viewer.may(Manage, RoundId::from(round)).await?;
    let said = if closes.is_empty() { &super::ROUND_CLOSED } else { &super::DEADLINE_SET };
    let closes = if closes.is_empty() { viewer.now } else { form::moment(&viewer, "closes", &closes)? };
    let path = format!("/talks/{}/manage", may.thing());
    form::before_last_talk(&viewer, &may, closes).await?;
    store::manage::close_at(&viewer, may, closes).await?;
    flash::say_next(viewer.app(), said);
    leptos_axum::redirect(&path);
    Ok(())
}

pub async fn book(
    round: String,
    pupil: String,
    household: String,
    slot: String,
    note: String,
    had: String,
    key: String,
) -> Result<Booked> {
    let viewer = Viewer::here().await?;
    let (booked, back) = booking::book(&viewer, (round, pupil), household, (slot, (note, had), key)).await?;
    leptos_axum::redirect(&back);
    Ok(booked)
}

pub async fn cancel(booking: String, slot: String, from: String) -> Result<()> {
    let viewer = Viewer::here().await?;
    let back = booking::cancel(&viewer, booking, &slot, &from).await?;
    leptos_axum::redirect(&back);
    Ok(())
}

pub async fn withdraw(round: String) -> Result<()> {
    let viewer = Viewer::here().await?;
    let may = viewer.may(Manage, RoundId::from(round)).await?;
    store::withdraw::withdraw(&viewer, may).await?;
    leptos_axum::redirect("/talks?done=withdrawn");
    Ok(())
}

pub async fn free(round: String, pupil: String, household: String) -> Result<Vec<String>> {
    let viewer = Viewer::here().await?;
    booking::free(&viewer, (round, pupil), household).await
}
