//! A code that an address carries behind its «#»: no server and no log sees it there. It is put into its field, and taken out of the address.

/// What wakes it: see `shell/document.rs`.
pub const CARRIED: &str = r#"const place=document.querySelector("input[data-carried]");if(place&&/^#[0-9A-Z]{12}$/.test(location.hash)){place.value=location.hash.slice(1).replace(/(.{4})(?=.)/g,"$1-");history.replaceState(null,"",location.pathname)}"#;
