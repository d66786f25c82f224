//! What the doors of lists do.
use super::actions::ListForm;
use super::list::{ListId, SignUpId, TaskId};
use super::{form, store};
use crate::access::{Manage, May, React, Remove, Viewer};
use crate::base::failure::{Failure, Problem, Result};
use crate::base::ids;
use crate::feed::Whom;
use crate::shell::flash::{Said, say_next};

pub async fn open(key: String, form: ListForm, whom: Whom) -> Result<()> {
    let viewer = Viewer::here().await?;
    let list = form::read(&viewer, &key, &form, &whom).await?;
    let id = store::open(&viewer, list).await?;
    say_next(viewer.app(), &super::OPENED);
    leptos_axum::redirect(&format!("/lists/{id}"));
    Ok(())
}

/// The list of a task, for somebody whom it asks.
async fn asked(viewer: &Viewer, task: &TaskId) -> Result<May<React, ListId>> {
    let list = store::list_of(viewer, task).await?.ok_or(Failure::Gone)?;
    let may = viewer.may(React, list).await?;
    // Who leads the school sees every list, and is asked only by those that are for them.
    if viewer.is_asked(may.thing()).await? { Ok(may) } else { Err(Failure::Denied) }
}

fn done(viewer: &Viewer, said: &Said) -> Result<()> {
    say_next(viewer.app(), said);
    Ok(())
}

pub async fn join(task: String) -> Result<()> {
    let (viewer, task) = (Viewer::here().await?, TaskId::from(task));
    let may = asked(&viewer, &task).await?;
    store::join(&viewer, &may, task).await?;
    done(&viewer, &super::JOINED)
}

pub async fn leave(task: String) -> Result<()> {
    let (viewer, task) = (Viewer::here().await?, TaskId::from(task));
    let may = asked(&viewer, &task).await?;
    store::leave(&viewer, &may, task).await?;
    done(&viewer, &super::LEFT)
}

pub async fn pass(list: String) -> Result<()> {
    let viewer = Viewer::here().await?;
    let may = viewer.may(React, ListId::from(list)).await?;
    store::pass(&viewer, &may).await?;
    done(&viewer, &super::PASSED)
}

pub async fn offer(own: String, other: String) -> Result<()> {
    let viewer = Viewer::here().await?;
    let (own, other) = (SignUpId::from(own), SignUpId::from(other));
    if !ids::is_id(other.as_str()) {
        return Err(Failure::invalid("other", Problem::Required));
    }
    let list = store::list_with(&viewer, &own).await?.ok_or(Failure::Gone)?;
    let may = viewer.may(React, list).await?;
    store::offer(&viewer, &may, (own, other)).await?;
    done(&viewer, &super::OFFERED)
}

pub async fn swap(offer: String, answer: String) -> Result<()> {
    let (viewer, offer) = (Viewer::here().await?, SignUpId::from(offer));
    let list = store::list_with(&viewer, &offer).await?.ok_or(Failure::Gone)?;
    let may = viewer.may(React, list).await?;
    if !["yes", "no"].contains(&answer.as_str()) {
        return Err(Failure::invalid("answer", Problem::Required));
    }
    let yes = answer == "yes";
    store::swap(&viewer, &may, (offer, yes)).await?;
    done(&viewer, if yes { &super::SWAPPED } else { &super::DECLINED })
}

pub async fn close(list: String) -> Result<()> {
    let viewer = Viewer::here().await?;
    let may = viewer.may(Manage, ListId::from(list)).await?;
    store::close(&viewer, &may).await?;
    done(&viewer, &super::CLOSED)
}

pub async fn remove(list: String) -> Result<()> {
    let viewer = Viewer::here().await?;
    let may = viewer.may(Remove, ListId::from(list)).await?;
    store::remove(&viewer, &may).await?;
    leptos_axum::redirect("/lists");
    done(&viewer, &super::REMOVED)
}
