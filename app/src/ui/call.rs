//! From an island to a server function: the same form as without JavaScript, sent with `fetch`, and its answer read.
//!
//! The typed client that Leptos makes for a server function brings a second copy of the JSON reader, streams and a form writer to the
//! phone: 10 KB of a parent's 90. Here the browser writes the form.
use leptos::web_sys::js_sys::Reflect;
use leptos::web_sys::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys::{Headers, RequestInit, Response, UrlSearchParams};
use serde::de::DeserializeOwned;
use wasm_bindgen_futures::JsFuture;

use crate::base::failure::Refusal;

/// Values of so many bytes stay below the browser's limit, however they are escaped.
const KEPT_ALIVE: usize = 16 * 1024;

/// Sends the fields to an action («comments/write») and reads what it answers, or the sentence that says why not.
pub async fn call<T: DeserializeOwned>(action: &str, fields: &[(&str, &str)]) -> Result<T, Refusal> {
    ask(action, request(fields)).await
}

/// The same with a request that somebody else made.
pub async fn ask<T: DeserializeOwned>(action: &str, init: Result<RequestInit, JsValue>) -> Result<T, Refusal> {
    let (done, text) = answer(action, init).await.ok_or_else(offline)?;
    if done { serde_json::from_str(&text).map_err(|_| unreadable()) } else { Err(refusal(&text)) }
}

/// Whether it was done, and what came back; nothing when the request never arrived.
async fn answer(action: &str, init: Result<RequestInit, JsValue>) -> Option<(bool, String)> {
    let sent = leptos::prelude::window().fetch_with_str_and_init(&["/api/", action].concat(), &init.ok()?);
    let response: Response = JsFuture::from(sent).await.ok()?.unchecked_into();
    let text = JsFuture::from(response.text().ok()?).await.ok()?;
    Some((response.ok(), text.as_string()?))
}

fn request(fields: &[(&str, &str)]) -> Result<RequestInit, JsValue> {
    let body = UrlSearchParams::new()?;
    for (name, value) in fields {
        body.append(name, value);
    }
    let headers = headers()?;
    headers.set("x-kring-who", &told("who"))?;
    let init = post(&headers, &body);
    // Whoever taps a heart and goes on to the next page meant it. Browsers carry 64 KB this way, and refuse more.
    if fields.iter().map(|(_, value)| value.len()).sum::<usize>() < KEPT_ALIVE {
        Reflect::set(&init, &"keepalive".into(), &true.into())?;
    }
    Ok(init)
}

/// What every request of an island says: it wants data, and sentences in the language of its page.
pub fn headers() -> Result<Headers, JsValue> {
    let headers = Headers::new()?;
    headers.set("accept", "application/json")?;
    headers.set(LANGUAGE, &language())?;
    Ok(headers)
}

pub fn post(headers: &Headers, body: &JsValue) -> RequestInit {
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_headers(headers);
    init.set_body(body);
    init
}

/// What the school says of a failure.
pub fn refusal(text: &str) -> Refusal {
    serde_json::from_str(text).unwrap_or_else(|_| unreadable())
}

pub fn offline() -> Refusal {
    Refusal { code: Refusal::OFFLINE.to_owned(), sentence: told("offline"), ..Refusal::default() }
}

/// Something else than Kring answered: a proxy of the school, or another version.
pub fn unreadable() -> Refusal {
    Refusal { sentence: told("unreadable"), ..Refusal::default() }
}

/// In which the page is: a refusal is told in it, also to who was signed out.
pub const LANGUAGE: &str = "x-kring-language";

pub fn language() -> String {
    let page = leptos::prelude::document().document_element();
    page.and_then(|page| page.get_attribute("lang")).unwrap_or_default()
}

/// What the page tells its islands once: `<html data-who=…>`.
pub fn told(name: &str) -> String {
    let page = leptos::prelude::document().document_element();
    page.and_then(|page| page.get_attribute(&["data-", name].concat())).unwrap_or_default()
}

/// Whose form this is and on which page: see `sent.rs`.
pub fn sender() -> String {
    let place = leptos::prelude::window().location();
    [told("who"), place.pathname().unwrap_or_default(), place.search().unwrap_or_default()].concat()
}
