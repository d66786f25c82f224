//! What the doors of comments do.
use super::rules::{Given, Written};
use super::{CommentId, page, rules, store};
use crate::access::SubjectId;
use crate::access::{React, Remove, Viewer, Write};
use crate::base::failure::{Failure, Problem, Result};
use crate::base::ids;
use crate::shell::flash;

pub async fn write(subject: String, parent: String, body: String, key: String) -> Result<Written> {
    let viewer = Viewer::here().await?;
    let may = viewer.may(React, SubjectId::from(subject)).await?;
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
    let item = page::fresh(&viewer, &may, (&id, body), answer).await?;
    let count = store::count(&viewer, &may).await?;
    Ok(Written { id: id.0, item, count, key: ids::fresh(viewer.now) })
}

pub async fn heart(subject: String, on: bool) -> Result<Given> {
    let viewer = Viewer::here().await?;
    let may = viewer.may(React, SubjectId::from(subject)).await?;
    store::heart(&viewer, &may, on).await?;
    let (count, mine) = store::hearts(&viewer, &may).await?;
    Ok(Given { count, mine })
}

pub async fn remove(comment: String) -> Result<()> {
    let viewer = Viewer::here().await?;
    let comment = CommentId::from(comment);
    let may = viewer.may(Remove, comment.clone()).await?;
    let stays = store::remove(&viewer, may).await?;
    flash::say_next(viewer.app(), &super::REMOVED);
    page::go_to(&if stays { format!("comment-{comment}") } else { "comments".to_owned() });
    Ok(())
}

pub async fn edit(comment: String, body: String) -> Result<()> {
    let viewer = Viewer::here().await?;
    let comment = CommentId::from(comment);
    let may = viewer.may(Write, comment.clone()).await?;
    let body = rules::tidy(&body).map_err(|problem| Failure::invalid("body", problem))?;
    store::edit(&viewer, may, body).await?;
    flash::say_next(viewer.app(), &super::EDITED);
    page::go_to(&format!("comment-{comment}"));
    Ok(())
}
