//! Where a form is sent from, inside the form: so that its answer finds the way back without a `Referer`, and so that what
//! one person typed is never sent as another. Every form without files has one.
use leptos::prelude::*;

use super::call::sender;

/// Provided by the document to everything it draws: `WHO/path?query`.
#[derive(Debug, Clone)]
pub struct Sender(pub String);

#[component]
pub fn SentFrom(
    /// The place on the page to come back to.
    #[prop(optional, into)]
    place: String,
) -> impl IntoView {
    let place = if place.is_empty() { place } else { ["#", &place].concat() };
    view! { <input type="hidden" name="__from" autocomplete="off" value=[sender(), place].concat()/> }
}
