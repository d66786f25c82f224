//! What the doors of the school do.
use super::modules;
use crate::access::{Manage, Module, Viewer};
use crate::base::day::Day;
use crate::base::failure::{Failure, Problem, Result};
use crate::shell::flash::say_next;

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
