//! A sheet from below, or a card on a desk, on top of the page: opens and closes without a script, by `popover`.
//! It must never hold what somebody cannot do without: browsers from before 2024 do not open it. Use a `Fold` there.
use leptos::prelude::*;

use super::icon::Icon;

#[component]
pub fn Dialog<C: IntoView + 'static>(
    /// The opening button says `popovertarget` with this id.
    id: &'static str,
    title: String,
    /// What the closing button is called.
    close: String,
    children: TypedChildren<C>,
) -> impl IntoView {
    let children = children.into_inner();
    let heading = format!("{id}-title");
    let labelled = heading.clone();
    view! {
        <dialog class="dialog" id=id popover="auto" aria-labelledby=labelled>
            <div class="dialog__head">
                <h2 id=heading>{title}</h2>
                <button class="button button--quiet button--disc" type="button" popovertarget=id popovertargetaction="hide" aria-label=close>
                    <Icon name="close"/>
                </button>
            </div>
            {children()}
        </dialog>
    }
}

/// More, folded away: opens in every browser.
#[component]
pub fn Fold<C: IntoView + 'static>(
    title: String,
    #[prop(optional)] open: bool,
    children: TypedChildren<C>,
) -> impl IntoView {
    let children = children.into_inner();
    view! {
        <details class="fold" open=open>
            <summary>{title}</summary>
            {children()}
        </details>
    }
}
