//! Live updates: a page that is open hears that something changed, and asks for itself anew. Without JavaScript nothing is missing but
//! the moment.
use std::convert::Infallible;

use axum::extract::Query;
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use futures::{StreamExt, stream};
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
/// Whoever may not listen is told so as an event: another status would be an error in their browser, and asked for again.
pub async fn listen(viewer: Result<Viewer>, Query(wanted): Query<Wanted>) -> Response {
    let under = Some(wanted.under).filter(|id| !id.is_empty()).map(Into::into);
    let page = match viewer {
        Ok(viewer) => OpenPage::open(&viewer, under).await.ok(),
        Err(_) => None,
    };
    let events = match page {
        Some(page) => stream::unfold(page, |mut page| async move {
            let told = page.next().await?;
            Some((Ok::<Event, Infallible>(event(&told)), page))
        })
        .boxed(),
        None => stream::iter([Ok(Event::default().event("out").data("out"))]).boxed(),
    };
    let mut response = Sse::new(events).into_response();
    // A proxy that waits for more before it sends would make it late.
    response.headers_mut().insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    response
}

fn event(told: &Told) -> Event {
    match told {
        Told::Changed(subject) => Event::default().data(subject.as_str()),
        Told::Anything => Event::default().data("*"),
        Told::Nothing => Event::default().comment("quiet"),
    }
}
