//! Trying again what did not succeed.
use leptos::prelude::*;

use crate::base::failure::Failure;

/// Tries a job again now; without a name, all of them.
#[server(endpoint = "undone/revive", prefix = "/api")]
pub async fn revive(#[server(default)] job: String) -> Result<(), Failure> {
    super::server::deeds::revive(job).await
}
