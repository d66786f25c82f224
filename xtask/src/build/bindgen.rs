//! wasm-bindgen as a library of exactly the version in Cargo.lock: a separate tool of another version is the classic trap.

use anyhow::{Context, Result, bail};
use std::path::Path;
use wasm_bindgen_cli_support::Bindgen;

/// The version this crate is built with; Cargo.toml pins it with `=`.
pub const VERSION: &str = "0.2.130";

/// Writes `kring.js`, `kring_bg.wasm` and maybe `snippets/` into `out`.
pub fn generate(wasm: &Path, lockfile: &str, out: &Path) -> Result<()> {
    agree(lockfile)?;
    if out.exists() {
        std::fs::remove_dir_all(out)?;
    }
    let mut bindgen = Bindgen::new();
    // The page always names the module itself, with its hash; a default path would be a dead reference.
    bindgen.input_path(wasm).out_name("kring").web(true)?.typescript(false).omit_default_module_path(true);
    bindgen.remove_name_section(true).remove_producers_section(true).generate(out)
}

fn agree(lockfile: &str) -> Result<()> {
    let locked = locked_version(lockfile, "wasm-bindgen").context("Cargo.lock has no wasm-bindgen")?;
    if locked != VERSION {
        bail!(
            "Cargo.lock has wasm-bindgen {locked}, xtask {VERSION}: change the pin in xtask/Cargo.toml and VERSION in bindgen.rs"
        );
    }
    Ok(())
}

fn locked_version<'a>(lockfile: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = lockfile.split_once(&format!("name = \"{name}\"\nversion = \""))?;
    rest.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bindgen_of_xtask_is_the_one_in_the_lockfile() {
        let lockfile = include_str!("../../../Cargo.lock");
        assert_eq!(locked_version(lockfile, "wasm-bindgen"), Some(VERSION));
        assert_eq!(locked_version(lockfile, "wasm-bindgen-cli-support"), Some(VERSION));
    }

    #[test]
    fn another_version_in_the_lockfile_stops_the_build() {
        let lockfile = "[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.1\"\n";
        assert!(agree(lockfile).unwrap_err().to_string().contains("0.2.1"));
        assert!(agree("").is_err());
    }
}
