//! What the doors of accounts do.
use super::store::tries::Attempt;
use super::{again, page, password, rules, store};
use crate::access::{Asking, Elsewhere, Read, Remove, SessionId, Viewer, Visitor, go};
use crate::base::failure::{Failure, Problem, Result};
use crate::base::language as languages;
use crate::shell::flash::say_next;

pub async fn sign_in(email: String, password: String, next: String, carried: String) -> Result<()> {
    let visitor = Visitor::here().await?;
    let email = identity::address(&email);
    let attempt = store::tries::begin(&visitor, &email).await?;
    let account = store::account(&visitor, &email).await?;
    let hash = account.as_ref().map(|account| account.password_hash.clone());
    let right = right(&visitor, &attempt, password, hash).await?;
    let Some(account) = account.filter(|_| right) else {
        return Err(Failure::invalid("password", Problem::Wrong));
    };
    let next = again::bring_along(&visitor, &account, &carried, rules::safe_next(&next)).await;
    page::welcome(&visitor, &account, Some(&attempt), &next).await
}

/// Whether it is the password; a wrong one is written down. `None`: there is no account.
async fn right(visitor: &Visitor, attempt: &Attempt, password: String, hash: Option<String>) -> Result<bool> {
    let asking = match (attempt.known, attempt.doubtful) {
        (true, _) => Asking::Known,
        (false, true) => Asking::Doubtful(&visitor.network),
        (false, false) => Asking::From(&visitor.network),
    };
    let right = password::verify(visitor.app(), asking, password, hash).await?;
    if !right {
        store::tries::failed(visitor, attempt).await?;
    }
    Ok(right)
}

/// Asks whoever is signed in for the password once more: before what nobody may do who only found a device open. Wrong tries count as
/// they do at the door.
pub async fn step_up(viewer: &Viewer, password: String) -> Result<()> {
    let visitor = Visitor::here().await?;
    let (email, hash) = store::own(viewer).await?;
    let attempt = store::tries::begin(&visitor, &email).await?;
    if !right(&visitor, &attempt, password, Some(hash)).await? {
        return Err(Failure::invalid("password", Problem::Wrong));
    }
    store::tries::forget(&visitor, &attempt).await
}

/// Whoever opened their account a moment ago is signed in, and goes on there.
pub async fn come_in(visitor: &Visitor, email: &str, next: &str) -> Result<()> {
    let account = store::account(visitor, email).await?.ok_or(Failure::Gone)?;
    page::welcome(visitor, &account, None, next).await
}

pub async fn demo(person: String) -> Result<()> {
    let visitor = Visitor::here().await?;
    if !visitor.app().settings.demo {
        return Err(Failure::Gone);
    }
    let account = store::account(&visitor, &person).await?.ok_or(Failure::Gone)?;
    page::welcome(&visitor, &account, None, "/").await
}

pub async fn sign_out() -> Result<()> {
    let viewer = Viewer::here().await?;
    let may = viewer.may(Remove, viewer.session.clone()).await?;
    store::end_session(&viewer, may).await?;
    page::farewell(viewer.app());
    Ok(())
}

pub async fn revoke(session: String) -> Result<()> {
    let viewer = Viewer::here().await?;
    let session = SessionId::from(session);
    let may = viewer.may(Remove, session).await?;
    store::end_session(&viewer, may).await.map(|()| say_next(viewer.app(), &super::DEVICE_OUT))
}

pub async fn switch(person: String, next: String) -> Result<()> {
    let viewer = Viewer::here().await?;
    // Tapped twice: they are there already.
    if viewer.person.0 != person {
        let may = viewer.may(Read, Elsewhere(person.into())).await?;
        go(&viewer, may).await?;
    }
    leptos_axum::redirect(&rules::safe_next(&next));
    Ok(())
}

pub async fn language(code: String) -> Result<()> {
    let viewer = Viewer::here().await?;
    let code = languages::code(languages::of_code(&code));
    store::choose_language(&viewer, code).await?;
    page::remember_language(viewer.app(), code);
    say_next(viewer.app(), &super::LANGUAGE);
    Ok(())
}
