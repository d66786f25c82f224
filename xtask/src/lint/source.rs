//! A source file as the checks see it: its path from the root, its text and, for Rust, its syntax tree and tokens.

use super::tokens::{self, Word};
use anyhow::Result;
use std::path::Path;

pub struct Source {
    /// With forward slashes, from the root of the repository.
    pub path: String,
    pub text: String,
    pub tree: Option<syn::File>,
    pub words: Vec<Word>,
}

/// The folders that are ours; everything else at the top is judged by `top`.
const FOLDERS: [&str; 7] = ["app", "server", "frontend", "xtask", "style", "public", "end2end"];
const KINDS: [&str; 4] = ["rs", "css", "ts", "js"];
const NOT_OURS: [&str; 4] = ["target", "node_modules", "test-results", "playwright-report"];

impl Source {
    pub fn new(path: &str, text: &str) -> Self {
        let rust = path.ends_with(".rs");
        let tree = rust.then(|| syn::parse_file(text).ok()).flatten();
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
            words: if tree.is_some() { tokens::read(path, text) } else { Vec::new() },
            tree,
        }
    }

    pub fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    /// The feature of `app/src/<feature>/…`, if the file belongs to one.
    pub fn feature(&self) -> Option<&str> {
        self.path.strip_prefix("app/src/")?.split_once('/').map(|(feature, _)| feature)
    }

    pub fn file_name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    pub fn lines(&self) -> usize {
        self.text.lines().count()
    }
}

pub fn gather(root: &Path) -> Result<Vec<Source>> {
    let mut sources = Vec::new();
    for folder in FOLDERS.iter().map(|name| root.join(name)).filter(|folder| folder.is_dir()) {
        walk(root, &folder, &mut sources)?;
    }
    Ok(sources)
}

fn walk(root: &Path, folder: &Path, sources: &mut Vec<Source>) -> Result<()> {
    let mut entries = std::fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        if name.starts_with('.') || NOT_OURS.contains(&name.as_str()) {
            continue;
        }
        if path.is_dir() {
            walk(root, &path, sources)?;
        } else if KINDS.iter().any(|kind| path.extension().is_some_and(|found| found == *kind)) {
            let inside = path.strip_prefix(root)?.to_string_lossy().replace('\\', "/");
            sources.push(Source::new(&inside, &std::fs::read_to_string(&path)?));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
