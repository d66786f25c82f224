//! What the doors of people do.
use edexml::guardians::Status;

use super::rules::LONGEST;
use super::store::{self, Decided, LinkId, RoleId};
use crate::access::{HouseholdId, Lift, Manage, Viewer};
use crate::base::failure::{Failure, Problem, Result};
use crate::base::text;
use crate::shell::Kept;
use crate::shell::flash::say_next;
use crate::shell::ways::with_kept;

/// A reason is a sentence or two.
const LONGEST_REASON: usize = 500;
/// No school has so many colleagues.
const MOST_ROLES: usize = 500;

pub async fn find(q: String) -> Result<()> {
    let viewer = Viewer::here().await?;
    viewer.may(Manage, viewer.school.clone()).await?;
    let typed = q.chars().take(LONGEST).collect();
    let id = Kept::keep(&viewer, &[("q".to_owned(), typed)]).await?;
    leptos_axum::redirect(&with_kept("/school", &id));
    Ok(())
}

pub async fn decide(link: String, from: String, to: String, reason: String) -> Result<()> {
    let viewer = Viewer::here().await?;
    let link = LinkId::from(link);
    let unknown = || Failure::invalid("to", Problem::Unknown);
    let from = Status::from_code(&from).ok_or_else(unknown)?;
    let to = Status::from_code(&to).ok_or_else(unknown)?;
    let (may, said) = match (from, to) {
        (Status::Proposed, Status::Confirmed) => (viewer.may(Manage, link).await?, &super::CONFIRMED),
        (Status::Proposed | Status::Confirmed, Status::Blocked) => (viewer.may(Manage, link).await?, &super::BLOCKED),
        // Who may lift a block may all else, too; what they may is asked here.
        (Status::Blocked, Status::Proposed) => {
            viewer.may(Lift, link.clone()).await?;
            (viewer.may(Manage, link).await?, &super::LIFTED)
        }
        _ => return Err(unknown()),
    };
    let reason = text::visible(&reason);
    let asked = to != Status::Confirmed;
    match reason.chars().count() {
        0 if asked => return Err(Failure::invalid("reason", Problem::Required)),
        length if length > LONGEST_REASON => return Err(Failure::invalid("reason", Problem::TooLong)),
        _ => {}
    }
    store::decide(&viewer, &may, Decided { from, to, reason }).await?;
    say_next(viewer.app(), said);
    Ok(())
}

pub async fn protect(household: String, reason: String) -> Result<()> {
    let viewer = Viewer::here().await?;
    let may = viewer.may(Manage, HouseholdId::from(household)).await?;
    let reason = text::visible(&reason);
    match reason.chars().count() {
        0 => return Err(Failure::invalid("reason", Problem::Required)),
        length if length > LONGEST_REASON => return Err(Failure::invalid("reason", Problem::TooLong)),
        _ => {}
    }
    store::protected::mark(&viewer, &may, reason).await?;
    say_next(viewer.app(), &super::PROTECTED);
    Ok(())
}

pub async fn unprotect(household: String) -> Result<()> {
    let viewer = Viewer::here().await?;
    let may = viewer.may(Lift, HouseholdId::from(household)).await?;
    store::protected::unmark(&viewer, &may).await?;
    say_next(viewer.app(), &super::UNPROTECTED);
    Ok(())
}

pub async fn confirm_roles(roles: Vec<String>) -> Result<()> {
    let viewer = Viewer::here().await?;
    viewer.may(Manage, viewer.school.clone()).await?;
    match roles.len() {
        0 => return Err(Failure::invalid("role", Problem::Required)),
        many if many > MOST_ROLES => return Err(Failure::invalid("role", Problem::TooLong)),
        _ => {}
    }
    let said = if roles.len() == 1 { &super::ROLE_CONFIRMED } else { &super::ROLES_CONFIRMED };
    let mut may = Vec::with_capacity(roles.len());
    for role in roles {
        may.push(viewer.may(Manage, RoleId::from(role)).await?);
    }
    store::confirm_roles(&viewer, may).await?;
    say_next(viewer.app(), said);
    Ok(())
}
