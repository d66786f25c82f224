//! `cargo xtask build`: browser side → site folder → server, in that order, because a release carries the site inside.

mod bindgen;
mod bundle;
mod css;
mod glue;
mod optimise;
mod site;
mod wasm;

use crate::place::Place;
use crate::shell::{cargo, run, short, timed};
use anyhow::Result;

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

fn server(place: &Place, release: bool) -> Result<()> {
    let mut command = cargo();
    command.current_dir(&place.root).args(["build", "-p", "server"]);
    if release {
        // The server's build script embeds this folder.
        command.args(["--release", "--features", "embed"]).env("KRING_SITE", &place.site);
    }
    run(&mut command)?;
    let binary = place.target.join(if release { "release/kring" } else { "debug/kring" });
    println!("  {}", short(&binary, &place.root));
    Ok(())
}
