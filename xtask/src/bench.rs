//! `cargo xtask bench`: builds the optimised binary and lets it measure itself. What it prints belongs in `docs/performance.md`.

use crate::build;
use crate::place::Place;
use crate::shell::{self, cargo};
use crate::tools;
use anyhow::Result;
use clap::ValueEnum;
use std::process::Command;

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Bench {
    /// An authorised feed page beside a bare one
    Feed,
    /// Many clients for one slot, on both engines
    Booking,
    /// Strangers do their worst; what honest people feel meanwhile
    Siege,
    /// Ended without a warning while everything arrives
    Kill,
}

pub fn run(place: &Place, what: Bench, options: &[String]) -> Result<()> {
    build::site(place, false)?;
    shell::run(cargo().current_dir(&place.root).args(["build", "--release", "-p", "server"]))?;
    let mut command = Command::new(place.target.join("release/kring"));
    command.current_dir(&place.root).arg("bench");
    match what {
        Bench::Feed => command.args(["feed", "--site"]).arg(&place.site),
        Bench::Siege => command.args(["siege", "--site"]).arg(&place.site),
        Bench::Kill => {
            command.args(["kill", "--site"]).arg(&place.site).env("KRING_POSTGRES_BIN", tools::POSTGRES.ensure()?)
        }
        Bench::Booking => command.arg("booking").env("KRING_POSTGRES_BIN", tools::POSTGRES.ensure()?),
    };
    shell::run(command.args(options))
}
