//! Views become markup: of a whole page, or of what comes in on one that is open.
use std::sync::Arc;

use hydration_context::SsrSharedContext;
use leptos::prelude::*;

use super::drawn::Drawn;
use super::sent::Sender;
use crate::access::Viewer;
use crate::access::viewer::tag;

impl Drawn {
    /// As it stands on this page of the viewer's.
    pub fn on<V: IntoView>(viewer: &Viewer, page: &str, draw: impl FnOnce() -> V) -> Self {
        let sender = Sender([tag(&viewer.person).as_str(), page].concat());
        Drawn(with_islands(|| {
            provide_context(sender);
            draw().into_view().to_html()
        }))
    }
}

/// Draws with a world of its own, which lives as long as the drawing.
pub fn with_islands<T>(draw: impl FnOnce() -> T) -> T {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let drawn = owner.with(draw);
    owner.unset_with_forced_cleanup();
    drawn
}
