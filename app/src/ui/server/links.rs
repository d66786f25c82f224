//! Ways through a list: tabs and a pager. Both are links, so that every view has an address and «back» works.
use leptos::prelude::*;

/// One way to go.
#[derive(Debug, Clone)]
pub struct Way {
    pub href: String,
    pub label: String,
    /// This is where we are.
    pub here: bool,
}

/// The same page, seen in another way.
#[component]
pub fn Tabs(
    /// What one chooses here, for who cannot see it.
    label: String,
    ways: Vec<Way>,
) -> impl IntoView {
    let way = |way: Way| view! { <a href=way.href aria-current=way.here.then_some("page")>{way.label}</a> };
    view! { <nav class="tabs" aria-label=label>{ways.into_iter().map(way).collect_view()}</nav> }
}

/// To what came before and what comes after, where there is any.
#[component]
pub fn Pager(
    label: String,
    #[prop(optional_no_strip)] newer: Option<Way>,
    #[prop(optional_no_strip)] older: Option<Way>,
) -> impl IntoView {
    let link = |way: Option<Way>, rel: &'static str| {
        way.map(|way| view! { <a class="button" rel=rel href=way.href>{way.label}</a> })
    };
    let any = newer.is_some() || older.is_some();
    any.then(|| view! { <nav class="pager" aria-label=label>{link(newer, "prev")}{link(older, "next")}</nav> })
}
