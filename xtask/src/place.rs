//! Where things lie: the repository, Cargo's target folder and the site that is built in it.
//! Read from `cargo metadata`, so that a moved target folder and `[[workspace.metadata.leptos]]` are respected.

use crate::shell::cargo;
use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::path::PathBuf;

pub struct Place {
    pub root: PathBuf,
    pub target: PathBuf,
    /// What the server hands out as files; `pkg` within it carries a hash in every name.
    pub site: PathBuf,
    pub style: PathBuf,
    pub public: PathBuf,
}

impl Place {
    pub fn find() -> Result<Self> {
        let output = cargo()
            .args(["metadata", "--no-deps", "--format-version", "1"])
            .output()
            .context("cargo does not start")?;
        ensure!(output.status.success(), "cargo metadata failed:\n{}", String::from_utf8_lossy(&output.stderr));
        Self::read(&serde_json::from_slice(&output.stdout)?)
    }

    fn read(metadata: &Value) -> Result<Self> {
        let path = |key: &str| {
            metadata[key].as_str().map(PathBuf::from).with_context(|| format!("cargo metadata has no {key}"))
        };
        let leptos = &metadata["metadata"]["leptos"][0];
        let setting = |key: &str, usual: &str| leptos[key].as_str().unwrap_or(usual).to_owned();
        let (root, target) = (path("workspace_root")?, path("target_directory")?);
        let site = setting("site-root", "target/site");
        Ok(Self {
            site: match site.strip_prefix("target/") {
                Some(inside) => target.join(inside),
                None => root.join(&site),
            },
            style: root.join(setting("style-file", "style/main.css")),
            public: root.join(setting("assets-dir", "public")),
            root,
            target,
        })
    }

    /// The server that `cargo xtask build` made for development.
    pub fn server(&self) -> PathBuf {
        self.target.join("debug/kring")
    }

    /// The server as a release has it, without the site inside: what is measured.
    pub fn optimised(&self) -> PathBuf {
        self.target.join("release/kring")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_site_follows_a_moved_target_folder_and_the_leptos_settings() {
        let metadata = json!({
            "workspace_root": "/school", "target_directory": "/fast/target",
            "metadata": { "leptos": [{ "site-root": "target/site", "style-file": "style/other.css" }] },
        });
        let place = Place::read(&metadata).unwrap();
        assert_eq!(place.site, PathBuf::from("/fast/target/site"));
        assert_eq!(place.style, PathBuf::from("/school/style/other.css"));
        assert_eq!(place.public, PathBuf::from("/school/public"));
    }
}
