//! What `tools` promises, tried.
use super::*;

#[test]
fn the_newest_postgres_that_is_complete_is_taken() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["9/bin/initdb", "15/bin/initdb", "17/bin/psql", "common/bin/initdb"] {
        std::fs::create_dir_all(folder.path().join(name).parent().unwrap()).unwrap();
        std::fs::write(folder.path().join(name), "").unwrap();
    }
    assert_eq!(newest_with("initdb", folder.path()), Some(folder.path().join("15/bin")));
    assert_eq!(newest_with("initdb", Path::new("/nowhere")), None);
}
