//! `cargo xtask test`: every proof there is, in the order in which a failure is cheapest to learn. Stops at the first that fails.
//! It counts nothing itself: the results are Cargo's and Playwright's own lines.

pub mod browser;
mod memory;
mod one_file;

use crate::place::Place;
use crate::shell::{cargo, run};
use crate::{build, lint, native, size, tools};
use anyhow::{Result, bail};
use clap::ValueEnum;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// The Rust tests: rules, stories, statements, doors
    Rules,
    /// Playwright, with and without JavaScript
    Browser,
    /// The bytes of a parent's pages
    Size,
    /// The invariants of the house
    Lint,
}

struct Step {
    name: &'static str,
    /// The parts that this step belongs to.
    parts: &'static [Part],
    /// Where the tests stand that a filter can choose from. None: with a filter the step is left out.
    tests: &'static [&'static str],
    work: fn(&Place, Option<&str>) -> Result<()>,
}

const STEPS: [Step; 8] = [
    Step { name: "the rules of the house", parts: &[Part::Lint], tests: &[], work: |place, _| lint::run(place) },
    Step {
        name: "tests of app and its crates, on both engines",
        parts: &[Part::Rules],
        tests: &["app/src", "app/crates"],
        work: app,
    },
    Step {
        name: "tests of server",
        parts: &[Part::Rules],
        tests: &["server"],
        work: |place, filter| rust(place, filter, &mut native::command("test", &native::SERVER, &[])),
    },
    Step {
        name: "tests of xtask",
        parts: &[Part::Rules],
        tests: &["xtask/src"],
        work: |place, filter| rust(place, filter, cargo().args(["test", "--locked", "-p", "xtask"])),
    },
    Step {
        name: "building the site and the server",
        parts: &[Part::Size, Part::Browser],
        tests: &["end2end/tests"],
        work: |place, _| build::all(place, false),
    },
    Step {
        name: "the one file, in an empty folder",
        parts: &[Part::Size],
        tests: &[],
        work: |place, _| one_file::starts(place),
    },
    Step {
        name: "the size of a parent's pages",
        parts: &[Part::Size],
        tests: &[],
        work: |place, _| size::measure(place, None),
    },
    Step { name: "browser tests", parts: &[Part::Browser], tests: &["end2end/tests"], work: browser::tests },
];

fn run_steps(place: &Place, filter: Option<&str>, steps: &[&Step]) -> Vec<(&'static str, &'static str)> {
    let mut results = Vec::new();
    let mut failed = false;
    for (at, step) in steps.iter().enumerate() {
        if failed {
            results.push((step.name, "not run"));
            continue;
        }
        println!("\n━━ {}/{} {} ━━", at + 1, steps.len(), step.name);
        let start = Instant::now();
        let outcome = (step.work)(place, filter);
        if let Err(failure) = &outcome {
            eprintln!("{failure:#}");
        }
        failed = outcome.is_err();
        println!("━━ {} after {:.1} s", step.name, start.elapsed().as_secs_f32());
        results.push((step.name, if failed { "FAILED" } else { "passed" }));
    }
    results
}

pub fn all(place: &Place, filter: Option<&str>, only: Option<Part>) -> Result<()> {
    let steps = chosen(&place.root, filter, only)?;
    let results = run_steps(place, filter, &steps);
    println!("\nSteps:");
    for (name, outcome) in &results {
        println!("  {outcome:<8} {name}");
    }
    match results.iter().find(|(_, outcome)| *outcome == "FAILED") {
        Some((name, _)) => bail!("failed at: {name}"),
        None => Ok(()),
    }
}

