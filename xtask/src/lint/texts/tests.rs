//! What `texts` promises, tried.
use super::*;

fn check(dutch: &str, english: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("app/src/feed")).unwrap();
    std::fs::create_dir_all(folder.path().join("app/src/silent")).unwrap();
    std::fs::write(folder.path().join("app/src/feed/messages.nl.json"), dutch).unwrap();
    std::fs::write(folder.path().join("app/src/feed/messages.en.json"), english).unwrap();
    same_keys(folder.path()).iter().map(Finding::to_string).collect()
}

#[test]
fn a_sentence_in_one_language_only_is_found_in_both_directions() {
    let found = check(
        "{\"feed\": {\n\"title\": \"Nieuws\",\n\"empty\": \"Rustig\"}}",
        "{\"feed\": {\"title\": \"News\"}, \"more\": \"x\"}",
    );
    assert_eq!(
        found,
        [
            "app/src/feed/messages.nl.json:3: `feed.empty` is missing in app/src/feed/messages.en.json",
            "app/src/feed/messages.en.json:1: `more` is missing in app/src/feed/messages.nl.json"
        ]
    );
    assert!(check("{\"a\": {\"b\": \"x\"}}", "{\"a\": {\"b\": \"y\"}}").is_empty());
}

#[test]
fn no_messages_and_broken_messages_are_found() {
    assert_eq!(same_keys(Path::new("/nowhere")).len(), 1);
    assert_eq!(check("{", "{}").len(), 1);
}
