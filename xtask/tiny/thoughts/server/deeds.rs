//! What the doors of thoughts do.
use super::rules::tidy;
use super::store;
use super::thought::ThoughtId;
use crate::access::{Audience, Manage, Side, Viewer};
use crate::base::failure::{Failure, Problem, Result};
use crate::base::ids;
use crate::shell::flash::say_next;

pub async fn share(key: String, words: String, group: String) -> Result<()> {
    let viewer = Viewer::here().await?;
    if !ids::is_id(&key) {
        return Err(Failure::invalid("key", Problem::Unknown));
    }
    let audience = Audience::chosen(&viewer, &[format!("group:{group}")], Side::All).await?;
    let words = tidy(&words).map_err(|problem| Failure::invalid("words", problem))?;
    store::share(&viewer, ThoughtId::from(key), words, audience).await?;
    say_next(viewer.app(), &super::SHARED);
    Ok(())
}

pub async fn change(thought: String, words: String) -> Result<()> {
    let viewer = Viewer::here().await?;
    let may = viewer.may(Manage, ThoughtId::from(thought)).await?;
    let words = tidy(&words).map_err(|problem| Failure::invalid("words", problem))?;
    store::change(&viewer, &may, words).await
}
