//! `cargo xtask test`: every proof there is, in the order in which a failure is cheapest to learn. Stops at the first that fails.
//! It counts nothing itself: the results are Cargo's and Playwright's own lines.

pub mod browser;
mod one_file;

use crate::place::Place;
use crate::shell::{cargo, run};
use crate::{build, lint, size, tools};
use anyhow::{Result, bail};
use clap::ValueEnum;
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
    /// Whether the step can be narrowed to a filter; one that cannot is left out when there is one.
    narrow: bool,
    work: fn(&Place, Option<&str>) -> Result<()>,
}

const STEPS: [Step; 8] = [
    Step { name: "the rules of the house", parts: &[Part::Lint], narrow: false, work: |place, _| lint::run(place) },
    Step {
        name: "tests of app, on both engines",
        parts: &[Part::Rules],
        narrow: true,
        work: |place, filter| rust(place, filter, &["-p", "app", "--features", "ssr"]),
    },
    Step {
        name: "tests of server",
        parts: &[Part::Rules],
        narrow: true,
        work: |place, filter| rust(place, filter, &["-p", "server"]),
    },
    Step {
        name: "tests of xtask",
        parts: &[Part::Rules],
        narrow: true,
        work: |place, filter| rust(place, filter, &["-p", "xtask"]),
    },
    Step {
        name: "building the site and the server",
        parts: &[Part::Size, Part::Browser],
        narrow: true,
        work: |place, _| build::all(place, false),
    },
    Step {
        name: "the one file, in an empty folder",
        parts: &[Part::Size],
        narrow: false,
        work: |place, _| one_file::starts(place),
    },
    Step {
        name: "the size of a parent's pages",
        parts: &[Part::Size],
        narrow: false,
        work: |place, _| size::measure(place, None),
    },
    Step { name: "browser tests", parts: &[Part::Browser], narrow: true, work: browser::tests },
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
    let results = run_steps(place, filter, &chosen(filter, only));
    println!("\nSteps:");
    for (name, outcome) in &results {
        println!("  {outcome:<8} {name}");
    }
    match results.iter().find(|(_, outcome)| *outcome == "FAILED") {
        Some((name, _)) => bail!("failed at: {name}"),
        None => Ok(()),
    }
}

fn chosen(filter: Option<&str>, only: Option<Part>) -> Vec<&'static Step> {
    STEPS
        .iter()
        .filter(|step| only.is_none_or(|part| step.parts.contains(&part)) && (filter.is_none() || step.narrow))
        .collect()
}

fn rust(place: &Place, filter: Option<&str>, what: &[&str]) -> Result<()> {
    let mut command = cargo();
    command.current_dir(&place.root).arg("test").args(what).args(filter);
    if what.contains(&"app") {
        command.env("KRING_POSTGRES_BIN", tools::POSTGRES.ensure()?);
    }
    run(&mut command)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(filter: Option<&str>, only: Option<Part>) -> Vec<&'static str> {
        chosen(filter, only).iter().map(|step| step.name).collect()
    }

    #[test]
    fn one_part_brings_the_build_it_needs_and_a_filter_leaves_out_what_it_cannot_narrow() {
        assert_eq!(names(None, None).len(), STEPS.len());
        assert_eq!(names(None, Some(Part::Lint)), ["the rules of the house"]);
        let size =
            ["building the site and the server", "the one file, in an empty folder", "the size of a parent's pages"];
        assert_eq!(names(None, Some(Part::Size)), size);
        assert_eq!(names(Some("comment"), Some(Part::Browser)), ["building the site and the server", "browser tests"]);
        assert!(!names(Some("comment"), None).contains(&"the rules of the house"));
    }

    #[test]
    fn nothing_runs_after_the_first_failure() {
        let place =
            Place { root: ".".into(), target: ".".into(), site: ".".into(), style: ".".into(), public: ".".into() };
        let good = Step { name: "good", parts: &[], narrow: true, work: |_, _| Ok(()) };
        let bad = Step { name: "bad", parts: &[], narrow: true, work: |_, _| bail!("no") };
        let results = run_steps(&place, None, &[&good, &bad, &good]);
        assert_eq!(results, [("good", "passed"), ("bad", "FAILED"), ("good", "not run")]);
    }
}
