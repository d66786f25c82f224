//! What the next page says once: a cookie that no script reads, for a minute, until the page takes it away. At the door it also holds
//! the form that came back, so that nothing of a stranger is stored.
use axum_extra::extract::CookieJar;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::{HeaderMap, HeaderValue};
use serde::{Deserialize, Serialize};

pub use super::said::Said;
use crate::access::App;
use crate::base::kept::Form;

const COOKIE: &str = "kring-flash";
/// Browsers refuse cookies over 4 KiB.
const LARGEST: usize = 3 * 1024;

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flash {
    /// The code of a `Said`.
    pub said: Option<String>,
    pub form: Option<Form>,
}

impl Flash {
    pub fn of(headers: &HeaderMap) -> Option<Self> {
        let value = URL_SAFE_NO_PAD.decode(CookieJar::from_headers(headers).get(COOKIE)?.value()).ok()?;
        serde_json::from_slice(&value).ok()
    }

    /// The header that leaves it behind; a form that is too large goes without its words.
    pub fn header(&self, secure: bool) -> Option<HeaderValue> {
        let mut value = URL_SAFE_NO_PAD.encode(serde_json::to_vec(self).ok()?);
        if value.len() > LARGEST {
            let wordless =
                Flash { form: self.form.clone().map(|form| Form { fields: Vec::new(), ..form }), ..self.clone() };
            value = URL_SAFE_NO_PAD.encode(serde_json::to_vec(&wordless).ok()?);
        }
        let end = if secure { "; Secure" } else { "" };
        HeaderValue::from_str(&format!("{COOKIE}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=60{end}")).ok()
    }
}

/// Says something on the page that follows the server function that runs now.
pub fn say_next(app: &App, said: &Said) {
    let options = leptos::prelude::use_context::<leptos_axum::ResponseOptions>();
    if let (Some(header), Some(options)) =
        (Flash { said: Some(said.code.to_owned()), form: None }.header(app.settings.secure()), options)
    {
        options.append_header(http::header::SET_COOKIE, header);
    }
}

pub fn forget() -> HeaderValue {
    HeaderValue::from_static("kring-flash=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0")
}
