//! Putting a child into another group, and letting the files say it again.
use super::import::conversation;
use super::store::places::{self, Way};
use crate::access::{GroupId, Manage, PupilId, Viewer};
use crate::base::failure::{Failure, Problem, Result};
use crate::shell::flash::say_next;

pub async fn put(child: String, from: String, to: String) -> Result<()> {
    let viewer = Viewer::here().await?;
    let may = viewer.may(Manage, PupilId::from(child)).await?;
    if to.is_empty() {
        return Err(Failure::invalid("to", Problem::Required));
    }
    let from = (!from.is_empty()).then(|| GroupId::from(from));
    places::put(&viewer, &may, Way { from, to: GroupId::from(to) }).await?;
    say_next(viewer.app(), &super::MOVED);
    Ok(())
}

/// `import`: the file that is looked at, if it was there that somebody let go.
pub async fn let_go(child: String, import: String) -> Result<()> {
    let viewer = Viewer::here().await?;
    let may = viewer.may(Manage, PupilId::from(child)).await?;
    let file = conversation::looked_at(&viewer, import).await?;
    places::let_go(&viewer, &may).await?;
    conversation::look_again(&viewer, file).await?;
    say_next(viewer.app(), &super::LET_GO);
    Ok(())
}
