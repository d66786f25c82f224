//! `kring backup` and `kring restore`: database and photos in one archive, made while the school goes on, and brought back to a
//! place where nothing is. Nothing is ever overwritten. What is in an archive, and why, is in docs/decisions/0012-backup.md.
mod archive;
mod check;
mod manifest;
mod pack;
mod restore;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use app::base::settings::Settings;
use clap::Args;

use crate::commands::Outcome;

/// The name of the database within an archive.
const DATABASE: &str = "kring.db";

#[derive(Debug, Args)]
pub struct Backup {
    /// The archive to write, which must not be there yet; or a folder, and then its name is made of day and time.
    to: PathBuf,
    /// With a folder: how many archives stay in it, the newest ones.
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..))]
    keep: Option<u16>,
    /// Only the photos: PostgreSQL has a tool of its own for the database.
    #[arg(long)]
    photos_only: bool,
}

#[derive(Debug, Args)]
pub struct Restore {
    /// The archive.
    archive: PathBuf,
    /// A folder that is empty or not there: database and photos go below it. Without it they go where the settings say.
    #[arg(long, conflicts_with = "verify")]
    to: Option<PathBuf>,
    /// Only look whether everything could be brought back; writes nothing that stays.
    #[arg(long)]
    verify: bool,
}

pub async fn backup(settings: &Settings, what: Backup) -> Outcome {
    let (archive, folder) = pack::place(&what.to)?;
    if what.keep.is_some() && folder.is_none() {
        return Err("--keep is for a folder of archives: name the folder, not a file".into());
    }
    let packed = pack::pack(settings, &archive, what.photos_only).await?;
    println!("{}: {packed}", archive.display());
    for gone in packed.manifest.missing.iter().take(20) {
        println!("  was not there: {gone}");
    }
    if let (Some(keep), Some(folder)) = (what.keep, folder) {
        pack::tidy(&folder, usize::from(keep))?;
    }
    Ok(())
}

pub async fn restore(file: Option<&Path>, what: Restore) -> Outcome {
    if what.verify {
        let checked = check::check(&what.archive, &std::env::temp_dir()).await?;
        println!("{}: {checked}\nEverything in it can be brought back.", what.archive.display());
        return Ok(());
    }
    let places = match &what.to {
        Some(folder) => restore::Places::below(folder)?,
        None => restore::Places::of(&Settings::load(file)?)?,
    };
    let checked = restore::restore(&what.archive, &places).await?;
    println!("{}: {checked}\nBrought back. The settings for it:\n\n{places}", what.archive.display());
    Ok(())
}
