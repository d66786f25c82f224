//! The frame of every page on which somebody shares something: the way out, and the ways to the other forms.
use leptos::prelude::*;

use super::feature::shares;
use crate::base::language::Language;
use crate::say;
use crate::ui::icon::Icon;
use crate::ui::links::Tabs;

/// `here`: the address of this form.
pub fn frame(language: Language, here: &str, title: String, inside: impl IntoView) -> impl IntoView {
    view! {
        <div class="page">
            <a class="back" href="/"><Icon name="close"/>{say!(language, share.cancel)}</a>
            <header class="page__head"><h1>{title}</h1></header>
            <Tabs label=say!(language, share.what) ways=shares(language, here)/>
            {inside}
        </div>
    }
}
