//! What the browser side consists of.

/// What is built for the browser: parents carry no more than they use.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Bundle {
    pub name: &'static str,
    pub features: &'static [&'static str],
}

/// Staff have everything that parents have, and the composer.
pub const BUNDLES: [Bundle; 2] =
    [Bundle { name: "parents", features: &[] }, Bundle { name: "staff", features: &["--features", "staff"] }];
