//! Programs that the tests need beside Cargo: found where they usually are, installed where we may (root on Debian),
//! and otherwise named in one line.

use crate::shell::{run, which};
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

pub struct Tool {
    what: &'static str,
    /// Debian's packages.
    packages: &'static [&'static str],
    find: fn() -> Option<PathBuf>,
}

pub const CHROMIUM: Tool = Tool { what: "Chromium", packages: &["chromium"], find: || chromium(&FULL) };
/// Chromium without a window of its own: the same pages in two thirds of the time. Where only the whole browser is, that one.
pub const HEADLESS: Tool = Tool {
    what: "Chromium without a window",
    packages: &["chromium-headless-shell"],
    find: || chromium(&["chromium-headless-shell"]).or_else(|| chromium(&FULL)),
};
const FULL: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
/// The folder with `initdb` and `postgres`.
pub const POSTGRES: Tool = Tool { what: "PostgreSQL", packages: &["postgresql"], find: postgres };
pub const EXIFTOOL: Tool = Tool { what: "exiftool", packages: &["libimage-exiftool-perl"], find: || which("exiftool") };

impl Tool {
    pub fn ensure(&self) -> Result<PathBuf> {
        if let Some(path) = (self.find)() {
            return Ok(path);
        }
        if !(is_root() && which("apt-get").is_some()) {
            bail!("{} is missing: install it (Debian, Ubuntu: apt install {})", self.what, self.packages.join(" "));
        }
        println!("· installing {}", self.what);
        run(Command::new("apt-get").args(["update", "-qq"]))?;
        let mut install = Command::new("apt-get");
        run(install
            .args(["install", "-y", "-qq", "--no-install-recommends"])
            .args(self.packages)
            .env("DEBIAN_FRONTEND", "noninteractive"))?;
        match (self.find)() {
            Some(path) => Ok(path),
            None => bail!("{} was installed, but is not where it usually is", self.what),
        }
    }
}

/// The one that somebody named, else the first of these that is there.
fn chromium(names: &[&str]) -> Option<PathBuf> {
    let named = std::env::var_os("CHROMIUM").map(PathBuf::from).filter(|path| path.is_file());
    named.or_else(|| names.iter().copied().find_map(which))
}

fn postgres() -> Option<PathBuf> {
    // A real installation first: what stands in PATH may be a wrapper without `postgres` beside it.
    newest_with("initdb", Path::new("/usr/lib/postgresql"))
        .or_else(|| which("initdb").and_then(|path| path.parent().map(Path::to_owned)))
}

/// `<base>/<version>/bin` of the highest version that has this program.
fn newest_with(program: &str, base: &Path) -> Option<PathBuf> {
    let entries = std::fs::read_dir(base).ok()?.flatten();
    let versions =
        entries.filter_map(|entry| Some((entry.file_name().to_str()?.parse::<u32>().ok()?, entry.path().join("bin"))));
    versions.filter(|(_, folder)| folder.join(program).is_file()).max().map(|(_, folder)| folder)
}

/// Who we are, as the operating system tells; no crate for one number.
fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

#[cfg(test)]
mod tests;
