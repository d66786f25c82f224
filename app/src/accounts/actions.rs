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
    super::server::deeds::sign_in(email, password, next, carried).await
}

/// One tap per demo person. In a real school this does not exist.
#[server(endpoint = "accounts/demo", prefix = "/api")]
pub async fn demo(person: String) -> Result<(), Failure> {
    super::server::deeds::demo(person).await
}

/// Ends this session and asks the browser to forget everything.
#[server(endpoint = "accounts/sign-out", prefix = "/api")]
pub async fn sign_out() -> Result<(), Failure> {
    super::server::deeds::sign_out().await
}

/// Ends the session of another device of the same person.
#[server(endpoint = "accounts/revoke", prefix = "/api")]
pub async fn revoke(session: String) -> Result<(), Failure> {
    super::server::deeds::revoke(session).await
}

/// Goes on at another school of the same account.
#[server(endpoint = "accounts/switch", prefix = "/api")]
pub async fn switch(person: String, #[server(default)] next: String) -> Result<(), Failure> {
    super::server::deeds::switch(person, next).await
}

/// Chooses the language of everything this person reads.
#[server(endpoint = "accounts/language", prefix = "/api")]
pub async fn language(code: String) -> Result<(), Failure> {
    super::server::deeds::language(code).await
}
