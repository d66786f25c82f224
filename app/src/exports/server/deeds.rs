//! What the door of the lists does.
use super::list::List;
use super::store::{self, Asked};
use super::table::Table;
use crate::access::{GroupId, Manage, May, SchoolId, Viewer};
use crate::accounts::step_up;
use crate::base::failure::{Failure, Problem, Result};
use crate::exports::server::actions::AskForm;
use crate::shell::flash::say_next;
use crate::shell::sheet::{Mistake, refuse};
use crate::shell::typed::Reading;

const LONGEST_REASON: usize = 200;

/// What a form says.
pub struct Typed {
    pub list: Option<List>,
    pub group: String,
    pub reason: String,
    pub mistakes: Vec<Mistake>,
}

pub fn typed(form: &AskForm) -> Typed {
    let mut reading = Reading::default();
    let list = List::of(&form.list);
    if list.is_none() {
        reading.wrong("list", Problem::Required);
    }
    let reason = reading.line("reason", &form.reason, LONGEST_REASON);
    Typed { list, group: form.group.clone(), reason, mistakes: reading.0 }
}

pub async fn ask(form: AskForm, password: String) -> Result<()> {
    let viewer = Viewer::here().await?;
    let may = viewer.may(Manage, viewer.school.clone()).await?;
    let typed = typed(&form);
    refuse(&typed.mistakes)?;
    let group = group(&viewer, &may, &typed.group).await?;
    if password.is_empty() {
        return Err(Failure::invalid("password", Problem::Required));
    }
    step_up(&viewer, password).await?;
    let list = typed.list.ok_or_else(|| Failure::invalid("list", Problem::Required))?;
    let lines = table(&viewer, &may, list, group.as_ref()).await?.lines.len();
    let asked = Asked { list, group, reason: typed.reason, lines };
    let id = store::ask(&viewer, &may, asked).await?;
    say_next(viewer.app(), &super::READY);
    leptos_axum::redirect(&format!("/school/exports/{id}"));
    Ok(())
}

/// A group of this school, or none: all of it.
async fn group(viewer: &Viewer, may: &May<Manage, SchoolId>, typed: &str) -> Result<Option<GroupId>> {
    if typed.is_empty() {
        return Ok(None);
    }
    let group = store::groups(viewer, may).await?.into_iter().find(|(id, _)| id.as_str() == typed);
    group.map(|(id, _)| Some(id)).ok_or_else(|| Failure::invalid("group", Problem::Unknown))
}

/// As it is now.
pub async fn table(viewer: &Viewer, may: &May<Manage, SchoolId>, list: List, group: Option<&GroupId>) -> Result<Table> {
    let language = viewer.language;
    Ok(match list {
        List::Pupils => Table::of_pupils(language, store::pupils(viewer, may, group).await?),
        List::Families => Table::of_families(language, store::families(viewer, may, group).await?),
        List::Staff => Table::of_staff(language, store::staff(viewer, may, group).await?),
    })
}
