//! What Today says about talks: the next one, or that there is one to choose.
use super::round::guardians_may;
use super::rules::{self, Stage};
use super::store::read::{self, Child};
use super::words;
use crate::access::Viewer;
use crate::base::failure::Result;
use crate::say;
use crate::shell::Due;

/// One statement a minute for guardians, and one after every change of their talks; none for everybody else.
pub async fn due(viewer: &Viewer) -> Result<Vec<Due>> {
    if !viewer.standing().guardian || !guardians_may(viewer) {
        return Ok(Vec::new());
    }
    let known = viewer.app().shelf.or_read(viewer.waiting_key("talks"), read::children(viewer)).await?;
    // Who is no longer the guardian of a child hears nothing of it, whatever was known a minute ago.
    let children: Vec<&Child> =
        known.iter().filter(|child| viewer.seats.guardian_of(child.pupil_id.as_str())).collect();
    let waiting = children.iter().find(|child| {
        let stage = rules::stage(child.opens_at.0, child.closes_at.0, viewer.now.0);
        child.booking_id.is_none() && stage == Stage::Open
    });
    // A time that has still to be chosen comes first: it can be too late for that.
    if let Some(child) = waiting {
        let sentence = say!(viewer.language, talks.choose_for, pupil = child.pupil.clone());
        let href = format!("/talks/{}?child={}", child.round_id, child.pupil_id);
        return Ok(vec![Due { icon: "calendar", sentence, href, needed: true, at: child.closes_at }]);
    }
    let next = children.iter().find(|child| child.starts_at.is_some_and(|starts| starts > viewer.now));
    let due = |child: &&Child| Due {
        icon: "calendar",
        sentence: words::talk(viewer.language, child),
        href: "/talks".into(),
        needed: false,
        at: child.starts_at.unwrap_or(viewer.now),
    };
    Ok(next.into_iter().map(due).collect())
}
