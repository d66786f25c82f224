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
mod tests {
    use super::*;

    fn sheet(files: &[(&str, &str)]) -> Result<String> {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        bundle(&folder.path().join("style/main.css")).map(|bytes| String::from_utf8(bytes).unwrap())
    }

    #[test]
    fn imports_of_a_feature_end_up_in_their_layer_and_in_order() {
        let main = "@layer base, components;\n@import \"../app/feed.css\" layer(components);\n@import \"base.css\" layer(base);\n";
        let css = sheet(&[
            ("style/main.css", main),
            ("style/base.css", "body { margin: 0px; }"),
            ("app/feed.css", ".feed { color: #ff0000; }"),
        ])
        .unwrap();
        assert_eq!(css, "@layer base{body{margin:0}}@layer components{.feed{color:red}}");
    }

    #[test]
    fn what_every_phone_of_two_years_knows_is_left_as_it_was_written() {
        let text = "a { color: light-dark(#ff0000, #00ff00); }\n@view-transition { navigation: auto; }";
        let css = sheet(&[("style/main.css", text)]).unwrap();
        for kept in ["light-dark(red,#0f0)", "@view-transition{navigation:auto}"] {
            assert!(css.contains(kept), "{css}");
        }
    }

    #[test]
    fn a_missing_import_shows_the_line_that_asks_for_it() {
        let failure = sheet(&[("style/main.css", "@import \"gone.css\";")]).unwrap_err();
        assert!(failure.to_string().contains("main.css:1:"), "{failure}");
    }
}
