//! A labelled field with its hint and its problem, tied together for screen readers.
use leptos::prelude::*;

#[component]
pub fn Field(
    /// Of the input; the label points to it.
    id: &'static str,
    label: String,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] problem: Option<String>,
    /// The input itself, with `aria-describedby="{id}-problem"` where there is a problem.
    children: Children,
) -> impl IntoView {
    let bad = problem.is_some();
    view! {
        <div class="field" class=("field--problem", bad)>
            <label class="field__label" for=id>{label}</label>
            {hint.map(|hint| view! { <p class="field__hint" id=format!("{id}-hint")>{hint}</p> })}
            {children()}
            {problem.map(|problem| view! { <p class="field__problem" id=format!("{id}-problem")>{problem}</p> })}
        </div>
    }
}
