//! The addresses of talks.
use super::page::{day, list, manage, new, picker};
use crate::shell::Route;

pub fn routes(_demo: bool) -> Vec<Route> {
    vec![
        Route::get("/talks", list::show),
        Route::get("/talks/new", new::show),
        Route::get("/talks/{round}", picker::show),
        Route::get("/talks/{round}/manage", manage::show),
        Route::get("/talks/{round}/days/{date}", day::show),
    ]
}
