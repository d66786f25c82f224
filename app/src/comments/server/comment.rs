//! The id of a comment, and what the rules need to know of it: whose words, under which subject.
use futures::future::BoxFuture;

use super::store;
use crate::access::policy::{Deed, Facts, Relation, Rules, Stated};
use crate::access::{Thing, Viewer};
use crate::base::failure::Result;

crate::id!(CommentId);

crate::rules!(
    /// Whoever keeps the subject keeps the thread friendly; nobody puts words into somebody else's mouth.
    RULES = Rules {
        thing: "comment",
        module: None,
        seen: &[],
        deeds: &[
            (Deed::Read, &[Relation::SeesSubject]),
            (Deed::React, &[Relation::SeesSubject]),
            (Deed::Write, &[Relation::Author]),
            (Deed::Remove, &[Relation::Author, Relation::Keeps]),
            // What was said before it was put right.
            (Deed::Manage, &[Relation::Keeps]),
        ],
    }
);

impl Thing for CommentId {
    fn stated<'v>(&'v self, viewer: &'v Viewer) -> BoxFuture<'v, Result<Option<Stated>>> {
        Box::pin(async move {
            let Some((subject, author)) = store::whose(viewer, self).await? else { return Ok(None) };
            let subject = subject.stated(viewer).await?;
            let facts = Facts { author, ..Facts::default() };
            Ok(subject.map(|subject| Stated::new(&RULES, facts).under(subject)))
        })
    }
}
