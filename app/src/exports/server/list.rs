//! Which lists there are, and an export of one: a thing that only the device has which asked for it, for ten minutes.
use futures::future::BoxFuture;

use super::store;
use crate::access::policy::{Deed, Facts, Relation, Rules, Stated};
use crate::access::{Thing, Viewer};
use crate::base::failure::Result;
use crate::base::language::Language;
use crate::say;

crate::id!(
    /// A list that somebody fetched.
    ExportId
);

crate::rules!(
    EXPORT = Rules {
        thing: "list that was fetched",
        module: None,
        seen: &[Relation::Leads],
        deeds: &[(Deed::Read, &[Relation::Leads])],
    }
);

impl Thing for ExportId {
    fn stated<'v>(&'v self, viewer: &'v Viewer) -> BoxFuture<'v, Result<Option<Stated>>> {
        Box::pin(async move {
            let there = store::is_there(viewer, self).await?;
            Ok(there.then(|| Stated::new(&EXPORT, Facts::default())))
        })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    Pupils,
    Families,
    Staff,
}

impl List {
    pub const ALL: [List; 3] = [List::Pupils, List::Families, List::Staff];

    pub fn code(self) -> &'static str {
        match self {
            List::Pupils => "pupils",
            List::Families => "families",
            List::Staff => "staff",
        }
    }

    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.code() == code)
    }

    pub fn title(self, language: Language) -> String {
        match self {
            List::Pupils => say!(language, exports.pupils),
            List::Families => say!(language, exports.families),
            List::Staff => say!(language, exports.staff),
        }
    }

    /// What stands in it.
    pub fn about(self, language: Language) -> String {
        match self {
            List::Pupils => say!(language, exports.pupils_hint),
            List::Families => say!(language, exports.families_hint),
            List::Staff => say!(language, exports.staff_hint),
        }
    }
}
