//! What the door does.
use super::store::{self, Governed};
use crate::access::{Elsewhere, Read, Viewer, go};
use crate::base::failure::{Failure, Problem, Result};
use crate::base::text;
use crate::shell::flash::say_next;

/// A reason is a sentence or two.
const LONGEST_REASON: usize = 500;

pub async fn visit(school: String, reason: String) -> Result<()> {
    let viewer = Viewer::here().await?;
    let may = viewer.may(Read, Governed(school.into())).await?;
    let reason = text::visible(&reason);
    match reason.chars().count() {
        0 => return Err(Failure::invalid("reason", Problem::Required)),
        length if length > LONGEST_REASON => return Err(Failure::invalid("reason", Problem::TooLong)),
        _ => {}
    }
    let person = store::visit(&viewer, &may, reason).await?;
    if person != viewer.person {
        // Who they are there is known only now.
        let viewer = Viewer::here().await?;
        let there = viewer.may(Read, Elsewhere(person)).await?;
        go(&viewer, there).await?;
    }
    say_next(viewer.app(), &super::CAME_IN);
    leptos_axum::redirect("/school");
    Ok(())
}
