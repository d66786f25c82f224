//! Stories of the feed.
