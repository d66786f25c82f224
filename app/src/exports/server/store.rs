//! Every statement of the lists that leave the school.
use super::jobs::Tell;
use super::list::{ExportId, List};
use crate::access::audit::{self, By, Done};
use crate::access::{Erasing, GroupId, Known, Manage, May, PersonId, Read, Robot, SchoolId, Viewer, later};
use crate::base::clock::Moment;
use crate::base::day::Day;
use crate::base::db::{Statement, Tx};
use crate::base::failure::{Failure, Problem, Result};
use crate::base::name::{Name, PupilName};
use crate::sql;

/// So long a list is fetched after it was asked for.
const OPEN_FOR: i64 = 10 * Moment::MINUTE;
/// So long it can be read who fetched what.
const KEPT_FOR: i64 = 366 * Moment::DAY;
/// So many in a day and a night, of one person and of the whole school.
const MOST_OF_ONE: i64 = 10;
const MOST_OF_ALL: i64 = 30;

/// A list that somebody asks for.
#[derive(Debug, Clone)]
pub struct Asked {
    pub list: List,
    pub group: Option<GroupId>,
    pub reason: String,
    pub lines: usize,
}

/// Writes down who asks, and has those told who else lead the school.
pub async fn ask(viewer: &Viewer, may: &May<Manage, SchoolId>, asked: Asked) -> Result<ExportId> {
    let by = By { school: may.thing().clone(), person: Some(viewer.person.clone()), at: viewer.now };
    let row = (by, viewer.clone(), asked);
    viewer.db().write(row, |tx, (by, viewer, asked)| Box::pin(ask_in(tx, by, viewer, asked))).await
}

async fn ask_in(tx: &mut Tx, by: &By, viewer: &Viewer, asked: &Asked) -> Result<ExportId> {
    // The row of the school first, so that two who ask at once are counted one after the other.
    tx.query(sql!("UPDATE schools SET name = name WHERE id = $1")).bind(&by.school).run().await?;
    let (own, all) = lately(tx, by, &viewer.person).await?;
    if own >= MOST_OF_ONE || all >= MOST_OF_ALL {
        return Err(Failure::invalid("key", Problem::TooMany));
    }
    let id = ExportId::new(by.at);
    tx.query(sql!(
        "INSERT INTO exports (id, school_id, person_id, session_id, list, group_id, reason, lines, asked_at, ends_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
    ))
    .bind(&id)
    .bind(&by.school)
    .bind(&viewer.person)
    .bind(&viewer.session)
    .bind(asked.list.code())
    .bind(asked.group.as_ref().map(|group| group.0.clone()).unwrap_or_default())
    .bind(&asked.reason)
    .bind(i64::try_from(asked.lines).unwrap_or(i64::MAX))
    .bind(by.at)
    .bind(by.at.plus(OPEN_FOR))
    .run()
    .await?;
    let old = sql!("DELETE FROM exports WHERE school_id = $1 AND asked_at < $2");
    tx.query(old).bind(&by.school).bind(by.at.plus(-KEPT_FOR)).run().await?;
    audit::note(tx, by, Done::ListExported, id.as_str()).await?;
    let others: Vec<(PersonId,)> =
        tx.query(told()).bind(&by.school).bind(&viewer.person).bind(viewer.today).all().await?;
    for (person,) in others {
        later(tx, &by.school, &Tell { person, export: id.clone() }, by.at).await?;
    }
    Ok(id)
}

/// How many were asked for in a day and a night: by this person, and in all.
async fn lately(tx: &mut Tx, by: &By, person: &PersonId) -> Result<(i64, i64)> {
    let statement = sql!(
        "SELECT CAST(COALESCE(SUM(CASE WHEN person_id = $2 THEN 1 ELSE 0 END), 0) AS BIGINT), COUNT(*)
         FROM exports WHERE school_id = $1 AND asked_at > $3"
    );
    Ok(tx.query(statement).bind(&by.school).bind(person).bind(by.at.plus(-Moment::DAY)).one().await?)
}

/// Who is told of a list that $2 fetches at the school $1 on the day $3: the other heads, or where there is no other head, the office.
fn told() -> &'static Statement {
    sql!(
        "SELECT DISTINCT r.person_id FROM staff r
         WHERE r.school_id = $1 AND r.person_id <> $2 AND $3 BETWEEN r.starts_on AND r.ends_on
           AND (r.role = 'head' OR r.role = 'office' AND NOT EXISTS (
             SELECT 1 FROM staff h WHERE h.school_id = $1 AND h.person_id <> $2 AND h.role = 'head' AND $3 BETWEEN h.starts_on AND h.ends_on))
         ORDER BY r.person_id"
    )
}

/// Whether anybody is.
pub async fn is_somebody_told(viewer: &Viewer, may: &May<Manage, SchoolId>) -> Result<bool> {
    let query = viewer.db().query(told()).bind(may.thing()).bind(&viewer.person).bind(viewer.today);
    Ok(query.maybe::<(PersonId,)>().await?.is_some())
}

