//! A plain tar file, written and read once from front to back, with the sum of every entry taken on the way.
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::manifest::{Entry, Manifest, NAME, hex};
use crate::commands::Outcome;

pub struct Writer {
    tar: tar::Builder<File>,
    /// Seconds since 1970, for whoever lists the archive.
    at: u64,
    pub entries: Vec<Entry>,
}

impl Writer {
    /// `file` is new and empty, and only its owner may read it.
    pub fn new(file: File, at: u64) -> Self {
        Writer { tar: tar::Builder::new(file), at, entries: Vec::new() }
    }

    pub fn add(&mut self, name: &str, size: u64, bytes: impl Read) -> Outcome {
        let mut header = tar::Header::new_gnu();
        header.set_size(size);
        header.set_mode(0o600);
        header.set_mtime(self.at);
        let mut summing = Summing { bytes, sum: Sha256::new() };
        self.tar.append_data(&mut header, name, &mut summing)?;
        self.entries.push(Entry { name: name.to_owned(), size, sha256: hex(&summing.sum.finalize()) });
        Ok(())
    }

    /// Writes the manifest, and answers when the disk has it all.
    pub fn finish(mut self, manifest: &Manifest) -> Outcome {
        let text = serde_json::to_vec_pretty(manifest)?;
        self.add(NAME, text.len() as u64, text.as_slice())?;
        let mut file = self.tar.into_inner()?;
        file.flush()?;
        file.sync_all()?;
        Ok(())
    }
}

/// Reads an archive. `each` is given every entry but the manifest, and must read it to its end.
pub fn read(archive: &Path, mut each: impl FnMut(&str, &mut dyn Read) -> Outcome) -> Outcome<(Manifest, Vec<Entry>)> {
    let file = File::open(archive).map_err(|error| format!("{}: {error}", archive.display()))?;
    let mut tar = tar::Archive::new(io::BufReader::new(file));
    let (mut manifest, mut found) = (None, Vec::new());
    for entry in tar.entries()? {
        // What a damaged file says in place of a number is its own words: they are not repeated.
        let entry = entry.map_err(|_| match found.is_empty() {
            true => "this is no archive of Kring",
            false => "the archive is not whole: it cannot be read to its end",
        })?;
        let (name, size) = (entry.path()?.display().to_string(), entry.size());
        let mut summing = Summing { bytes: entry, sum: Sha256::new() };
        if name == NAME {
            let mut text = Vec::new();
            summing.read_to_end(&mut text).map_err(not_whole)?;
            manifest = Some(serde_json::from_slice(&text).map_err(not_whole)?);
            continue;
        }
        each(&name, &mut summing)?;
        io::copy(&mut summing, &mut io::sink()).map_err(not_whole)?;
        found.push(Entry { name, size, sha256: hex(&summing.sum.finalize()) });
    }
    Ok((manifest.ok_or("the archive is not whole: its list of contents is missing")?, found))
}

fn not_whole(error: impl std::fmt::Display) -> String {
    format!("the archive is not whole: {error}")
}

/// Takes the sum of what is read through it.
struct Summing<R> {
    bytes: R,
    sum: Sha256,
}

impl<R: Read> Read for Summing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.bytes.read(buffer)?;
        self.sum.update(&buffer[..read]);
        Ok(read)
    }
}
