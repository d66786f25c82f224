//! What changes a list: making it, coming, going, changing places, closing, taking away.
mod places;

use super::super::jobs::Remind;
use super::super::list::{ListId, TaskId};
use crate::access::{Audience, Manage, May, Remove, Shared, Touched, Viewer, audience, later, take_away, touch};
use crate::base::clock::Moment;
use crate::base::day::Day;
use crate::base::db::Tx;
use crate::base::failure::{Failure, Problem, Result};
use crate::{change, sql};

pub use places::{go, join, leave, offer, pass, swap};

/// A list that is about to be made.
#[derive(Debug, Clone)]
pub struct NewList {
    /// The key of the form: the same form twice is one list.
    pub id: ListId,
    pub title: String,
    pub about: String,
    pub happens_on: Option<Day>,
    pub closes_at: Moment,
    pub tasks: Vec<(String, i64)>,
    pub audience: Audience,
    /// When those who have a place are reminded.
    pub reminds_at: Option<Moment>,
}

/// Makes it, and says under which id. A list of the viewer's that is there already is the answer too.
pub async fn open(viewer: &Viewer, list: NewList) -> Result<ListId> {
    viewer.db().write((viewer.clone(), list), |tx, (viewer, list)| Box::pin(open_in(tx, viewer, list))).await
}

async fn open_in(tx: &mut Tx, viewer: &Viewer, list: &NewList) -> Result<ListId> {
    let touched = match audience::save(tx, viewer, &list.id, &list.audience, false).await {
        Err(Failure::Gone) => return stands(tx, viewer, list).await,
        saved => saved?,
    };
    let insert = change!(
        "INSERT INTO sign_up_lists (id, school_id, title, about, happens_on, closes_at) VALUES ($1, $2, $3, $4, $5, $6)"
    );
    touched
        .change(tx, insert)
        .bind(&list.id)
        .bind(&viewer.school)
        .bind(&list.title)
        .bind(&list.about)
        .bind(list.happens_on)
        .bind(list.closes_at)
        .run()
        .await?;
    tasks(tx, &touched, viewer, list).await?;
    if let Some(at) = list.reminds_at {
        later(tx, &viewer.school, &Remind { list: list.id.clone() }, at).await?;
    }
    Ok(list.id.clone())
}

async fn tasks(tx: &mut Tx, touched: &Touched, viewer: &Viewer, list: &NewList) -> Result<()> {
    for (place, (label, places)) in (0_i64..).zip(&list.tasks) {
        let insert = change!(
            "INSERT INTO sign_up_tasks (id, school_id, list_id, place, label, places) VALUES ($1, $2, $3, $4, $5, $6)"
        );
        let query = touched.change(tx, insert).bind(TaskId::new(viewer.now)).bind(&viewer.school);
        query.bind(&list.id).bind(place).bind(label).bind(*places).run().await?;
    }
    Ok(())
}

/// What this form made before is the answer to it; with other words it is another one, under a key that was used.
async fn stands(tx: &mut Tx, viewer: &Viewer, list: &NewList) -> Result<ListId> {
    let statement = sql!(
        "SELECT x.title, x.about, x.closes_at FROM subjects a JOIN sign_up_lists x ON x.id = a.id WHERE a.id = $1 AND a.owner_id = $2"
    );
    let query = tx.query(statement).bind(&list.id).bind(&viewer.person);
    let (words, about, closes_at): (String, String, Moment) = query.maybe().await?.ok_or(Failure::Gone)?;
    match (words, about, closes_at) == (list.title.clone(), list.about.clone(), list.closes_at) {
        true => Ok(list.id.clone()),
        false => Err(Failure::invalid("key", Problem::SentBefore)),
    }
}

/// Closes it now; a list that is closed already stays as it is.
pub async fn close(viewer: &Viewer, may: &May<Manage, ListId>) -> Result<()> {
    let args = (may.clone(), viewer.now);
    viewer.db().write(args, |tx, (may, now)| Box::pin(close_in(tx, may, *now))).await
}

async fn close_in(tx: &mut Tx, may: &May<Manage, ListId>, now: Moment) -> Result<()> {
    let touched = touch(tx, may.thing().id()).await?;
    let close = change!("UPDATE sign_up_lists SET closes_at = $1 WHERE id = $2 AND closes_at > $1");
    touched.change(tx, close).bind(now).bind(may.thing()).run().await?;
    Ok(())
}

/// Takes it away, with everything that hangs under it.
pub async fn remove(viewer: &Viewer, may: &May<Remove, ListId>) -> Result<()> {
    viewer.db().write(may.clone(), |tx, may| Box::pin(remove_in(tx, may))).await
}

async fn remove_in(tx: &mut Tx, may: &May<Remove, ListId>) -> Result<()> {
    let touched = touch(tx, may.thing().id()).await?;
    take_away(tx, &touched).await
}
