//! The side of the server: pages, statements, jobs.
mod again;
pub mod deeds;
mod family;
mod page;
pub mod password;
pub mod store;

use crate::base::failure::Failure;
use crate::base::language::Language;
use crate::say;
use crate::shell::{Destination, Feature, Tab};

use super::rules;

pub use deeds::{come_in, step_up};
pub use page::password_again;
pub use store::tries::{guess, guessed_right};
pub use store::{
    account_elsewhere, end_sessions, follow_address, free_address, has_account, is_account, join, open_account,
};

crate::said! { SIGNED_OUT = accounts.said_signed_out, LANGUAGE = accounts.said_language, DEVICE_OUT = accounts.said_device_out }

pub const FEATURE: Feature = Feature {
    routes: page::routes,
    sign_in_again: Some(again::page),
    switch: Some("/api/accounts/switch"),
    navigation: &[Destination {
        tab: Tab::Me,
        href: "/me",
        icon: "person",
        label: |language| say!(language, nav.me),
        place: 5,
        shown: |_| true,
    }],
    refusals,
    erase: |tx, erasing| Box::pin(store::erase(tx, erasing)),
    export: |robot, person| Box::pin(store::export(robot, person)),
    ..Feature::NONE
};

/// Whether an address is known is nobody's business; a device that is gone was signed out before.
fn refusals(language: Language, action: &str, failure: &Failure) -> Option<String> {
    match (action, failure) {
        ("accounts/sign-in", Failure::Invalid { .. }) => Some(say!(language, accounts.wrong)),
        ("accounts/revoke", Failure::Gone) => Some(say!(language, accounts.revoked_before)),
        _ => None,
    }
}
