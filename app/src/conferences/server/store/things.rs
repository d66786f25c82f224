//! What the rules of access need to know of a booking and of the list of a day.
use futures::future::BoxFuture;

use crate::access::policy::Facts;
use crate::access::{Thing, Viewer};
use crate::base::failure::Result;
use crate::conferences::server::BookingId;
use crate::conferences::server::round::Agenda;
use crate::sql;

impl Thing for BookingId {
    fn facts<'v>(&'v self, viewer: &'v Viewer) -> BoxFuture<'v, Result<Option<Facts>>> {
        Box::pin(async move {
            let row: Option<(bool,)> = viewer
                .db()
                .query(sql!(
                    "SELECT EXISTS (SELECT 1 FROM scopes s
                                    JOIN guardianships w ON w.person_id = s.person_id AND w.pupil_id = s.target_id
                                    WHERE s.person_id = $1 AND s.kind = 'pupil' AND s.reason = 'guardian'
                                      AND s.target_id = b.pupil_id AND w.household_id = b.household_id
                                      AND $2 BETWEEN s.starts_on AND s.ends_on)
                     FROM bookings b WHERE b.id = $3 AND b.school_id = $4"
                ))
                .bind(viewer.person.clone())
                .bind(viewer.today.clone())
                .bind(self.clone())
                .bind(viewer.school.clone())
                .maybe()
                .await?;
            Ok(row.map(|(household,)| Facts::Booked { household }))
        })
    }
}

impl Thing for Agenda {
    fn facts<'v>(&'v self, viewer: &'v Viewer) -> BoxFuture<'v, Result<Option<Facts>>> {
        Box::pin(async move {
            let Some(round) = self.round.facts(viewer).await? else { return Ok(None) };
            let (slots, own): (i64, i64) = viewer
                .db()
                .query(sql!(
                    "SELECT CAST(COUNT(*) AS BIGINT), CAST(COALESCE(SUM(CASE WHEN teacher_id = $1 THEN 1 ELSE 0 END), 0) AS BIGINT)
                     FROM slots WHERE school_id = $2 AND round_id = $3 AND date = $4"
                ))
                .bind(viewer.person.clone())
                .bind(viewer.school.clone())
                .bind(self.round.clone())
                .bind(self.date.clone())
                .one()
                .await?;
            Ok((slots > 0).then(|| Facts::Agenda { own: own > 0, round: Box::new(round) }))
        })
    }
}
