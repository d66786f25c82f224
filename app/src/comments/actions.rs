//! Saying something under a post, taking it away, and hearts. What nobody may read, nobody can answer.
use leptos::prelude::*;

use super::rules::{Given, Written};
use crate::base::failure::Failure;

/// Writes a comment, or an answer when `parent` names one. The key makes a double tap one comment.
#[server(endpoint = "comments/write", prefix = "/api")]
pub async fn write(post: String, parent: String, body: String, key: String) -> Result<Written, Failure> {
    use super::{CommentId, page, rules, store};
    use crate::access::{React, Viewer};
    use crate::base::failure::Problem;
    use crate::base::ids;
    let viewer = Viewer::here().await?;
    let may = viewer.may(React, crate::feed::PostId::from(post)).await?;
    let body = rules::tidy(&body).map_err(|problem| Failure::invalid("body", problem))?;
    if !ids::is_id(&key) {
        return Err(Failure::invalid("key", Problem::Unknown));
    }
    if store::lately(&viewer, &may).await? >= rules::MOST_IN_A_WHILE {
        return Err(Failure::Busy);
    }
    let parent = (!parent.is_empty()).then(|| CommentId::from(parent));
    let answer = parent.is_some();
    let new = store::New { key: CommentId::from(key), parent, body: body.clone() };
    let id = store::write(&viewer, &may, new).await?;
    page::go_to(&format!("comment-{id}"));
    let item = page::fresh(&viewer, may.thing(), (&id, body), answer).await;
    Ok(Written { id: id.0, item, key: ids::fresh(viewer.now) })
}

/// Gives a heart or takes it back.
#[server(endpoint = "comments/heart", prefix = "/api")]
pub async fn heart(post: String, on: bool) -> Result<Given, Failure> {
    use super::store;
    use crate::access::{React, Viewer};
    let viewer = Viewer::here().await?;
    let may = viewer.may(React, crate::feed::PostId::from(post)).await?;
    store::heart(&viewer, &may, on).await?;
    let (count, mine) = store::hearts(&viewer, &may).await?;
    Ok(Given { count, mine })
}

/// Takes somebody's words away: their own, or under a post that is yours to keep friendly.
#[server(endpoint = "comments/remove", prefix = "/api")]
pub async fn remove(comment: String) -> Result<(), Failure> {
    use super::{CommentId, page, store};
    use crate::access::{Remove, Viewer};
    use crate::shell::flash::{self, Said};
    let viewer = Viewer::here().await?;
    let comment = CommentId::from(comment);
    let may = viewer.may(Remove, comment.clone()).await?;
    let stays = store::remove(&viewer, may).await?;
    flash::say_next(viewer.app(), Said::Removed);
    page::go_to(&if stays { format!("comment-{comment}") } else { "comments".to_owned() });
    Ok(())
}

/// Puts one's own words right. What they said before stays readable for who keeps the post.
#[server(endpoint = "comments/edit", prefix = "/api")]
pub async fn edit(comment: String, body: String) -> Result<(), Failure> {
    use super::{CommentId, page, rules, store};
    use crate::access::{Viewer, Write};
    use crate::shell::flash::{self, Said};
    let viewer = Viewer::here().await?;
    let comment = CommentId::from(comment);
    let may = viewer.may(Write, comment.clone()).await?;
    let body = rules::tidy(&body).map_err(|problem| Failure::invalid("body", problem))?;
    store::edit(&viewer, may, body).await?;
    flash::say_next(viewer.app(), Said::Edited);
    page::go_to(&format!("comment-{comment}"));
    Ok(())
}
