//! Fetching a list.
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::base::failure::Failure;

/// Which list, of whom, and why.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AskForm {
    /// pupils, families, staff
    pub list: String,
    /// The id of a group; empty: the whole school.
    pub group: String,
    pub reason: String,
}

/// Asks for a list. The password stands beside the form, because it is never kept.
#[server(endpoint = "exports/ask", prefix = "/api")]
pub async fn ask(#[server(default)] form: AskForm, #[server(default)] password: String) -> Result<(), Failure> {
    super::server::deeds::ask(form, password).await
}
