//! Both languages say the same things: what a feature says has the same keys in each, however deep.

use super::Finding;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

const FOLDER: &str = "app/src";

pub fn same_keys(root: &Path) -> Vec<Finding> {
    let folders = std::fs::read_dir(root.join(FOLDER)).into_iter().flatten().flatten();
    let mut features: Vec<String> =
        folders.map(|folder| format!("{FOLDER}/{}", folder.file_name().to_string_lossy())).collect();
    features.retain(|feature| languages(feature).iter().any(|file| root.join(file).exists()));
    if features.is_empty() {
        return vec![Finding::new(FOLDER, 1, "no feature says anything")];
    }
    features.sort_unstable();
    features.iter().flat_map(|feature| of_feature(root, feature)).collect()
}

fn languages(feature: &str) -> [String; 2] {
    ["nl", "en"].map(|language| format!("{feature}/messages.{language}.json"))
}

fn of_feature(root: &Path, feature: &str) -> Vec<Finding> {
    let read = |path: String| {
        let text = std::fs::read_to_string(root.join(&path)).map_err(|e| Finding::new(&path, 1, e.to_string()))?;
        let keys = keys(&text).map_err(|e| Finding::new(&path, e.line(), e.to_string()))?;
        Ok((path, text, keys))
    };
    match languages(feature).map(read) {
        [Ok(dutch), Ok(english)] => [missing(&dutch, &english), missing(&english, &dutch)].concat(),
        some => some.into_iter().filter_map(Result::err).collect(),
    }
}

type Language = (String, String, BTreeSet<String>);

/// What `there` lacks, reported at the line of `here` that has it.
fn missing(here: &Language, there: &Language) -> Vec<Finding> {
    let line = |key: &str| {
        let last = format!("\"{}\"", key.rsplit('.').next().unwrap_or(key));
        here.1.lines().position(|line| line.contains(&last)).map_or(1, |at| at + 1)
    };
    here.2
        .difference(&there.2)
        .map(|key| Finding::new(&here.0, line(key), format!("`{key}` is missing in {}", there.0)))
        .collect()
}

fn keys(text: &str) -> serde_json::Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    collect("", &serde_json::from_str(text)?, &mut found);
    Ok(found)
}

fn collect(above: &str, value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(entries) => {
            for (key, inner) in entries {
                collect(&if above.is_empty() { key.clone() } else { format!("{above}.{key}") }, inner, found);
            }
        }
        _ => {
            found.insert(above.to_owned());
        }
    }
}

#[cfg(test)]
mod tests;
