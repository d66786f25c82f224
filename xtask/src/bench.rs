//! `cargo xtask bench`: builds the optimised binary and lets it measure itself, or lets a phone measure it. What it prints belongs in `docs/performance.md`.

use crate::build;
use crate::place::Place;
use crate::shell::{self, cargo};
use crate::size::Server;
use crate::suite::browser;
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
    /// Open pages while somebody comments: when the last one has it
    Live,
    /// Bytes and time of the news page at every level of compression
    Packing,
    /// What a cheap phone does before a parent can read: Lighthouse, and what Chromium counts
    Phone,
}

pub fn run(place: &Place, what: Bench, options: &[String]) -> Result<()> {
    build::site(place)?;
    shell::run(cargo().current_dir(&place.root).args(["build", "--release", "-p", "server"]))?;
    match what {
        Bench::Feed => shell::run(itself(place).args(["feed", "--site"]).arg(&place.site).args(options)),
        Bench::Siege => shell::run(itself(place).args(["siege", "--site"]).arg(&place.site).args(options)),
        Bench::Kill => {
            let postgres = tools::POSTGRES.ensure()?;
            let mut command = itself(place);
            command.args(["kill", "--site"]).arg(&place.site).args(options);
            shell::run(command.env("KRING_POSTGRES_BIN", postgres))
        }
        Bench::Live => shell::run(itself(place).args(["live", "--site"]).arg(&place.site).args(options)),
        Bench::Packing => shell::run(itself(place).arg("packing").args(options)),
        Bench::Booking => {
            let postgres = tools::POSTGRES.ensure()?;
            shell::run(itself(place).arg("booking").args(options).env("KRING_POSTGRES_BIN", postgres))
        }
        Bench::Phone => phone(place, options),
    }
}

fn itself(place: &Place) -> Command {
    let mut command = Command::new(place.optimised());
    command.current_dir(&place.root).arg("bench");
    command
}

/// Node steers the browser; it fails when a page is slower than `end2end/bench/phone.mjs` allows. The one option is the number of rounds.
fn phone(place: &Place, options: &[String]) -> Result<()> {
    let folder = browser::folder(place)?;
    let chromium = tools::CHROMIUM.ensure()?;
    let server = Server::start(place, &place.optimised())?;
    let mut command = Command::new("node");
    command.current_dir(folder).arg("bench/phone.mjs").arg(server.address()).args(options).env("CHROMIUM", chromium);
    shell::run(&mut command)
}
