//! Live updates: a page that is open hears that something changed, and asks for itself anew. Without JavaScript nothing is missing but
//! the moment.
use std::convert::Infallible;

use axum::extract::Query;
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use futures::{StreamExt, stream};
use http::{HeaderName, HeaderValue};
use serde::Deserialize;

use crate::access::live::{OpenPage, Told};
use crate::access::viewer::tag;
use crate::access::{SubjectId, Viewer};
use crate::base::failure::{Failure, Result};

#[derive(Debug, Deserialize)]
pub struct Wanted {
    /// The one subject of a page; every one that the viewer sees without it.
    #[serde(default)]
    under: String,
    /// For whom the page was drawn.
    #[serde(default)]
    who: String,
}

/// Server-sent events, one for each change. They say which subject, and nothing of it.
/// Whoever may not listen is told so as an event: another status would be an error in their browser, and asked for again.
pub async fn listen(viewer: Result<Viewer>, Query(wanted): Query<Wanted>) -> Response {
    let under = Some(wanted.under).filter(|id| !id.is_empty()).map(Into::into);
    let page = match open(viewer, &wanted.who, under).await {
        Ok(page) => Some(page),
        // The browser asks again by itself.
        Err(failure @ (Failure::Busy | Failure::Broken { .. })) => return failure.into_response(),
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

async fn open(viewer: Result<Viewer>, who: &str, under: Option<SubjectId>) -> Result<OpenPage> {
    let viewer = viewer?;
    if !who.is_empty() && who != tag(&viewer.person) {
        return Err(Failure::NotYou);
    }
    OpenPage::open(&viewer, under).await
}

fn event(told: &Told) -> Event {
    match told {
        Told::Changed(subject) => Event::default().data(subject.as_str()),
        Told::Anything => Event::default().data("*"),
        Told::Nothing => Event::default().comment("quiet"),
    }
}
