//! Who is asked by a subject: those whom it reaches, other than by leading the school, and other than who shared it.
use super::audience::{Member, members};
use super::subjects::reaches;
use super::{Manage, May, PersonId, Reason, Robot, Shared, SubjectKind, Viewer, Visible};
use crate::base::clock::Moment;
use crate::base::day::Day;
use crate::base::db::Tx;
use crate::base::failure::Result;
use crate::base::shelf::Shelved;
use crate::sql;

/// No more wait for anybody at once, and nothing of longer ago.
const MOST: i64 = 120;
const LATELY: i64 = 200 * Moment::DAY;

/// When the subject `a` asks the person $1 on the day $2.
macro_rules! asks {
    ($more:literal) => {
        concat!(
            "NOT a.draft AND a.owner_id <> $1 AND EXISTS (SELECT 1 FROM subject_parts p JOIN belongs b ON ",
            reaches!(),
            " WHERE p.subject_id = a.id AND b.person_id = $1 AND b.reason NOT IN ('head', 'office')",
            $more,
            ")"
        )
    };
}

/// Subjects that ask somebody: a kind, and which of it.
struct Asked(Vec<(String, String)>);

impl Shelved for Asked {
    fn bytes(&self) -> usize {
        self.0.iter().map(|(kind, list)| kind.len() + list.len() + 100).sum()
    }
}

impl Viewer {
    /// Those of one kind that ask this viewer, the newest first. One statement a minute for all kinds, and one after everything that
    /// this person does or that is done to their place at school.
    pub async fn asked<T: Shared + From<String>>(&self) -> Result<Visible<T>> {
        let all = self.app().shelf.or_read(self.waiting_key("asked"), self.all_that_asks()).await?;
        let list = all.0.iter().find(|(kind, _)| kind == T::KIND.code).map_or("", |(_, list)| list);
        Ok(Visible::of(list))
    }

    async fn all_that_asks(&self) -> Result<Asked> {
        let kinds: Vec<&SubjectKind> = SubjectKind::all().filter(|kind| kind.asks).collect();
        let open = |kind: &&&SubjectKind| {
            kind.rules.module.is_none_or(|module| self.openings.check(module, self.today).is_ok())
        };
        let codes: Vec<&str> = kinds.iter().map(|kind| kind.code).collect();
        let open: Vec<&str> = kinds.iter().filter(open).map(|kind| kind.code).collect();
        let statement = sql!(concat!(
            "SELECT kind, string_agg(id || ' ' || shared_at || ' ' || version, ',') FROM (
               SELECT a.kind, a.id, a.shared_at, a.version FROM subjects a
               WHERE a.school_id = $3 AND a.kind IN (SELECT value FROM json_each($4)) AND a.shared_at > $5 AND ",
            asks!(" AND (b.side = 'staff' OR a.kind IN (SELECT value FROM json_each($6)))"),
            " ORDER BY a.shared_at DESC, a.id DESC LIMIT $7) AS asked GROUP BY kind"
        ));
        let query = self.db().query(statement).bind(&self.person).bind(self.today);
        let query = query.bind(&self.school).bind_list(&codes).bind(self.now.plus(-LATELY));
        Ok(Asked(query.bind_list(&open).bind(MOST).all().await?))
    }

    /// Whether this one asks the viewer, as the tables say now.
    pub async fn is_asked<T: Shared>(&self, thing: &T) -> Result<bool> {
        let statement = sql!(concat!("SELECT 1 FROM subjects a WHERE a.id = $3 AND a.school_id = $4 AND ", asks!("")));
        Ok(self.question(statement, thing.id()).maybe::<(i32,)>().await?.is_some())
    }
}

/// Whether it still asks somebody, in the transaction that changes who belongs to whom.
pub async fn still_asks<T: Shared>(tx: &mut Tx, thing: &T, person: &PersonId, today: Day) -> Result<bool> {
    let statement = sql!(concat!("SELECT 1 FROM subjects a WHERE a.id = $3 AND ", asks!("")));
    let asks: Option<(i32,)> = tx.query(statement).bind(person).bind(today).bind(thing.id()).maybe().await?;
    Ok(asks.is_some())
}

/// Everybody whom it asks, by name.
pub async fn all_asked<T: Shared>(viewer: &Viewer, may: &May<Manage, T>, owner: &PersonId) -> Result<Vec<Member>> {
    let mut members = members(viewer, may).await?;
    members.retain(|member| {
        let asked = |(reason, _): &(Reason, String)| !matches!(reason, Reason::Head | Reason::Office);
        member.person != *owner && member.reasons.iter().any(asked)
    });
    Ok(members)
}

/// Says that something else waits for this person from now on.
pub async fn waits_otherwise(tx: &mut Tx, person: &PersonId) -> Result<()> {
    tx.query(sql!("UPDATE persons SET waits = waits + 1 WHERE id = $1")).bind(person).run().await?;
    Ok(())
}

/// The same for everybody whom a subject reaches: what asks them stands on Today at once.
pub(super) async fn waits_for_all(tx: &mut Tx, subject: &str, today: Day) -> Result<()> {
    let statement = sql!(concat!(
        "UPDATE persons SET waits = waits + 1 WHERE id IN (
           SELECT b.person_id FROM subjects a JOIN subject_parts p ON p.subject_id = a.id JOIN belongs b ON b.school_id = a.school_id AND ",
        reaches!(),
        " WHERE a.id = $1)"
    ));
    tx.query(statement).bind(subject).bind(today).run().await?;
    Ok(())
}

/// Address and language of somebody, as long as it reaches them.
pub async fn addressee<T: Shared>(
    robot: &Robot,
    thing: &T,
    person: &PersonId,
    today: Day,
) -> Result<Option<(String, String)>> {
    Ok(robot
        .db()
        .query(sql!(concat!(
            "SELECT n.email, n.language FROM reached n
             WHERE n.person_id = $1 AND n.email IS NOT NULL
               AND EXISTS (SELECT 1 FROM subjects a JOIN subject_parts p ON p.subject_id = a.id JOIN belongs b ON ",
            reaches!(),
            " WHERE a.id = $3 AND b.person_id = $1)"
        )))
        .bind(person)
        .bind(today)
        .bind(thing.id())
        .maybe()
        .await?)
}
