//! What the doors do.
use super::store::{self, WorkGroupId};
use crate::access::{Manage, PersonId, Viewer};
use crate::base::failure::Result;
use crate::base::ids;
use crate::shell::Kept;
use crate::shell::flash::say_next;
use crate::shell::sheet::refuse;
use crate::shell::typed::Reading;
use crate::shell::ways::with_kept;

/// It stands on a chip, on a phone.
const LONGEST_NAME: usize = 80;
/// No longer than somebody types to find another.
const LONGEST_SEARCH: usize = 60;

fn named(name: &str) -> Result<String> {
    let mut reading = Reading::default();
    let name = reading.line("name", name, LONGEST_NAME);
    refuse(&reading.0)?;
    Ok(name)
}

fn page(id: &WorkGroupId) -> String {
    format!("/school/work-groups/{id}")
}

pub async fn begin(key: String, name: String) -> Result<()> {
    let viewer = Viewer::here().await?;
    let may = viewer.may(Manage, viewer.school.clone()).await?;
    let name = named(&name)?;
    let id = if ids::is_id(&key) { WorkGroupId::from(key) } else { WorkGroupId::new(viewer.now) };
    store::begin(&viewer, &may, (id.clone(), name)).await?;
    say_next(viewer.app(), &super::BEGUN);
    leptos_axum::redirect(&page(&id));
    Ok(())
}

pub async fn rename(group: String, name: String) -> Result<()> {
    let viewer = Viewer::here().await?;
    let may = viewer.may(Manage, WorkGroupId::from(group)).await?;
    store::rename(&viewer, &may, named(&name)?).await?;
    say_next(viewer.app(), &super::RENAMED);
    Ok(())
}

pub async fn find(group: String, q: String) -> Result<()> {
    let viewer = Viewer::here().await?;
    let may = viewer.may(Manage, WorkGroupId::from(group)).await?;
    let typed = q.chars().take(LONGEST_SEARCH).collect();
    let id = Kept::keep(&viewer, &[("q".to_owned(), typed)]).await?;
    leptos_axum::redirect(&with_kept(&page(may.thing()), &id));
    Ok(())
}

pub async fn add(group: String, person: String) -> Result<()> {
    let viewer = Viewer::here().await?;
    let may = viewer.may(Manage, WorkGroupId::from(group)).await?;
    let person = viewer.may(Manage, PersonId::from(person)).await?;
    store::add(&viewer, &may, &person).await?;
    say_next(viewer.app(), &super::CAME);
    leptos_axum::redirect(&page(may.thing()));
    Ok(())
}

pub async fn drop(group: String, person: String) -> Result<()> {
    let viewer = Viewer::here().await?;
    let may = viewer.may(Manage, WorkGroupId::from(group)).await?;
    let person = viewer.may(Manage, PersonId::from(person)).await?;
    store::drop(&viewer, &may, &person).await?;
    say_next(viewer.app(), &super::WENT);
    leptos_axum::redirect(&page(may.thing()));
    Ok(())
}

pub async fn end(group: String) -> Result<()> {
    let viewer = Viewer::here().await?;
    let may = viewer.may(Manage, WorkGroupId::from(group)).await?;
    store::end(&viewer, &may).await?;
    say_next(viewer.app(), &super::ENDED);
    leptos_axum::redirect("/school/work-groups");
    Ok(())
}
