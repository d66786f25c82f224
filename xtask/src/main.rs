//! `cargo xtask`: everything that is done to Kring rather than by it – build, run, test, measure, check.
//! Needs rustup and Cargo; Node only makes the site smaller and runs the browser tests. It never touches a school's data.

mod bench;
mod build;
mod lint;
mod native;
mod place;
mod run;
mod shell;
mod size;
mod suite;
mod tiny;
mod tools;

use anyhow::Result;
use clap::{Parser, Subcommand};
use place::Place;
use suite::browser::Pictures;

#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", about = "Build, run, test and measure Kring")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the browser side, the site folder and the server
    Build {
        /// One optimised file with the site inside
        #[arg(long)]
        release: bool,
    },
    /// Build, then serve a demo school on http://localhost:3000
    Run,
    /// Everything that can be proved: lint, Rust tests, build, size, browser tests
    Test {
        /// Only tests whose name contains this
        filter: Option<String>,
        /// Only one part
        #[arg(long, value_enum)]
        only: Option<suite::Part>,
    },
    /// Measure what a parent's phone downloads, and fail over budget
    Size {
        /// E-mail address of the demo parent to sign in as, instead of the first one on the sign-in page
        #[arg(long)]
        person: Option<String>,
    },
    /// Build, then take pictures of every page: phone and desktop, light and dark, opened as far as it opens
    Shots {
        /// Only pages with this in their name
        only: Option<String>,
        /// The pictures of the guide for schools instead, where it shows them
        #[arg(long, conflicts_with = "only")]
        guide: bool,
    },
    /// Add a tiny feature to a copy as the architecture says, and see it hold
    Tiny,
    /// Check the invariants of the house
    Lint,
    /// Measure: `bench feed`, `bench booking`, `bench siege`, `bench kill`, `bench packing`, `bench phone`
    Bench {
        #[arg(value_enum)]
        what: bench::Bench,
        /// Passed on to the measuring program (`--help` lists them)
        #[arg(last = true)]
        options: Vec<String>,
    },
}

fn main() -> std::process::ExitCode {
    match Place::find().and_then(|place| dispatch(&place, Cli::parse().command)) {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\nxtask: {failure:#}");
            std::process::ExitCode::FAILURE
        }
    }
}

fn dispatch(place: &Place, command: Command) -> Result<()> {
    match command {
        Command::Build { release } => build::all(place, release),
        Command::Run => run::demo(place),
        Command::Test { filter, only } => suite::all(place, filter.as_deref(), only),
        Command::Size { person } => build::all(place, false).and_then(|()| size::measure(place, person.as_deref())),
        Command::Shots { only, guide } => {
            let what = if guide { Pictures::Guide } else { Pictures::All(only) };
            build::all(place, false).and_then(|()| suite::browser::shots(place, &what))
        }
        Command::Tiny => tiny::run(place),
        Command::Lint => lint::run(place),
        Command::Bench { what, options } => bench::run(place, what, &options),
    }
}
