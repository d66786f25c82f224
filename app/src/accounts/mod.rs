//! Signing in and out, sessions and devices, the language of a person. Other features need only the cookie's name.
mod actions;
#[cfg(feature = "ssr")]
mod again;
#[cfg(feature = "ssr")]
mod family;
#[cfg(feature = "ssr")]
mod jobs;
#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "ssr")]
pub mod password;
mod rules;
#[cfg(feature = "ssr")]
mod store;
#[cfg(test)]
mod tests;

#[cfg(feature = "ssr")]
pub use again::{Carried, sign_in_again};
#[cfg(feature = "ssr")]
pub use jobs::job;
#[cfg(feature = "ssr")]
pub use page::{cookie_name, device_cookie, routes};
#[cfg(feature = "ssr")]
pub use rules::acceptable_password;
#[cfg(feature = "ssr")]
pub use store::{account_elsewhere, end_sessions, follow_address, free_address, open_account};
