//! Somebody, one guardian of one pupil, and a role: what somebody at school decides about.
use futures::future::BoxFuture;

use crate::access::policy::{Deed, Facts, Relation, Rules, Stated};
use crate::access::{PersonId, PupilId, Role, Thing, Viewer};
use crate::base::failure::Result;
use crate::sql;

crate::id!(LinkId);
crate::id!(RoleId);

crate::rules!(
    PUPIL =
        Rules { thing: "pupil", module: None, seen: &[Relation::Leads], deeds: &[(Deed::Manage, &[Relation::Leads])] }
);

crate::rules!(
    PERSON = Rules {
        thing: "person",
        module: None,
        seen: &[Relation::Leads],
        deeds: &[(Deed::Manage, &[Relation::Leads]), (Deed::Write, &[Relation::Leads])],
    }
);

crate::rules!(
    /// Whoever says at which address a head is reached may soon be one.
    LEADING_PERSON = Rules {
        thing: "person who leads",
        module: None,
        seen: &[Relation::Leads],
        deeds: &[(Deed::Manage, &[Relation::Leads]), (Deed::Write, &[Relation::Heads])],
    }
);

crate::rules!(
    /// Head and office say who cares for a child and keep somebody out; only a head lets them in again.
    LINK = Rules {
        thing: "guardian of a pupil",
        module: None,
        seen: &[Relation::Leads],
        deeds: &[(Deed::Manage, &[Relation::Leads]), (Deed::Lift, &[Relation::Heads])],
    }
);

crate::rules!(
    ROLE =
        Rules { thing: "role", module: None, seen: &[Relation::Leads], deeds: &[(Deed::Manage, &[Relation::Leads])] }
);

crate::rules!(
    /// Nobody makes a head, or an office, who is none.
    LEADING = Rules {
        thing: "role that leads",
        module: None,
        seen: &[Relation::Leads],
        deeds: &[(Deed::Manage, &[Relation::Heads])],
    }
);

/// Of a role that somebody has, or would have.
pub fn rules_of(role: &str) -> &'static Rules {
    if Role::of(role).is_some_and(Role::leads) { &LEADING } else { &ROLE }
}

impl Thing for PupilId {
    fn stated<'v>(&'v self, viewer: &'v Viewer) -> BoxFuture<'v, Result<Option<Stated>>> {
        Box::pin(async move {
            let statement = sql!("SELECT 1 FROM pupils WHERE id = $1 AND school_id = $2");
            let there: Option<(i32,)> = viewer.db().query(statement).bind(self).bind(&viewer.school).maybe().await?;
            Ok(there.map(|_| Stated::new(&PUPIL, Facts::default())))
        })
    }
}

impl Thing for PersonId {
    fn stated<'v>(&'v self, viewer: &'v Viewer) -> BoxFuture<'v, Result<Option<Stated>>> {
        Box::pin(async move {
            let statement = sql!(
                "SELECT EXISTS (SELECT 1 FROM roles r WHERE r.person_id = p.id AND r.role IN ('head', 'office', 'board') AND r.ends_on >= $3)
                 FROM persons p WHERE p.id = $1 AND p.school_id = $2"
            );
            let asked = viewer.db().query(statement).bind(self).bind(&viewer.school).bind(viewer.today);
            let leads: Option<(bool,)> = asked.maybe().await?;
            let rules = |leads| if leads { &LEADING_PERSON } else { &PERSON };
            Ok(leads.map(|(leads,)| Stated::new(rules(leads), Facts::default())))
        })
    }
}

impl Thing for LinkId {
    fn stated<'v>(&'v self, viewer: &'v Viewer) -> BoxFuture<'v, Result<Option<Stated>>> {
        Box::pin(async move {
            let statement = sql!("SELECT 1 FROM guardianships WHERE id = $1 AND school_id = $2");
            let there: Option<(i32,)> = viewer.db().query(statement).bind(self).bind(&viewer.school).maybe().await?;
            Ok(there.map(|_| Stated::new(&LINK, Facts::default())))
        })
    }
}

impl Thing for RoleId {
    fn stated<'v>(&'v self, viewer: &'v Viewer) -> BoxFuture<'v, Result<Option<Stated>>> {
        Box::pin(async move {
            let statement = sql!("SELECT role FROM roles WHERE id = $1 AND school_id = $2");
            let role: Option<(String,)> = viewer.db().query(statement).bind(self).bind(&viewer.school).maybe().await?;
            Ok(role.map(|(role,)| Stated::new(rules_of(&role), Facts::default())))
        })
    }
}
