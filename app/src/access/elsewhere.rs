//! One account, several schools: who the viewer is elsewhere, and going there without signing in again.
use futures::future::BoxFuture;

use super::live::News;
use super::policy::{Facts, Stated};
use super::{May, OWN, PersonId, Read, Thing, Viewer};
use crate::base::clock::Moment;
use crate::base::db::Tx;
use crate::base::failure::{Failure, Result};
use crate::sql;

/// Who an account is at another school than the one where it looks around now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere(pub PersonId);

impl Thing for Elsewhere {
    fn stated<'v>(&'v self, viewer: &'v Viewer) -> BoxFuture<'v, Result<Option<Stated>>> {
        let author = viewer.others.contains(&self.0);
        Box::pin(async move { Ok(author.then(|| Stated::new(&OWN, Facts { author, ..Facts::default() }))) })
    }
}

/// Another school of this account.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct OtherSchool {
    pub person_id: PersonId,
    pub name: String,
    pub place: String,
    /// When this account last looked around there.
    pub looked_at: Moment,
}

impl Viewer {
    /// The other schools of this account, by name.
    pub async fn other_schools(&self) -> Result<Vec<OtherSchool>> {
        if self.others.is_empty() {
            return Ok(Vec::new());
        }
        Ok(self
            .db()
            .query(sql!(
                "SELECT i.person_id, c.name, c.place, i.looked_at FROM account_persons i JOIN schools c ON c.id = i.school_id
                 WHERE i.account_id = $1 AND i.person_id <> $2 ORDER BY c.name, c.id"
            ))
            .bind(&self.account)
            .bind(&self.person)
            .all()
            .await?)
    }

    /// What this session would be there; it stays where it is.
    pub async fn over_there(&self, may: &May<Read, Elsewhere>) -> Result<Viewer> {
        self.seen_as(&may.thing().0).await
    }
}

/// The session goes on at the other school.
pub async fn go(viewer: &Viewer, may: May<Read, Elsewhere>) -> Result<Viewer> {
    let there = viewer.over_there(&may).await?;
    viewer
        .db()
        .write((viewer.clone(), may), |tx, (viewer, may)| {
            Box::pin(async move {
                looked(tx, viewer).await?;
                // Only where the account still is that person: the school may have taken that back a moment ago.
                let went = tx.query(sql!(
                    "UPDATE sessions SET person_id = $1 WHERE id = $2
                       AND EXISTS (SELECT 1 FROM account_persons i WHERE i.person_id = $1 AND i.account_id = sessions.account_id)"
                ))
                .bind(&may.thing().0)
                .bind(&viewer.session)
                .run()
                .await?;
                if went == 0 {
                    return Err(Failure::SignedOut);
                }
                // Later than the school that is left: whoever signs in anew arrives here.
                looked_at(tx, &may.thing().0, viewer.now.plus(1)).await?;
                News::Out(viewer.session.0.clone()).announce(tx).await
            })
        })
        .await?;
    Ok(there)
}

/// The viewer looked around at this school until now.
pub(super) async fn looked(tx: &mut Tx, viewer: &Viewer) -> Result<()> {
    looked_at(tx, &viewer.person, viewer.now).await
}

async fn looked_at(tx: &mut Tx, person: &PersonId, now: Moment) -> Result<()> {
    tx.query(sql!("UPDATE account_persons SET looked_at = $1 WHERE person_id = $2"))
        .bind(now)
        .bind(person)
        .run()
        .await?;
    Ok(())
}
