//! `docs/security.md` tells no tales: every case names a test, and every test that it names is there.

use super::Finding;
use std::collections::BTreeSet;
use std::path::Path;

const PAGE: &str = "docs/security.md";
/// Cases of the list that we build against.
const CASES: std::ops::RangeInclusive<u32> = 1..=40;

/// `file.rs::test` below the repository or `app/src`, or `file.spec.ts: title of a story`.
pub fn cases(root: &Path) -> Vec<Finding> {
    match std::fs::read_to_string(root.join(PAGE)) {
        Ok(text) => judge(&text, &|name| is_there(root, name)),
        Err(error) => vec![Finding::new(PAGE, 1, error.to_string())],
    }
}

fn judge(text: &str, is_there: &dyn Fn(&str) -> bool) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut named = BTreeSet::new();
    for (at, line) in text.lines().enumerate() {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let Some(case) = cells.first().and_then(|cell| cell.parse::<u32>().ok()) else { continue };
        named.insert(case);
        let tests: Vec<&str> = cells.last().copied().unwrap_or_default().split('`').skip(1).step_by(2).collect();
        if tests.is_empty() {
            findings.push(Finding::new(PAGE, at + 1, format!("case {case} names no test")));
        }
        for test in tests.into_iter().filter(|test| !is_there(test)) {
            findings.push(Finding::new(PAGE, at + 1, format!("case {case}: there is no `{test}`")));
        }
    }
    for case in CASES.filter(|case| !named.contains(case) && !is_said_to_be_missing(text, *case)) {
        findings.push(Finding::new(PAGE, 1, format!("case {case} is neither covered nor said to be missing")));
    }
    findings
}

/// «full disks (17)», «exports (22, 23)», «a clock (18: only an hour)» below «Not there yet».
fn is_said_to_be_missing(text: &str, case: u32) -> bool {
    let missing = text.split_once("## Not there yet").map_or("", |(_, missing)| missing);
    let brackets = missing.split('(').skip(1).filter_map(|rest| rest.split([':', ')']).next());
    brackets.flat_map(|inside| inside.split(',')).any(|number| number.trim() == case.to_string())
}

fn is_there(root: &Path, name: &str) -> bool {
    let read = |path: &str| {
        let beside = [root.join(path), root.join("app/src").join(path)];
        beside.iter().find_map(|path| std::fs::read_to_string(path).ok())
    };
    match (name.split_once("::"), name.split_once(": ")) {
        (Some((path, test)), _) => read(path).is_some_and(|text| text.contains(&format!("fn {test}("))),
        (None, Some((path, title))) => read(path).is_some_and(|text| text.contains(&format!("test(\"{title}\""))),
        (None, None) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::judge;

    fn told(text: &str) -> Vec<String> {
        let all: String = (3..=40).map(|case| format!("({case}) ")).collect();
        let page = format!("{text}\n## Not there yet\n{all}");
        judge(&page, &|name| name == "a.rs::b").into_iter().map(|finding| finding.reason).collect()
    }

    #[test]
    fn a_case_without_a_test_and_a_test_that_is_not_there_are_found() {
        assert_eq!(told("| 1 | x | y | `a.rs::b` |\n| 2 | x | `z` | `a.rs::b` |"), [""; 0]);
        assert_eq!(
            told("| 1 | x | y | `a.rs::c` |\n| 2 | x | y | by hand |"),
            ["case 1: there is no `a.rs::c`", "case 2 names no test"]
        );
    }

    #[test]
    fn a_case_that_nobody_speaks_of_is_found() {
        assert_eq!(told("| 1 | x | y | `a.rs::b` |"), ["case 2 is neither covered nor said to be missing"]);
        let page = |text: &str| format!("{}\n## Not there yet\n{text}", "| 1 | x | y | `a.rs::b` |");
        let missing =
            |text: &str| (2..=5).filter(|case| super::is_said_to_be_missing(&page(text), *case)).collect::<Vec<u32>>();
        assert_eq!(missing("exports (3, 4), a clock (5: the hours of 2 days)"), [3, 4, 5]);
        assert_eq!(missing("2 things are not there"), [0_u32; 0]);
    }
}
