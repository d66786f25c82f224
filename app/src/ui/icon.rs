//! One symbol of the sprite. Decoration: the words beside it say what it means.
use leptos::prelude::*;

#[component]
pub fn Icon(
    name: &'static str,
    /// `icon--small`, `icon--turn` (mirrored where people read from right to left).
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let class = if class.is_empty() { "icon".to_owned() } else { ["icon ", class].concat() };
    let href = ["/icons.svg#", name].concat();
    view! {
        <svg class=class aria-hidden="true">
            <use href=href></use>
        </svg>
    }
}
