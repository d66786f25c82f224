//! The id of a poll: lasts, part of the module «news».
use crate::access::policy::{Deed, Relation, Rules};
use crate::access::{Module, SubjectKind};

crate::rules!(
    RULES = Rules {
        thing: "poll",
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
    PollId = SubjectKind {
        code: "poll",
        rules: &RULES,
        of_a_moment: false,
        asks: true,
        tables: &["polls", "poll_options", "poll_voters", "poll_choices"],
        page: |id| format!("/polls/{id}"),
    }
);
crate::id!(OptionId);
