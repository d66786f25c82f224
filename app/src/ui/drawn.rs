//! Markup that the server drew for a page that is open already, and its place there.
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Only `drawing` makes one, from a view: what somebody typed is escaped in it as on every page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawn(pub(super) String);

/// An item of a list that came in. Its forms work as they are; nothing in it is woken.
pub fn item(id: String, drawn: Drawn) -> impl IntoView {
    view! { <li id=id inner_html=drawn.0></li> }
}
