//! What somebody of the board does.
use leptos::prelude::*;

use crate::base::failure::Failure;

/// Goes into a school of the board for today. `reason`: the school reads it.
#[server(endpoint = "boards/visit", prefix = "/api")]
pub async fn visit(school: String, #[server(default)] reason: String) -> Result<(), Failure> {
    super::server::deeds::visit(school, reason).await
}
