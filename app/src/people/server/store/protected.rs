//! Families that are protected: who marked them, why, and taking the mark away.
use futures::future::BoxFuture;

use super::Place;
use crate::access::audit::{self, Done};
use crate::access::policy::{Deed, Facts, Relation, Rules, Stated};
use crate::access::{HouseholdId, Lift, Manage, May, Thing, Viewer};
use crate::base::failure::Result;
use crate::sql;

crate::rules!(
    /// Head and office mark a family; only a head takes the mark away.
    HOUSEHOLD = Rules {
        thing: "household",
        module: None,
        seen: &[Relation::Leads],
        deeds: &[(Deed::Manage, &[Relation::Leads]), (Deed::Lift, &[Relation::Heads])],
    }
);

impl Thing for HouseholdId {
    fn stated<'v>(&'v self, viewer: &'v Viewer) -> BoxFuture<'v, Result<Option<Stated>>> {
        Box::pin(async move {
            let statement = sql!("SELECT 1 FROM households WHERE id = $1 AND school_id = $2");
            let there: Option<(i32,)> = viewer.db().query(statement).bind(self).bind(&viewer.school).maybe().await?;
            Ok(there.map(|_| Stated::new(&HOUSEHOLD, Facts::default())))
        })
    }
}

/// The same mark twice is one, with the reason of the first.
pub async fn mark(viewer: &Viewer, may: &May<Manage, HouseholdId>, reason: String) -> Result<()> {
    let by = Place::of(viewer, viewer.today).by(Some(viewer.person.clone()));
    let args = (may.thing().clone(), viewer.person.clone(), by, reason);
    viewer
        .db()
        .write(args, |tx, (household, person, by, reason)| {
            Box::pin(async move {
                let mark = sql!(
                    "INSERT INTO protected_households (household_id, school_id, reason, marked_by, marked_at) VALUES ($1, $2, $3, $4, $5)
                     ON CONFLICT (household_id) DO NOTHING"
                );
                let query = tx.query(mark).bind(&*household).bind(&by.school).bind(&*reason).bind(&*person).bind(by.at);
                if query.run().await? == 0 {
                    return Ok(());
                }
                let people = sql!(
                    "INSERT INTO protected_people (person_id, school_id)
                     SELECT DISTINCT g.person_id, g.school_id FROM guardianships g WHERE g.household_id = $1 AND g.status = 'confirmed'
                     ON CONFLICT (person_id) DO NOTHING"
                );
                tx.query(people).bind(&*household).run().await?;
                audit::note(tx, by, Done::FamilyProtected, &household.0).await
            })
        })
        .await
}

pub async fn unmark(viewer: &Viewer, may: &May<Lift, HouseholdId>) -> Result<()> {
    let by = Place::of(viewer, viewer.today).by(Some(viewer.person.clone()));
    viewer
        .db()
        .write((may.thing().clone(), by), |tx, (household, by)| {
            Box::pin(async move {
                let people = sql!(
                    "DELETE FROM protected_people WHERE person_id IN (SELECT g.person_id FROM guardianships g WHERE g.household_id = $1)"
                );
                tx.query(people).bind(&*household).run().await?;
                let unmark = sql!("DELETE FROM protected_households WHERE household_id = $1");
                match tx.query(unmark).bind(&*household).run().await? {
                    0 => Ok(()),
                    _ => audit::note(tx, by, Done::FamilyUnprotected, &household.0).await,
                }
            })
        })
        .await
}
