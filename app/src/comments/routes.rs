//! The one page of comments: what was said earlier than a post's own page shows.
use super::page;
use crate::shell::Route;

pub fn routes(_demo: bool) -> Vec<Route> {
    vec![Route::get("/posts/{post}/comments", page::earlier)]
}
