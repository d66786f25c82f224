//! One of a few things to choose, each standing there with its name.
use leptos::prelude::*;

pub fn choice(name: &'static str, (value, label): (String, String), checked: bool) -> impl IntoView {
    view! {
        <label class="chip">
            <input type="radio" name=name value=value checked=checked autocomplete="off"/><span>{label}</span>
        </label>
    }
}
