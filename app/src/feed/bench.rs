//! For `kring bench feed`: the same HTML with nothing behind it, so that what the rest costs can be seen.
use axum::Router;
use axum::routing::get;

use super::page::Loaded;
use crate::access::{App, Viewer};
use crate::base::failure::Result;

/// A router with `/bare`: a page of the feed as this viewer saw it once, drawn anew for every request, without session, rights or database.
pub async fn bare(viewer: Viewer) -> Result<Router<App>> {
    let loaded = Loaded::load(&viewer, None).await?;
    Ok(Router::new().route("/bare", get(async move || loaded.clone().page(&viewer))))
}
