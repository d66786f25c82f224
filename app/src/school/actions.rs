//! What head and office do with the school.
use leptos::prelude::*;

use crate::base::failure::Failure;

/// Opens a module for families from a day on; an empty day closes it.
#[server(endpoint = "school/module", prefix = "/api")]
pub async fn module(module: String, #[server(default)] opens: String) -> Result<(), Failure> {
    super::server::deeds::module(module, opens).await
}
