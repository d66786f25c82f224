//! The browser side: hashed files under `/pkg`, and what `public/` holds. From a folder, or from inside the binary.
use std::collections::HashMap;
use std::path::Path;

use bytes::Bytes;
use serde::Deserialize;

/// All files, by URL path; `PATH.br` is the same file in brotli.
#[derive(Debug, Default)]
pub struct Site {
    files: HashMap<String, Bytes>,
    pub names: Names,
}

/// The hashed names that the document links to.
#[derive(Debug, Default, Clone, Deserialize)]
pub struct Names {
    pub css: String,
    pub parents: Bundle,
    pub staff: Bundle,
}

/// One browser side: parents carry no more than they use.
#[derive(Debug, Default, Clone, Deserialize)]
pub struct Bundle {
    pub js: String,
    pub wasm: String,
}

impl Site {
    /// From the folder that `cargo xtask build` wrote.
    pub fn from_folder(folder: &Path) -> std::io::Result<Self> {
        let mut files = HashMap::new();
        read_folder(folder, folder, &mut files)?;
        Self::from_files(files)
    }

    /// From files inside the binary.
    pub fn embedded(files: &[(&str, &'static [u8])]) -> std::io::Result<Self> {
        Self::from_files(files.iter().map(|(path, bytes)| (format!("/{path}"), Bytes::from_static(bytes))).collect())
    }

    /// Without the files: what a page links to.
    #[cfg(test)]
    pub fn named(names: Names) -> Self {
        Site { files: HashMap::new(), names }
    }

    /// The bytes under this path.
    pub fn file(&self, path: &str) -> Option<&Bytes> {
        self.files.get(path)
    }

    fn from_files(files: HashMap<String, Bytes>) -> std::io::Result<Self> {
        let manifest = files.get("/manifest.json").ok_or(std::io::ErrorKind::NotFound)?;
        let names = serde_json::from_slice(manifest)?;
        Ok(Site { files, names })
    }
}

fn read_folder(root: &Path, folder: &Path, files: &mut HashMap<String, Bytes>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            read_folder(root, &path, files)?;
        } else if let Ok(name) = path.strip_prefix(root) {
            files.insert(format!("/{}", name.display()), std::fs::read(&path)?.into());
        }
    }
    Ok(())
}
