//! A labelled field with its hint and its problem, tied together for screen readers.
use leptos::prelude::*;

use super::icon::Icon;

#[component]
pub fn Field<C: IntoView + 'static>(
    /// Of the input; the label points to it.
    id: &'static str,
    label: String,
    #[prop(optional_no_strip, into)] hint: Option<String>,
    #[prop(optional_no_strip, into)] problem: Option<String>,
    /// The input itself, with `aria-invalid` and `aria-describedby` from `described`.
    children: TypedChildren<C>,
) -> impl IntoView {
    let children = children.into_inner();
    view! {
        <div class="field">
            <label class="field__label" for=id>{label}</label>
            {hint.map(|hint| view! { <p class="field__hint" id=format!("{id}-hint")>{hint}</p> })}
            {problem.map(|problem| view! {
                <p class="field__problem" id=format!("{id}-problem")><Icon name="warning"/>{problem}</p>
            })}
            {children()}
        </div>
    }
}

/// What `aria-describedby` of an input says, and whether it is invalid.
pub fn described(id: &str, hint: bool, problem: bool) -> (Option<String>, Option<&'static str>) {
    let parts: Vec<String> = [(hint, "hint"), (problem, "problem")]
        .iter()
        .filter(|(on, _)| *on)
        .map(|(_, what)| format!("{id}-{what}"))
        .collect();
    ((!parts.is_empty()).then(|| parts.join(" ")), problem.then_some("true"))
}
