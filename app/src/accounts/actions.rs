//! Signing in and out, devices, language.
use leptos::prelude::*;

use crate::base::failure::Failure;

/// Signs in with address and password. Says nothing about which of the two was wrong.
#[server(endpoint = "accounts/sign-in", prefix = "/api")]
pub async fn sign_in(
    email: String,
    password: String,
    next: String,
    /// What somebody typed before they had to sign in again.
    #[server(default)]
    carried: String,
) -> Result<(), Failure> {
    use super::{again, password, rules, store};
    use crate::access::Asking;
    use crate::base::failure::Problem;
    let visitor = crate::access::Visitor::here().await?;
    let email = crate::base::identity::address(&email);
    let attempt = store::tries::begin(&visitor, &email).await?;
    let account = store::account(&visitor, &email).await?;
    let hash = account.as_ref().map(|account| account.password_hash.clone());
    let asking = match (attempt.known, attempt.doubtful) {
        (true, _) => Asking::Known,
        (false, true) => Asking::Doubtful(&visitor.network),
        (false, false) => Asking::From(&visitor.network),
    };
    let right = password::verify(visitor.app(), asking, password, hash).await?;
    let Some(account) = account.filter(|_| right) else {
        store::tries::failed(&visitor, &attempt).await?;
        return Err(Failure::invalid("password", Problem::Wrong));
    };
    let next = again::bring_along(&visitor, &account, &carried, rules::safe_next(&next)).await;
    super::page::welcome(&visitor, &account, Some(&attempt), &next).await
}

/// One tap per demo person. In a real school this does not exist.
#[server(endpoint = "accounts/demo", prefix = "/api")]
pub async fn demo(person: String) -> Result<(), Failure> {
    use super::store;
    let visitor = crate::access::Visitor::here().await?;
    if !visitor.app().settings.demo {
        return Err(Failure::Gone);
    }
    let account = store::account(&visitor, &person).await?.ok_or(Failure::Gone)?;
    super::page::welcome(&visitor, &account, None, "/").await
}

/// Ends this session and asks the browser to forget everything.
#[server(endpoint = "accounts/sign-out", prefix = "/api")]
pub async fn sign_out() -> Result<(), Failure> {
    let viewer = crate::access::Viewer::here().await?;
    let may = viewer.may(crate::access::Remove, viewer.session.clone()).await?;
    super::store::end_session(&viewer, may).await?;
    super::page::farewell(viewer.app());
    Ok(())
}

/// Ends the session of another device of the same person.
#[server(endpoint = "accounts/revoke", prefix = "/api")]
pub async fn revoke(session: String) -> Result<(), Failure> {
    let viewer = crate::access::Viewer::here().await?;
    let session = crate::access::SessionId::from(session);
    let may = viewer.may(crate::access::Remove, session).await?;
    super::store::end_session(&viewer, may).await.map(|()| crate::shell::flash::say_next(viewer.app(), crate::shell::flash::Said::DeviceOut))
}

/// Chooses the language of everything this person reads.
#[server(endpoint = "accounts/language", prefix = "/api")]
pub async fn language(code: String) -> Result<(), Failure> {
    use crate::shell::language;
    let viewer = crate::access::Viewer::here().await?;
    let code = language::code(language::of_code(&code));
    super::store::choose_language(&viewer, code).await?;
    super::page::remember_language(viewer.app(), code);
    crate::shell::flash::say_next(viewer.app(), crate::shell::flash::Said::Language);
    Ok(())
}
