//! Every statement about work groups: circles of their kind, and who is in them.
use futures::future::BoxFuture;

use crate::access::audit::{self, By, Done};
use crate::access::policy::{Deed, Facts, Relation, Rules, Stated};
use crate::access::{Kind, Manage, May, PersonId, SchoolId, Thing, Viewer};
use crate::base::day::Day;
use crate::base::db::Tx;
use crate::base::failure::{Failure, Problem, Result};
use crate::base::name::Named;
use crate::base::text::order::folded;
use crate::shell::follow;
use crate::sql;

crate::id!(WorkGroupId);

crate::rules!(
    WORK_GROUP = Rules {
        thing: "work group",
        module: None,
        seen: &[Relation::Leads],
        deeds: &[(Deed::Manage, &[Relation::Leads])],
    }
);

impl Thing for WorkGroupId {
    fn stated<'v>(&'v self, viewer: &'v Viewer) -> BoxFuture<'v, Result<Option<Stated>>> {
        Box::pin(async move {
            let statement = sql!(
                "SELECT 1 FROM circles WHERE id = $1 AND school_id = $2 AND kind = 'work_group' AND ends_on >= $3"
            );
            let asked = viewer.db().query(statement).bind(self).bind(&viewer.school).bind(viewer.today);
            Ok(asked.maybe::<(i32,)>().await?.map(|_| Stated::new(&WORK_GROUP, Facts::default())))
        })
    }
}

#[derive(Debug, Clone, sqlx::FromRow)]
pub struct WorkGroup {
    pub id: WorkGroupId,
    pub name: String,
    pub people: i64,
}

/// Those that have not ended, with how many people are in them today.
pub async fn all(viewer: &Viewer, may: &May<Manage, SchoolId>) -> Result<Vec<WorkGroup>> {
    let statement = sql!(
        "SELECT c.id, c.code AS name,
                CAST((SELECT COUNT(*) FROM circle_members m WHERE m.circle_id = c.id AND $2 BETWEEN m.starts_on AND m.ends_on) AS BIGINT) AS people
         FROM circles c WHERE c.school_id = $1 AND c.kind = 'work_group' AND c.ends_on >= $2"
    );
    let mut all: Vec<WorkGroup> = viewer.db().query(statement).bind(may.thing()).bind(viewer.today).all().await?;
    all.sort_by_cached_key(|one| (folded(&one.name), one.id.0.clone()));
    Ok(all)
}

pub async fn name(viewer: &Viewer, may: &May<Manage, WorkGroupId>) -> Result<String> {
    let statement = sql!("SELECT code FROM circles WHERE id = $1");
    let found: Option<(String,)> = viewer.db().query(statement).bind(may.thing()).maybe().await?;
    found.map(|(name,)| name).ok_or(Failure::Gone)
}

/// Who is in it today.
pub async fn members(viewer: &Viewer, may: &May<Manage, WorkGroupId>) -> Result<Vec<Named<PersonId>>> {
    let statement = sql!(
        "SELECT n.id, n.call_name, n.infix, n.last_name FROM circle_members m JOIN persons n ON n.id = m.person_id
         WHERE m.circle_id = $1 AND $2 BETWEEN m.starts_on AND m.ends_on"
    );
    let mut all: Vec<Named<PersonId>> = viewer.db().query(statement).bind(may.thing()).bind(viewer.today).all().await?;
    all.sort_by_cached_key(|one| (one.name.place(), one.id.0.clone()));
    Ok(all)
}

/// Where and when, and by whom.
#[derive(Debug, Clone)]
struct Turn {
    by: By,
    today: Day,
}

fn turn(viewer: &Viewer) -> Turn {
    let by = By { school: viewer.school.clone(), person: Some(viewer.person.clone()), at: viewer.now };
    Turn { by, today: viewer.today }
}

/// `id`: made with the form; the same one twice is one group.
pub async fn begin(viewer: &Viewer, _may: &May<Manage, SchoolId>, (id, name): (WorkGroupId, String)) -> Result<()> {
    let args = (turn(viewer), id, name);
    viewer.db().write(args, |tx, (turn, id, name)| Box::pin(begin_in(tx, turn, id, name))).await
}

async fn begin_in(tx: &mut Tx, turn: &Turn, id: &WorkGroupId, name: &str) -> Result<()> {
    free(tx, turn, id, name).await?;
    let begin =
        sql!("INSERT INTO circles (id, school_id, kind, code) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING");
    let query = tx.query(begin).bind(id).bind(&turn.by.school).bind(Kind::WorkGroup.code()).bind(name);
    match query.run().await? {
        0 => Ok(()),
        _ => audit::note(tx, &turn.by, Done::WorkGroupBegun, id.as_str()).await,
    }
}

