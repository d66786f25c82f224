//! Signing in and out, sessions and devices, the language of a person. Other features need only the cookie's name.
mod actions;
mod rules;
#[cfg(feature = "ssr")]
mod server;
#[cfg(test)]
mod tests;

#[cfg(feature = "ssr")]
pub use rules::acceptable_password;
#[cfg(feature = "ssr")]
pub use server::{
    Carried, account_elsewhere, cookie_name, device_cookie, end_sessions, follow_address, free_address, job,
    open_account, password, routes, sign_in_again,
};
