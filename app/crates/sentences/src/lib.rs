//! The sentences of all features in every language, as one typed module. On the server only: not one reaches the phone in WASM.
//! A crate of its own: what is generated is two megabytes of types, and whoever changes a page does not wait for them.
pub use generated::i18n;

mod generated {
    include!(concat!(env!("OUT_DIR"), "/sentences.rs"));
}