/// Two of one name would be one to whoever writes to them.
async fn free(tx: &mut Tx, turn: &Turn, id: &WorkGroupId, name: &str) -> Result<()> {
    let statement =
        sql!("SELECT code FROM circles WHERE school_id = $1 AND kind = 'work_group' AND ends_on >= $2 AND id <> $3");
    let known: Vec<(String,)> = tx.query(statement).bind(&turn.by.school).bind(turn.today).bind(id).all().await?;
    match known.iter().any(|(known,)| folded(known) == folded(name)) {
        true => Err(Failure::invalid("name", Problem::Overlaps)),
        false => Ok(()),
    }
}

pub async fn rename(viewer: &Viewer, may: &May<Manage, WorkGroupId>, name: String) -> Result<()> {
    let args = (turn(viewer), may.thing().clone(), name);
    viewer
        .db()
        .write(args, |tx, (turn, id, name)| {
            Box::pin(async move {
                free(tx, turn, id, name).await?;
                let rename = sql!("UPDATE circles SET code = $1 WHERE id = $2");
                tx.query(rename).bind(&*name).bind(&*id).run().await?;
                Ok(())
            })
        })
        .await
}

/// From today on.
pub async fn add(viewer: &Viewer, may: &May<Manage, WorkGroupId>, person: &May<Manage, PersonId>) -> Result<()> {
    let args = (turn(viewer), may.thing().clone(), person.thing().clone());
    viewer.db().write(args, |tx, (turn, id, person)| Box::pin(add_in(tx, turn, id, person))).await
}

async fn add_in(tx: &mut Tx, turn: &Turn, id: &WorkGroupId, person: &PersonId) -> Result<()> {
    let running = sql!("SELECT 1 FROM circle_members WHERE circle_id = $1 AND person_id = $2 AND ends_on >= $3");
    let query = tx.query(running).bind(id).bind(person).bind(turn.today);
    // The same tap twice is one.
    if query.maybe::<(i32,)>().await?.is_some() {
        return Ok(());
    }
    tx.query(sql!(
        "INSERT INTO circle_members (circle_id, person_id, school_id, starts_on) VALUES ($1, $2, $3, $4)
         ON CONFLICT (circle_id, person_id, starts_on) DO UPDATE SET ends_on = '9999-12-31'"
    ))
    .bind(id)
    .bind(person)
    .bind(&turn.by.school)
    .bind(turn.today)
    .run()
    .await?;
    audit::note(tx, &turn.by, Done::WorkGroupJoined, &person.0).await
}

pub async fn drop(viewer: &Viewer, may: &May<Manage, WorkGroupId>, person: &May<Manage, PersonId>) -> Result<()> {
    let args = (turn(viewer), may.thing().clone(), person.thing().clone());
    viewer
        .db()
        .write(args, |tx, (turn, id, person)| {
            Box::pin(async move {
                let end = sql!(
                    "UPDATE circle_members SET ends_on = $1 WHERE circle_id = $2 AND person_id = $3 AND ends_on >= $4"
                );
                let query = tx.query(end).bind(turn.today.plus(-1)).bind(&*id).bind(&*person).bind(turn.today);
                if query.run().await? == 0 {
                    return Ok(());
                }
                followed(tx, turn).await?;
                audit::note(tx, &turn.by, Done::WorkGroupLeft, &person.0).await
            })
        })
        .await
}

/// Yesterday was its last day, for everybody.
pub async fn end(viewer: &Viewer, may: &May<Manage, WorkGroupId>) -> Result<()> {
    let args = (turn(viewer), may.thing().clone());
    viewer
        .db()
        .write(args, |tx, (turn, id)| {
            Box::pin(async move {
                let people = sql!("UPDATE circle_members SET ends_on = $1 WHERE circle_id = $2 AND ends_on >= $3");
                tx.query(people).bind(turn.today.plus(-1)).bind(&*id).bind(turn.today).run().await?;
                let end = sql!("UPDATE circles SET ends_on = $1 WHERE id = $2");
                tx.query(end).bind(turn.today.plus(-1)).bind(&*id).run().await?;
                followed(tx, turn).await?;
                audit::note(tx, &turn.by, Done::WorkGroupEnded, id.as_str()).await
            })
        })
        .await
}

/// What somebody signed up for goes with the group that asked them.
async fn followed(tx: &mut Tx, turn: &Turn) -> Result<()> {
    let following = crate::access::Following { school: turn.by.school.clone(), now: turn.by.at, today: turn.today };
    follow(tx, &following).await.map(|_| ())
}
