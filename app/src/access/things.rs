//! Things that a viewer may or may not do something to, and what those of the house itself state.
use futures::future::BoxFuture;

use super::policy::{Deed, Facts, Relation, Rules, Stated};
use super::{GroupId, SchoolId, SessionId, Viewer};
use crate::base::failure::Result;
use crate::sql;

pub trait Thing: Clone + Send + Sync + 'static {
    /// What is so about it and this viewer. `None`: there is no such thing at this school.
    fn stated<'v>(&'v self, viewer: &'v Viewer) -> BoxFuture<'v, Result<Option<Stated>>>;
}

crate::rules!(
    pub GROUP = Rules {
        thing: "group",
        module: None,
        seen: &[Relation::InAudience],
        deeds: &[
            (Deed::Read, &[Relation::InAudience]),
            (Deed::Write, &[Relation::Teaches, Relation::Leads]),
            (Deed::Manage, &[Relation::Teaches, Relation::Leads]),
        ],
    }
);

crate::rules!(
    pub SCHOOL = Rules {
        thing: "school",
        module: None,
        seen: &[Relation::InAudience],
        deeds: &[
            (Deed::Read, &[Relation::InAudience]),
            (Deed::Write, &[Relation::Leads]),
            (Deed::Manage, &[Relation::Leads]),
        ],
    }
);

crate::rules!(
    /// Nobody's business but the owner's.
    pub OWN = Rules {
        thing: "one's own",
        module: None,
        seen: &[Relation::Author],
        deeds: &[
            (Deed::Read, &[Relation::Author]),
            (Deed::Write, &[Relation::Author]),
            (Deed::Remove, &[Relation::Author]),
        ],
    }
);

impl Thing for GroupId {
    fn stated<'v>(&'v self, _viewer: &'v Viewer) -> BoxFuture<'v, Result<Option<Stated>>> {
        // A seat at the group proves that it exists; without one it does not matter.
        let facts = Facts { circle: Some(self.0.clone()), ..Facts::default() };
        Box::pin(async move { Ok(Some(Stated::new(&GROUP, facts))) })
    }
}

impl Thing for SchoolId {
    fn stated<'v>(&'v self, viewer: &'v Viewer) -> BoxFuture<'v, Result<Option<Stated>>> {
        let facts = Facts { circle: Some(self.0.clone()), ..Facts::default() };
        Box::pin(async move { Ok((*self == viewer.school).then_some(Stated::new(&SCHOOL, facts))) })
    }
}

impl Thing for SessionId {
    fn stated<'v>(&'v self, viewer: &'v Viewer) -> BoxFuture<'v, Result<Option<Stated>>> {
        Box::pin(async move {
            let row: Option<(bool,)> = viewer
                .db()
                .query(sql!("SELECT account_id = $1 FROM sessions WHERE id = $2"))
                .bind(&viewer.account)
                .bind(self)
                .maybe()
                .await?;
            Ok(row.map(|(author,)| Stated::new(&OWN, Facts { author, ..Facts::default() })))
        })
    }
}
