//! Rust text as a flat list of words, so that rules also see inside `view!` and `sql!`, where a syntax tree stops.
//! Each word knows its line and the names of the modules around it.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

#[derive(Debug, Clone)]
pub struct Word {
    pub text: String,
    pub line: usize,
    /// The module that the word stands in: `["feed", "page", "tests"]`.
    pub module: Vec<String>,
    /// Directly among the attributes and children of a `view!`, not in a Rust block within it.
    pub in_view: bool,
}

/// A path such as `crate::feed::store`, with `crate`, `self` and `super` resolved to the root of the crate.
#[derive(Debug, PartialEq)]
pub struct Route {
    pub parts: Vec<String>,
    pub line: usize,
    /// Whether it starts at the root of this crate.
    pub own: bool,
}

pub fn read(path: &str, text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    if let Ok(stream) = text.parse::<TokenStream>() {
        flatten(stream, &module_of(path), false, &mut words);
    }
    words
}

/// `app/src/feed/page.rs` → `feed::page`; `mod.rs`, `lib.rs` and `main.rs` are their folder.
fn module_of(path: &str) -> Vec<String> {
    let inside = path.split_once("src/").map_or(path, |(_, inside)| inside);
    let mut parts: Vec<String> = inside.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    if parts.last().is_some_and(|name| ["mod", "lib", "main"].contains(&name.as_str())) {
        parts.pop();
    }
    parts
}

fn flatten(stream: TokenStream, module: &[String], in_view: bool, words: &mut Vec<Word>) {
    for tree in stream {
        let start = tree.span().start().line;
        let mut push = |text: String, line| words.push(Word { text, line, module: module.to_vec(), in_view });
        let TokenTree::Group(group) = tree else {
            push(tree.to_string(), start);
            continue;
        };
        let (open, close) = brackets(group.delimiter());
        push(open.to_owned(), start);
        let inner = inner_module(words, module);
        let view = opens_view(words);
        flatten(group.stream(), &inner, view, words);
        words.push(Word {
            text: close.to_owned(),
            line: group.span_close().start().line,
            module: module.to_vec(),
            in_view,
        });
    }
}

fn brackets(delimiter: Delimiter) -> (&'static str, &'static str) {
    match delimiter {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Brace => ("{", "}"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::None => ("", ""),
    }
}

/// After `mod name {` one is a module deeper.
fn inner_module(words: &[Word], module: &[String]) -> Vec<String> {
    match words {
        [.., keyword, name, open] if keyword.text == "mod" && open.text == "{" => {
            [module, std::slice::from_ref(&name.text)].concat()
        }
        _ => module.to_vec(),
    }
}

fn opens_view(words: &[Word]) -> bool {
    matches!(words, [.., name, bang, _] if name.text == "view" && bang.text == "!")
}

/// Every path in the file, `use` trees taken apart.
pub fn routes(words: &[Word]) -> Vec<Route> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let starts = is_name(&words[at].text) && is_colons(words, at + 1) && !(at >= 2 && is_colons(words, at - 2));
        at = if starts { branch(words, at, &[], &mut found) } else { at + 1 };
    }
    found.iter().map(|(parts, word)| resolve(parts, word)).collect()
}

/// Reads `a::b::{c, d::e}` from `at`; returns the position after it.
fn branch<'a>(words: &'a [Word], mut at: usize, before: &[String], found: &mut Vec<(Vec<String>, &'a Word)>) -> usize {
    let (first, mut parts) = (at, before.to_vec());
    while at < words.len() && is_name(&words[at].text) {
        parts.push(words[at].text.clone());
        if !is_colons(words, at + 1) {
            found.push((parts, &words[first]));
            return at + 1;
        }
        at += 3;
    }
    if words.get(at).is_some_and(|word| word.text == "{") {
        at += 1;
        while words.get(at).is_some_and(|word| word.text != "}") {
            at = match words[at].text.as_str() {
                // `as P` gives a new name to what was found.
                "as" => at + 2,
                name if is_name(name) => branch(words, at, &parts, found),
                _ => at + 1,
            };
        }
        return at + 1;
    }
    found.push((parts, &words[first.min(words.len() - 1)]));
    at
}

fn resolve(parts: &[String], word: &Word) -> Route {
    let mut base = match parts[0].as_str() {
        "crate" => Some(Vec::new()),
        "self" | "super" => Some(word.module.clone()),
        _ => None,
    };
    let own = base.is_some();
    let ups = parts.iter().skip_while(|part| *part == "self").take_while(|part| *part == "super").count();
    if let Some(base) = &mut base {
        base.truncate(base.len().saturating_sub(ups));
    }
    let rest = parts.iter().skip_while(|part| ["crate", "self", "super"].contains(&part.as_str())).cloned();
    Route { parts: base.unwrap_or_default().into_iter().chain(rest).collect(), line: word.line, own }
}

fn is_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_alphabetic() || first == '_')
}

fn is_colons(words: &[Word], at: usize) -> bool {
    matches!(words.get(at..at + 2), Some([a, b]) if a.text == ":" && b.text == ":")
}

/// The lines at which these words follow each other.
pub fn lines_of(words: &[Word], wanted: &[&str]) -> Vec<usize> {
    words
        .windows(wanted.len())
        .filter(|window| window.iter().zip(wanted).all(|(word, want)| word.text == *want))
        .map(|window| window[0].line)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(text: &str) -> Vec<String> {
        routes(&read("app/src/feed/page.rs", text))
            .into_iter()
            .map(|route| format!("{}{}", if route.own { "/" } else { "" }, route.parts.join("/")))
            .collect()
    }

    #[test]
    fn a_use_tree_is_taken_apart() {
        assert_eq!(
            paths("use crate::{feed::{store, rules::Post as P}, people};"),
            ["/feed/store", "/feed/rules/Post", "/people"]
        );
    }

    #[test]
    fn super_is_resolved_also_inside_an_inner_module_and_a_macro() {
        assert_eq!(
            paths("fn f() { view! { <p>{super::store::x()}</p> } } mod t { use super::super::super::people::store; }"),
            ["/feed/store/x", "/people/store"]
        );
        assert_eq!(paths("fn f() { leptos::logging::log!(\"x\") }"), ["leptos/logging/log"]);
    }

    #[test]
    fn a_call_with_generics_and_a_lone_name_do_no_harm() {
        assert_eq!(paths("fn f() { g::<u8>(1); Vec::<u8>::new(); let a: Vec<b::C> = x; }"), ["g", "Vec", "b/C"]);
    }
}
