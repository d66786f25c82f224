//! How pages are compressed on their way out. Files of the site are packed when it is built; what is packed already is left alone.
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;

/// The level that pays, for brotli and for gzip: `cargo xtask bench packing` shows what each costs (docs/performance.md).
const LEVEL: i32 = 4;

pub fn layer() -> CompressionLayer {
    at(LEVEL)
}

pub fn at(level: i32) -> CompressionLayer {
    CompressionLayer::new().quality(CompressionLevel::Precise(level))
}
