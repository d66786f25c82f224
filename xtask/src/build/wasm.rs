//! From Rust to a raw WASM module. Installs the target only when it is missing, and never another toolchain.

use super::bundle::Bundle;
use crate::place::Place;
use crate::shell::{cargo, run, which};
use anyhow::{Context, Result, ensure};
use std::path::{Path, PathBuf};
use std::process::Command;

const TARGET: &str = "wasm32-unknown-unknown";

/// The target for the browser side.
pub fn ensure_target() -> Result<()> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc).args(["--print", "sysroot"]).output().context("rustc does not start")?;
    let sysroot = PathBuf::from(String::from_utf8_lossy(&output.stdout).trim());
    if has_target(&sysroot) {
        return Ok(());
    }
    let how = "install rustup, or the package of your system that carries it";
    ensure!(which("rustup").is_some(), "{TARGET} is missing: {how}");
    run(Command::new("rustup").args(["target", "add", TARGET]))
}

fn has_target(sysroot: &Path) -> bool {
    sysroot.join("lib/rustlib").join(TARGET).join("lib").is_dir()
}

/// An own target folder: the browser side and the server would otherwise wait for each other's lock.
pub fn build(place: &Place, bundle: Bundle) -> Result<PathBuf> {
    let folder = place.target.join("front");
    let mut command = cargo();
    command.current_dir(&place.root).args(["build", "--locked", "-p", "frontend", "--lib", "--target", TARGET]);
    command.args(["--profile", "browser"]).args(bundle.features);
    // Another compiler of our own crates than rustc itself (Clippy, in `.ci/run`) leaves out what makes the bytes few.
    command.env_remove("RUSTC_WORKSPACE_WRAPPER");
    run(command.arg("--target-dir").arg(&folder))?;
    let kept = folder.join(format!("{}.wasm", bundle.name));
    std::fs::copy(folder.join(TARGET).join("browser/frontend.wasm"), &kept).context("keeping the bundle")?;
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sysroot_without_the_target_is_seen() {
        let folder = tempfile::tempdir().unwrap();
        assert!(!has_target(folder.path()));
        std::fs::create_dir_all(folder.path().join("lib/rustlib/wasm32-unknown-unknown/lib")).unwrap();
        assert!(has_target(folder.path()));
    }
}
