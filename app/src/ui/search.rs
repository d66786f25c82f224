//! A field for which somebody comes to a page. On a desk one types at once; on a phone the keyboard would cover what stands below.

/// What wakes it: see `shell/document.rs`.
pub const SEARCH: &str = r#"const field=document.querySelector("input[data-search]");if(field&&!field.value&&!location.hash&&matchMedia("(hover:hover) and (pointer:fine)").matches){field.focus({preventScroll:true});field.select()}"#;
