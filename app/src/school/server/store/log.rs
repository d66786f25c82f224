//! The log of a school: who did what when, to whom. A head reads it.
use std::collections::HashMap;

use futures::future::BoxFuture;

use crate::access::audit::Done;
use crate::access::policy::{Deed, Facts, Relation, Rules, Stated};
use crate::access::{May, PersonId, Read, SchoolId, Thing, Viewer};
use crate::base::clock::Moment;
use crate::base::failure::Result;
use crate::base::name::{Name, PupilName};
use crate::sql;

crate::rules!(
    LOG = Rules {
        thing: "log of the school",
        module: None,
        seen: &[Relation::Heads],
        deeds: &[(Deed::Read, &[Relation::Heads])],
    }
);

#[derive(Debug, Clone)]
pub struct Log(pub SchoolId);

impl Thing for Log {
    fn stated<'v>(&'v self, viewer: &'v Viewer) -> BoxFuture<'v, Result<Option<Stated>>> {
        let stated = (self.0 == viewer.school).then(|| Stated::new(&LOG, Facts::default()));
        Box::pin(async move { Ok(stated) })
    }
}

/// One line. Names are those of today: who was forgotten since has none.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Line {
    pub done_at: Moment,
    pub deed: String,
    /// Who did it; nobody: a command on the server, or somebody unknown.
    #[sqlx(flatten)]
    pub who: Name,
    /// What it was about: somebody, a guardian, «KEY:role», a module.
    pub about_id: String,
    /// Of a guardian: whose. Of a guardian and of a child: which child.
    pub guardian_id: Option<PersonId>,
    #[sqlx(flatten)]
    pub child: PupilName,
}

impl Line {
    /// The id or the key of whom it was about.
    pub fn whom(&self) -> &str {
        let about = self.about_id.split_once(':').map_or(self.about_id.as_str(), |(key, _)| key);
        self.guardian_id.as_ref().map_or(about, PersonId::as_str)
    }
}

/// Every day and by everybody: they would hide what was decided.
const DOORS: [Done; 4] = [Done::SignedIn, Done::SignedOut, Done::SignInFailed, Done::DeviceRevoked];

/// The newest first; `doors`: also who signed in and out.
pub async fn lines(viewer: &Viewer, may: &May<Read, Log>, doors: bool, most: i64) -> Result<Vec<Line>> {
    Ok(viewer
        .db()
        .query(sql!(
            "SELECT a.done_at, a.deed, n.call_name, n.infix, n.last_name, a.about_id, w.person_id AS guardian_id,
                    u.call_name AS pupil_call_name, u.infix AS pupil_infix, u.last_name AS pupil_last_name
             FROM audit a LEFT JOIN persons n ON n.id = a.person_id
             LEFT JOIN guardianships w ON w.id = a.about_id LEFT JOIN pupils u ON u.id = COALESCE(w.pupil_id, a.about_id)
             WHERE a.school_id = $1 AND ($2 OR a.deed NOT IN (SELECT value FROM json_each($3))) ORDER BY a.done_at DESC, a.id DESC LIMIT $4"
        ))
        .bind(&may.thing().0)
        .bind(doors)
        .bind_list(&DOORS.map(Done::code))
        .bind(most)
        .all()
        .await?)
}

#[derive(sqlx::FromRow)]
struct Known {
    id: String,
    import_key: Option<String>,
    #[sqlx(flatten)]
    name: Name,
}

/// The names of those whom the lines are about, by id and by key.
pub async fn names(viewer: &Viewer, may: &May<Read, Log>, lines: &[Line]) -> Result<HashMap<String, String>> {
    let whom: Vec<&str> = lines.iter().map(Line::whom).collect();
    let known: Vec<Known> = viewer
        .db()
        .query(sql!(
            "SELECT p.id, p.import_key, p.call_name, p.infix, p.last_name FROM persons p
             WHERE p.school_id = $1 AND (p.id IN (SELECT value FROM json_each($2)) OR p.import_key IN (SELECT value FROM json_each($2)))"
        ))
        .bind(&may.thing().0)
        .bind_list(&whom)
        .all()
        .await?;
    let mut names = HashMap::new();
    for Known { id, import_key, name } in known {
        names.extend(import_key.map(|key| (key, name.to_string())));
        names.insert(id, name.to_string());
    }
    Ok(names)
}
