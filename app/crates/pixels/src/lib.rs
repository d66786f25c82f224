//! Turns the bytes somebody uploaded into photos that are safe to show: decoded within limits, turned upright, drawn anew as WebP.
//! Pure and synchronous (call it through `spawn_blocking`, one at a time). Never keeps a byte of the original: every rendition
//! is encoded from pixels, so places, names, devices and hidden payloads cannot travel along.
//!
//! [`prepare`] takes the bytes of an upload, of at most [`MAX_BYTES`], and gives one to three WebP files or the reason why not;
//! [`placeholder_webp`] draws the blur that is shown until they arrive. Widths, heights and sides are pixels, everything else bytes.

mod chunks;
mod decode;
mod jpeg;
mod placeholder;
mod profile;
mod refused;
mod render;
mod scans;
mod sniff;
pub mod testing;
#[cfg(test)]
mod tests;

use std::panic::{AssertUnwindSafe, catch_unwind};

pub use placeholder::placeholder_webp;
pub use refused::{OtherKind, Refused};

/// The largest file we look at. A phone photo is 2 to 12 MB.
pub const MAX_BYTES: usize = 25 * 1024 * 1024;
/// The largest picture we decode; phones make 12 to 50 million pixels.
pub const MAX_PIXELS: u64 = 60_000_000;
/// How many times longer than wide a picture may be: a strip of one pixel is an attack, a panorama is not.
pub const MAX_RATIO: u32 = 12;
/// The longest side we decode: what the two limits above leave.
pub const MAX_SIDE: u32 = 27_000;
/// What decoding may allocate at once: 55 million pixels in colour, 41 million with transparency. Together with the shrinking
/// step one photo keeps the whole server under 300 MiB (docs/performance.md).
pub const MAX_MEMORY: u64 = 160 * 1024 * 1024;
/// The longest sides we keep, smallest first; pictures are never enlarged to reach them.
pub const LONGEST_SIDES: [u32; 3] = [480, 960, 1600];
/// What the other side keeps at least: more than five times longer than wide, and these decide.
const SHORTEST_SIDES: [u32; 3] = [96, 192, 320];

/// What the school keeps of an upload. `width` and `height` are those of the largest rendition, upright.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    pub width: u32,
    pub height: u32,
    /// WebP, smallest first; at least one.
    pub renditions: Vec<Rendition>,
    /// About 25 bytes that describe a blurred version; see [`placeholder_webp`].
    pub thumbhash: Vec<u8>,
}

/// One WebP file, without any metadata chunk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendition {
    pub width: u32,
    pub height: u32,
    pub bytes: Vec<u8>,
}

/// From upload to renditions, or the reason why not. The name and type that the browser claimed play no part.
pub fn prepare(bytes: &[u8]) -> Result<Prepared, Refused> {
    // A decoder that trips over hostile bytes means a broken photo, not a broken server.
    catch_unwind(AssertUnwindSafe(|| unguarded(bytes))).map_err(|_| Refused::Broken)?
}

/// The same without the net: the tests want to hear the fall.
fn unguarded(bytes: &[u8]) -> Result<Prepared, Refused> {
    if bytes.len() > MAX_BYTES {
        return Err(Refused::TooManyBytes);
    }
    render::render(decode::decode(sniff::sniff(bytes)?, bytes)?)
}
