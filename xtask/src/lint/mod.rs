//! The invariants of the house as checks, each with a place and a reason. It judges text only and changes nothing.
//! A new rule is one function `fn(&Source) -> Vec<Finding>` in the list below, with a test that proves it can fail.

mod borders;
mod gates;
mod layers;
mod manners;
mod properties;
mod security;
mod shape;
mod source;
mod tally;
mod texts;
mod tokens;
mod top;

use crate::place::Place;
use anyhow::{Result, bail};
use source::Source;
use std::fmt;

/// One broken rule: where, and why it matters.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    pub path: String,
    pub line: usize,
    pub reason: String,
}

impl Finding {
    fn new(path: &str, line: usize, reason: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, reason: reason.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}: {}", self.path, self.line, self.reason)
    }
}

type Check = fn(&Source) -> Vec<Finding>;

const CHECKS: [Check; 15] = [
    shape::long_files,
    shape::long_functions,
    shape::many_props,
    shape::unreadable,
    shape::crowded_lines,
    gates::server_side,
    borders::sql,
    borders::clock,
    borders::stores,
    borders::rules,
    manners::module_doc,
    manners::endpoints,
    manners::forbidden_words,
    manners::raw_text,
    manners::senders,
];

pub fn run(place: &Place) -> Result<()> {
    let sources = source::gather(&place.root)?;
    let mut findings: Vec<Finding> =
        sources.iter().flat_map(|source| CHECKS.iter().flat_map(move |check| check(source))).collect();
    findings.extend(layers::arrows(&sources));
    findings.extend(properties::unknown(&sources));
    findings.extend(shape::median(&sources));
    findings.extend(texts::same_keys(&place.root));
    findings.extend(security::cases(&place.root));
    findings.extend(top::level(&place.root)?);
    println!("{}", tally::summary(&sources));
    findings.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    for finding in &findings {
        println!("{finding}");
    }
    if !findings.is_empty() {
        bail!("lint: {} of the rules of the house broken, see above", findings.len());
    }
    println!("lint: every rule of the house holds");
    Ok(())
}
