//! One style sheet from `style/main.css` and everything it imports, with its layers, for browsers of the last two years.
//! An imported folder is every sheet in the folders below it: a feature adds its own by having one.

use anyhow::{Result, anyhow};
use lightningcss::bundler::{Bundler, FileProvider, ResolveResult, SourceProvider};
use lightningcss::error::Error;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions};
use lightningcss::targets::{Browsers, Targets};
use std::io;
use std::path::{Path, PathBuf};

/// Late 2024: the phone of a parent who updates when the phone asks for it.
const BROWSERS: Browsers = Browsers {
    android: Some(major(130)),
    chrome: Some(major(130)),
    edge: Some(major(130)),
    firefox: Some(major(128)),
    ie: None,
    ios_saf: Some(major(17) | (5 << 8)),
    opera: Some(major(114)),
    safari: Some(major(17) | (5 << 8)),
    samsung: Some(major(27)),
};

const fn major(version: u32) -> u32 {
    version << 16
}

pub fn bundle(entry: &Path) -> Result<Vec<u8>> {
    let files = Sheets(FileProvider::new());
    let targets = Targets::from(BROWSERS);
    let mut sheet = Bundler::new(&files, None, ParserOptions::default()).bundle(entry).map_err(told)?;
    sheet.minify(MinifyOptions { targets, ..Default::default() }).map_err(told)?;
    let printed = sheet.to_css(PrinterOptions { minify: true, targets, ..Default::default() }).map_err(told)?;
    Ok(printed.code.into_bytes())
}

struct Sheets(FileProvider);

impl SourceProvider for Sheets {
    type Error = io::Error;

    fn read<'a>(&'a self, file: &Path) -> io::Result<&'a str> {
        if !file.is_dir() {
            return self.0.read(file);
        }
        let imports = below(file)?.into_iter().map(|sheet| format!("@import {:?};\n", sheet.display().to_string()));
        // The bundler borrows it to the end of the run, and there is one such folder.
        Ok(String::leak(imports.collect()))
    }

    fn resolve(&self, specifier: &str, from: &Path) -> io::Result<ResolveResult> {
        self.0.resolve(specifier, from)
    }
}

/// The sheets of the folders below: the building blocks first, which all others may put right.
fn below(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let inside = |folder: &Path| -> io::Result<Vec<PathBuf>> {
        std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect()
    };
    let mut found = Vec::new();
    for below in inside(folder)?.into_iter().filter(|below| below.is_dir()) {
        found.extend(inside(&below)?.into_iter().filter(|file| file.extension().is_some_and(|kind| kind == "css")));
    }
    found.sort_by_key(|sheet| (!sheet.parent().is_some_and(|folder| folder.ends_with("ui")), sheet.clone()));
    Ok(found)
}

/// With the place as editors count it: lightningcss calls the first line 0.
fn told<T: std::fmt::Display>(failure: Error<T>) -> anyhow::Error {
    match failure.loc {
        Some(place) => anyhow!("{}:{}: {}", place.filename, place.line + 1, failure.kind),
        None => anyhow!("{}", failure.kind),
    }
}

#[cfg(test)]
mod tests;
