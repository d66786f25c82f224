//! What the door does.
use super::store;
use crate::access::{Manage, Viewer};
use crate::base::failure::Result;
use crate::shell::flash::say_next;

pub async fn revive(job: String) -> Result<()> {
    let viewer = Viewer::here().await?;
    let may = viewer.may(Manage, viewer.school.clone()).await?;
    store::revive(&viewer, may, job).await?;
    say_next(viewer.app(), &super::TRIED_AGAIN);
    leptos_axum::redirect("/undone");
    Ok(())
}
