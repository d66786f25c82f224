//! Serving: sockets, compression, request ids, orderly shutdown; and the worker that does the jobs.
use std::io::ErrorKind;
use std::net::SocketAddr;

use app::access::App;
use app::base::site::Site;
use app::shell;
use axum::Router;
use tokio::net::TcpListener;
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::trace::TraceLayer;

use crate::commands::Outcome;
use crate::listen::{Limits, listen};
use crate::stop::asked_to_stop;
use crate::{packing, process};

/// The browser side that was built into this binary.
pub fn embedded() -> Outcome<Site> {
    let missing = "this binary holds no browser side: name its folder (`--site`, or `site` in the settings), or make a binary that holds it \
                   with `cargo xtask build --release`";
    if FILES.is_empty() { Err(missing.into()) } else { Ok(Site::embedded(FILES)?) }
}

include!(concat!(env!("OUT_DIR"), "/site.rs"));

pub async fn serve(app: App) -> Outcome {
    let only = process::only_server(&app.settings)?;
    let listener = TcpListener::bind(app.settings.listen).await.map_err(|error| taken(app.settings.listen, &error))?;
    on(listener, app).await?;
    drop(only);
    Ok(())
}

fn taken(address: SocketAddr, error: &std::io::Error) -> String {
    let why = match error.kind() {
        ErrorKind::AddrInUse => "another program uses it already: stop that one, or choose another port".to_owned(),
        ErrorKind::PermissionDenied => "ports below 1024 are for the administrator: choose a higher one".to_owned(),
        _ => error.to_string(),
    };
    format!("cannot listen on {address} (`listen` in the settings): {why}")
}

/// Serves until the process is asked to stop; then lets the open requests finish, and closes the database.
pub async fn on(listener: TcpListener, app: App) -> Outcome {
    tracing::info!(address = %listener.local_addr()?, "serving");
    let worker = tokio::spawn(app::jobs::keep_working(app.clone()));
    let limits = Limits { connections: process::room_for_connections(), ..Limits::default() };
    let open = app.clone();
    let stop = async move {
        asked_to_stop().await;
        open.hang_up();
    };
    listen(listener, house(app.clone()), limits, stop).await;
    worker.abort();
    app.close().await;
    Ok(())
}

/// Does the jobs until the process is asked to stop.
pub async fn work(app: &App) -> Outcome {
    tokio::select! {
        () = app::jobs::keep_working(app.clone()) => {}
        () = asked_to_stop() => {}
    }
    Ok(())
}

fn house(app: App) -> Router {
    shell::router(app)
        .layer(packing::layer())
        // The span names method and path template only: no query, no id of a person.
        .layer(TraceLayer::new_for_http().make_span_with(|request: &axum::extract::Request| {
            let id = request.headers().get("x-request-id").and_then(|value| value.to_str().ok()).unwrap_or("");
            tracing::info_span!("request", method = %request.method(), id)
        }))
        .layer(PropagateRequestIdLayer::x_request_id())
        .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
}