/// With a filter only the steps that have a test of that name: one story takes seconds, and not the way through all others.
fn chosen(root: &Path, filter: Option<&str>, only: Option<Part>) -> Result<Vec<&'static Step>> {
    let wanted = STEPS.iter().filter(|step| only.is_none_or(|part| step.parts.contains(&part)));
    let Some(filter) = filter else { return Ok(wanted.collect()) };
    let name = filter.rsplit("::").find(|part| !ENGINES.contains(part)).unwrap_or(filter);
    let mut steps = Vec::new();
    for step in wanted {
        let mut has = false;
        for folder in step.tests {
            has |= names(&root.join(folder), name)?;
        }
        if has {
            steps.push(step);
        }
    }
    if steps.is_empty() {
        bail!("no test has «{name}» in its name");
    }
    Ok(steps)
}

/// A story is two tests of one name.
const ENGINES: [&str; 2] = ["sqlite", "postgres"];

/// Whether a test below this folder has this in its name: `fn name`, a module or a file of that name, or the sentence of a browser test.
fn names(folder: &Path, name: &str) -> Result<bool> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let ours = path.is_dir() && !path.ends_with("node_modules") && !path.ends_with("target");
        let file = path.file_stem().is_some_and(|stem| stem.to_string_lossy().contains(name));
        let inside = || -> Result<bool> {
            let text = std::fs::read_to_string(&path)?;
            Ok(text.lines().any(|line| line.contains(name) && (line.contains("fn ") || line.contains("test(\""))))
        };
        let read = path.extension().is_some_and(|ending| ending == "rs" || ending == "ts");
        if (ours && names(&path, name)?) || (read && (file || inside()?)) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Then what the documents of its functions say does and does not compile.
fn app(place: &Place, filter: Option<&str>) -> Result<()> {
    rust(place, filter, &mut native::command("test", &native::LIBRARIES, &[]))?;
    match filter {
        Some(_) => Ok(()),
        None => rust(place, None, &mut native::command("test", &["--doc"], &[])),
    }
}

fn rust(place: &Place, filter: Option<&str>, command: &mut Command) -> Result<()> {
    command.current_dir(&place.root).args(filter).env("KRING_POSTGRES_BIN", tools::POSTGRES.ensure()?);
    memory::in_memory(command);
    run(command)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picked(filter: Option<&str>, only: Option<Part>) -> Vec<&'static str> {
        let root = Place::find().expect("the repository").root;
        chosen(&root, filter, only).map(|steps| steps.iter().map(|step| step.name).collect()).unwrap_or_default()
    }

    #[test]
    fn one_part_brings_the_build_it_needs() {
        assert_eq!(picked(None, None).len(), STEPS.len());
        assert_eq!(picked(None, Some(Part::Lint)), ["the rules of the house"]);
        let size =
            ["building the site and the server", "the one file, in an empty folder", "the size of a parent's pages"];
        assert_eq!(picked(None, Some(Part::Size)), size);
    }

    #[test]
    fn a_name_leads_to_the_step_that_has_it_and_to_no_other() {
        assert_eq!(
            picked(Some("the_first_card_follows_a_talk_at_once"), None),
            ["tests of app and its crates, on both engines"]
        );
        let story = "conferences::tests::upcoming::the_first_card_follows_a_talk_at_once::sqlite";
        assert_eq!(picked(Some(story), None), ["tests of app and its crates, on both engines"]);
        assert_eq!(picked(Some("bombs_are_refused"), None), ["tests of app and its crates, on both engines"]);
        assert_eq!(picked(Some("nobody has a test of this name"), None), Vec::<&str>::new());
    }

    #[test]
    fn nothing_runs_after_the_first_failure() {
        let place =
            Place { root: ".".into(), target: ".".into(), site: ".".into(), style: ".".into(), public: ".".into() };
        let good = Step { name: "good", parts: &[], tests: &[], work: |_, _| Ok(()) };
        let bad = Step { name: "bad", parts: &[], tests: &[], work: |_, _| bail!("no") };
        let results = run_steps(&place, None, &[&good, &bad, &good]);
        assert_eq!(results, [("good", "passed"), ("bad", "FAILED"), ("good", "not run")]);
    }
}
