//! Short messages in the page: something worked, something did not, or there is nothing (and that is fine).
use leptos::prelude::*;

/// A message that a screen reader reads out.
#[component]
pub fn Notice(
    /// `ok`, `problem` or `info`.
    kind: &'static str,
    children: Children,
) -> impl IntoView {
    let role = if kind == "problem" { "alert" } else { "status" };
    view! { <div class=format!("notice notice--{kind}") role=role>{children()}</div> }
}

/// Nothing here: said warmly, with the ring.
#[component]
pub fn Empty(title: String, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    view! {
        <section class="empty">
            <span class="empty__ring" aria-hidden="true"></span>
            <h1 class="empty__title">{title}</h1>
            {children.map(|children| children())}
        </section>
    }
}
