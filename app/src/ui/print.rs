//! A button that prints this page. Without JavaScript it is not there: the browser's own menu does the same.
use leptos::prelude::*;

use super::icon::Icon;

#[island]
pub fn PrintButton(label: String) -> impl IntoView {
    let awake = RwSignal::new(false);
    Effect::new(move || awake.set(true));
    let print = move |_| {
        // A browser that cannot print (inside an app) says so itself.
        let _asked = window().print();
    };
    view! {
        <button class="button no-print" type="button" hidden=move || !awake.get() on:click=print>
            <Icon name="print"/>
            {label}
        </button>
    }
}
