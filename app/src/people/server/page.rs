//! Pages about people: none yet.
use crate::shell::Route;

pub fn routes(_demo: bool) -> Vec<Route> {
    Vec::new()
}
