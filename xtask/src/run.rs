//! `cargo xtask run`: the demo school on http://localhost:3000. The server prints the logins and keeps its data under `target/demo`.

use crate::build;
use crate::place::Place;
use anyhow::{Context, Result};
use std::process::Command;

pub fn demo(place: &Place) -> Result<()> {
    build::all(place, false)?;
    let mut command = Command::new(place.server());
    command
        .current_dir(&place.root)
        .arg("demo")
        .arg("--data")
        .arg(place.target.join("demo"))
        .arg("--site")
        .arg(&place.site);
    println!("· starting the demo school (Ctrl-C stops it)");
    become_it(&mut command)
}

/// Takes the place of this process, so that Ctrl-C and every other signal reaches the server itself.
#[cfg(unix)]
fn become_it(command: &mut Command) -> Result<()> {
    Err(std::os::unix::process::CommandExt::exec(command)).context("the server does not start")
}

#[cfg(not(unix))]
fn become_it(command: &mut Command) -> Result<()> {
    anyhow::ensure!(
        command.status().context("the server does not start")?.success(),
        "the server ended with a failure"
    );
    Ok(())
}
