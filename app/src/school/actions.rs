//! What head and office do with the school.
use leptos::prelude::*;

use crate::base::failure::Failure;

/// Looks something up in the log: names stand in no address.
#[server(endpoint = "school/look-up", prefix = "/api")]
pub async fn look_up(#[server(default)] q: String, #[server(default)] doors: String) -> Result<(), Failure> {
    super::server::deeds::look_up(q, doors).await
}

/// Opens a module for families from a day on; an empty day closes it.
#[server(endpoint = "school/module", prefix = "/api")]
pub async fn module(module: String, #[server(default)] opens: String) -> Result<(), Failure> {
    super::server::deeds::module(module, opens).await
}
