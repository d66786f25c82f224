//! What `one_file` promises, tried.
use super::*;

#[test]
fn every_file_is_found_once_wherever_it_is_named() {
    let page = "<link href=\"/pkg/kring.1a.css\"><script>import('/pkg/kring.2b.js')</script><i data-wasm=/pkg/kring.3c.wasm></i>\
                    <link rel=preload href=\"/pkg/kring.1a.css\">";
    assert_eq!(named(page), ["/pkg/kring.1a.css", "/pkg/kring.2b.js", "/pkg/kring.3c.wasm"]);
}
