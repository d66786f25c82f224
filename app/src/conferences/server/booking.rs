//! Booking and cancelling: asks access, then the rules, then the store. The store's constraint has the last word.
use super::actions::Booked;
use super::round::proxy;
use super::rules::{self, Stage};
use super::store::book::{self, Wish};
use super::store::read::{self, About, Family, Slot};
use super::words;
use super::{BookingId, RoundId};
use crate::access::{Action, Book, May, PupilId, Read, Remove, Viewer};
use crate::base::failure::{Failure, Problem, Result};
use crate::base::{ids, text};

/// Books or moves; answers with the sentence and the page to go on with.
pub async fn book(
    viewer: &Viewer,
    (round, pupil): (String, String),
    household: String,
    (slot, (note, had), key): (String, (String, String), String),
) -> Result<(Booked, String)> {
    let may = viewer.may(Book, (RoundId::from(round), PupilId::from(pupil))).await?;
    let family = family(viewer, &may, &household).await?;
    let about = read::about(viewer, &may).await?;
    let slots = read::slots(viewer, &may, &family.id).await?;
    let (wanted, note) = wish(&slots, &slot, &note)?;
    refuse_at_this_time(viewer, &about, &slots, wanted)?;
    // Whoever comes late is told without waiting behind the writes of those who came in time.
    if wanted.taken && wanted.booking_id.is_none() {
        return Err(instead(viewer, &slots, wanted));
    }
    let key = if ids::is_id(&key) { BookingId::from(key) } else { BookingId::new(viewer.now) };
    let wish = Wish { household: family.id.clone(), slot: wanted.id.clone(), note, had: text::visible(&had), key };
    let left = match book::book(viewer, may.clone(), wish).await {
        Ok(left) => left,
        Err(Failure::Taken { .. }) => {
            let now = read::slots(viewer, &may, &family.id).await?;
            return Err(instead(viewer, &now, wanted));
        }
        Err(failure) => return Err(failure),
    };
    let left = left.and_then(|left| slots.iter().find(|slot| slot.id == left));
    let sentence = match left {
        Some(left) => words::moved(viewer.language, wanted, left),
        None => words::booked(viewer.language, wanted),
    };
    let back = match (family.mine, left) {
        (true, None) => "/talks?done=booked".to_owned(),
        (true, Some(_)) => "/talks?done=moved".to_owned(),
        (false, _) => format!("/talks/{}/manage", may.thing().0),
    };
    Ok((Booked { sentence }, back))
}

fn wish<'s>(slots: &'s [Slot], slot: &str, note: &str) -> Result<(&'s Slot, String)> {
    let note = text::visible(note);
    if slot.is_empty() {
        return Err(Failure::invalid("slot", Problem::Required));
    }
    if note.chars().count() > rules::LONGEST_NOTE {
        return Err(Failure::invalid("note", Problem::TooLong));
    }
    let wanted = slots.iter().find(|found| found.id.as_str() == slot).ok_or(Failure::Gone)?;
    Ok((wanted, note))
}

/// Neither the wanted talk nor the one that the household has may be past; families keep to the deadline.
fn refuse_at_this_time(viewer: &Viewer, about: &About, slots: &[Slot], wanted: &Slot) -> Result<()> {
    let stage = rules::stage(about.opens_at.0, about.closes_at.0, viewer.now.0);
    let standing = slots.iter().find(|slot| slot.booking_id.is_some());
    let possible = |slot: &Slot| rules::changeable(stage, proxy(viewer), slot.starts_at.0, viewer.now.0);
    if possible(wanted) && standing.is_none_or(possible) {
        return Ok(());
    }
    match stage {
        Stage::Announced => Err(Failure::NotYet { opens: about.opens_at.local(&viewer.zone).date().to_string() }),
        _ => Err(Failure::invalid("slot", Problem::Closed)),
    }
}

/// Somebody was first: the three that are nearest and free.
fn instead(viewer: &Viewer, slots: &[Slot], wanted: &Slot) -> Failure {
    Failure::Taken { free: rules::nearest(&free_of(viewer, slots), wanted.starts_at.0) }
}

fn free_of(viewer: &Viewer, slots: &[Slot]) -> Vec<(String, i64)> {
    let free = slots.iter().filter(|slot| !slot.taken && slot.starts_at > viewer.now);
    free.map(|slot| (slot.id.0.clone(), slot.starts_at.0)).collect()
}

pub async fn free(viewer: &Viewer, (round, pupil): (String, String), household: String) -> Result<Vec<String>> {
    let may = viewer.may(Read, (RoundId::from(round), PupilId::from(pupil))).await?;
    let family = family(viewer, &may, &household).await?;
    let slots = read::slots(viewer, &may, &family.id).await?;
    Ok(free_of(viewer, &slots).into_iter().map(|(id, _)| id).collect())
}

/// The household that a talk is for: the viewer's own, or (for the office) the one that it names.
pub async fn family<A: Action>(viewer: &Viewer, may: &May<A, (RoundId, PupilId)>, asked: &str) -> Result<Family> {
    let families = read::families(viewer, may).await?;
    pick(families, asked).ok_or(Failure::Gone)
}

/// `families` holds only what the viewer may choose from.
pub fn pick(families: Vec<Family>, asked: &str) -> Option<Family> {
    if asked.is_empty() {
        let own = families.iter().position(|family| family.mine).unwrap_or(0);
        return families.into_iter().nth(own);
    }
    families.into_iter().find(|family| family.id.as_str() == asked)
}

/// Which page somebody cancels from.
pub const FROM_MANAGE: &str = "manage";
pub const FROM_DAY: &str = "day";

/// Takes a talk back; `slot` is the time that was seen, if the page says it. Answers with the page to go on with.
pub async fn cancel(viewer: &Viewer, booking: String, slot: &str, from: &str) -> Result<String> {
    let may = viewer.may(Remove, BookingId::from(booking)).await?;
    let booked = book::booked(viewer, &may).await?;
    // Somebody else of the family moved it meanwhile: nobody loses a talk that they have not seen.
    if !slot.is_empty() && booked.slot_id.as_str() != slot {
        return Err(Failure::invalid("booking", Problem::Changed));
    }
    let stage = rules::stage(booked.opens_at.0, booked.closes_at.0, viewer.now.0);
    if !rules::changeable(stage, proxy(viewer), booked.starts_at.0, viewer.now.0) {
        return Err(Failure::invalid("booking", Problem::Closed));
    }
    book::cancel(viewer, may).await?;
    Ok(match from {
        FROM_MANAGE => format!("/talks/{}/manage?done=cancelled", booked.round_id),
        FROM_DAY => format!("/talks/{}/days/{}?done=cancelled", booked.round_id, booked.date),
        _ => "/talks?done=cancelled".to_owned(),
    })
}
