//! What «Who sees this?» answers: finished sentences, so that the phone only has to show them.
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// «47 mensen zien dit».
    pub title: String,
    pub count: String,
    /// Name and reason of the first of them.
    pub people: Vec<(String, String)>,
    /// «en nog 12 mensen», or nothing.
    pub more: String,
}
