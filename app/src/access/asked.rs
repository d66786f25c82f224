//! Who is asked by a subject: those whom it reaches, other than by leading the school, and other than who shared it.
use super::audience::{Member, members};
use super::subjects::reaches;
use super::{Manage, May, PersonId, Reason, Robot, Shared, Viewer, Visible};
use crate::base::clock::Moment;
use crate::base::db::Tx;
use crate::base::failure::Result;
use crate::sql;

/// No more wait for anybody at once.
const MOST: i64 = 60;

impl Viewer {
    /// Those of one kind, shared since then, that ask this viewer; `only`: that one, or empty for all.
    pub async fn asked<T: Shared + From<String>>(&self, since: Moment, only: &str) -> Result<Visible<T>> {
        let open = T::KIND.rules.module.is_none_or(|module| self.openings.check(module, &self.today).is_ok());
        let (list,): (Option<String>,) = self
            .db()
            .query(sql!(concat!(
                "SELECT string_agg(id || ' ' || shared_at || ' ' || version, ',') FROM (
                   SELECT a.id, a.shared_at, a.version FROM subjects a
                   WHERE a.school_id = $3 AND a.kind = $4 AND NOT a.draft AND a.shared_at > $5 AND a.owner_id <> $1 AND ($6 = '' OR a.id = $6)
                     AND EXISTS (SELECT 1 FROM subject_parts p JOIN belongs b ON ",
                reaches!(),
                " WHERE p.subject_id = a.id AND b.person_id = $1 AND b.reason NOT IN ('head', 'office') AND (b.side = 'staff' OR $7))
                   ORDER BY a.shared_at DESC, a.id DESC LIMIT $8) AS asked"
            )))
            .bind(self.person.clone())
            .bind(self.today.clone())
            .bind(self.school.clone())
            .bind(T::KIND.code.to_owned())
            .bind(since)
            .bind(only.to_owned())
            .bind(open)
            .bind(MOST)
            .one()
            .await?;
        Ok(Visible::of(&list.unwrap_or_default()))
    }

    /// Whether this one asks the viewer.
    pub async fn is_asked<T: Shared + From<String>>(&self, thing: &T) -> Result<bool> {
        Ok(!self.asked::<T>(Moment(0), thing.id()).await?.is_empty())
    }
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
    tx.query(sql!("UPDATE persons SET waits = waits + 1 WHERE id = $1")).bind(person.clone()).run().await?;
    Ok(())
}

/// Address and language of somebody, as long as it reaches them.
pub async fn addressee<T: Shared>(
    robot: &Robot,
    thing: &T,
    person: &PersonId,
    today: &str,
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
        .bind(person.clone())
        .bind(today.to_owned())
        .bind(thing.id().to_owned())
        .maybe()
        .await?)
}
