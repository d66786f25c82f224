//! Compiles what the features say (`app/src/*/messages.*.json`) into one typed module, the sentences of a feature under its key.
use std::path::Path;

use leptos_i18n_parser::parse_locales::options::{Config, ParseOptions};
use leptos_i18n_parser::parse_locales::parse_locales;

type Said = serde_json::Map<String, serde_json::Value>;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let features = Path::new(&std::env::var("CARGO_MANIFEST_DIR")?).join("../../src");
    // Names every feature: a new one is seen by it.
    println!("cargo::rerun-if-changed={}", features.join("lib.rs").display());
    let out = std::path::PathBuf::from(std::env::var("OUT_DIR")?);
    let gathered = out.join("messages");
    std::fs::create_dir_all(&gathered)?;
    for language in ["nl", "en"] {
        std::fs::write(gathered.join(language).with_extension("json"), gather(&features, language)?)?;
    }
    let config = Config::new("nl")?
        .add_locale("en")?
        .locales_path(gathered)
        .parse_options(ParseOptions::default().interpolate_display(true));
    let code = leptos_i18n_codegen::gen_code(&parse_locales(None, config)?, None, true, None, false)?;
    std::fs::write(out.join("sentences.rs"), code.to_string())?;
    Ok(())
}

/// What all features say in a language, as one text. The same key in two features does not build.
fn gather(features: &Path, language: &str) -> Result<String, Box<dyn std::error::Error>> {
    let mut all = Said::new();
    for folder in std::fs::read_dir(features)? {
        let file = folder?.path().join(format!("messages.{language}.json"));
        if !file.exists() {
            continue;
        }
        println!("cargo::rerun-if-changed={}", file.display());
        let said: Said = serde_json::from_str(&std::fs::read_to_string(&file)?)
            .map_err(|broken| format!("{}: {broken}", file.display()))?;
        for (key, sentences) in said {
            if all.insert(key.clone(), sentences).is_some() {
                return Err(format!("{}: another feature has the key «{key}», too", file.display()).into());
            }
        }
    }
    Ok(serde_json::to_string(&all)?)
}
