//! What the doors of polls do.
use super::actions::PollForm;
use super::poll::{OptionId, PollId};
use super::{form, store};
use crate::access::{Manage, React, Remove, Viewer};
use crate::base::failure::{Failure, Problem, Result};
use crate::base::ids;
use crate::feed::Whom;
use crate::shell::flash::say_next;

pub async fn open(key: String, form: PollForm, whom: Whom) -> Result<()> {
    let viewer = Viewer::here().await?;
    let poll = form::read(&viewer, &key, &form, &whom).await?;
    let id = store::open(&viewer, poll).await?;
    say_next(viewer.app(), &super::ASKED);
    leptos_axum::redirect(&format!("/polls/{id}"));
    Ok(())
}

pub async fn answer(poll: String, choice: Vec<String>) -> Result<()> {
    let viewer = Viewer::here().await?;
    let may = viewer.may(React, PollId::from(poll)).await?;
    // Who leads the school sees every poll, and is asked only by those that are for them.
    if !viewer.is_asked(may.thing()).await? {
        return Err(Failure::Denied);
    }
    if choice.is_empty() {
        return Err(Failure::invalid("choice", Problem::Required));
    }
    if !choice.iter().all(|choice| ids::is_id(choice)) {
        return Err(Failure::invalid("choice", Problem::Unknown));
    }
    store::answer(&viewer, &may, choice.into_iter().map(OptionId::from).collect()).await?;
    say_next(viewer.app(), &super::ANSWERED);
    Ok(())
}

pub async fn close(poll: String) -> Result<()> {
    let viewer = Viewer::here().await?;
    let may = viewer.may(Manage, PollId::from(poll)).await?;
    store::close(&viewer, &may).await?;
    say_next(viewer.app(), &super::CLOSED);
    Ok(())
}

pub async fn remove(poll: String) -> Result<()> {
    let viewer = Viewer::here().await?;
    let may = viewer.may(Remove, PollId::from(poll)).await?;
    store::remove(&viewer, &may).await?;
    say_next(viewer.app(), &super::REMOVED);
    leptos_axum::redirect("/polls");
    Ok(())
}
