//! A button that prints this page. Without JavaScript it is not there: the browser's own menu does the same.
use leptos::prelude::*;

use super::icon::Icon;

/// What wakes it: see `shell/document.rs`.
pub const PRINT: &str =
    r#"for(const button of document.querySelectorAll("[data-print]")){button.hidden=false;button.onclick=()=>print()}"#;

#[component]
pub fn PrintButton(label: String) -> impl IntoView {
    view! {
        <button class="button no-print" type="button" data-print hidden>
            <Icon name="print"/>
            {label}
        </button>
    }
}
