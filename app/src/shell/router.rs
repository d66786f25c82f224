//! Every door of the house: the pages and files of the features, and the one door of all server functions.
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::handler::Handler;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use http::{StatusCode, header};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::RequestBodyTimeoutLayer;

use super::feature::features;
use super::{actions, failures, files, here, layers, live, mailbox, showcase};
use crate::access::{App, Duty, Robot};
use crate::base::db::broken;
use crate::base::failure::Failure;

/// The largest request: twenty photos of a telephone.
const LARGEST_REQUEST: usize = 220 * 1024 * 1024;

/// Between two pieces of a request: who stops sending is not waited for.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// One address of a feature. Only reads: every write is a server function.
pub struct Route {
    pub path: &'static str,
    handler: MethodRouter<App>,
}

impl Route {
    pub fn get<H, T>(path: &'static str, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        Route { path, handler: get(handler) }
    }
}

/// The routes of the house itself.
fn house() -> Vec<Route> {
    vec![
        Route::get("/livez", async || "alive"),
        Route::get("/readyz", ready),
        Route::get("/accent/{colour}", accent),
        Route::get("/live", live::listen),
        Route::get("/pkg/{file}", files::file),
    ]
}

/// Every page and file that can be asked for, for the router and for the inventory.
pub fn routes(demo: bool) -> Vec<Route> {
    let features = features().flat_map(|feature| (feature.routes)(demo));
    let demo_only = demo.then(|| Route::get("/mailbox", mailbox::show));
    house().into_iter().chain(demo_only).chain(showcase::routes(demo)).chain(features).collect()
}

pub fn router(app: App) -> Router {
    let routes = routes(app.settings.demo);
    router_of(app, routes)
}

/// The house with these doors only, behind the same layers as ever.
pub fn router_of(app: App, routes: Vec<Route>) -> Router {
    let mut router = Router::new();
    for route in routes {
        router = router.route(route.path, route.handler);
    }
    router
        .route("/api/{*action}", post(actions::act))
        .fallback(get(files::file))
        .layer(from_fn_with_state(app.clone(), layers::in_turn))
        // A form of the wrong kind makes the reader of multipart forms panic; that must cost nobody else anything.
        .layer(CatchPanicLayer::custom(|_| broken(&"a request panicked").into_response()))
        .layer(from_fn_with_state(app.clone(), failures::explain))
        .layer(from_fn(here::remember))
        .layer(from_fn_with_state(app.clone(), layers::same_origin))
        .layer(from_fn_with_state(app.clone(), layers::headers))
        .layer(DefaultBodyLimit::max(LARGEST_REQUEST))
        .layer(RequestBodyTimeoutLayer::new(LONGEST_PAUSE))
        .with_state(app)
}

/// Ready: the database and the place of the photos take something in and give it back. Looked at once in a few seconds, however often
/// it is asked.
async fn ready(State(app): State<App>) -> Result<&'static str, Failure> {
    app.health.look(&Robot::new(&app, Duty::Health)).await?;
    Ok("ready")
}

/// A school's own colour as a style sheet: inline styles are not allowed.
async fn accent(axum::extract::Path(file): axum::extract::Path<String>) -> Response {
    let colour = file.strip_suffix(".css").unwrap_or("");
    if colour.len() != 6 || !colour.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let kept = [(header::CONTENT_TYPE, "text/css"), (header::CACHE_CONTROL, "public, max-age=86400")];
    (kept, format!(":root{{--accent:#{colour}}}")).into_response()
}
