//! What a smaller page costs: the first page of the demo's news through the layer that packs it, at every level.
use std::time::{Duration, Instant};

use app::access::App;
use app::base::clock::Clock;
use app::base::settings::Settings;
use app::base::site::Site;
use app::testing::{Probe, demo};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{Request, header};
use axum::routing::get;
use tower::ServiceExt;

use super::ms;
use crate::commands::Outcome;
use crate::packing;

pub async fn run(times: u32) -> Outcome {
    let folder = tempfile::tempdir()?;
    let app = App::open(Settings::below(folder.path()), Site::default(), Clock::System).await?;
    demo::seed(&app, demo::Size::Full).await?;
    let mut parent = Probe::new(&app);
    parent.sign_in(demo::SHOWN[0].0).await;
    let page = Bytes::from(parent.get("/").await.body);
    app.close().await;
    println!("\n{} bytes of HTML, {times} times each\n", page.len());
    println!("{:<10} {:>6} {:>10} {:>12}", "encoding", "level", "bytes", "a page");
    for encoding in ["br", "gzip"] {
        for level in if encoding == "br" { 0..=7 } else { 1..=9 } {
            let (bytes, took) = packed(&page, encoding, level, times).await?;
            println!("{encoding:<10} {level:>6} {bytes:>10} {:>12}", ms(took / times));
        }
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "a bench measures real time")]
async fn packed(page: &Bytes, encoding: &str, level: i32, times: u32) -> Outcome<(usize, Duration)> {
    let page = page.clone();
    let answer = move || {
        let page = page.clone();
        async move { ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], page) }
    };
    let house = Router::new().route("/", get(answer)).layer(packing::at(level));
    let (mut bytes, begin) = (0, Instant::now());
    for _ in 0..times {
        let request = Request::get("/").header(header::ACCEPT_ENCODING, encoding).body(Body::empty())?;
        let answer = house.clone().oneshot(request).await?;
        bytes = axum::body::to_bytes(answer.into_body(), usize::MAX).await?.len();
    }
    Ok((bytes, begin.elapsed()))
}
