//! Compiles what the features say (`src/*/messages.*.json`) into one typed module, the sentences of a feature under its key.
#[cfg(feature = "ssr")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    use leptos_i18n_parser::parse_locales::options::{Config, ParseOptions};
    println!("cargo::rerun-if-changed=migrations");
    // Names every feature: a new one is seen by it.
    println!("cargo::rerun-if-changed=src/lib.rs");
    let out = std::path::PathBuf::from(std::env::var("OUT_DIR")?);
    let gathered = out.join("messages");
    std::fs::create_dir_all(&gathered)?;
    for language in ["nl", "en"] {
        std::fs::write(gathered.join(language).with_extension("json"), gather(language)?)?;
    }
    let config = Config::new("nl")?
        .add_locale("en")?
        .locales_path(gathered)
        .parse_options(ParseOptions::default().interpolate_display(true));
    let sentences = leptos_i18n_parser::parse_locales::parse_locales(None, config)?;
    let code = leptos_i18n_codegen::gen_code(&sentences, None, true, None, false)?;
    std::fs::write(out.join("sentences.rs"), code.to_string())?;
    Ok(())
}

/// What all features say in a language, as one text. The same key in two features does not build.
#[cfg(feature = "ssr")]
fn gather(language: &str) -> Result<String, Box<dyn std::error::Error>> {
    let mut all = serde_json::Map::new();
    for folder in std::fs::read_dir("src")? {
        let file = folder?.path().join(format!("messages.{language}.json"));
        if !file.exists() {
            continue;
        }
        println!("cargo::rerun-if-changed={}", file.display());
        let said: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(&std::fs::read_to_string(&file)?)
                .map_err(|broken| format!("{}: {broken}", file.display()))?;
        for (key, sentences) in said {
            if all.insert(key.clone(), sentences).is_some() {
                return Err(format!("{}: another feature has the key «{key}», too", file.display()).into());
            }
        }
    }
    Ok(serde_json::to_string(&all)?)
}

/// The browser side carries no sentences.
#[cfg(not(feature = "ssr"))]
fn main() {}
