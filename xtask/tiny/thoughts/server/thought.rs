//! The id of a thought: lasts, part of the module «news».
use crate::access::policy::{Deed, Relation, Rules};
use crate::access::{Module, SubjectKind};

crate::rules!(
    RULES = Rules {
        thing: "thought",
        module: Some(Module::News),
        seen: &[Relation::Owner, Relation::InAudience],
        deeds: &[(Deed::Read, &[Relation::Owner, Relation::InAudience]), (Deed::Manage, &[Relation::Owner])],
    }
);

crate::subject!(
    ThoughtId = SubjectKind {
        code: "thought",
        rules: &RULES,
        of_a_moment: false,
        asks: false,
        tables: &["thoughts"],
        page: |_| "/thoughts".to_owned(),
    }
);
