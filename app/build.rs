//! Compiles `messages/*.json` into one typed module: a sentence that is missing in a language does not build.
#[cfg(feature = "ssr")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    use leptos_i18n_parser::parse_locales::options::{Config, ParseOptions};
    println!("cargo::rerun-if-changed=messages");
    println!("cargo::rerun-if-changed=migrations");
    let config = Config::new("nl")?
        .add_locale("en")?
        .locales_path("./messages")
        .parse_options(ParseOptions::default().interpolate_display(true));
    let sentences = leptos_i18n_parser::parse_locales::parse_locales(None, config)?;
    let code = leptos_i18n_codegen::gen_code(&sentences, None, true, None, false)?;
    let file = std::path::Path::new(&std::env::var("OUT_DIR")?).join("sentences.rs");
    std::fs::write(file, code.to_string())?;
    Ok(())
}

/// The browser side carries no sentences.
#[cfg(not(feature = "ssr"))]
fn main() {}
