//! Pages of the school itself.
pub mod log;
pub mod modules;

use leptos::prelude::*;

use crate::base::language::Language;
use crate::say;
use crate::ui::icon::Icon;

fn back(language: Language) -> impl IntoView {
    view! { <a class="back" href="/school"><Icon name="back" class="icon--turn"/>{say!(language, people.school)}</a> }
}
