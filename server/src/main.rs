//! The binary `kring`: everything a school needs, in one file.
mod backup;
mod bench;
mod commands;
mod doctor;
mod import;
mod jobs;
mod listen;
mod log;
mod mail;
mod packing;
mod people;
mod process;
mod serve;
mod stop;

use clap::Parser;

/// Gives back what a large photo took; the system's own keeps most of it (docs/decisions/0007-heavy-work.md).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[derive(Debug, Parser)]
#[command(name = "kring", version, about = "A parent portal that a school runs itself")]
struct Kring {
    /// A TOML file with settings; variables KRING_… go before it.
    #[arg(long, global = true)]
    settings: Option<std::path::PathBuf>,
    #[command(subcommand)]
    command: commands::Command,
}

#[tokio::main]
async fn main() -> std::process::ExitCode {
    process::keep_private();
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn,app=info,kring=info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let kring = Kring::parse();
    match commands::run(kring.command, kring.settings.as_deref()).await {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("kring: {error}");
            std::process::ExitCode::FAILURE
        }
    }
}
