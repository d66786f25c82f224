//! What `source` promises, tried.
use super::*;

#[test]
fn a_file_knows_its_feature() {
    assert_eq!(Source::new("app/src/feed/page.rs", "").feature(), Some("feed"));
    assert_eq!(Source::new("app/src/lib.rs", "").feature(), None);
    assert_eq!(Source::new("server/src/main.rs", "").feature(), None);
}

#[test]
fn only_our_own_files_are_gathered() {
    let folder = tempfile::tempdir().unwrap();
    for name in [
        "app/src/lib.rs",
        "end2end/node_modules/x/y.ts",
        "end2end/a.ts",
        "target/z.rs",
        "style/main.css",
        "app/Cargo.toml",
    ] {
        std::fs::create_dir_all(folder.path().join(name).parent().unwrap()).unwrap();
        std::fs::write(folder.path().join(name), "").unwrap();
    }
    let paths: Vec<String> = gather(folder.path()).unwrap().into_iter().map(|source| source.path).collect();
    assert_eq!(paths, ["app/src/lib.rs", "style/main.css", "end2end/a.ts"]);
}
