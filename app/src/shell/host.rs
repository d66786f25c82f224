//! Whoever a page is drawn for: somebody signed in, or somebody at the door.
use crate::access::{App, Viewer, Visitor};
use crate::base::language::Language;

/// Whoever a page is drawn for.
pub trait Host {
    fn app(&self) -> &App;
    fn language(&self) -> Language;
    fn viewer(&self) -> Option<&Viewer>;
}

impl Host for Viewer {
    fn app(&self) -> &App {
        Viewer::app(self)
    }
    fn language(&self) -> Language {
        self.language
    }
    fn viewer(&self) -> Option<&Viewer> {
        Some(self)
    }
}

impl Host for Visitor {
    fn app(&self) -> &App {
        Visitor::app(self)
    }
    fn language(&self) -> Language {
        self.language
    }
    fn viewer(&self) -> Option<&Viewer> {
        None
    }
}
