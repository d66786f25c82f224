//! The browser side: hashed files under `/pkg`, and what `public/` holds. From a folder, or from inside the binary.
use std::collections::HashMap;
use std::path::Path;

use axum::body::Body;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::{HeaderMap, StatusCode, Uri, header};
use serde::Deserialize;

use crate::access::App;

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

/// Serves a file of the site; what is not there is a page that is not there.
pub async fn file(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Response {
    let path = uri.path();
    let Some(plain) = app.site.files.get(path) else {
        return crate::base::failure::Failure::Gone.into_response();
    };
    let takes_brotli = headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.split(',').any(|part| part.trim().starts_with("br")));
    let small = takes_brotli.then(|| app.site.files.get(&format!("{path}.br"))).flatten();
    let kept = if path.starts_with("/pkg/") { "public, max-age=31536000, immutable" } else { "public, max-age=3600" };
    let mut response = Response::builder()
        .status(StatusCode::OK)
        .header(header::CONTENT_TYPE, content_type(path))
        .header(header::CACHE_CONTROL, kept)
        .header(header::VARY, "accept-encoding");
    if small.is_some() {
        response = response.header(header::CONTENT_ENCODING, "br");
    }
    let body = Body::from(small.unwrap_or(plain).clone());
    response.body(body).unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("webmanifest") => "application/manifest+json",
        Some("json") => "application/json",
        Some("html") => "text/html; charset=utf-8",
        _ => "application/octet-stream",
    }
}
