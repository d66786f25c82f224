//! Puts the browser side into the binary: every file below `KRING_SITE`, if the feature `embed` asks for it.
use std::fmt::Write;
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-env-changed=KRING_SITE");
    let mut code = String::from("static FILES: &[(&str, &[u8])] = &[\n");
    if let (Ok(_), Ok(site)) = (std::env::var("CARGO_FEATURE_EMBED"), std::env::var("KRING_SITE")) {
        println!("cargo::rerun-if-changed={site}");
        list(Path::new(&site), Path::new(&site), &mut code)?;
    }
    code.push_str("];\n");
    std::fs::write(Path::new(&std::env::var("OUT_DIR")?).join("site.rs"), code)?;
    Ok(())
}

fn list(root: &Path, folder: &Path, code: &mut String) -> Result<(), Box<dyn std::error::Error>> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            list(root, &path, code)?;
        } else {
            let name = path.strip_prefix(root)?;
            writeln!(
                code,
                "    ({:?}, include_bytes!({:?})),",
                name.display().to_string(),
                path.display().to_string()
            )?;
        }
    }
    Ok(())
}
