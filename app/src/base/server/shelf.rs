//! What looks the same to everybody who may see it, kept in memory for a minute. Whoever takes something from the shelf has asked
//! the database just now whether the viewer may see it; the shelf itself protects nothing.
use std::any::Any;
use std::mem::size_of;
use std::sync::Arc;

use quick_cache::Weighter;
use quick_cache::sync::Cache;

use super::clock::Moment;
use crate::base::failure::Result;

/// Memory for all that lies here, in bytes: the news of a board of some hundred schools, and no more when there are a thousand.
const ROOM: u64 = 64 * 1024 * 1024;
/// So large a thing is, more or less.
const THING: u64 = 3_000;
/// What the shelf itself needs for one of them.
const BESIDE: usize = 160;

/// What can lie on the shelf.
pub trait Shelved: Any + Send + Sync {
    /// About so many bytes of memory.
    fn bytes(&self) -> usize;
}

/// Rows of a few short texts each.
impl<T: Any + Send + Sync> Shelved for Vec<T> {
    fn bytes(&self) -> usize {
        self.len() * (size_of::<T>() + 128)
    }
}

#[derive(Debug, Clone)]
struct Item {
    thing: Arc<dyn Any + Send + Sync>,
    bytes: usize,
}

#[derive(Debug, Clone)]
struct Bytes;

impl Weighter<String, Item> for Bytes {
    fn weight(&self, key: &String, item: &Item) -> u64 {
        (key.len() + item.bytes + BESIDE) as u64
    }
}

/// The key names the version of a thing, so that a change is seen at once, whichever process made it.
#[derive(Debug)]
pub struct Shelf(Cache<String, Item, Bytes>);

impl Shelf {
    #[expect(clippy::new_without_default, reason = "an empty shelf is made once, on purpose")]
    pub fn new() -> Self {
        Self::of(ROOM)
    }

    fn of(room: u64) -> Self {
        Shelf(Cache::with_weighter((room / THING) as usize, room, Bytes))
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

    pub fn get<T: Shelved>(&self, key: &str) -> Option<Arc<T>> {
        self.0.get(key)?.thing.downcast().ok()
    }

    /// What lies there, or what is read now and lies there from now on.
    pub async fn or_read<T: Shelved>(&self, key: String, read: impl Future<Output = Result<T>>) -> Result<Arc<T>> {
        if let Some(known) = self.get(&key) {
            return Ok(known);
        }
        let read = Arc::new(read.await?);
        self.put(key, Arc::clone(&read));
        Ok(read)
    }

    pub fn put<T: Shelved>(&self, key: String, thing: Arc<T>) {
        let bytes = thing.bytes();
        self.0.insert(key, Item { thing, bytes });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_here_is_found_by_its_version_and_its_minute() {
        let shelf = Shelf::new();
        let at = Moment(Moment::MINUTE * 7);
        shelf.put(Shelf::key(&["post", "1"], at), Arc::new(vec![3_i64]));
        let found = |version: &str, now: Moment| {
            shelf.get::<Vec<i64>>(&Shelf::key(&["post", version], now)).map(|found| found[0])
        };
        assert_eq!(found("1", at), Some(3));
        assert_eq!(found("2", at), None);
        assert_eq!(found("1", at.plus(Moment::MINUTE)), None);
        assert!(shelf.get::<Vec<String>>(&Shelf::key(&["post", "1"], at)).is_none(), "another kind of thing");
    }

    #[test]
    fn it_holds_as_much_as_there_is_room_for_however_many_come() {
        let shelf = Shelf::of(200_000);
        let there = |number: i64| shelf.get::<Vec<[u8; 872]>>(&number.to_string()).is_some();
        for number in 0..1_000_i64 {
            shelf.put(number.to_string(), Arc::new(vec![[0_u8; 872]]));
        }
        let kept = (0..1_000).filter(|number| there(*number)).count();
        assert!((100..=200).contains(&kept), "{kept} of a thousand bytes each");
        assert!(there(999), "the newest");
    }
}
