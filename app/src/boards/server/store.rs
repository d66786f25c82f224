//! Every statement about the schools of a board, and about those of the board who came into one.
use futures::future::BoxFuture;

use crate::access::audit::{self, By, Done};
use crate::access::policy::{Deed, Facts, Relation, Rules, Stated};
use crate::access::{Erasing, Manage, May, PersonId, Read, SchoolId, Thing, Viewer};
use crate::base::clock::Moment;
use crate::base::db::Tx;
use crate::base::failure::{Failure, Result};
use crate::base::ids;
use crate::base::name::Name;
use crate::sql;

crate::rules!(
    GOVERNED = Rules {
        thing: "school of the board",
        module: None,
        seen: &[Relation::Governs],
        deeds: &[(Deed::Read, &[Relation::Governs])],
    }
);

/// A school of the same board as the viewer's.
#[derive(Debug, Clone)]
pub struct Governed(pub SchoolId);

impl Thing for Governed {
    fn stated<'v>(&'v self, viewer: &'v Viewer) -> BoxFuture<'v, Result<Option<Stated>>> {
        Box::pin(async move {
            let statement =
                sql!("SELECT 1 FROM schools o JOIN schools c ON c.board_id = o.board_id WHERE o.id = $1 AND c.id = $2");
            let there = viewer.db().query(statement).bind(&viewer.school).bind(&self.0).maybe::<(i32,)>().await?;
            Ok(there.map(|_| Stated::new(&GOVERNED, Facts::default())))
        })
    }
}

/// A school in numbers.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct School {
    pub id: SchoolId,
    pub name: String,
    pub place: String,
    /// Of today, and how many of them have somebody with an account.
    pub households: i64,
    pub connected: i64,
    /// When a file was last taken in; 0: not within a year.
    pub imported_at: Moment,
    /// What happens later and did not succeed.
    pub undone: i64,
    /// What its files weigh, in bytes.
    pub bytes: i64,
    /// Its head made the viewer of the board there, too: they may go in.
    pub open: bool,
}

/// By name.
pub async fn schools(viewer: &Viewer, may: &May<Read, Governed>) -> Result<Vec<School>> {
    let statement = sql!(
        "SELECT c.id, c.name, c.place,
                CAST((SELECT COUNT(DISTINCT k.household_id) FROM caring k
                      WHERE k.school_id = c.id AND $2 BETWEEN k.starts_on AND k.ends_on) AS BIGINT) AS households,
                CAST((SELECT COUNT(DISTINCT k.household_id) FROM caring k JOIN account_persons a ON a.person_id = k.person_id
                      WHERE k.school_id = c.id AND $2 BETWEEN k.starts_on AND k.ends_on) AS BIGINT) AS connected,
                CAST(COALESCE((SELECT MAX(a.done_at) FROM audit a
                      WHERE a.school_id = c.id AND a.deed IN ('school_imported', 'guardians_imported')), 0) AS BIGINT) AS imported_at,
                CAST((SELECT COUNT(*) FROM jobs j WHERE j.school_id = c.id AND j.dead) AS BIGINT) AS undone,
                CAST(COALESCE((SELECT SUM(f.bytes) FROM files f WHERE f.school_id = c.id), 0) AS BIGINT) AS bytes,
                EXISTS (SELECT 1 FROM account_persons i JOIN roles r ON r.person_id = i.person_id
                        WHERE i.account_id = $3 AND i.school_id = c.id AND r.role = 'board' AND r.status = 'confirmed'
                          AND $2 BETWEEN r.starts_on AND r.ends_on) AS open
         FROM schools o JOIN schools c ON c.board_id = o.board_id WHERE o.id = $1 ORDER BY c.name, c.id"
    );
    let query = viewer.db().query(statement).bind(&may.thing().0).bind(viewer.today).bind(&viewer.account);
    Ok(query.all().await?)
}

/// They work in the office of that school until the end of the day; says who they are there.
pub async fn visit(viewer: &Viewer, may: &May<Read, Governed>, reason: String) -> Result<PersonId> {
    let args = (may.thing().0.clone(), viewer.clone(), reason);
    viewer.db().write(args, |tx, (school, viewer, reason)| Box::pin(visit_in(tx, school, viewer, reason))).await
}

