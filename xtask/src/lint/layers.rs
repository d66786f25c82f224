//! Imports go downwards only: what serves every feature knows none, and a feature knows only those before it in the table of contents.

use super::tokens::routes;
use super::{Finding, source::Source};

/// What lies below every feature, the lowest first.
const GROUND: [&str; 4] = ["base", "access", "ui", "shell"];
/// What may know everything: stories, the demo and the workers, who are told by the table of contents.
const ABOVE: [&str; 2] = ["testing", "jobs"];

/// The features in the order of `features!`.
fn order(sources: &[Source]) -> Vec<String> {
    let lib = sources.iter().find(|source| source.path == "app/src/lib.rs");
    let list = lib.and_then(|lib| lib.text.rsplit_once("features! {")).map_or("", |(_, list)| list);
    let names = list.split('}').next().unwrap_or_default().split(',');
    names.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}

fn is_story(source: &Source) -> bool {
    ["/tests/", "/inventory/"].iter().any(|part| source.path.contains(part))
        || ["tests.rs", "walks.rs", "away.rs"].contains(&source.file_name())
}

pub fn arrows(sources: &[Source]) -> Vec<Finding> {
    let features = order(sources);
    if features.is_empty() {
        return vec![Finding::new(
            "app/src/lib.rs",
            1,
            "no features! { … }: nobody knows in which order they may know another",
        )];
    }
    let all: Vec<&str> = GROUND.into_iter().chain(features.iter().map(String::as_str)).collect();
    let rank = |name: &str| all.iter().position(|known| *known == name);
    let mut found = Vec::new();
    for source in sources.iter().filter(|source| !is_story(source)) {
        let Some(here) = source.feature().filter(|here| !ABOVE.contains(here)) else { continue };
        let Some(mine) = rank(here) else { continue };
        for route in routes(&source.words).into_iter().filter(|route| route.own) {
            let above = route.parts.first().filter(|name| rank(name).is_some_and(|theirs| theirs > mine));
            if let Some(name) = above {
                let reason = format!("`{here}` lies below `{name}`: imports go downwards only");
                found.push(Finding::new(&source.path, route.line, reason));
            }
            if mine >= GROUND.len() && route.parts.iter().any(|part| part == "Duty") {
                let reason = "a feature is handed its robot: only jobs, commands and tests name a duty".to_owned();
                found.push(Finding::new(&source.path, route.line, reason));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(path: &str, text: &str) -> Vec<usize> {
        let lib = Source::new("app/src/lib.rs", "macro_rules! features { () => {} }\nfeatures! { photos, feed }");
        arrows(&[lib, Source::new(path, text)]).into_iter().map(|finding| finding.line).collect()
    }

    #[test]
    fn an_arrow_upwards_is_found() {
        assert_eq!(lines("app/src/base/db.rs", "use crate::access::Viewer;"), [1]);
        assert_eq!(lines("app/src/shell/page.rs", "\nuse crate::feed::PostId;"), [2]);
        assert_eq!(lines("app/src/photos/server/page.rs", "fn f() {\n crate::feed::server::x() }"), [2]);
        for (path, text) in [
            ("app/src/feed/server/page.rs", "use crate::photos::Photo; use crate::{access::May, shell::Page};"),
            ("app/src/base/server/db/tests.rs", "use crate::access::Robot;"),
            ("app/src/testing/probe.rs", "use crate::feed::PostId;"),
        ] {
            assert!(lines(path, text).is_empty(), "{path}");
        }
    }

    #[test]
    fn a_feature_that_makes_itself_a_robot_is_found() {
        assert_eq!(lines("app/src/feed/server/jobs.rs", "use crate::access::{Duty, Robot};"), [1]);
        assert_eq!(
            lines("app/src/feed/server/jobs.rs", "fn f() { Robot::new(app, crate::access::Duty::Worker) }"),
            [1]
        );
        assert!(lines("app/src/shell/router.rs", "use crate::access::{Duty, Robot};").is_empty());
    }

    #[test]
    fn without_a_table_of_contents_nothing_passes() {
        assert_eq!(arrows(&[Source::new("app/src/lib.rs", "pub mod base;")]).len(), 1);
    }
}
