//! In which group a child is, put right by hand: what is so now, where a file has it, and who changed it.
use super::{Place, contacts, running_year};
use crate::access::audit::{self, Done};
use crate::access::{GroupId, Manage, May, PersonId, PupilId, Viewer};
use crate::base::clock::Moment;
use crate::base::db::Tx;
use crate::base::failure::{Failure, Problem, Result};
use crate::base::ids;
use crate::base::name::{Name, PupilName};
use crate::people::server::hands::{Hands, Named, Placed};
use crate::shell::follow;
use crate::sql;

/// A group of today, and whether the child is in it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Choice {
    pub id: GroupId,
    pub name: String,
    pub inside: bool,
}

/// The youngest first.
pub async fn choices(viewer: &Viewer, may: &May<Manage, PupilId>) -> Result<Vec<Choice>> {
    let statement = sql!(
        "SELECT g.id, g.name, EXISTS (SELECT 1 FROM memberships m WHERE m.group_id = g.id AND m.pupil_id = $1
                                        AND $2 BETWEEN m.starts_on AND m.ends_on) AS inside
         FROM school_groups g WHERE g.school_id = $3 AND $2 BETWEEN g.starts_on AND g.ends_on
         ORDER BY g.composite, g.year_group, g.id"
    );
    Ok(viewer.db().query(statement).bind(may.thing()).bind(viewer.today).bind(&viewer.school).all().await?)
}

/// That somebody put the child into another group.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Changed {
    /// Empty: none.
    pub before: String,
    pub now: String,
    /// Who changed it.
    #[sqlx(flatten)]
    pub name: Name,
    pub changed_at: Moment,
}

/// As far as it still counts: a new year says anew who is where.
pub async fn by_hand(viewer: &Viewer, may: &May<Manage, PupilId>) -> Result<Vec<Changed>> {
    let statement = sql!(
        "SELECT COALESCE(b.name, '') AS before, g.name AS now, n.call_name, n.infix, n.last_name, c.changed_at
         FROM places_by_hand c JOIN school_groups g ON g.id = c.group_id LEFT JOIN school_groups b ON b.id = c.before
         JOIN persons n ON n.id = c.changed_by
         JOIN school_years y ON y.school_id = c.school_id AND y.label = c.school_year AND $2 BETWEEN y.starts_on AND y.ends_on
         WHERE c.pupil_id = $1 ORDER BY c.changed_at"
    );
    Ok(viewer.db().query(statement).bind(may.thing()).bind(viewer.today).all().await?)
}

/// From which group to which.
#[derive(Debug, Clone)]
pub struct Way {
    /// `None`: the child is in none.
    pub from: Option<GroupId>,
    pub to: GroupId,
}

/// From today on. Refused as «changed» where the child is not in `from` any more.
pub async fn put(viewer: &Viewer, may: &May<Manage, PupilId>, way: Way) -> Result<()> {
    let args = (may.thing().clone(), viewer.person.clone(), Place::of(viewer, viewer.today), way);
    viewer.db().write(args, |tx, (child, by, place, way)| Box::pin(put_in(tx, (child, by), place, way))).await
}

async fn put_in(tx: &mut Tx, (child, by): (&PupilId, &PersonId), place: &Place, way: &Way) -> Result<()> {
    let held = held(tx, child, place).await?;
    let inside = |group: &GroupId| held.iter().any(|(held,)| held == group);
    let still = way.from.as_ref().map_or(held.is_empty(), inside);
    if !still {
        // The same form twice is one change.
        return if inside(&way.to) { Ok(()) } else { Err(Failure::invalid("from", Problem::Changed)) };
    }
    running(tx, &way.to, place).await?;
    if inside(&way.to) {
        return Err(Failure::invalid("to", Problem::Unknown));
    }
    if let Some(from) = &way.from {
        leave(tx, child, from, place).await?;
    }
    join(tx, child, &way.to, place).await?;
    note(tx, (child, by), place, way).await?;
    follow(tx, &place.following()).await?;
    audit::note(tx, &place.by(Some(by.clone())), Done::ChildMoved, &child.0).await
}

/// Holds the child's row, so that two who put it somewhere follow each other.
async fn held(tx: &mut Tx, child: &PupilId, place: &Place) -> Result<Vec<(GroupId,)>> {
    let hold = sql!("UPDATE pupils SET year_group = year_group WHERE id = $1");
    tx.query(hold).bind(child).run().await?;
    let statement = sql!(
        "SELECT m.group_id FROM memberships m JOIN school_groups g ON g.id = m.group_id
         WHERE m.pupil_id = $1 AND $2 BETWEEN m.starts_on AND m.ends_on AND $2 BETWEEN g.starts_on AND g.ends_on"
    );
    Ok(tx.query(statement).bind(child).bind(place.on).all().await?)
}

async fn running(tx: &mut Tx, group: &GroupId, place: &Place) -> Result<()> {
    let statement =
        sql!("SELECT 1 FROM school_groups WHERE id = $1 AND school_id = $2 AND $3 BETWEEN starts_on AND ends_on");
    let found = tx.query(statement).bind(group).bind(&place.school).bind(place.on).maybe::<(i32,)>().await?;
    found.map(|_| ()).ok_or_else(|| Failure::invalid("to", Problem::Unknown))
}

