//! What the next page says once: a cookie that no script reads, that lives a minute, and that the page takes away. For who is
//! not signed in it also holds the form that came back, so that nothing of theirs is stored.
use axum_extra::extract::CookieJar;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::{HeaderMap, HeaderValue};
use serde::{Deserialize, Serialize};

use super::language::Language;
use crate::base::kept::Form;
use crate::say;

const COOKIE: &str = "kring-flash";
/// Browsers refuse cookies over 4 KiB.
const LARGEST: usize = 3 * 1024;

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flash {
    pub said: Option<Said>,
    pub form: Option<Form>,
}

/// Everything that can be said once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Said {
    SignedOut,
    Language,
    Edited,
    Removed,
}

impl Said {
    pub fn sentence(self, language: Language) -> String {
        match self {
            Said::SignedOut => say!(language, said.signed_out),
            Said::Language => say!(language, said.language),
            Said::Edited => say!(language, said.edited),
            Said::Removed => say!(language, said.removed),
        }
    }
}

impl Flash {
    pub fn of(headers: &HeaderMap) -> Option<Self> {
        let jar = CookieJar::from_headers(headers);
        let value = URL_SAFE_NO_PAD.decode(jar.get(COOKIE)?.value()).ok()?;
        serde_json::from_slice(&value).ok()
    }

    /// The header that leaves it behind; a form that is too large goes without its words.
    pub fn header(&self, secure: bool) -> Option<HeaderValue> {
        let mut value = URL_SAFE_NO_PAD.encode(serde_json::to_vec(self).ok()?);
        if value.len() > LARGEST {
            let form = self.form.clone().map(|form| Form { fields: Vec::new(), ..form });
            value = URL_SAFE_NO_PAD.encode(serde_json::to_vec(&Flash { form, ..self.clone() }).ok()?);
        }
        let secure = if secure { "; Secure" } else { "" };
        HeaderValue::from_str(&format!("{COOKIE}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=60{secure}")).ok()
    }
}

/// Says something on the page that follows the server function that runs now.
pub fn say_next(secure: bool, said: Said) {
    let header = Flash { said: Some(said), form: None }.header(secure);
    if let (Some(header), Some(options)) = (header, leptos::prelude::use_context::<leptos_axum::ResponseOptions>()) {
        options.append_header(http::header::SET_COOKIE, header);
    }
}

pub fn forget() -> HeaderValue {
    HeaderValue::from_static("kring-flash=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0")
}
