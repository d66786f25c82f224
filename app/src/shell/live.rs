//! Live updates: a page that is open hears that something changed, and asks for itself anew. Without JavaScript nothing is missing but
//! the moment.
use std::convert::Infallible;

use axum::extract::Query;
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use futures::stream;
use http::{HeaderName, HeaderValue};
use serde::Deserialize;

use crate::access::Viewer;
use crate::access::live::{OpenPage, Told};
use crate::base::failure::Result;

#[derive(Debug, Deserialize)]
pub struct Wanted {
    /// The one subject of a page; every one that the viewer sees without it.
    #[serde(default)]
    under: String,
}

/// Server-sent events, one for each change. They say which subject, and nothing of it.
pub async fn listen(viewer: Viewer, Query(wanted): Query<Wanted>) -> Result<Response> {
    let under = Some(wanted.under).filter(|id| !id.is_empty()).map(Into::into);
    let page = OpenPage::open(&viewer, under).await?;
    let events = stream::unfold(page, |mut page| async move {
        let told = page.next().await?;
        Some((Ok::<Event, Infallible>(event(&told)), page))
    });
    let mut response = Sse::new(events).into_response();
    // A proxy that waits for more before it sends would make it late.
    response.headers_mut().insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    Ok(response)
}

fn event(told: &Told) -> Event {
    match told {
        Told::Changed(subject) => Event::default().data(subject.as_str()),
        Told::Anything => Event::default().data("*"),
        Told::Nothing => Event::default().comment("quiet"),
    }
}
