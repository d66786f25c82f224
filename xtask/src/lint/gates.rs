//! What runs only on the server is gated where a module is named, so that one glance at `mod.rs` shows what reaches the phone.
//! An inner module counts as a module: macros such as `load_locales!` need one.

use super::{Finding, source::Source};
use syn::visit::{self, Visit};

/// Of a feature gate on `ssr`: allowed on `mod` and `use` items of `mod.rs` and `lib.rs`, nowhere else.
pub fn server_side(source: &Source) -> Vec<Finding> {
    let (Some(tree), true) = (&source.tree, source.path.starts_with("app/src/")) else { return Vec::new() };
    let mut gates =
        Gates { contents: ["mod.rs", "lib.rs"].contains(&source.file_name()), allowed: 0, seen: Vec::new() };
    gates.visit_file(tree);
    gates
        .seen
        .into_iter()
        .map(|line| {
            Finding::new(
                &source.path,
                line,
                "gate the whole module on its `mod` line in mod.rs or lib.rs, not inside a file",
            )
        })
        .collect()
}

struct Gates {
    /// Whether this file is a table of contents.
    contents: bool,
    /// Attributes still to be passed over, because they stand on a `mod` or `use` item.
    allowed: usize,
    seen: Vec<usize>,
}

impl<'ast> Visit<'ast> for Gates {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        let attributes = match item {
            syn::Item::Mod(module) => &module.attrs,
            syn::Item::Use(import) => &import.attrs,
            _ => return visit::visit_item(self, item),
        };
        self.allowed = if self.contents { attributes.len() } else { 0 };
        visit::visit_item(self, item);
        self.allowed = 0;
    }

    fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
        if self.allowed > 0 {
            self.allowed -= 1;
        } else if attribute.path().is_ident("cfg") && names_server(&attribute.meta) {
            self.seen.push(attribute.pound_token.spans[0].start().line);
        }
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        if call.path.is_ident("cfg") && call.tokens.to_string().contains("\"ssr\"") {
            self.seen.push(call.bang_token.span.start().line);
        }
    }
}

fn names_server(meta: &syn::Meta) -> bool {
    matches!(meta, syn::Meta::List(list) if list.tokens.to_string().contains("\"ssr\""))
}

#[cfg(test)]
mod tests;
