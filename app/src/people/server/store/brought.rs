//! What was brought in and is looked at, and what was taken over of it.
use futures::future::BoxFuture;

use super::Place;
use crate::access::policy::{Deed, Facts, Relation, Rules, Stated};
use crate::access::{Manage, May, PersonId, SchoolId, Thing, Viewer};
use crate::base::clock::Moment;
use crate::base::day::Day;
use crate::base::db::Tx;
use crate::base::failure::Result;
use crate::base::name::Name;
use crate::sql;

crate::id!(
    /// A file that somebody brought in.
    ImportId
);
crate::id!(
    /// A group of changes that was taken over.
    TakenId
);

crate::rules!(
    IMPORT = Rules {
        thing: "list that was brought in",
        module: None,
        seen: &[Relation::Leads],
        deeds: &[(Deed::Manage, &[Relation::Leads])],
    }
);

impl Thing for ImportId {
    fn stated<'v>(&'v self, viewer: &'v Viewer) -> BoxFuture<'v, Result<Option<Stated>>> {
        Box::pin(async move {
            let statement = sql!("SELECT 1 FROM imports WHERE id = $1 AND school_id = $2");
            let there: Option<(i32,)> = viewer.db().query(statement).bind(self).bind(&viewer.school).maybe().await?;
            Ok(there.map(|_| Stated::new(&IMPORT, Facts::default())))
        })
    }
}

impl Thing for TakenId {
    fn stated<'v>(&'v self, viewer: &'v Viewer) -> BoxFuture<'v, Result<Option<Stated>>> {
        Box::pin(async move {
            let statement = sql!("SELECT 1 FROM imports_taken WHERE id = $1 AND school_id = $2");
            let there: Option<(i32,)> = viewer.db().query(statement).bind(self).bind(&viewer.school).maybe().await?;
            Ok(there.map(|_| Stated::new(&IMPORT, Facts::default())))
        })
    }
}

/// A file as it is kept while somebody looks at it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Brought {
    pub id: ImportId,
    pub kind: String,
    pub holds_on: Day,
    pub day_named: bool,
    /// JSON, both.
    pub content: String,
    pub report: String,
    pub version: i64,
    pub brought_at: Moment,
}

