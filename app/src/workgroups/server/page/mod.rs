//! The work groups of a school, and one of them.
pub mod all;
pub mod one;

use leptos::prelude::*;

use crate::base::language::Language;
use crate::shell::Kept;
use crate::ui::field::{Field, described};

/// What is wrong with the name in a form that came back.
fn wrong_name(language: Language, kept: &Kept) -> Option<String> {
    kept.problem(language, "name").and_then(|_| kept.refused_of(language, "workgroups/"))
}

/// The field of a name in a form, with what is wrong with it.
fn name_field(label: String, typed: String, problem: Option<String>) -> impl IntoView {
    let (about, bad) = described("name", false, problem.is_some());
    view! {
        <Field id="name" label=label problem=problem>
            <input class="field__input" id="name" name="name" type="text" autocomplete="off" value=typed
                aria-describedby=about aria-invalid=bad/>
        </Field>
    }
}

/// What else went wrong: what is wrong with a name is said at its field.
fn refused(language: Language, kept: &Kept) -> Option<String> {
    kept.refused_of(language, "workgroups/").filter(|_| kept.problem(language, "name").is_none())
}
