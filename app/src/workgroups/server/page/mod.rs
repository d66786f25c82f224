//! The work groups of a school, and one of them.
pub mod all;
pub mod one;

use crate::base::language::Language;
use crate::shell::Kept;

/// What is wrong with the name in a form that came back.
fn wrong_name(language: Language, kept: &Kept) -> Option<String> {
    kept.problem(language, "name").and_then(|_| kept.refused_of(language, "workgroups/"))
}

/// What else went wrong: what is wrong with a name is said at its field.
fn refused(language: Language, kept: &Kept) -> Option<String> {
    kept.refused_of(language, "workgroups/").filter(|_| kept.problem(language, "name").is_none())
}
