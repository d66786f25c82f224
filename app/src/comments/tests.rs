//! Stories of comments and hearts.
