//! A piece of a page that is written down already. A page of the server never wakes (only its islands do), so of its pieces nothing is
//! needed but their letters. Leptos' own type for pieces of different kinds, `AnyView`, also carries how they would be loaded, woken and
//! changed, and the compiler makes all of that for every kind of piece.
use leptos::prelude::*;
use leptos::tachys::html::InertElement;

/// Only views become it, so that what somebody typed is escaped in it.
pub type Markup = InertElement;

pub trait IntoMarkup {
    /// Writes it down, now.
    fn into_markup(self) -> Markup;
}

impl<V: IntoView> IntoMarkup for V {
    fn into_markup(self) -> Markup {
        InertElement::new(self.into_view().to_html())
    }
}
