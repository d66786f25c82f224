//! Pure rules of photos.

/// So many photos belong to one post.
pub const MOST_PHOTOS: usize = 20;
/// The longest description of a photo, in characters.
pub const LONGEST_DESCRIPTION: usize = 500;

/// How many of a post's photos the grid shows; the rest is behind the last of them.
pub const SHOWN: usize = 5;
