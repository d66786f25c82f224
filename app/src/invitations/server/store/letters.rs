//! Letters to be printed: a thing that only the device has which asked for them, for ten minutes.
use futures::future::BoxFuture;

use super::InvitationId;
use crate::access::policy::{Deed, Facts, Relation, Rules, Stated};
use crate::access::{May, Read, Thing, Viewer};
use crate::base::clock::Moment;
use crate::base::failure::Result;
use crate::base::name::Name;
use crate::sql;

crate::id!(
    /// The letters that somebody had made at once.
    LettersId
);

crate::rules!(
    LETTERS = Rules {
        thing: "letters with codes",
        module: None,
        seen: &[Relation::Leads],
        deeds: &[(Deed::Read, &[Relation::Leads])],
    }
);

impl Thing for LettersId {
    fn stated<'v>(&'v self, viewer: &'v Viewer) -> BoxFuture<'v, Result<Option<Stated>>> {
        Box::pin(async move {
            let statement = sql!(
                "SELECT 1 FROM letters WHERE id = $1 AND school_id = $2 AND person_id = $3 AND session_id = $4 AND ends_at > $5"
            );
            let query = viewer.db().query(statement).bind(self).bind(&viewer.school).bind(&viewer.person);
            let there = query.bind(&viewer.session).bind(viewer.now).maybe::<(i32,)>().await?;
            Ok(there.map(|_| Stated::new(&LETTERS, Facts::default())))
        })
    }
}

/// A letter to one person.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Letter {
    pub id: InvitationId,
    #[sqlx(flatten)]
    pub name: Name,
    pub language: String,
    pub email: String,
    pub ends_at: Moment,
    /// The children for whom they care, and the group of the first: «Noor, Ilias»; empty: they work here.
    pub children: String,
    pub group_name: String,
}

/// Group by group, as they are handed out.
pub async fn letters(viewer: &Viewer, may: &May<Read, LettersId>) -> Result<Vec<Letter>> {
    let statement = sql!(
        "SELECT i.id, n.call_name, n.infix, n.last_name, n.language, COALESCE(n.email, '') AS email, i.ends_at,
                COALESCE((SELECT string_agg(u.call_name, ', ') FROM caring k JOIN pupils u ON u.id = k.pupil_id
                          WHERE k.person_id = n.id AND $2 BETWEEN k.starts_on AND k.ends_on), '') AS children,
                COALESCE((SELECT MIN(g.name) FROM caring k JOIN memberships m ON m.pupil_id = k.pupil_id AND $2 BETWEEN m.starts_on AND m.ends_on
                          JOIN school_groups g ON g.id = m.group_id
                          WHERE k.person_id = n.id AND $2 BETWEEN k.starts_on AND k.ends_on), '') AS group_name
         FROM invitations i JOIN persons n ON n.id = i.person_id WHERE i.letters_id = $1"
    );
    let mut all: Vec<Letter> = viewer.db().query(statement).bind(may.thing()).bind(viewer.today).all().await?;
    all.sort_by_cached_key(|one| (one.group_name.clone(), one.name.place(), one.id.0.clone()));
    Ok(all)
}
