//! Takes the words of panics out of a module. The standard library comes compiled, with all that a panic says and all that puts it into
//! words; a phone shows none of it. What only panics becomes a trap, what only words an error writes nothing, and the last size step
//! drops whatever nobody calls any more (`docs/decisions/0021`).

use anyhow::{Context, Result, bail, ensure};
use std::path::Path;
use walrus::ir::Value;
use walrus::{FunctionBuilder, FunctionId, FunctionKind, LocalFunction, Module, TypeId, ValType};

/// Where a panic begins: none of them returns.
const PANICS: [&str; 7] = [
    "core::panicking::",
    "core::option::expect_failed",
    "core::option::unwrap_failed",
    "core::result::unwrap_failed",
    "core::cell::panic_already_",
    "core::slice::index::slice_",
    "core::str::slice_error_fail",
];

/// Writes the module without them.
pub fn make(raw: &[u8], quiet: &Path) -> Result<()> {
    let mut module = Module::from_buffer(raw)?;
    let (mut traps, mut silent) = (0, 0);
    for (id, name, kind) in functions(&module) {
        if panics(&name) {
            instead(&mut module, (id, kind), true)?;
            traps += 1;
        } else if words(&name) {
            instead(&mut module, (id, kind), false).with_context(|| name)?;
            silent += 1;
        }
    }
    ensure!(traps > 0 && silent > 0, "the module names no panic: is its name section gone?");
    println!("  {traps} functions only panic, {silent} only word an error");
    module.emit_wasm_file(quiet)
}

fn functions(module: &Module) -> Vec<(FunctionId, String, TypeId)> {
    let own = module.funcs.iter().filter(|function| matches!(function.kind, FunctionKind::Local(_)));
    let named = |name: &Option<String>| name.as_deref().map(plain).unwrap_or_default();
    own.map(|function| (function.id(), named(&function.name), function.ty())).collect()
}

/// As a person would write it: without marks of the compiler.
fn plain(name: &str) -> String {
    format!("{:#}", rustc_demangle::demangle(name))
}

fn panics(name: &str) -> bool {
    PANICS.iter().any(|start| name.starts_with(start))
}

/// Every `Debug`, and the `Display` of errors: what people read is text, numbers and nothing else.
fn words(name: &str) -> bool {
    let error = name.contains("rror") || name.contains("serde");
    name.contains(" as core::fmt::Debug>::fmt") || (error && name.contains(" as core::fmt::Display>::fmt"))
}

/// A body that traps, or else one that answers `Ok(())`.
fn instead(module: &mut Module, (id, kind): (FunctionId, TypeId), trap: bool) -> Result<()> {
    let kind = module.types.get(kind);
    let (params, results) = (kind.params().to_vec(), kind.results().to_vec());
    let arguments = params.iter().map(|param| module.locals.add(*param)).collect();
    let mut function = FunctionBuilder::new(&mut module.types, &params, &results);
    match results.as_slice() {
        _ if trap => {
            function.func_body().unreachable();
        }
        [ValType::I32] => {
            function.func_body().const_(Value::I32(0));
        }
        other => bail!("a function that words an error answers {other:?}"),
    }
    let body: LocalFunction = function.local_func(arguments);
    module.funcs.get_mut(id).kind = FunctionKind::Local(body);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module with these functions, each answering 7.
    fn module(names: &[&str]) -> Vec<u8> {
        let mut module = Module::default();
        for name in names {
            let mut function = FunctionBuilder::new(&mut module.types, &[ValType::I32], &[ValType::I32]);
            function.name((*name).to_owned()).func_body().i32_const(7);
            let argument = module.locals.add(ValType::I32);
            let id = function.finish(vec![argument], &mut module.funcs);
            module.exports.add(name, id);
        }
        module.emit_wasm()
    }

    fn made(names: &[&str]) -> Result<Vec<(String, String)>> {
        let folder = tempfile::tempdir()?;
        let quiet = folder.path().join("quiet.wasm");
        make(&module(names), &quiet)?;
        let module = Module::from_file(quiet)?;
        let bodies = module.funcs.iter().map(|function| {
            let FunctionKind::Local(local) = &function.kind else { panic!("an import") };
            let first =
                local.block(local.entry_block()).instrs.first().map(|(instruction, _)| format!("{instruction:?}"));
            (function.name.clone().unwrap_or_default(), first.unwrap_or_default())
        });
        Ok(bodies.collect())
    }

    #[test]
    fn panics_become_traps_errors_lose_their_words_and_the_rest_stays() {
        let names = [
            "core::panicking::panic_fmt",
            "<alloc::string::String as core::fmt::Debug>::fmt",
            "<serde_json::error::Error as core::fmt::Display>::fmt",
            "<i64 as core::fmt::Display>::fmt",
            "app::comments::islands::tell",
        ];
        let mut bodies = made(&names).unwrap();
        bodies.sort_by_key(|(name, _)| names.iter().position(|known| known == name));
        let seen: Vec<bool> = bodies.iter().map(|(_, first)| first.contains('7')).collect();
        assert_eq!(seen, [false, false, false, true, true], "{bodies:?}");
        assert!(bodies[0].1.contains("Unreachable") && bodies[1].1.contains("I32(0)"), "{bodies:?}");
    }

    #[test]
    fn a_module_without_names_stops_the_build() {
        assert!(made(&["a", "b"]).unwrap_err().to_string().contains("name section"));
    }
}
