//! The ids of lists: lasts, part of the module «news».
use crate::access::policy::{Deed, Relation, Rules};
use crate::access::{Module, SubjectKind};

crate::rules!(
    RULES = Rules {
        thing: "list",
        module: Some(Module::News),
        seen: &[Relation::Owner, Relation::InAudience],
        deeds: &[
            (Deed::Read, &[Relation::Owner, Relation::InAudience]),
            (Deed::React, &[Relation::Owner, Relation::InAudience]),
            (Deed::Remove, &[Relation::Owner, Relation::Leads]),
            (Deed::Manage, &[Relation::Owner, Relation::Leads]),
        ],
    }
);

crate::subject!(
    ListId = SubjectKind {
        code: "list",
        rules: &RULES,
        of_a_moment: false,
        asks: true,
        tables: &["sign_up_lists", "sign_up_tasks", "sign_ups", "sign_up_swaps"],
        page: |id| format!("/lists/{id}"),
    }
);
crate::id!(TaskId);
crate::id!(SignUpId);
