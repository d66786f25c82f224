//! What looks the same to everybody who may see it, kept in memory for a minute. Whoever takes something from the shelf has asked
//! the database just now whether the viewer may see it; the shelf itself protects nothing.
use std::any::Any;
use std::sync::Arc;

use quick_cache::sync::Cache;

use super::clock::Moment;
use crate::base::failure::Result;

/// A few kilobytes each: ten to twenty megabytes in all.
const MOST: usize = 4_000;

/// The key names the version of a thing, so that a change is seen at once, whichever process made it.
#[derive(Debug)]
pub struct Shelf(Cache<String, Arc<dyn Any + Send + Sync>>);

impl Shelf {
    #[expect(clippy::new_without_default, reason = "an empty shelf is made once, on purpose")]
    pub fn new() -> Self {
        Shelf(Cache::new(MOST))
    }

    /// The key of a thing. It holds the minute too: what no version tells (the name of a group, somebody's role) gets no older.
    pub fn key(parts: &[&str], now: Moment) -> String {
        let minute = (now.0 / Moment::MINUTE).to_string();
        let mut key = String::with_capacity(parts.iter().map(|part| part.len() + 1).sum::<usize>() + minute.len());
        for part in parts {
            key.push_str(part);
            key.push('/');
        }
        key.push_str(&minute);
        key
    }

    pub fn get<T: Any + Send + Sync>(&self, key: &str) -> Option<Arc<T>> {
        self.0.get(key)?.downcast().ok()
    }

    /// What lies there, or what is read now and lies there from now on.
    pub async fn or_read<T: Any + Send + Sync>(
        &self,
        key: String,
        read: impl Future<Output = Result<T>>,
    ) -> Result<Arc<T>> {
        if let Some(known) = self.get(&key) {
            return Ok(known);
        }
        let read = Arc::new(read.await?);
        self.put(key, Arc::clone(&read));
        Ok(read)
    }

    pub fn put<T: Any + Send + Sync>(&self, key: String, thing: Arc<T>) {
        self.0.insert(key, thing);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_here_is_found_by_its_version_and_its_minute() {
        let shelf = Shelf::new();
        let at = Moment(Moment::MINUTE * 7);
        shelf.put(Shelf::key(&["post", "1"], at), Arc::new(3_i64));
        let found =
            |version: &str, now: Moment| shelf.get::<i64>(&Shelf::key(&["post", version], now)).map(|found| *found);
        assert_eq!(found("1", at), Some(3));
        assert_eq!(found("2", at), None);
        assert_eq!(found("1", at.plus(Moment::MINUTE)), None);
        assert!(shelf.get::<String>(&Shelf::key(&["post", "1"], at)).is_none(), "another kind of thing");
    }
}
