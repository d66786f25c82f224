//! Hydrates the islands. Without `use app` the linker drops every island, and the page stays still.
use app as _;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
pub fn hydrate() {
    // Who develops reads why; on a phone the words of a panic would only be bytes.
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
}
