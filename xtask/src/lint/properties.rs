//! Custom properties of CSS: what `var(--name)` asks for is there. A browser says nothing of one that is not; it draws black.

use super::Finding;
use super::source::Source;

/// The names that begin with `--` in a text, with their lines; `asked`: those inside `var(…)`, else those that are set.
fn names(source: &Source, asked: bool) -> Vec<(&str, usize)> {
    let mut found = Vec::new();
    for (at, line) in source.text.lines().enumerate() {
        for (start, _) in line.match_indices("--") {
            let (before, rest) = line.split_at(start);
            let end =
                rest.find(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '-')).unwrap_or(rest.len());
            let set = rest[end..].trim_start().starts_with(':');
            if (asked && before.ends_with("var(")) || (!asked && set) {
                found.push((&rest[..end], at + 1));
            }
        }
    }
    found
}

pub fn unknown(sources: &[Source]) -> Vec<Finding> {
    // Some are set from Rust: the colour of a school.
    let known: Vec<&str> = sources.iter().flat_map(|source| names(source, false)).map(|(name, _)| name).collect();
    let sheets = sources.iter().filter(|source| source.path.ends_with(".css"));
    let asked = sheets.flat_map(|source| names(source, true).into_iter().map(move |(name, line)| (source, name, line)));
    asked
        .filter(|(_, name, _)| !known.contains(name))
        .map(|(source, name, line)| Finding::new(&source.path, line, format!("nobody sets `{name}`")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_property_that_nobody_sets_is_found() {
        let sheet = |text: &str| Source::new("style/a.css", text);
        let tokens = sheet(":root {\n  --good: #19694c;\n}");
        let right = sheet("p {\n  color: var(--good);\n  width: calc(1px + var( --good));\n}");
        let wrong = sheet("p {\n  color: var(--good-mark, red) var(--good);\n}");
        assert_eq!(unknown(&[tokens, right, wrong]), [Finding::new("style/a.css", 2, "nobody sets `--good-mark`")]);
    }
}
