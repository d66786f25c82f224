//! One style sheet from `style/main.css` and everything it imports, with its layers, for browsers of the last two years.

use anyhow::{Result, anyhow};
use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::error::Error;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions};
use lightningcss::targets::{Browsers, Targets};
use std::path::Path;

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
    let files = FileProvider::new();
    let targets = Targets::from(BROWSERS);
    let mut sheet = Bundler::new(&files, None, ParserOptions::default()).bundle(entry).map_err(told)?;
    sheet.minify(MinifyOptions { targets, ..Default::default() }).map_err(told)?;
    let printed = sheet.to_css(PrinterOptions { minify: true, targets, ..Default::default() }).map_err(told)?;
    Ok(printed.code.into_bytes())
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
