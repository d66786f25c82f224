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
    FEATURE, account_elsewhere, come_in, end_sessions, follow_address, free_address, guess, guessed_right, has_account,
    is_account, join, open_account, password, password_again, step_up,
};