pub async fn keep(tx: &mut Tx, place: &Place, by: &PersonId, brought: &Brought) -> Result<()> {
    tx.query(sql!(
        "INSERT INTO imports (id, school_id, person_id, kind, holds_on, day_named, content, report, brought_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    ))
    .bind(&brought.id)
    .bind(&place.school)
    .bind(by)
    .bind(&brought.kind)
    .bind(brought.holds_on)
    .bind(brought.day_named)
    .bind(&brought.content)
    .bind(&brought.report)
    .bind(brought.brought_at)
    .run()
    .await?;
    Ok(())
}

/// Another report, and maybe another day.
pub async fn renew(tx: &mut Tx, id: &ImportId, day: (Day, bool), report: &str) -> Result<()> {
    tx.query(sql!(
        "UPDATE imports SET holds_on = $2, day_named = $3, report = $4, version = version + 1 WHERE id = $1"
    ))
    .bind(id)
    .bind(day.0)
    .bind(day.1)
    .bind(report)
    .run()
    .await?;
    Ok(())
}

pub async fn forget(tx: &mut Tx, id: &ImportId) -> Result<()> {
    tx.query(sql!("DELETE FROM imports WHERE id = $1")).bind(id).run().await?;
    Ok(())
}

/// What is older goes: the files that were looked at, and the way back.
pub async fn sweep(tx: &mut Tx, before: Moment) -> Result<()> {
    tx.query(sql!("DELETE FROM imports WHERE brought_at <= $1")).bind(before).run().await?;
    tx.query(sql!("UPDATE imports_taken SET undo = '' WHERE taken_at <= $1 AND undo <> ''")).bind(before).run().await?;
    Ok(())
}

/// Every file that is looked at, and every way back.
pub async fn forget_all(tx: &mut Tx, school: &SchoolId) -> Result<()> {
    tx.query(sql!("DELETE FROM imports WHERE school_id = $1")).bind(school).run().await?;
    tx.query(sql!("UPDATE imports_taken SET undo = '' WHERE school_id = $1 AND undo <> ''")).bind(school).run().await?;
    Ok(())
}

/// Holds the row, so that two people who take over follow each other.
pub async fn hold(tx: &mut Tx, id: &ImportId) -> Result<Option<Brought>> {
    let statement = sql!(
        "UPDATE imports SET version = version WHERE id = $1
         RETURNING id, kind, holds_on, day_named, content, report, version, brought_at"
    );
    Ok(tx.query(statement).bind(id).maybe().await?)
}

/// What the page shows: all but what was read.
pub async fn find(viewer: &Viewer, may: &May<Manage, ImportId>) -> Result<Brought> {
    let statement = sql!(
        "SELECT id, kind, holds_on, day_named, '' AS content, report, version, brought_at FROM imports WHERE id = $1"
    );
    Ok(viewer.db().query(statement).bind(may.thing()).one().await?)
}

/// A file that was read and that nobody is done with.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Open {
    pub id: ImportId,
    pub kind: String,
    pub brought_at: Moment,
    #[sqlx(flatten)]
    pub name: Name,
}

pub async fn open(viewer: &Viewer, may: &May<Manage, SchoolId>) -> Result<Vec<Open>> {
    let statement = sql!(
        "SELECT i.id, i.kind, i.brought_at, p.call_name, p.infix, p.last_name FROM imports i JOIN persons p ON p.id = i.person_id
         WHERE i.school_id = $1 AND i.kind <> '' ORDER BY i.brought_at DESC, i.id DESC LIMIT 20"
    );
    Ok(viewer.db().query(statement).bind(may.thing()).all().await?)
}

/// A group of changes that was taken over.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Taken {
    pub id: TakenId,
    pub kind: String,
    pub part: String,
    pub changes: i64,
    pub taken_at: Moment,
    pub undone_at: Moment,
    /// Whether there is a way back.
    pub undoable: bool,
    #[sqlx(flatten)]
    pub name: Name,
}

pub async fn taken(viewer: &Viewer, may: &May<Manage, SchoolId>) -> Result<Vec<Taken>> {
    let statement = sql!(
        "SELECT t.id, t.kind, t.part, t.changes, t.taken_at, t.undone_at, t.undo <> '' AS undoable, p.call_name, p.infix, p.last_name
         FROM imports_taken t JOIN persons p ON p.id = t.person_id
         WHERE t.school_id = $1 ORDER BY t.taken_at DESC, t.id DESC LIMIT 20"
    );
    Ok(viewer.db().query(statement).bind(may.thing()).all().await?)
}

/// What to write down of one.
#[derive(Debug, Clone)]
pub struct Taking {
    pub id: TakenId,
    pub kind: String,
    pub part: &'static str,
    pub changes: usize,
    /// JSON.
    pub undo: String,
}

pub async fn note(tx: &mut Tx, place: &Place, by: &PersonId, taking: &Taking) -> Result<()> {
    tx.query(sql!(
        "INSERT INTO imports_taken (id, school_id, person_id, kind, part, changes, undo, taken_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
    ))
    .bind(&taking.id)
    .bind(&place.school)
    .bind(by)
    .bind(&taking.kind)
    .bind(taking.part)
    .bind(i64::try_from(taking.changes).unwrap_or(i64::MAX))
    .bind(&taking.undo)
    .bind(place.now)
    .run()
    .await?;
    Ok(())
}

/// The last that stands of a school, with its way back.
pub async fn last_taken(tx: &mut Tx, school: &SchoolId) -> Result<Option<(TakenId, String)>> {
    let statement = sql!(
        "SELECT id, undo FROM imports_taken WHERE school_id = $1 AND undone_at = 0 ORDER BY taken_at DESC, id DESC LIMIT 1"
    );
    Ok(tx.query(statement).bind(school).maybe().await?)
}

pub async fn note_undone(tx: &mut Tx, id: &TakenId, now: Moment) -> Result<()> {
    let statement = sql!("UPDATE imports_taken SET undone_at = $2, undo = '' WHERE id = $1");
    tx.query(statement).bind(id).bind(now).run().await?;
    Ok(())
}
