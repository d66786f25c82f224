//! What the doors of the school do.
use super::modules;
use super::store::log::Log;
use crate::access::{Manage, Module, Read, Viewer};
use crate::base::day::Day;
use crate::base::failure::{Failure, Problem, Result};
use crate::shell::Kept;
use crate::shell::flash::say_next;
use crate::shell::ways::with_kept;

/// No longer than somebody types.
const LONGEST: usize = 60;

pub async fn look_up(q: String, doors: String) -> Result<()> {
    let viewer = Viewer::here().await?;
    viewer.may(Read, Log(viewer.school.clone())).await?;
    let short = |text: String| text.chars().take(LONGEST).collect::<String>();
    let fields = [("q".to_owned(), short(q)), ("doors".to_owned(), short(doors))];
    let id = Kept::keep(&viewer, &fields).await?;
    leptos_axum::redirect(&with_kept("/school/log", &id));
    Ok(())
}

pub async fn module(module: String, opens: String) -> Result<()> {
    let viewer = Viewer::here().await?;
    let may = viewer.may(Manage, viewer.school.clone()).await?;
    let module = Module::of(&module).ok_or_else(|| Failure::invalid("module", Problem::Unknown))?;
    let opens = match opens.as_str() {
        "" => None,
        typed => Some(Day::typed(typed).ok_or_else(|| Failure::invalid("opens", Problem::NotADate))?),
    };
    modules::set(&viewer, &may, module, opens).await?;
    say_next(viewer.app(), if opens.is_some() { &super::OPENED } else { &super::CLOSED });
    Ok(())
}