async fn visit_in(tx: &mut Tx, school: &SchoolId, viewer: &Viewer, reason: &str) -> Result<PersonId> {
    // Two taps at once are one person there.
    tx.query(sql!("UPDATE accounts SET email = email WHERE id = $1")).bind(&viewer.account).run().await?;
    let person = somebody(tx, school, viewer).await?;
    tx.query(sql!(
        "INSERT INTO roles (id, school_id, person_id, role, status, starts_on, ends_on, by_hand) VALUES ($1, $2, $3, 'office', 'confirmed', $4, $4, TRUE)
         ON CONFLICT (person_id, role, starts_on) DO UPDATE SET status = 'confirmed'"
    ))
    .bind(ids::fresh(viewer.now))
    .bind(school)
    .bind(&person)
    .bind(viewer.today)
    .run()
    .await?;
    let visit = ids::fresh(viewer.now);
    tx.query(sql!(
        "INSERT INTO board_visits (id, school_id, person_id, reason, began_on, began_at) VALUES ($1, $2, $3, $4, $5, $6)"
    ))
    .bind(&visit)
    .bind(school)
    .bind(&person)
    .bind(reason)
    .bind(viewer.today)
    .bind(viewer.now)
    .run()
    .await?;
    let by = By { school: school.clone(), person: Some(person.clone()), at: viewer.now };
    audit::note(tx, &by, Done::BoardCame, person.as_str()).await?;
    Ok(person)
}

/// Who the account is at that school, where its own head made them of the board: no school lets anybody into another.
async fn somebody(tx: &mut Tx, school: &SchoolId, viewer: &Viewer) -> Result<PersonId> {
    let statement = sql!(
        "SELECT i.person_id FROM account_persons i JOIN roles r ON r.person_id = i.person_id
         WHERE i.account_id = $1 AND i.school_id = $2 AND r.role = 'board' AND r.status = 'confirmed' AND $3 BETWEEN r.starts_on AND r.ends_on"
    );
    let found = tx.query(statement).bind(&viewer.account).bind(school).bind(viewer.today).maybe::<(PersonId,)>();
    found.await?.map(|(person,)| person).ok_or(Failure::Denied)
}

/// Somebody of the board who came in.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Visit {
    #[sqlx(flatten)]
    pub name: Name,
    pub reason: String,
    pub began_at: Moment,
}

/// The newest first, and no more than anybody reads on one page.
pub async fn visits(viewer: &Viewer, may: &May<Manage, SchoolId>) -> Result<Vec<Visit>> {
    let statement = sql!(
        "SELECT n.call_name, n.infix, n.last_name, v.reason, v.began_at FROM board_visits v JOIN persons n ON n.id = v.person_id
         WHERE v.school_id = $1 ORDER BY v.began_at DESC, v.id DESC LIMIT 200"
    );
    Ok(viewer.db().query(statement).bind(may.thing()).all().await?)
}

/// Who is in it today, for everybody else who leads it.
pub async fn of_today(viewer: &Viewer) -> Result<Vec<String>> {
    let statement = sql!(
        "SELECT DISTINCT n.call_name, n.infix, n.last_name FROM board_visits v JOIN persons n ON n.id = v.person_id
         WHERE v.school_id = $1 AND v.began_on = $2 AND v.person_id <> $3"
    );
    let query = viewer.db().query(statement).bind(&viewer.school).bind(viewer.today).bind(&viewer.person);
    let mut all: Vec<Name> = query.all().await?;
    all.sort_by_cached_key(Name::place);
    Ok(all.iter().map(Name::to_string).collect())
}

/// Why they came was their own word.
pub async fn forget(tx: &mut Tx, erasing: &Erasing) -> Result<()> {
    let statement = sql!("UPDATE board_visits SET reason = '' WHERE person_id = $1");
    tx.query(statement).bind(&erasing.person).run().await?;
    Ok(())
}
