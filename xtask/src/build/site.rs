//! The site folder: files named by their content (so that they may be cached for ever), a manifest with the names, and `.br` twins.
//! The old site stays in place until the new one is complete.

use super::glue::Pair;
use crate::place::Place;
use crate::shell::short;
use anyhow::{Context, Result};
use serde_json::json;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// As small as brotli can: a file is packed once, and sent to every phone.
const BEST: u32 = 11;
const COMPRESSIBLE: [&str; 9] = ["js", "wasm", "css", "svg", "json", "webmanifest", "txt", "html", "xml"];

pub fn lay_out(place: &Place, pairs: &[(&str, Pair)], style: &[u8]) -> Result<()> {
    let next = place.site.with_extension("next");
    clear(&next)?;
    fs::create_dir_all(next.join("pkg"))?;
    copy_all(&place.public, &next)?;
    let mut manifest = json!({ "css": named(&next, "css", style)? });
    for (name, pair) in pairs {
        if let Some(snippets) = &pair.snippets {
            copy_all(snippets, &next.join("pkg/snippets"))?;
        }
        manifest[name] = json!({
            "js": named(&next, "js", &fs::read(&pair.script)?)?,
            "wasm": named(&next, "wasm", &fs::read(&pair.module)?)?,
        });
    }
    compress_all(&next, &place.target.join("front/brotli"))?;
    fs::write(next.join("manifest.json"), serde_json::to_string_pretty(&manifest)? + "\n")?;
    clear(&place.site)?;
    fs::rename(&next, &place.site).context("putting the new site in place")?;
    println!("  {}: {}", short(&place.site, &place.root), manifest);
    Ok(())
}

/// Short, but long enough that two versions never meet: 64 bits.
pub fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn compress(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut packed = Vec::new();
    // 22 bits is the largest window that every browser must accept.
    let params = brotli::enc::BrotliEncoderParams {
        quality: BEST.try_into()?,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &params)?;
    Ok(packed)
}

fn named(site: &Path, extension: &str, bytes: &[u8]) -> Result<String> {
    let address = format!("/pkg/kring.{}.{extension}", hash(bytes));
    fs::write(site.join(&address[1..]), bytes)?;
    Ok(address)
}

/// Compressing is the slowest step, and most files do not change: results are kept by content and quality.
fn compress_all(site: &Path, kept: &Path) -> Result<()> {
    fs::create_dir_all(kept)?;
    for path in files(site)? {
        if !path.extension().is_some_and(|kind| COMPRESSIBLE.iter().any(|known| kind == *known)) {
            continue;
        }
        let bytes = fs::read(&path)?;
        let ready = kept.join(format!("{}-{BEST}", hash(&bytes)));
        if !ready.exists() {
            let part = ready.with_extension("part");
            fs::write(&part, compress(&bytes)?)?;
            fs::rename(&part, &ready)?;
        }
        let mut twin = path.into_os_string();
        twin.push(".br");
        fs::copy(&ready, twin)?;
    }
    Ok(())
}

fn clear(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(failure) if failure.kind() != std::io::ErrorKind::NotFound => {
            Err(failure).with_context(|| format!("clearing {}", folder.display()))
        }
        _ => Ok(()),
    }
}

/// Hidden files stay behind: they are the editor's, not the visitor's – except `.well-known`.
fn copy_all(from: &Path, to: &Path) -> Result<()> {
    for path in if from.is_dir() { files(from)? } else { Vec::new() } {
        let inside = path.strip_prefix(from)?;
        let hidden = inside.iter().any(|part| part.to_string_lossy().starts_with('.') && part != ".well-known");
        if !hidden {
            let goal = to.join(inside);
            fs::create_dir_all(goal.parent().unwrap_or(to))?;
            fs::copy(&path, goal)?;
        }
    }
    Ok(())
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() { found.extend(files(&path)?) } else { found.push(path) }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(folder: &Path) -> Place {
        Place {
            root: folder.into(),
            target: folder.join("target"),
            site: folder.join("target/site"),
            style: folder.join("s"),
            public: folder.join("public"),
        }
    }

    #[test]
    fn the_manifest_names_files_that_exist_with_their_twins_and_old_files_are_gone() {
        let folder = tempfile::tempdir().unwrap();
        let place = place(folder.path());
        for (name, text) in [
            ("public/icon.svg", "<svg/>"),
            ("public/.hidden", "x"),
            ("kring.js", "1"),
            ("kring.wasm", "2"),
            ("target/site/pkg/old.js", "0"),
        ] {
            fs::create_dir_all(folder.path().join(name).parent().unwrap()).unwrap();
            fs::write(folder.path().join(name), text).unwrap();
        }
        let pair =
            Pair { script: folder.path().join("kring.js"), module: folder.path().join("kring.wasm"), snippets: None };
        lay_out(&place, &[("parents", pair)], b"body{}").unwrap();
        let manifest: serde_json::Value =
            serde_json::from_str(&fs::read_to_string(place.site.join("manifest.json")).unwrap()).unwrap();
        for (kind, address) in
            [("css", &manifest["css"]), ("js", &manifest["parents"]["js"]), ("wasm", &manifest["parents"]["wasm"])]
        {
            let address = address.as_str().unwrap();
            assert!(address.starts_with("/pkg/kring.") && address.ends_with(kind), "{address}");
            assert!(place.site.join(format!("{}.br", &address[1..])).is_file());
        }
        assert!(place.site.join("icon.svg.br").is_file() && !place.site.join(".hidden").exists());
        assert!(!place.site.join("pkg/old.js").exists(), "the old site is replaced as a whole");
    }

    #[test]
    fn other_content_has_another_name_and_brotli_makes_text_smaller() {
        assert_ne!(hash(b"one"), hash(b"two"));
        assert_eq!(hash(b"one").len(), 16);
        let text = "de kring ".repeat(500);
        assert!(compress(text.as_bytes()).unwrap().len() < 60);
    }
}