async fn leave(tx: &mut Tx, child: &PupilId, group: &GroupId, place: &Place) -> Result<()> {
    let end = sql!(
        "UPDATE memberships SET ends_on = $1 WHERE pupil_id = $2 AND group_id = $3 AND $4 BETWEEN starts_on AND ends_on"
    );
    tx.query(end).bind(place.on.plus(-1)).bind(child).bind(group).bind(place.on).run().await?;
    Ok(())
}

/// Until the child leaves the school; whoever comes back on the day of leaving goes on.
async fn join(tx: &mut Tx, child: &PupilId, group: &GroupId, place: &Place) -> Result<()> {
    tx.query(sql!(
        "INSERT INTO memberships (id, school_id, pupil_id, group_id, starts_on, ends_on)
         SELECT $1, school_id, id, $2, $3, ends_on FROM pupils WHERE id = $4
         ON CONFLICT (pupil_id, group_id, starts_on) DO UPDATE SET ends_on = excluded.ends_on"
    ))
    .bind(ids::fresh(place.now))
    .bind(group)
    .bind(place.on)
    .bind(child)
    .run()
    .await?;
    let years = sql!(
        "INSERT INTO group_years (group_id, school_id, code) SELECT $1, school_id, year_group FROM pupils WHERE id = $2 AND year_group <> ''
         ON CONFLICT (group_id, code) DO NOTHING"
    );
    tx.query(years).bind(group).bind(child).run().await?;
    Ok(())
}

/// Where the files have the child stays what it is when it is moved twice; back there, nothing was changed.
async fn note(tx: &mut Tx, (child, by): (&PupilId, &PersonId), place: &Place, way: &Way) -> Result<()> {
    let from = way.from.clone().map(|from| from.0).unwrap_or_default();
    let on = sql!(
        "UPDATE places_by_hand SET group_id = $1, changed_by = $2, changed_at = $3 WHERE pupil_id = $4 AND group_id = $5"
    );
    let moved = tx.query(on).bind(&way.to).bind(by).bind(place.now).bind(child).bind(&from).run().await?;
    if moved == 0 {
        let year = running_year(tx, place).await?.unwrap_or_default();
        tx.query(sql!(
            "INSERT INTO places_by_hand (pupil_id, school_id, before, group_id, school_year, changed_by, changed_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (pupil_id, before) DO UPDATE SET group_id = excluded.group_id, school_year = excluded.school_year,
               changed_by = excluded.changed_by, changed_at = excluded.changed_at"
        ))
        .bind(child)
        .bind(&place.school)
        .bind(&from)
        .bind(&way.to)
        .bind(year)
        .bind(by)
        .bind(place.now)
        .run()
        .await?;
    }
    let back = sql!("DELETE FROM places_by_hand WHERE pupil_id = $1 AND before = group_id");
    tx.query(back).bind(child).run().await?;
    Ok(())
}

/// The files of the administration say again where the child is; nothing changes until one of them does.
pub async fn let_go(viewer: &Viewer, may: &May<Manage, PupilId>) -> Result<()> {
    let args = (may.thing().clone(), viewer.person.clone(), Place::of(viewer, viewer.today));
    viewer
        .db()
        .write(args, |tx, (child, by, place)| {
            Box::pin(async move {
                let statement = sql!("DELETE FROM places_by_hand WHERE pupil_id = $1");
                if tx.query(statement).bind(&*child).run().await? == 0 {
                    return Ok(());
                }
                audit::note(tx, &place.by(Some(by.clone())), Done::PlaceLetGo, &child.0).await
            })
        })
        .await
}

#[derive(sqlx::FromRow)]
struct Row {
    pupil_id: String,
    import_key: String,
    #[sqlx(flatten)]
    name: PupilName,
    before_key: Option<String>,
    before_name: Option<String>,
    now_key: String,
    now_name: String,
    school_year: String,
}

impl Row {
    fn placed(self) -> Placed {
        let before = self.before_key.zip(self.before_name).map(|(key, name)| Named { key, name });
        Placed {
            pupil: self.pupil_id,
            key: self.import_key,
            name: self.name.0.to_string(),
            before,
            now: Named { key: self.now_key, name: self.now_name },
            school_year: self.school_year,
        }
    }
}

/// Everything that is kept by hand at a school, for whoever reads a file.
pub async fn hands(tx: &mut Tx, place: &Place) -> Result<Hands> {
    let statement = sql!(
        "SELECT c.pupil_id, u.import_key, u.call_name AS pupil_call_name, u.infix AS pupil_infix, u.last_name AS pupil_last_name,
                b.import_key AS before_key, b.name AS before_name, g.import_key AS now_key, g.name AS now_name, c.school_year
         FROM places_by_hand c JOIN pupils u ON u.id = c.pupil_id JOIN school_groups g ON g.id = c.group_id
         LEFT JOIN school_groups b ON b.id = c.before WHERE c.school_id = $1 ORDER BY c.pupil_id, c.before"
    );
    let rows: Vec<Row> = tx.query(statement).bind(&place.school).all().await?;
    Ok(Hands { people: contacts::hands(tx, place).await?, children: rows.into_iter().map(Row::placed).collect() })
}
