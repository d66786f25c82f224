//! The crates of the server's side. They are always built together: a library is compiled anew for every set of crates that wants other
//! features of it, and most of a build are libraries.

use crate::shell::cargo;
use std::process::Command;

pub const CRATES: [&str; 6] = ["app", "server", "damage", "edexml", "identity", "pixels"];

/// Targets of one kind, of which Cargo compiles the tests, too: what tests need counts among what libraries are built with.
pub const LIBRARIES: [&str; 1] = ["--lib"];
/// `kring`, its own tests and those that start it.
pub const SERVER: [&str; 4] = ["--bin", "kring", "--test", "*"];
/// `kring` with the smallest test beside it, so that it is made of the same libraries.
pub const BINARY: [&str; 4] = ["--bin", "kring", "--test", "together"];

/// `cargo test` or `cargo build` of some of their targets.
pub fn command(verb: &str, targets: &[&str], features: &[&str]) -> Command {
    let mut command = cargo();
    command.arg(verb).arg("--locked");
    command.args(CRATES.iter().flat_map(|name| ["-p", name]));
    command.arg("--features").arg([&["app/ssr"], features].concat().join(","));
    command.args(targets);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever Clippy is to read stands in the script of every change.
    #[test]
    fn every_crate_is_tested_and_read_by_clippy() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let folders = std::fs::read_dir(root.join("app/crates")).unwrap();
        let pure = folders.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
        // Nothing but what its build script writes: it is compiled, and read, with `app`.
        let pure = pure.filter(|name| name != "sentences");
        let mut names: Vec<String> = pure.chain(["app".into(), "server".into()]).collect();
        names.sort();
        let mut crates = CRATES;
        crates.sort_unstable();
        assert_eq!(names, crates);
        let script = std::fs::read_to_string(root.join(".ci/run")).unwrap();
        let shown = command("test", &[], &[]);
        let wanted: Vec<_> = shown.get_args().map(|word| word.to_string_lossy()).collect();
        assert!(script.contains(&format!("cargo {} --no-run", wanted.join(" "))), "cargo {}", wanted.join(" "));
    }
}
