//! Words that somebody typed, with what leads somewhere: addresses and telephone numbers. Everything else is shown as typed.
use leptos::prelude::*;

use crate::base::text::links::{Piece, pieces};

pub fn linked(text: &str) -> impl IntoView + use<> {
    drawn(&pieces(text))
}

/// What was read before.
pub fn drawn(pieces: &[Piece]) -> impl IntoView + use<> {
    pieces.iter().cloned().map(piece).collect_view()
}

fn piece(piece: Piece) -> AnyView {
    if piece.href.is_empty() {
        return piece.text.into_any();
    }
    view! { <a href=piece.href rel="noopener nofollow">{piece.text}</a> }.into_any()
}
