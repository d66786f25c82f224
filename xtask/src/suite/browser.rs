//! The browser tests in `end2end/`. They start Kring themselves, a school per worker; here they are told where everything lies.

use crate::place::Place;
use crate::shell::{run, which};
use crate::tools;
use anyhow::{Result, ensure};
use std::path::{Path, PathBuf};
use std::process::Command;

pub fn tests(place: &Place, filter: Option<&str>) -> Result<()> {
    tools::EXIFTOOL.ensure()?;
    let mut command = playwright(place)?;
    command.env_remove("KRING_SHOTS");
    if let Some(filter) = filter {
        command.args(["--grep", filter, "--pass-with-no-tests"]);
    }
    run(&mut command)
}

/// Which pictures are taken.
pub enum Pictures {
    /// Of every page, for people to look at; or of those with this in their name.
    All(Option<String>),
    /// Those that the guide for schools shows: they lie beside it.
    Guide,
}

pub fn shots(place: &Place, what: &Pictures) -> Result<()> {
    let named = std::env::var_os("KRING_SHOTS").map_or_else(|| place.target.join("shots"), PathBuf::from);
    let mut command = playwright(place)?;
    command.arg("--project=shots");
    let folder = match what {
        Pictures::All(only) => {
            command
                .args(["--grep", "pictures of every page"])
                .env("KRING_SHOTS_ONLY", only.as_deref().unwrap_or_default());
            named
        }
        Pictures::Guide => {
            command.args(["--grep", "pictures of the guide"]);
            place.root.join("docs/pictures")
        }
    };
    run(command.env("KRING_SHOTS", &folder))?;
    println!("  the pictures lie in {}", folder.display());
    Ok(())
}

fn playwright(place: &Place) -> Result<Command> {
    let folder = folder(place)?;
    let chromium = tools::HEADLESS.ensure()?;
    let mut command = Command::new("npx");
    command.current_dir(&folder).args(["--no-install", "playwright", "test"]);
    command.env("CHROMIUM", chromium).env("KRING_BIN", place.server()).env("KRING_SITE", &place.site);
    super::memory::in_memory(&mut command);
    Ok(command)
}

/// `end2end/` with everything that it needs from npm.
pub fn folder(place: &Place) -> Result<PathBuf> {
    let folder = place.root.join("end2end");
    ensure!(
        which("npx").is_some(),
        "Node is missing: install Node 20 or later with npm (Debian, Ubuntu: apt install nodejs npm)"
    );
    ensure!(
        folder.join("package.json").is_file(),
        "end2end/package.json is missing: there are no browser tests to run"
    );
    install(&folder)?;
    Ok(folder)
}

fn install(folder: &Path) -> Result<()> {
    let (wanted, present) = (folder.join("package-lock.json"), folder.join("node_modules/.package-lock.json"));
    let changed = |path: &Path| path.metadata().and_then(|data| data.modified()).ok();
    if changed(&present).is_some() && changed(&present) >= changed(&wanted) {
        return Ok(());
    }
    let verb = if wanted.is_file() { "ci" } else { "install" };
    // Browsers come from the system: Playwright's own downloads are not to be relied on.
    run(Command::new("npm")
        .current_dir(folder)
        .args([verb, "--no-audit", "--no-fund"])
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))
}
