//! What the rules look at of a pupil in a round, a booking, and the list of a day.
use futures::future::BoxFuture;

use crate::access::policy::{Deed, Facts, Relation, Rules, Stated};
use crate::access::{Module, PupilId, Thing, Viewer};
use crate::base::failure::Result;
use crate::conferences::server::round::Agenda;
use crate::conferences::server::{BookingId, RoundId};
use crate::sql;

crate::rules!(
    /// A pupil in a round: who may book this talk?
    TALK = Rules {
        thing: "talk",
        module: Some(Module::Talks),
        seen: &[Relation::GuardianOf, Relation::Leads],
        deeds: &[
            (Deed::Read, &[Relation::GuardianOf, Relation::Leads]),
            (Deed::Book, &[Relation::GuardianOf, Relation::Leads]),
        ],
    }
);

crate::rules!(
    /// The other household of a divorced family has no talk here at all.
    BOOKING = Rules {
        thing: "booking",
        module: Some(Module::Talks),
        seen: &[Relation::SameHousehold, Relation::Leads],
        deeds: &[
            (Deed::Read, &[Relation::SameHousehold, Relation::Leads]),
            (Deed::Remove, &[Relation::SameHousehold, Relation::Leads]),
        ],
    }
);

crate::rules!(
    /// Teachers read their own day; whoever manages the round reads every teacher's. For parents there is no such list.
    AGENDA = Rules {
        thing: "agenda",
        module: None,
        seen: &[Relation::Gives, Relation::Keeps],
        deeds: &[(Deed::Read, &[Relation::Gives, Relation::Keeps])],
    }
);

impl Thing for (RoundId, PupilId) {
    fn stated<'v>(&'v self, viewer: &'v Viewer) -> BoxFuture<'v, Result<Option<Stated>>> {
        Box::pin(async move {
            let (round, pupil) = self;
            // Not invited: there is no such talk.
            let invited: Option<(i32,)> = viewer
                .db()
                .query(sql!(
                    "SELECT 1 FROM subjects a WHERE a.id = $3 AND a.kind = 'round' AND a.school_id = $4 AND NOT a.draft
                       AND EXISTS (SELECT 1 FROM subject_parts p JOIN memberships m ON m.group_id = p.circle_id
                                   WHERE p.subject_id = a.id AND m.pupil_id = $1 AND $2 BETWEEN m.starts_on AND m.ends_on)"
                ))
                .bind(pupil)
                .bind(viewer.today)
                .bind(round)
                .bind(&viewer.school)
                .maybe()
                .await?;
            let facts = Facts { pupil: Some(pupil.0.clone()), ..Facts::default() };
            Ok(invited.map(|_| Stated::new(&TALK, facts)))
        })
    }
}

impl Thing for BookingId {
    fn stated<'v>(&'v self, viewer: &'v Viewer) -> BoxFuture<'v, Result<Option<Stated>>> {
        Box::pin(async move {
            let row: Option<(bool,)> = viewer
                .db()
                .query(sql!(
                    "SELECT EXISTS (SELECT 1 FROM caring c WHERE c.person_id = $1 AND c.pupil_id = b.pupil_id
                                      AND c.household_id = b.household_id AND $2 BETWEEN c.starts_on AND c.ends_on)
                     FROM bookings b WHERE b.id = $3 AND b.school_id = $4"
                ))
                .bind(&viewer.person)
                .bind(viewer.today)
                .bind(self)
                .bind(&viewer.school)
                .maybe()
                .await?;
            Ok(row.map(|(household,)| Stated::new(&BOOKING, Facts { household, ..Facts::default() })))
        })
    }
}

impl Thing for Agenda {
    fn stated<'v>(&'v self, viewer: &'v Viewer) -> BoxFuture<'v, Result<Option<Stated>>> {
        Box::pin(async move {
            let Some(round) = self.round.stated(viewer).await? else { return Ok(None) };
            let (slots, own): (i64, i64) = viewer
                .db()
                .query(sql!(
                    "SELECT CAST(COUNT(*) AS BIGINT), CAST(COALESCE(SUM(CASE WHEN teacher_id = $1 THEN 1 ELSE 0 END), 0) AS BIGINT)
                     FROM slots WHERE school_id = $2 AND round_id = $3 AND date = $4"
                ))
                .bind(&viewer.person)
                .bind(&viewer.school)
                .bind(&self.round)
                .bind(self.date)
                .one()
                .await?;
            let facts = Facts { gives: own > 0, ..Facts::default() };
            Ok((slots > 0).then(|| Stated::new(&AGENDA, facts).under(round)))
        })
    }
}
