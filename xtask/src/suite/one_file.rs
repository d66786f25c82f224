//! The one file that schools are given starts in an empty folder, and serves what its pages link to from inside itself. Built without
//! optimisation, because what is asked here is only whether everything is in it.

use crate::build;
use crate::place::Place;
use crate::size::{Client, free_port};
use anyhow::{Context, Result, bail, ensure};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_secs(60);

pub fn starts(place: &Place) -> Result<()> {
    build::one_file(place)?;
    let (empty, port) = (tempfile::tempdir()?, free_port()?);
    let mut command = Command::new(place.server());
    // Nothing of the repository within reach, no setting of whoever runs the tests.
    command.current_dir(empty.path()).arg("serve").stdin(Stdio::null()).env_remove("KRING_SITE");
    command
        .env("KRING_LISTEN", format!("127.0.0.1:{port}"))
        .env("KRING_PUBLIC_URL", format!("http://localhost:{port}"));
    let mut running = Running(command.spawn().context("the one file does not start")?);
    let mut client = Client::new(port);
    let page = running.first_page(&mut client)?;
    let mut files = named(&page);
    ensure!(files.iter().any(|file| file.ends_with(".css")), "the sign-in page links to no style: {files:?}");
    // Not every page wakes islands: what the site is made of is in its list.
    files.extend(named(&std::fs::read_to_string(place.site.join("manifest.json"))?));
    for file in &files {
        let answer = client.get(file)?;
        ensure!(answer.status == 200 && !answer.body.is_empty(), "{file} is not in the one file ({})", answer.status);
    }
    println!("  /sign-in and {} files of it came from inside the file", files.len());
    Ok(())
}

/// Ends with the step, whatever came of it.
struct Running(Child);

impl Running {
    fn first_page(&mut self, client: &mut Client) -> Result<String> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if let Some(status) = self.0.try_wait()? {
                bail!("the one file ended by itself ({status})");
            }
            if let Ok(answer) = client.get("/sign-in") {
                ensure!(answer.status == 200, "/sign-in answers {}", answer.status);
                return Ok(String::from_utf8_lossy(&answer.body).into_owned());
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        bail!("the one file did not answer within {} s", PATIENCE.as_secs())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The addresses below `/pkg/` that a text names, each once: in links, in attributes, in scripts.
fn named(page: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for (at, _) in page.match_indices("/pkg/") {
        let name = page[at..].split(|letter: char| !(letter.is_ascii_alphanumeric() || "/._-".contains(letter))).next();
        let name = name.unwrap_or_default().to_owned();
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_found_once_wherever_it_is_named() {
        let page = "<link href=\"/pkg/kring.1a.css\"><script>import('/pkg/kring.2b.js')</script><i data-wasm=/pkg/kring.3c.wasm></i>\
                    <link rel=preload href=\"/pkg/kring.1a.css\">";
        assert_eq!(named(page), ["/pkg/kring.1a.css", "/pkg/kring.2b.js", "/pkg/kring.3c.wasm"]);
    }
}
