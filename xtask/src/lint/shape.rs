//! Size and shape: files, functions, components. Small pieces are what keeps a code base readable by strangers.

use super::{Finding, source::Source};
use syn::visit::{self, Visit};

const FILE: usize = 400;
const FUNCTION: usize = 40;
const PROPS: usize = 6;
const MEDIAN: usize = 80;

pub fn long_files(source: &Source) -> Vec<Finding> {
    let lines = source.lines();
    if lines <= FILE {
        Vec::new()
    } else {
        vec![Finding::new(
            &source.path,
            FILE + 1,
            format!("{lines} lines, more than {FILE}: split by what changes together"),
        )]
    }
}

pub fn long_functions(source: &Source) -> Vec<Finding> {
    functions(source)
        .into_iter()
        .filter(|function| function.lines > FUNCTION)
        .map(|function| {
            Finding::new(
                &source.path,
                function.line,
                format!("`{}` has {} lines, more than {FUNCTION}", function.name, function.lines),
            )
        })
        .collect()
}

pub fn many_props(source: &Source) -> Vec<Finding> {
    functions(source)
        .into_iter()
        .filter(|function| function.component && function.props > PROPS)
        .map(|function| {
            Finding::new(
                &source.path,
                function.line,
                format!("component `{}` has {} props, more than {PROPS}", function.name, function.props),
            )
        })
        .collect()
}

/// A file that does not parse would pass every other check.
pub fn unreadable(source: &Source) -> Vec<Finding> {
    let broken = source.is_rust() && source.tree.is_none();
    if broken { vec![Finding::new(&source.path, 1, "this is not Rust that can be parsed")] } else { Vec::new() }
}

pub fn median(sources: &[Source]) -> Option<Finding> {
    let mut lines: Vec<usize> = sources.iter().filter(|source| source.is_rust()).map(Source::lines).collect();
    lines.sort_unstable();
    let middle = *lines.get(lines.len() / 2)?;
    (middle > MEDIAN).then(|| {
        Finding::new("(all Rust files)", middle, format!("the median file has {middle} lines, more than {MEDIAN}"))
    })
}

/// One declaration a line: a change of one is a line of a diff.
pub fn crowded_lines(source: &Source) -> Vec<Finding> {
    if !source.path.ends_with(".css") {
        return Vec::new();
    }
    let crowded = |line: &str| {
        let line = line.split("/*").next().unwrap_or_default().trim_end();
        line.matches(';').count() > 1 || line.contains('{') && (line.contains(';') || line.ends_with('}'))
    };
    let lines = source.text.lines().enumerate().filter(|(_, line)| crowded(line) && !line.contains("url("));
    lines.map(|(at, _)| Finding::new(&source.path, at + 1, "one declaration a line")).collect()
}

struct Function {
    name: String,
    line: usize,
    lines: usize,
    component: bool,
    props: usize,
}

struct Collector(Vec<Function>);

impl Collector {
    fn add(&mut self, attributes: &[syn::Attribute], signature: &syn::Signature, end: proc_macro2::Span) {
        let line = signature.fn_token.span.start().line;
        let component = attributes.iter().any(|attribute| {
            attribute.path().segments.last().is_some_and(|last| last.ident == "component" || last.ident == "island")
        });
        let lines = end.end().line + 1 - line;
        self.0.push(Function {
            name: signature.ident.to_string(),
            line,
            lines,
            component,
            props: signature.inputs.len(),
        });
    }
}

impl<'ast> Visit<'ast> for Collector {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.add(&item.attrs, &item.sig, item.block.brace_token.span.close());
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.add(&item.attrs, &item.sig, item.block.brace_token.span.close());
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        if let Some(body) = &item.default {
            self.add(&item.attrs, &item.sig, body.brace_token.span.close());
        }
        visit::visit_trait_item_fn(self, item);
    }
}

fn functions(source: &Source) -> Vec<Function> {
    let mut collector = Collector(Vec::new());
    if let Some(tree) = &source.tree {
        collector.visit_file(tree);
    }
    collector.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_declaration_a_line() {
        let of = |text: &str| crowded_lines(&Source::new("style/a.css", text)).len();
        assert_eq!(of("a {\n  color: red; /* so; and so */\n}\n@media (width < 4rem) {\n}\n"), 0);
        assert_eq!(of("a { color: red; }\nb {\n  color: red; margin: 0;\n}\nc { color: red }\n"), 3);
    }

    #[test]
    fn a_file_of_401_lines_is_too_long_in_every_language() {
        for path in ["app/src/a.rs", "style/a.css", "end2end/a.ts"] {
            assert!(long_files(&Source::new(path, &"\n".repeat(400))).is_empty());
            assert_eq!(long_files(&Source::new(path, &"\n".repeat(401))).len(), 1);
        }
    }

    #[test]
    fn a_function_of_41_lines_is_found_in_an_impl_and_a_module_too() {
        let body = |lines: usize| format!("fn long() {{{}}}", "\n".repeat(lines - 1));
        assert!(long_functions(&Source::new("a.rs", &body(40))).is_empty());
        let found =
            long_functions(&Source::new("a.rs", &format!("\nmod m {{ struct S;\nimpl S {{\n{}\n}} }}", body(41))));
        assert_eq!(found.iter().map(|finding| finding.line).collect::<Vec<_>>(), [4]);
    }

    #[test]
    fn seven_props_are_too_many_for_components_and_islands_but_not_for_functions() {
        let args = "a: u8, b: u8, c: u8, d: u8, e: u8, f: u8, g: u8";
        assert_eq!(many_props(&Source::new("a.rs", &format!("#[component] pub fn Card({args}) {{}}"))).len(), 1);
        assert_eq!(many_props(&Source::new("a.rs", &format!("#[island(lazy)] fn Board({args}) {{}}"))).len(), 1);
        assert!(many_props(&Source::new("a.rs", &format!("fn plain({args}) {{}}"))).is_empty());
        assert!(
            many_props(&Source::new("a.rs", "#[component] fn Six(a: u8, b: u8, c: u8, d: u8, e: u8, f: u8) {}"))
                .is_empty()
        );
    }

    #[test]
    fn the_median_counts_rust_files_only() {
        let file = |path: &str, lines: usize| Source::new(path, &"\n".repeat(lines));
        assert_eq!(
            median(&[file("a.rs", 10), file("b.rs", 81), file("c.rs", 300)]).map(|finding| finding.line),
            Some(81)
        );
        assert_eq!(median(&[file("a.rs", 10), file("b.rs", 80), file("c.rs", 300), file("d.css", 399)]), None);
    }

    #[test]
    fn rust_that_does_not_parse_is_reported() {
        assert_eq!(unreadable(&Source::new("a.rs", "fn (")).len(), 1);
        assert!(unreadable(&Source::new("a.ts", "fn (")).is_empty());
    }
}
