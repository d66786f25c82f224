//! Signing in and out, sessions and devices, the language of a person. Other features need only the cookie's name.
mod actions;
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
pub use store::{demo_people, open_account};

#[cfg(feature = "ssr")]
pub fn routes(_demo: bool) -> Vec<crate::shell::Route> {
    use crate::shell::Route;
    vec![Route::get("/sign-in", page::sign_in), Route::get("/me", page::me)]
}

/// `__Host-` binds the cookie to this host and to a secure connection.
#[cfg(feature = "ssr")]
pub fn cookie_name(app: &crate::access::App) -> &'static str {
    if app.settings.secure() { "__Host-kring" } else { "kring" }
}

#[cfg(feature = "ssr")]
pub async fn job(_robot: &crate::access::Robot, _job: &crate::base::jobs::Job) -> Option<crate::base::jobs::Ended> {
    None
}
