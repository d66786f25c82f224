//! Figures about the code, printed and not judged: how many files and lines, and how much of it is comment.

use super::source::Source;

pub fn summary(sources: &[Source]) -> String {
    let rust: Vec<&Source> = sources.iter().filter(|source| source.is_rust()).collect();
    let (mut comments, mut written) = (0, 0);
    for line in rust.iter().flat_map(|source| source.text.lines()).map(str::trim).filter(|line| !line.is_empty()) {
        written += 1;
        comments += usize::from(line.starts_with("//") || line.starts_with("/*"));
    }
    let mut lines: Vec<usize> = rust.iter().map(|source| source.lines()).collect();
    lines.sort_unstable();
    format!(
        "{} Rust files, {} lines, median {}, longest {}; comments {} % of written lines",
        rust.len(),
        lines.iter().sum::<usize>(),
        lines.get(lines.len() / 2).unwrap_or(&0),
        lines.last().unwrap_or(&0),
        comments * 100 / written.max(1)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_a_share_of_the_lines_that_are_not_empty() {
        let sources =
            [Source::new("a.rs", "//! One.\n\nfn a() {}\n/// Two.\nfn b() {}\n"), Source::new("a.ts", "// three\n")];
        assert_eq!(summary(&sources), "1 Rust files, 5 lines, median 5, longest 5; comments 50 % of written lines");
    }
}
