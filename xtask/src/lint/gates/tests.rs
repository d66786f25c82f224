//! What `gates` promises, tried.
use super::*;

fn lines(path: &str, text: &str) -> Vec<usize> {
    server_side(&Source::new(path, text)).into_iter().map(|finding| finding.line).collect()
}

#[test]
fn a_gate_on_a_mod_or_use_line_of_a_table_of_contents_is_how_it_should_be() {
    let text = "#[cfg(feature = \"ssr\")]\nmod store {}\n#[cfg(all(test, feature = \"ssr\"))]\nmod tests;\n#[cfg(feature = \"ssr\")]\npub use store::x;";
    assert!(lines("app/src/feed/mod.rs", text).is_empty());
    assert_eq!(lines("app/src/feed/page.rs", text), [1, 3, 5]);
}

#[test]
fn a_gate_inside_a_file_or_on_a_function_is_found() {
    assert_eq!(lines("app/src/feed/store.rs", "#![cfg(feature = \"ssr\")]"), [1]);
    assert_eq!(
        lines(
            "app/src/feed/mod.rs",
            "\n#[cfg(feature = \"ssr\")]\nfn f() {}\n#[cfg(not(feature = \"ssr\"))]\nmod m { #[cfg(feature = \"ssr\")] fn g() {} }"
        ),
        [2, 5]
    );
    assert_eq!(lines("app/src/feed/page.rs", "fn f() {\n if cfg!(feature = \"ssr\") {} }"), [2]);
}

#[test]
fn other_gates_and_other_crates_are_left_alone() {
    assert!(lines("app/src/feed/page.rs", "#[cfg(test)] mod tests {}").is_empty());
    assert!(lines("server/src/main.rs", "#[cfg(feature = \"ssr\")] fn f() {}").is_empty());
}
