//! A form of one button: something is done with one tap, without a script, too.
use leptos::prelude::*;

use super::sent::SentFrom;

/// `action`: «polls/close»; what it is about, as a field and its value; the words on it; how it looks.
pub fn one_button(
    action: &str,
    (name, value): (&'static str, String),
    words: String,
    class: &'static str,
) -> impl IntoView + use<> {
    view! {
        <form method="post" action=["/api/", action].concat()>
            <SentFrom/>
            <input type="hidden" name=name autocomplete="off" value=value/>
            <button class=class type="submit">{words}</button>
        </form>
    }
}

/// A small one in a row; `name`: what a screen reader says, where the words on it do not tell which row is meant.
pub fn named_button(
    action: &str,
    (field, value): (&'static str, String),
    words: String,
    name: String,
) -> impl IntoView + use<> {
    view! {
        <form method="post" action=["/api/", action].concat()>
            <SentFrom/>
            <input type="hidden" name=field value=value autocomplete="off"/>
            <button class="button button--small" type="submit" aria-label=(!name.is_empty()).then_some(name)>{words}</button>
        </form>
    }
}
