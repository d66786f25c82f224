//! What the office does to invite, and what whoever was invited does.
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::base::failure::Failure;

/// Whom, and how.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AskForm {
    /// Ids of groups, and `staff`.
    pub group: Vec<String>,
    /// The id of one person, instead of groups.
    pub person: String,
    /// letter, mail
    pub way: String,
    /// Not empty: also those whose code still works.
    pub again: String,
}

/// Makes letters, or sends mails. With the password: a code lets somebody in.
#[server(endpoint = "invitations/ask", prefix = "/api")]
pub async fn ask(#[server(default)] form: AskForm, #[server(default)] password: String) -> Result<(), Failure> {
    super::server::deeds::ask(form, password).await
}

/// What somebody with a code fills in.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct JoinForm {
    pub code: String,
    pub email: String,
}

/// Opens an account with a code; first a mail with a number, where the school does not know the address.
#[server(endpoint = "invitations/join", prefix = "/api")]
pub async fn join(#[server(default)] form: JoinForm, #[server(default)] password: String) -> Result<(), Failure> {
    super::server::join::join(form, password).await
}

/// The number from the mail. `begun`: what only this browser knows.
#[server(endpoint = "invitations/prove", prefix = "/api")]
pub async fn prove(begun: String, #[server(default)] number: String) -> Result<(), Failure> {
    super::server::join::prove(begun, number).await
}

/// Whoever is signed in already comes to another school with their code.
#[server(endpoint = "invitations/link", prefix = "/api")]
pub async fn link(#[server(default)] secret: String) -> Result<(), Failure> {
    super::server::join::link(secret).await
}
