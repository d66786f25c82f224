//! «School», for head and office: finding, a child with the people around it, roles that wait.
pub mod child;
pub mod find;
pub mod list;
pub mod lists;
pub mod roles;

use leptos::prelude::*;

use crate::base::language::Language;
use crate::say;
use crate::ui::icon::Icon;

/// To the page that names all the work of head and office.
pub fn back(language: Language) -> impl IntoView {
    view! { <a class="back" href="/school"><Icon name="back" class="icon--turn"/>{say!(language, people.school)}</a> }
}
