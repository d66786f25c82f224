//! Who has which place: coming, going, changing. The list is touched first: whoever comes at the same moment comes after.
use super::super::super::jobs::{News, tell};
use super::super::super::list::{ListId, SignUpId, TaskId};
use crate::access::asked::waits_otherwise;
use crate::access::{May, PersonId, React, SchoolId, Shared, Touched, Viewer, touch};
use crate::base::clock::Moment;
use crate::base::db::Tx;
use crate::base::failure::{Failure, Problem, Result};
use crate::{change, sql};

type MayJoin = May<React, ListId>;

/// Touches a list that is still open.
async fn still_open(tx: &mut Tx, viewer: &Viewer, list: &ListId) -> Result<Touched> {
    let touched = touch(tx, list.id()).await?;
    let statement = sql!("SELECT closes_at FROM sign_up_lists WHERE id = $1");
    let (closes_at,): (Moment,) = tx.query(statement).bind(list).maybe().await?.ok_or(Failure::Gone)?;
    if closes_at > viewer.app().clock.now() { Ok(touched) } else { Err(Failure::invalid("task", Problem::Closed)) }
}

/// Puts the viewer down; who is there already stays where they are.
pub async fn join(viewer: &Viewer, may: &MayJoin, task: TaskId) -> Result<()> {
    let args = (viewer.clone(), may.clone(), task);
    viewer.db().write(args, |tx, (viewer, may, task)| Box::pin(join_in(tx, viewer, may.thing(), task))).await
}

async fn join_in(tx: &mut Tx, viewer: &Viewer, list: &ListId, task: &TaskId) -> Result<()> {
    let touched = still_open(tx, viewer, list).await?;
    let come = change!(
        "INSERT INTO sign_ups (id, school_id, task_id, person_id, number)
         SELECT $1, $2, $3, $4, COALESCE(MAX(s.number), 0) + 1 FROM sign_ups s WHERE s.task_id = $3
         ON CONFLICT (task_id, person_id) DO NOTHING"
    );
    let query = touched.change(tx, come).bind(SignUpId::new(viewer.now)).bind(&viewer.school);
    query.bind(task).bind(&viewer.person).run().await?;
    let forget = sql!("DELETE FROM sign_up_passes WHERE list_id = $1 AND person_id = $2");
    tx.query(forget).bind(list).bind(&viewer.person).run().await?;
    waits_otherwise(tx, &viewer.person).await
}

/// Takes the viewer off; the first of those who wait is told that they have a place.
pub async fn leave(viewer: &Viewer, may: &MayJoin, task: TaskId) -> Result<()> {
    let args = (viewer.clone(), may.clone(), task);
    viewer.db().write(args, |tx, (viewer, may, task)| Box::pin(leave_in(tx, viewer, may.thing(), task))).await
}

async fn leave_in(tx: &mut Tx, viewer: &Viewer, list: &ListId, task: &TaskId) -> Result<()> {
    let touched = still_open(tx, viewer, list).await?;
    go(tx, &touched, (&viewer.school, &viewer.person, viewer.now), (list, task)).await
}

/// Takes somebody off a task, because they want it or because they are nobody any more.
pub async fn go(
    tx: &mut Tx,
    touched: &Touched,
    (school, person, now): (&SchoolId, &PersonId, Moment),
    (list, task): (&ListId, &TaskId),
) -> Result<()> {
    let before = last_with_place(tx, task).await?;
    let go = change!("DELETE FROM sign_ups WHERE task_id = $1 AND person_id = $2");
    touched.change(tx, go).bind(task).bind(person).run().await?;
    waits_otherwise(tx, person).await?;
    match last_with_place(tx, task).await? {
        // Nobody moved up: there was room, or whoever went only waited.
        None => Ok(()),
        last if last == before => Ok(()),
        Some(moved) => {
            waits_otherwise(tx, &moved).await?;
            tell(tx, (school, now), (list, &moved), News::Place).await
        }
    }
}

/// Who has the last of the places; nobody while there is room.
async fn last_with_place(tx: &mut Tx, task: &TaskId) -> Result<Option<PersonId>> {
    let last: Option<(PersonId,)> = tx
        .query(sql!(
            "SELECT s.person_id FROM sign_ups s JOIN sign_up_tasks t ON t.id = s.task_id
             WHERE s.task_id = $1 AND t.places = (SELECT COUNT(*) FROM sign_ups o WHERE o.task_id = s.task_id AND o.number <= s.number)"
        ))
        .bind(task)
        .maybe()
        .await?;
    Ok(last.map(|(person,)| person))
}

/// «Not this time.»
pub async fn pass(viewer: &Viewer, may: &MayJoin) -> Result<()> {
    let args = (viewer.clone(), may.clone());
    viewer.db().write(args, |tx, (viewer, may)| Box::pin(pass_in(tx, viewer, may.thing()))).await
}