/// Address and language of somebody, as long as they lead the school.
pub async fn addressee(robot: &Robot, person: &PersonId, today: Day) -> Result<Option<(String, String)>> {
    let statement = sql!(
        "SELECT n.email, n.language FROM reached n WHERE n.person_id = $1 AND n.email IS NOT NULL AND EXISTS (
           SELECT 1 FROM staff r WHERE r.person_id = $1 AND r.role IN ('head', 'office') AND $2 BETWEEN r.starts_on AND r.ends_on)"
    );
    Ok(robot.db().query(statement).bind(person).bind(today).maybe().await?)
}

/// Whether this device asked for it a moment ago.
pub async fn is_there(viewer: &Viewer, id: &ExportId) -> Result<bool> {
    let statement = sql!(
        "SELECT 1 FROM exports WHERE id = $1 AND school_id = $2 AND person_id = $3 AND session_id = $4 AND ends_at > $5"
    );
    let query = viewer.db().query(statement).bind(id).bind(&viewer.school).bind(&viewer.person);
    Ok(query.bind(&viewer.session).bind(viewer.now).maybe::<(i32,)>().await?.is_some())
}

/// What was asked for.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Export {
    pub list: String,
    pub group_id: String,
    /// Empty: of the whole school.
    pub group_name: String,
    pub ends_at: Moment,
}

pub async fn find(viewer: &Viewer, may: &May<Read, ExportId>) -> Result<Export> {
    let statement = sql!(
        "SELECT e.list, e.group_id, COALESCE(g.name, '') AS group_name, e.ends_at
         FROM exports e LEFT JOIN school_groups g ON g.id = e.group_id WHERE e.id = $1"
    );
    Ok(viewer.db().query(statement).bind(may.thing()).one().await?)
}

/// A list that was fetched.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Fetched {
    pub list: String,
    pub group_name: String,
    pub reason: String,
    pub lines: i64,
    pub asked_at: Moment,
    #[sqlx(flatten)]
    pub name: Name,
}

/// The newest first; who is no head sees what they fetched themselves.
pub async fn fetched(viewer: &Viewer, may: &May<Manage, SchoolId>) -> Result<Vec<Fetched>> {
    let statement = sql!(
        "SELECT e.list, COALESCE(g.name, '') AS group_name, e.reason, e.lines, e.asked_at, n.call_name, n.infix, n.last_name
         FROM exports e JOIN persons n ON n.id = e.person_id LEFT JOIN school_groups g ON g.id = e.group_id
         WHERE e.school_id = $1 AND ($2 OR e.person_id = $3) ORDER BY e.asked_at DESC, e.id DESC LIMIT 50"
    );
    let query = viewer.db().query(statement).bind(may.thing()).bind(viewer.standing().head);
    Ok(query.bind(&viewer.person).all().await?)
}

/// The groups of today, the youngest first.
pub async fn groups(viewer: &Viewer, may: &May<Manage, SchoolId>) -> Result<Vec<(GroupId, String)>> {
    let statement = sql!(
        "SELECT g.id, g.name FROM school_groups g WHERE g.school_id = $1 AND $2 BETWEEN g.starts_on AND g.ends_on
         ORDER BY g.composite, g.year_group, g.id"
    );
    Ok(viewer.db().query(statement).bind(may.thing()).bind(viewer.today).all().await?)
}

/// A child in one of its groups, or in none.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Pupil {
    pub group_name: String,
    #[sqlx(flatten)]
    pub name: Name,
    pub birth_date: Option<Day>,
}

pub async fn pupils(viewer: &Viewer, may: &May<Manage, SchoolId>, group: Option<&GroupId>) -> Result<Vec<Pupil>> {
    let all: Vec<Pupil> = viewer
        .db()
        .query(sql!(
            "SELECT COALESCE(g.name, '') AS group_name, u.call_name, u.infix, u.last_name, u.birth_date
             FROM pupils u LEFT JOIN memberships m ON m.pupil_id = u.id AND $2 BETWEEN m.starts_on AND m.ends_on
             LEFT JOIN school_groups g ON g.id = m.group_id
             WHERE u.school_id = $1 AND $2 BETWEEN u.starts_on AND u.ends_on AND ($3 = '' OR g.id = $3)
             ORDER BY g.composite, g.year_group, g.id, u.id"
        ))
        .bind(may.thing())
        .bind(viewer.today)
        .bind(group.map_or("", GroupId::as_str))
        .all()
        .await?;
    Ok(by_group(all, |one| &one.group_name, |one| one.name.place()))
}

