//! The pair of module and script that the browser loads. Made anew only when the raw module or a tool changed.

use super::bindgen;
use super::bundle::Bundle;
use super::optimise::Tools;
use super::quiet;
use super::site::hash;
use crate::place::Place;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// What a page does besides its islands: it travels in the same script.
const BESIDES: [&str; 2] = ["frontend/forms.js", "frontend/live.js"];

/// Finished files, not yet named by content.
pub struct Pair {
    pub script: PathBuf,
    pub module: PathBuf,
    /// Small scripts of dependencies that the glue imports by a relative path.
    pub snippets: Option<PathBuf>,
}

impl Pair {
    fn within(folder: &Path) -> Self {
        let snippets = folder.join("snippets");
        Self {
            script: folder.join("kring.js"),
            module: folder.join("kring_bg.wasm"),
            snippets: snippets.is_dir().then_some(snippets),
        }
    }
}

pub fn make(place: &Place, bundle: Bundle, raw: &Path) -> Result<Pair> {
    let folder = place.target.join("front/bound").join(bundle.name);
    let mark = folder.with_extension("stamp");
    std::fs::create_dir_all(folder.parent().unwrap_or(&folder)).context("the folder of the glue")?;
    let bytes = std::fs::read(raw).with_context(|| format!("{} is not there", raw.display()))?;
    let besides: Vec<String> = BESIDES
        .iter()
        .map(|path| std::fs::read_to_string(place.root.join(path)).context(*path))
        .collect::<Result<_>>()?;
    let besides = besides.concat();
    let tools = Tools::find(place)?;
    let names = tools.as_ref().map_or("no tools", |_| Tools::NAMES);
    let ours = [besides.as_bytes(), include_bytes!("quiet.rs")].concat();
    let stamp = format!("{} {} {} {names}", hash(&bytes), hash(&ours), bindgen::VERSION);
    if std::fs::read_to_string(&mark).is_ok_and(|known| known == stamp) {
        println!("  unchanged since the last build");
        return Ok(Pair::within(&folder));
    }
    let _ = std::fs::remove_file(&mark);
    let lockfile = std::fs::read_to_string(place.root.join("Cargo.lock")).context("Cargo.lock")?;
    let quiet = raw.with_extension("quiet.wasm");
    quiet::make(&bytes, &quiet)?;
    bindgen::generate(&quiet, &lockfile, &folder)?;
    let pair = Pair::within(&folder);
    let bound = std::fs::read_to_string(&pair.script).context("the script that was bound")?;
    std::fs::write(&pair.script, [bound, besides].concat()).context("the script of the site")?;
    if let Some(tools) = tools {
        tools.shrink_wasm(&pair.module)?;
        tools.shrink_script(&pair.script)?;
    }
    std::fs::write(&mark, stamp)?;
    Ok(pair)
}
