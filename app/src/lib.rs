//! The table of contents of Kring: every feature, once.
#![recursion_limit = "256"]
#![cfg_attr(not(feature = "ssr"), expect(dead_code, reason = "the phone uses a part of the rules"))]

#[cfg(feature = "ssr")]
pub mod access;
pub mod base;
#[cfg(feature = "ssr")]
pub mod jobs;
#[cfg(feature = "ssr")]
pub mod shell;
#[cfg(feature = "ssr")]
pub mod testing;
pub mod ui;

/// Declares the features, in the order in which one may know another: each only those before it.
macro_rules! features {
    (@list $at:expr;) => {};
    (@list $at:expr; $feature:ident $($more:ident)*) => {
        #[cfg(feature = "ssr")]
        inventory::submit! { shell::Listed($at, $feature::FEATURE) }
        features! { @list $at + 1; $($more)* }
    };
    ($($feature:ident),* $(,)?) => {
        $(pub mod $feature;)*
        features! { @list 0; $($feature)* }
    };
}

features! { files, comments, accounts, conferences, feed, polls, signups, people, invitations, workgroups, boards, school, exports, undone }
