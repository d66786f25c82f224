//! The last size step, with two pinned npm packages: binaryen for the module, terser for the glue.
//! Without Node the site is complete and correct, only larger.

use crate::place::Place;
use crate::shell::{run, which};
use anyhow::Result;
use std::path::{Path, PathBuf};
use std::process::Command;

/// 132.0.0 writes `__wbindgen_externrefs` onto the wrong table when modules are split, and the page dies.
const BINARYEN: &str = "binaryen@131.0.0";
const TERSER: &str = "terser@5.51.2";

/// What rustc may emit for this target; wasm-opt refuses modules that use more than it was told.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

pub struct Tools {
    modules: PathBuf,
}

impl Tools {
    /// Part of the stamp of a build: other tools, other result.
    pub const NAMES: &str = "binaryen@131.0.0 terser@5.51.2";

    /// None when there is no Node, with one line that says what that costs.
    pub fn find(place: &Place) -> Result<Option<Self>> {
        if which("node").is_none() || which("npm").is_none() {
            println!("  no Node here: skipping wasm-opt and terser, the site will be larger");
            return Ok(None);
        }
        let folder = place.target.join("tools");
        let (stamp, tools) = (folder.join("installed"), Self { modules: folder.join("node_modules") });
        if std::fs::read_to_string(&stamp).is_ok_and(|names| names == Self::NAMES) {
            return Ok(Some(tools));
        }
        std::fs::create_dir_all(&folder)?;
        let flags =
            ["install", "--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"];
        if let Err(failure) = run(Command::new("npm").args(flags).arg(&folder).args([BINARYEN, TERSER])) {
            println!("  {failure}: skipping wasm-opt and terser, the site will be larger");
            return Ok(None);
        }
        std::fs::write(&stamp, Self::NAMES)?;
        Ok(Some(tools))
    }

    pub fn shrink_wasm(&self, module: &Path) -> Result<()> {
        let program = self.modules.join("binaryen/bin/wasm-opt");
        let mut command = Command::new("node");
        command.arg(program).args(["-Oz", "--strip-debug", "--strip-producers"]).args(FEATURES);
        run(command.arg(module).arg("-o").arg(module))
    }

    /// `--module` keeps the exported names and shortens the rest.
    pub fn shrink_script(&self, script: &Path) -> Result<()> {
        let program = self.modules.join("terser/bin/terser");
        let mut command = Command::new("node");
        command.arg(program).arg(script).args(["--module", "--compress", "--mangle", "--ecma", "2020", "--output"]);
        run(command.arg(script))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stamp_names_the_tools_that_are_installed() {
        assert_eq!(Tools::NAMES, format!("{BINARYEN} {TERSER}"));
    }
}
