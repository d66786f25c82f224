//! The sentences of all features, compiled in by the build script. On the server only: not one reaches the phone in WASM.
pub use generated::i18n;

#[expect(unused, dead_code, reason = "generated; we use a part of it")]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/sentences.rs"));
}
