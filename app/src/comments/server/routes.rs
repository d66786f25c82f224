//! The pages of comments: what was said earlier than a subject's own page shows, and before it was put right.
use super::page;
use crate::shell::Route;

pub fn routes(_demo: bool) -> Vec<Route> {
    vec![
        Route::get("/comments/under/{subject}", page::earlier),
        Route::get("/comments/{comment}/versions", page::versions),
    ]
}
