//! `cargo xtask build`: browser side → site folder → server, in that order, because a release carries the site inside.

mod bindgen;
mod bundle;
mod css;
mod glue;
mod optimise;
mod quiet;
mod site;
mod wasm;

use crate::native;
use crate::place::Place;
use crate::shell::{cargo, run, short, timed};
use anyhow::Result;
use std::process::Command;

/// Everything a person needs to start Kring.
pub fn all(place: &Place, release: bool) -> Result<()> {
    site(place)?;
    timed("building the server", || server(place, release))
}

/// The site folder alone: script, WASM, style, icons – named by content, compressed.
pub fn site(place: &Place) -> Result<()> {
    timed("looking for the WASM target", wasm::ensure_target)?;
    let mut pairs = Vec::new();
    for bundle in bundle::BUNDLES {
        let raw = timed(&format!("building the browser side for {}", bundle.name), || wasm::build(place, bundle))?;
        let pair = timed("binding WASM and JavaScript, making them small", || glue::make(place, bundle, &raw))?;
        pairs.push((bundle.name, pair));
    }
    let style = timed("bundling the style", || css::bundle(&place.style))?;
    timed("laying out the site", || site::lay_out(place, &pairs, &style))
}

/// The server with the site that lies there inside it, as in a release, but built in seconds.
pub fn one_file(place: &Place) -> Result<()> {
    let mut command = native::command("build", &native::BINARY, &["server/embed"]);
    timed("building the one file, not optimised", || run(embedding(place, &mut command)))
}

/// The server's build script embeds this folder.
fn embedding<'c>(place: &Place, command: &'c mut Command) -> &'c mut Command {
    command.current_dir(&place.root).env("KRING_SITE", &place.site)
}

fn server(place: &Place, release: bool) -> Result<()> {
    if release {
        let mut command = cargo();
        command.args(["build", "--locked", "--release", "-p", "server", "--features", "embed"]);
        run(embedding(place, &mut command))?;
    } else {
        run(native::command("build", &native::BINARY, &[]).current_dir(&place.root))?;
    }
    let binary = place.target.join(if release { "release/kring" } else { "debug/kring" });
    println!("  {}", short(&binary, &place.root));
    Ok(())
}