/// A guardian of a child in one of its groups. Only who may see what is shared about the child: nobody who is kept out, nobody unconfirmed.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Family {
    pub group_name: String,
    #[sqlx(flatten)]
    pub child: PupilName,
    #[sqlx(flatten)]
    pub name: Name,
    pub email: String,
    pub phone: String,
    /// Of a family that is protected: how they are reached leaves the school on no list.
    pub protected: bool,
}

pub async fn families(viewer: &Viewer, may: &May<Manage, SchoolId>, group: Option<&GroupId>) -> Result<Vec<Family>> {
    let all: Vec<Family> = viewer
        .db()
        .query(sql!(
            "SELECT COALESCE(g.name, '') AS group_name, u.call_name AS pupil_call_name, u.infix AS pupil_infix,
                    u.last_name AS pupil_last_name, n.call_name, n.infix, n.last_name, COALESCE(n.email, '') AS email, n.phone,
                    EXISTS (SELECT 1 FROM protected x WHERE x.person_id = n.id) AS protected
             FROM belongs b JOIN pupils u ON u.id = b.circle_id JOIN persons n ON n.id = b.person_id
             LEFT JOIN memberships m ON m.pupil_id = u.id AND $2 BETWEEN m.starts_on AND m.ends_on
             LEFT JOIN school_groups g ON g.id = m.group_id
             WHERE b.school_id = $1 AND b.kind = 'family' AND b.reason = 'guardian' AND $2 BETWEEN b.starts_on AND b.ends_on
               AND ($3 = '' OR g.id = $3)
             ORDER BY g.composite, g.year_group, g.id, u.id, n.id"
        ))
        .bind(may.thing())
        .bind(viewer.today)
        .bind(group.map_or("", GroupId::as_str))
        .all()
        .await?;
    Ok(by_group(all, |one| &one.group_name, |one| (one.child.0.place(), one.name.place())))
}

/// Who works at the school.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Colleague {
    #[sqlx(flatten)]
    pub name: Name,
    /// «teacher,head»
    pub roles: String,
    /// By name.
    pub groups: String,
    pub email: String,
    pub phone: String,
    /// Of a family that is protected.
    pub protected: bool,
}

pub async fn staff(viewer: &Viewer, may: &May<Manage, SchoolId>, group: Option<&GroupId>) -> Result<Vec<Colleague>> {
    let mut all: Vec<Colleague> = viewer
        .db()
        .query(sql!(
            "SELECT n.call_name, n.infix, n.last_name, COALESCE(n.email, '') AS email, n.phone,
                    EXISTS (SELECT 1 FROM protected x WHERE x.person_id = n.id) AS protected,
                    (SELECT string_agg(r.role, ',') FROM staff r WHERE r.person_id = n.id AND $2 BETWEEN r.starts_on AND r.ends_on) AS roles,
                    COALESCE((SELECT string_agg(g.name, ', ') FROM taught t JOIN school_groups g ON g.id = t.group_id
                              WHERE t.person_id = n.id AND $2 BETWEEN t.starts_on AND t.ends_on), '') AS groups
             FROM persons n
             WHERE n.school_id = $1 AND EXISTS (SELECT 1 FROM staff r WHERE r.person_id = n.id AND $2 BETWEEN r.starts_on AND r.ends_on)
               AND ($3 = '' OR EXISTS (SELECT 1 FROM taught t WHERE t.person_id = n.id AND t.group_id = $3 AND $2 BETWEEN t.starts_on AND t.ends_on))"
        ))
        .bind(may.thing())
        .bind(viewer.today)
        .bind(group.map_or("", GroupId::as_str))
        .all()
        .await?;
    all.sort_by_cached_key(|one| one.name.place());
    Ok(all)
}

/// Group by group in the order in which they came, who is in none last; in a group by this.
fn by_group<T, K: Ord>(mut all: Vec<T>, group: fn(&T) -> &str, place: impl Fn(&T) -> K) -> Vec<T> {
    let mut groups: Vec<String> = all.iter().map(|one| group(one).to_owned()).filter(|name| !name.is_empty()).collect();
    groups.dedup();
    let at = |one: &T| groups.iter().position(|name| name == group(one)).unwrap_or(usize::MAX);
    all.sort_by_cached_key(|one| (at(one), place(one)));
    all
}

/// Why they fetched something is in their own words.
pub async fn erase(tx: &mut Tx, erasing: &Erasing) -> Result<()> {
    let statement = sql!("UPDATE exports SET reason = '', session_id = '' WHERE person_id = $1");
    tx.query(statement).bind(&erasing.person).run().await?;
    Ok(())
}

pub async fn of_person(robot: &Robot, person: &PersonId) -> Result<Vec<Known>> {
    let statement =
        sql!("SELECT list, reason, lines, asked_at FROM exports WHERE person_id = $1 ORDER BY asked_at, id");
    let all: Vec<(String, String, i64, Moment)> = robot.db().query(statement).bind(person).all().await?;
    Ok(vec![("fetched", serde_json::json!(all))])
}
