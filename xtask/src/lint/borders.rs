//! Who may know what: SQL in stores, the time in one file, a feature's store for itself, rules without a world around them.

use super::tokens::{lines_of, routes};
use super::{Finding, source::Source};

/// Folders of `app/src` that serve every feature and may speak SQL themselves.
const GROUND: [&str; 3] = ["base", "access", "testing"];
const CLOCKS: [&str; 4] = ["SystemTime", "Instant", "Timestamp", "Zoned"];

fn is_store(source: &Source) -> bool {
    // Stories look into tables that no page shows; their statements are prepared on both engines like all others.
    ["store.rs", "tests.rs"].contains(&source.file_name())
        || ["/store/", "/tests/"].iter().any(|part| source.path.contains(part))
}

fn on_the_ground(source: &Source) -> bool {
    source.feature().is_some_and(|feature| GROUND.contains(&feature))
}

pub fn sql(source: &Source) -> Vec<Finding> {
    if is_store(source) || on_the_ground(source) || source.path.starts_with("xtask/") {
        return Vec::new();
    }
    let reason = "SQL belongs in the feature's store.rs";
    let direct = routes(&source.words)
        .into_iter()
        .filter(|route| matches!(&route.parts[..], [first, part, ..] if first == "sqlx" && part.starts_with("query")))
        .map(|route| route.line);
    lines_of(&source.words, &["sql", "!"])
        .into_iter()
        .chain(direct)
        .map(|line| Finding::new(&source.path, line, reason))
        .collect()
}

pub fn clock(source: &Source) -> Vec<Finding> {
    let free =
        ["xtask/", "end2end/"].iter().any(|folder| source.path.starts_with(folder)) || source.path.contains("/bench/");
    if free || source.path == "app/src/base/server/clock.rs" {
        return Vec::new();
    }
    CLOCKS
        .iter()
        .flat_map(|clock| lines_of(&source.words, &[clock, ":", ":", "now"]))
        .map(|line| {
            Finding::new(&source.path, line, "only base/server/clock.rs knows the time: take it as a parameter")
        })
        .collect()
}

pub fn stores(source: &Source) -> Vec<Finding> {
    if source.feature() == Some("testing") {
        return Vec::new();
    }
    let here = source.feature().unwrap_or_default();
    routes(&source.words)
        .into_iter()
        .filter_map(|route| {
            let inside = route.own && source.path.starts_with("app/src/");
            let parts = if inside { &route.parts[..] } else { route.parts.strip_prefix(&["app".to_owned()])? };
            let [feature, store, ..] = parts else { return None };
            let foreign = store == "store" && feature != here;
            foreign.then(|| {
                Finding::new(
                    &source.path,
                    route.line,
                    format!("the store of `{feature}` is its own: ask `{feature}`'s mod.rs"),
                )
            })
        })
        .collect()
}

/// The rules of a feature, and the crates beside the app.
fn is_pure(source: &Source) -> bool {
    let rules = source.file_name() == "rules.rs" || source.path.contains("/rules/");
    source.path.starts_with("app/crates/") || (source.path.starts_with("app/src/") && rules)
}

pub fn rules(source: &Source) -> Vec<Finding> {
    if !is_pure(source) {
        return Vec::new();
    }
    routes(&source.words)
        .into_iter()
        .filter_map(|route| {
            let clock = route.own && route.parts.starts_with(&["base".to_owned(), "clock".to_owned()]);
            let worldly = if clock {
                "base::clock"
            } else {
                ["leptos", "sqlx"].into_iter().find(|name| !route.own && route.parts[0] == *name)?
            };
            Some(Finding::new(&source.path, route.line, format!("this is pure: no {worldly} here")))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(check: fn(&Source) -> Vec<Finding>, path: &str, text: &str) -> Vec<usize> {
        check(&Source::new(path, text)).into_iter().map(|finding| finding.line).collect()
    }

    #[test]
    fn sql_outside_a_store_is_found_also_inside_another_macro() {
        let text = "fn f() {\n vec![sql!(\"SELECT 1\")];\n sqlx::query(\"x\"); }";
        assert_eq!(lines(sql, "app/src/feed/page.rs", text), [2, 3]);
        assert_eq!(lines(sql, "app/src/accounts/mod.rs", text), [2, 3]);
        for path in [
            "app/src/feed/store.rs",
            "app/src/feed/store/read.rs",
            "app/src/feed/tests.rs",
            "app/src/base/db.rs",
            "app/src/access/viewer.rs",
            "app/src/testing/school.rs",
        ] {
            assert!(lines(sql, path, text).is_empty(), "{path}");
        }
        let root_of_a_crate = "mod tests { use super::*; }";
        assert!(lines(sql, "app/crates/identity/src/lib.rs", root_of_a_crate).is_empty());
    }

    #[test]
    fn a_clock_outside_its_file_is_found() {
        let text = "fn f() { std::time::SystemTime::now(); Instant::now();\n Timestamp::now(); Zoned::now() }";
        assert_eq!(lines(clock, "server/src/main.rs", text).len(), 4);
        assert!(lines(clock, "app/src/base/server/clock.rs", text).is_empty());
        assert!(lines(clock, "xtask/src/main.rs", text).is_empty());
    }

    #[test]
    fn a_feature_that_reaches_into_the_store_of_another_is_found() {
        let path = "app/src/feed/page.rs";
        assert_eq!(lines(stores, path, "use crate::people::store;"), [1]);
        assert_eq!(lines(stores, path, "use crate::{feed::rules, people::{self, store::all}};"), [1]);
        assert_eq!(lines(stores, path, "fn f() {\n super::super::people::store::all() }"), [2]);
        assert_eq!(lines(stores, "server/src/main.rs", "use app::people::store;"), [1]);
        assert!(
            lines(stores, path, "use super::store; use crate::feed::store as s; use crate::people::names;").is_empty()
        );
        assert!(lines(stores, "app/src/testing/school.rs", "use crate::people::store;").is_empty());
    }

    #[test]
    fn rules_that_know_the_world_are_found() {
        assert_eq!(
            lines(
                rules,
                "app/src/feed/rules.rs",
                "use leptos::prelude::*;\nuse sqlx::Row;\nuse crate::base::clock::Now;"
            )
            .len(),
            3
        );
        assert!(lines(rules, "app/src/feed/rules.rs", "use serde::Serialize; use crate::base::ids::Id;").is_empty());
        assert!(lines(rules, "app/src/feed/page.rs", "use leptos::prelude::*;").is_empty());
        assert_eq!(lines(rules, "app/crates/edexml/src/text.rs", "use sqlx::Row;"), [1]);
    }
}