async fn pass_in(tx: &mut Tx, viewer: &Viewer, list: &ListId) -> Result<()> {
    let pass =
        sql!("INSERT INTO sign_up_passes (list_id, person_id, school_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING");
    let query = tx.query(pass).bind(list).bind(&viewer.person);
    query.bind(&viewer.school).run().await?;
    waits_otherwise(tx, &viewer.person).await
}

/// A sign-up, as far as changing places looks at it.
#[derive(Debug, Clone, sqlx::FromRow)]
struct Spot {
    id: SignUpId,
    task_id: TaskId,
    person_id: PersonId,
    number: i64,
}

async fn spot(tx: &mut Tx, list: &ListId, id: &SignUpId) -> Result<Spot> {
    let statement = sql!(
        "SELECT s.id, s.task_id, s.person_id, s.number FROM sign_ups s JOIN sign_up_tasks t ON t.id = s.task_id
         WHERE s.id = $1 AND t.list_id = $2"
    );
    tx.query(statement).bind(id).bind(list).maybe().await?.ok_or(Failure::Gone)
}

/// Asks somebody to change: the sign-up of the viewer, and that of the other one. A new question takes the place of an earlier one.
pub async fn offer(viewer: &Viewer, may: &MayJoin, both: (SignUpId, SignUpId)) -> Result<()> {
    let args = (viewer.clone(), may.clone(), both);
    viewer.db().write(args, |tx, (viewer, may, both)| Box::pin(offer_in(tx, viewer, may.thing(), both))).await
}

async fn offer_in(tx: &mut Tx, viewer: &Viewer, list: &ListId, (own, other): &(SignUpId, SignUpId)) -> Result<()> {
    let touched = still_open(tx, viewer, list).await?;
    let (own, other) = (spot(tx, list, own).await?, spot(tx, list, other).await?);
    if own.person_id != viewer.person || other.person_id == viewer.person {
        return Err(Failure::Gone);
    }
    let ask = change!(
        "INSERT INTO sign_up_swaps (school_id, from_id, to_id) VALUES ($1, $2, $3)
         ON CONFLICT (from_id) DO UPDATE SET to_id = excluded.to_id"
    );
    let query = touched.change(tx, ask).bind(&viewer.school);
    query.bind(&own.id).bind(&other.id).run().await?;
    waits_otherwise(tx, &other.person_id).await?;
    tell(tx, (&viewer.school, viewer.now), (list, &other.person_id), News::Offer).await
}

/// Answers the question that came with this sign-up: both change places, or the question goes.
pub async fn swap(viewer: &Viewer, may: &MayJoin, answer: (SignUpId, bool)) -> Result<()> {
    let args = (viewer.clone(), may.clone(), answer);
    viewer.db().write(args, |tx, (viewer, may, answer)| Box::pin(swap_in(tx, viewer, may.thing(), answer))).await
}

async fn swap_in(tx: &mut Tx, viewer: &Viewer, list: &ListId, (from, yes): &(SignUpId, bool)) -> Result<()> {
    let touched = still_open(tx, viewer, list).await?;
    let asked = sql!("SELECT to_id FROM sign_up_swaps WHERE from_id = $1");
    let (to,): (SignUpId,) = tx.query(asked).bind(from).maybe().await?.ok_or(Failure::Gone)?;
    let (theirs, mine) = (spot(tx, list, from).await?, spot(tx, list, &to).await?);
    if mine.person_id != viewer.person {
        return Err(Failure::Gone);
    }
    waits_otherwise(tx, &viewer.person).await?;
    let forget = change!("DELETE FROM sign_up_swaps WHERE from_id = $1");
    touched.change(tx, forget).bind(from).run().await?;
    if !yes {
        return Ok(());
    }
    exchange(tx, &touched, viewer, (&theirs, &mine)).await?;
    waits_otherwise(tx, &theirs.person_id).await?;
    tell(tx, (&viewer.school, viewer.now), (list, &theirs.person_id), News::Swapped).await
}

/// Each gets what the other had. Questions about either of them go with it.
async fn exchange(tx: &mut Tx, touched: &Touched, viewer: &Viewer, (one, other): (&Spot, &Spot)) -> Result<()> {
    for spot in [one, other] {
        let go = change!("DELETE FROM sign_ups WHERE id = $1");
        touched.change(tx, go).bind(&spot.id).run().await?;
    }
    for (spot, person) in [(one, &other.person_id), (other, &one.person_id)] {
        let come = change!(
            "INSERT INTO sign_ups (id, school_id, task_id, person_id, number) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (task_id, person_id) DO NOTHING"
        );
        let query = touched.change(tx, come).bind(SignUpId::new(viewer.now)).bind(&viewer.school);
        let came = query.bind(&spot.task_id).bind(person).bind(spot.number).run().await?;
        if came == 0 {
            // One of them does that already.
            return Err(Failure::invalid("other", Problem::Overlaps));
        }
    }
    Ok(())
}
