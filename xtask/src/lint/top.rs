//! The visible top level of the repository stays what a newcomer can take in at one glance.

use super::Finding;
use anyhow::Result;
use std::path::Path;

const AGREED: [&str; 11] = [
    "Cargo.toml",
    "Cargo.lock",
    "README.md",
    "app",
    "docs",
    "end2end",
    "frontend",
    "public",
    "server",
    "style",
    "xtask",
];
/// Made by tools and never committed, or optional.
const ALSO: [&str; 3] = ["LICENSE", "target", "node_modules"];

pub fn level(root: &Path) -> Result<Vec<Finding>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(root)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    Ok(judge(&names))
}

fn judge(names: &[String]) -> Vec<Finding> {
    let extra = names
        .iter()
        .filter(|name| !name.starts_with('.') && !AGREED.contains(&name.as_str()) && !ALSO.contains(&name.as_str()));
    let missing = AGREED.iter().filter(|agreed| !names.iter().any(|name| name == *agreed));
    extra
        .map(|name| Finding::new(name, 1, "not on the agreed top level: find it a place inside"))
        .chain(missing.map(|name| Finding::new(name, 1, "is missing from the agreed top level")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn something_new_and_something_lost_at_the_top_are_found() {
        let mut names: Vec<String> =
            AGREED.iter().map(ToString::to_string).chain([".git".into(), "LICENSE".into(), "target".into()]).collect();
        assert!(judge(&names).is_empty());
        names.push("scripts".into());
        names.retain(|name| name != "docs");
        assert_eq!(judge(&names).into_iter().map(|finding| finding.path).collect::<Vec<_>>(), ["scripts", "docs"]);
    }
}
