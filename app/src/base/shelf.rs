//! What looks the same to everybody who may see it, kept in memory for a minute. Whoever takes something from the shelf has asked
//! the database just now whether the viewer may see it; the shelf itself protects nothing.
use std::any::Any;
use std::sync::Arc;
use std::time::Duration;

use moka::sync::Cache;

/// A few kilobytes each: ten to twenty megabytes in all.
const MOST: u64 = 4_000;
/// What no key tells (the name of a group, somebody's role) may be this old.
const OLDEST: Duration = Duration::from_secs(60);

/// The key names the version of a thing, so that a change is seen at once, whichever process made it.
#[derive(Debug, Clone)]
pub struct Shelf(Cache<String, Arc<dyn Any + Send + Sync>>);

impl Shelf {
    #[expect(clippy::new_without_default, reason = "an empty shelf is made once, on purpose")]
    pub fn new() -> Self {
        Shelf(Cache::builder().max_capacity(MOST).time_to_live(OLDEST).build())
    }

    pub fn get<T: Any + Send + Sync>(&self, key: &str) -> Option<Arc<T>> {
        self.0.get(key)?.downcast().ok()
    }

    pub fn put<T: Any + Send + Sync>(&self, key: String, thing: Arc<T>) {
        self.0.insert(key, thing);
    }
}
