//! Measurements on this machine: `feed` (a page with everything beside a bare one), `booking` (a race for slots), `siege` (strangers), `kill`
//! (ended in the middle), `live` (open pages while somebody comments) and `packing` (what smaller pages cost).
mod attacks;
mod booking;
mod call;
mod disk;
mod feed;
mod honest;
mod kill;
mod live;
mod load;
mod packing;
mod race;
mod siege;

use std::path::{Path, PathBuf};
use std::process::Stdio;

use clap::Subcommand;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

use crate::commands::Outcome;

#[derive(Debug, Subcommand)]
pub enum Bench {
    /// The feed of a school with 5,000 posts beside a bare page of the same HTML; the server on one core, the load on another.
    Feed {
        /// Folder of the browser side, so that the pages link to real files.
        #[arg(long)]
        site: PathBuf,
        /// Length of one stretch of load.
        #[arg(long, default_value_t = 5)]
        seconds: u64,
        /// With so many schools in the database, beside one.
        #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..))]
        schools: u16,
        /// Parents of so many of them read at once. Once a minute everybody's cards are read anew: a stretch of half a minute or more has
        /// no more of that than an evening has.
        #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..))]
        readers: u16,
        /// How often both are measured, in turn.
        #[arg(long, default_value_t = 3)]
        rounds: usize,
    },
    /// The server of `feed`, in a process of its own.
    #[command(hide = true)]
    FeedServer {
        #[arg(long)]
        site: PathBuf,
        #[arg(long)]
        data: PathBuf,
        #[command(flatten)]
        server: feed::Server,
    },
    /// Many clients for one slot, on both engines.
    Booking {
        #[arg(long, default_value_t = 200)]
        clients: usize,
        #[arg(long, default_value_t = 100)]
        rounds: usize,
    },
    /// Strangers do their worst; what honest people feel meanwhile.
    Siege {
        /// Folder of the browser side.
        #[arg(long)]
        site: PathBuf,
        /// Length of each attack.
        #[arg(long, default_value_t = 10)]
        seconds: u64,
    },
    /// The server of `siege`, in a process of its own.
    #[command(hide = true)]
    SiegeServer {
        #[arg(long)]
        site: PathBuf,
        #[arg(long)]
        data: PathBuf,
        #[arg(long)]
        mail: String,
    },
    /// The server is ended without a warning, again and again, while posts, comments and bookings arrive.
    Kill {
        /// Folder of the browser side.
        #[arg(long)]
        site: PathBuf,
        #[arg(long, default_value_t = 50)]
        rounds: usize,
        /// On PostgreSQL instead of SQLite.
        #[arg(long)]
        postgres: bool,
    },
    /// Pages of one post that are open while somebody comments: when the last one has it, and what they cost.
    Live {
        /// Folder of the browser side.
        #[arg(long)]
        site: PathBuf,
        #[arg(long, default_value_t = 500)]
        pages: usize,
        #[arg(long, default_value_t = 5)]
        rounds: usize,
    },
    /// The first page of the news at every level of compression: bytes, and time of the processor.
    Packing {
        /// How often the page is packed at each level.
        #[arg(long, default_value_t = 300)]
        times: u32,
    },
}

pub async fn run(bench: Bench) -> Outcome {
    match bench {
        Bench::Feed { site, seconds, rounds, schools, readers } => {
            let stretch = feed::Stretch { length: std::time::Duration::from_secs(seconds), rounds };
            match (schools, readers) {
                (1, 1) => feed::run(&site, stretch).await,
                _ if readers > schools => Err("more readers than schools".into()),
                _ => feed::many(&site, stretch, usize::from(schools), usize::from(readers)).await,
            }
        }
        Bench::FeedServer { site, data, server } => feed::serve(&site, &data, server).await,
        Bench::Kill { site, rounds, postgres } => kill::run(&site, rounds, postgres).await,
        Bench::Booking { clients, rounds } => booking::run(clients, rounds).await,
        Bench::Siege { site, seconds } => siege::run(&site, seconds).await,
        Bench::SiegeServer { site, data, mail } => siege::serve(&site, &data, &mail).await,
        Bench::Live { site, pages, rounds } => live::run(&site, pages, rounds).await,
        Bench::Packing { times } => packing::run(times).await,
    }
}

/// Starts a server of this program's own in another process, and waits until it is ready: what it then says of itself. `command` is this
/// program, or what starts it on a core of its own; `server` its words after `bench`.
async fn started(command: &mut Command, server: &[&str], site: &Path, data: &Path) -> Outcome<(Child, String)> {
    command.arg("bench").args(server).arg("--site").arg(site).arg("--data").arg(data);
    let mut server = command.stdin(Stdio::piped()).stdout(Stdio::piped()).kill_on_drop(true).spawn()?;
    let mut lines = BufReader::new(server.stdout.take().ok_or("no output")?).lines();
    while let Some(line) = lines.next_line().await? {
        if let Some(said) = line.strip_prefix("ready ") {
            return Ok((server, said.to_owned()));
        }
        println!("  {line}");
    }
    Err("the server did not start".into())
}

/// Milliseconds with two digits.
fn ms(duration: std::time::Duration) -> String {
    format!("{:.2} ms", duration.as_secs_f64() * 1000.0)
}
