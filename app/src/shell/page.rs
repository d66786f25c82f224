//! A page: loaded first, then drawn in one go. A page function asks its store, and answers with a `Page` or a `Failure`.
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use leptos::prelude::*;

use super::document::{self, Frame, SchoolName};
use super::host::Host;
use crate::ui::markup::{IntoMarkup, Markup};

/// Which place of the navigation a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    Feed,
    Write,
    Talks,
    /// The work of head and office.
    School,
    Me,
    /// None of these, but with the ways to them.
    Elsewhere,
    /// No navigation: signing in, printing.
    None,
}

/// Draws the inside of a page; runs once, inside the owner of the request.
type Draw = Box<dyn FnOnce() -> Markup + Send>;

pub struct Page {
    frame: Frame,
    status: StatusCode,
    draw: Draw,
}

impl Page {
    /// `draw` holds finished data only: whatever could fail has happened before.
    pub fn new<V: IntoView + 'static>(
        host: &impl Host,
        tab: Tab,
        title: String,
        draw: impl FnOnce() -> V + Send + 'static,
    ) -> Self {
        let draw: Draw = Box::new(move || draw().into_markup());
        Page { frame: Frame::new(host, tab, title), status: StatusCode::OK, draw }
    }

    /// Something did not work: the title says so, as it does when a form comes back.
    pub fn failed(mut self) -> Self {
        self.frame.fail();
        self
    }

    /// Names the school to somebody who has not signed in.
    pub fn of_school(mut self, school: SchoolName) -> Self {
        self.frame.name(school);
        self
    }

    pub fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let mut response = document::render(self.frame, self.draw);
        *response.status_mut() = self.status;
        response
    }
}
