//! What the plain doors of the feed do; the composer has files of its own.
use super::{PostId, store};
use crate::access::{Remove, Viewer};
use crate::base::failure::Result;
use crate::shell::flash::say_next;

pub async fn remove(post: String) -> Result<()> {
    let viewer = Viewer::here().await?;
    let may = viewer.may(Remove, PostId::from(post)).await?;
    store::remove(&viewer, may).await?;
    say_next(viewer.app(), &super::POST_REMOVED);
    leptos_axum::redirect("/");
    Ok(())
}
