//! The language of a page: what the person chose, else the cookie of the last visit, else what the browser asks for.
use axum_extra::extract::CookieJar;
use http::HeaderMap;

use crate::base::text::tongue;
pub use sentences::i18n::Locale as Language;

pub const COOKIE: &str = "kring-language";

pub fn of_code(code: &str) -> Language {
    if code == "en" { Language::en } else { Language::nl }
}

pub fn code(language: Language) -> &'static str {
    match language {
        Language::nl => "nl",
        Language::en => "en",
    }
}

/// The language of what somebody wrote, where it is another than that of the page around it: a screen reader changes its voice.
/// Words that do not tell are Dutch, as most are at school; letters that are not Latin are left to `dir` and the reader.
pub fn of_words(page: Language, words: &str) -> Option<&'static str> {
    let latin = || words.contains(|letter: char| letter.is_ascii_alphabetic()).then_some("nl");
    tongue::of(words).or_else(latin).filter(|language| *language != code(page))
}

/// What an open page says of itself (`ui/call.rs`): whoever was signed out is told so in the language that they read.
const PAGE: &str = "x-kring-language";

pub fn of_request(jar: &CookieJar, headers: &HeaderMap) -> Language {
    if let Some(page) = headers.get(PAGE).and_then(|value| value.to_str().ok()) {
        return of_code(page);
    }
    if let Some(cookie) = jar.get(COOKIE) {
        return of_code(cookie.value());
    }
    let asked = headers.get(http::header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or("nl");
    let first =
        asked.split(',').map(|part| part.trim().get(..2).unwrap_or("")).find(|code| matches!(*code, "nl" | "en"));
    of_code(first.unwrap_or("nl"))
}

/// A sentence of a feature (`messages.nl.json`), in the given language: `say!(language, feed.title)`, `say!(language, feed.hearts, count = 3)`.
#[macro_export]
macro_rules! say {
    ($($sentence:tt)*) => {
        leptos_i18n::td_string!($($sentence)*).to_string()
    };
}
