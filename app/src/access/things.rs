//! What the rules need to know of each kind of thing, read in one statement each.
use futures::future::BoxFuture;

use super::policy::Facts;
use super::{GroupId, PupilId, SchoolId, SessionId, Viewer};
use crate::base::failure::Result;
use crate::sql;

/// Something that a viewer may or may not do something to.
pub trait Thing: Clone + Send + Sync + 'static {
    /// `None`: there is no such thing at this school.
    fn facts<'v>(&'v self, viewer: &'v Viewer) -> BoxFuture<'v, Result<Option<Facts>>>;
}

/// Something with an audience: has a row in `audiences` under its own id. A new kind needs nothing else to be protected.
pub trait Shared: Clone + Send + Sync + 'static {
    /// What the row says it is.
    const KIND: &'static str;
    /// The module that must be open for guardians.
    const MODULE: &'static str;
    /// Of a moment: the families of the day on which it was shared see it, and keep it. What lasts is seen by who belongs today.
    const OF_A_MOMENT: bool;
    fn id(&self) -> &str;
}

impl<T: Shared> Thing for T {
    fn facts<'v>(&'v self, viewer: &'v Viewer) -> BoxFuture<'v, Result<Option<Facts>>> {
        Box::pin(shared(viewer, self.id(), T::KIND, T::MODULE))
    }
}

/// The facts of something shared, by id and kind.
pub async fn shared(viewer: &Viewer, id: &str, kind: &str, module: &'static str) -> Result<Option<Facts>> {
    let row: Option<(bool, bool, bool, bool)> = viewer
        .db()
        .query(sql!(
            "SELECT a.draft, a.owner_id = $1,
                    EXISTS (SELECT 1 FROM audience_parts p JOIN scopes s ON s.kind = p.kind AND s.target_id = p.target_id
                            WHERE p.audience_id = a.id AND s.person_id = $1 AND $2 BETWEEN s.starts_on AND s.keeps_until
                              AND COALESCE(a.shared_on, $2) BETWEEN s.since AND s.ends_on),
                    EXISTS (SELECT 1 FROM audience_parts p JOIN scopes s ON s.kind = p.kind AND s.target_id = p.target_id
                            WHERE p.audience_id = a.id AND s.person_id = $1 AND s.reason = 'teacher'
                              AND $2 BETWEEN s.starts_on AND s.ends_on)
             FROM audiences a WHERE a.id = $3 AND a.kind = $4 AND a.school_id = $5"
        ))
        .bind(viewer.person.clone())
        .bind(viewer.today.clone())
        .bind(id.to_owned())
        .bind(kind.to_owned())
        .bind(viewer.school.clone())
        .maybe()
        .await?;
    Ok(row.map(|(draft, owner, member, teacher)| Facts::Shared { module, draft, owner, member, teacher }))
}

impl Thing for GroupId {
    fn facts<'v>(&'v self, _viewer: &'v Viewer) -> BoxFuture<'v, Result<Option<Facts>>> {
        // A seat at the group proves that it exists; without one it does not matter.
        Box::pin(async move { Ok(Some(Facts::Group { id: self.0.clone() })) })
    }
}

impl Thing for SchoolId {
    fn facts<'v>(&'v self, viewer: &'v Viewer) -> BoxFuture<'v, Result<Option<Facts>>> {
        Box::pin(async move { Ok((*self == viewer.school).then_some(Facts::School)) })
    }
}

impl Thing for SessionId {
    fn facts<'v>(&'v self, viewer: &'v Viewer) -> BoxFuture<'v, Result<Option<Facts>>> {
        Box::pin(async move {
            let row: Option<(bool,)> = viewer
                .db()
                .query(sql!("SELECT person_id = $1 FROM sessions WHERE id = $2"))
                .bind(viewer.person.clone())
                .bind(self.clone())
                .maybe()
                .await?;
            Ok(row.map(|(owner,)| Facts::Own { owner }))
        })
    }
}

/// A pupil in a round: who may book this talk?
impl<R: Shared> Thing for (R, PupilId) {
    fn facts<'v>(&'v self, viewer: &'v Viewer) -> BoxFuture<'v, Result<Option<Facts>>> {
        Box::pin(async move {
            let row: Option<(bool,)> = viewer
                .db()
                .query(sql!(
                    "SELECT EXISTS (SELECT 1 FROM audience_parts p JOIN memberships m ON m.group_id = p.target_id
                                    WHERE p.audience_id = a.id AND p.kind = 'group' AND m.pupil_id = $1
                                      AND $2 BETWEEN m.starts_on AND m.ends_on)
                     FROM audiences a WHERE a.id = $3 AND a.kind = $4 AND a.school_id = $5 AND NOT a.draft"
                ))
                .bind(self.1.clone())
                .bind(viewer.today.clone())
                .bind(self.0.id().to_owned())
                .bind(R::KIND.to_owned())
                .bind(viewer.school.clone())
                .maybe()
                .await?;
            Ok(row.map(|(invited,)| Facts::Talk { pupil: self.1.0.clone(), invited }))
        })
    }
}
