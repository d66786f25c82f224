//! For `kring bench feed`: the same HTML with nothing behind it, so that what the rest costs can be seen.
use super::page::Loaded;
use crate::access::Viewer;
use crate::base::failure::Result;
use crate::shell::{Kept, Route};

/// `/bare`: a page of the feed as this viewer saw it once, drawn anew for every request, without session, rights or database.
pub async fn bare(viewer: Viewer) -> Result<Route> {
    let loaded = Loaded::load(&viewer, None).await?;
    Ok(Route::get("/bare", async move || loaded.clone().page(&viewer, &Kept::default())))
}
