//! The id of a post: shared at a moment, part of the module «news».
use crate::access::policy::{Deed, Relation, Rules};
use crate::access::{Module, SubjectKind};

crate::rules!(
    /// Who teaches the same class mends a colleague's words; taking them away stays the author's.
    RULES = Rules {
        thing: "post",
        module: Some(Module::News),
        seen: &[Relation::Owner, Relation::InAudience],
        deeds: &[
            (Deed::Read, &[Relation::Owner, Relation::InAudience]),
            (Deed::React, &[Relation::Owner, Relation::InAudience]),
            (Deed::Edit, &[Relation::Owner, Relation::Teaches, Relation::Leads]),
            (Deed::Remove, &[Relation::Owner, Relation::Leads]),
            (Deed::Manage, &[Relation::Owner, Relation::Leads]),
        ],
    }
);

crate::subject!(
    PostId = SubjectKind {
        code: "post",
        rules: &RULES,
        of_a_moment: true,
        asks: false,
        tables: &["posts"],
        page: |id| format!("/posts/{id}"),
    }
);
