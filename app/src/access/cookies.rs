//! The names of the cookies that say who somebody is. Over HTTPS no other host can plant them.
use super::App;

/// `__Host-` binds the cookie to this host and to a secure connection.
pub fn cookie_name(app: &App) -> &'static str {
    if app.settings.secure() { "__Host-kring" } else { "kring" }
}

/// By which a browser is known at the next sign-in: it outlives the session, and opens nothing.
pub fn device_cookie(app: &App) -> &'static str {
    if app.settings.secure() { "__Host-kring-device" } else { "kring-device" }
}
