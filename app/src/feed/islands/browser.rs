//! What the composer asks of the browser: the chosen files, sending one of them with its progress, and sending the form. Runs on
//! the phone only.
mod shrink;

use leptos::web_sys::{Event, HtmlFormElement, HtmlInputElement};
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::{Closure, JsValue};
use wasm_bindgen::{JsCast, UnwrapThrowExt};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, File, FormData, ProgressEvent, Url, XmlHttpRequest};

use crate::base::failure::Refusal;
use crate::ui::call::{LANGUAGE, ask, headers, language, offline, post, refusal, unreadable};

/// Everything in a form, as it would be sent.
pub type Contents = FormData;

/// A file that somebody chose.
#[derive(Debug, Clone)]
pub struct Picked(File);

/// Takes the files out of the input, so that they are not sent a second time with the form.
pub fn take_files(input: &HtmlInputElement) -> Vec<Picked> {
    let files = input.files();
    let count = files.as_ref().map_or(0, web_sys::FileList::length);
    let picked = (0..count).filter_map(|at| files.as_ref()?.get(at)).map(Picked).collect();
    input.set_value("");
    picked
}

impl Picked {
    pub fn name(&self) -> String {
        self.0.name()
    }

    /// An address under which this page can show the file.
    pub fn src(&self) -> String {
        Url::create_object_url_with_blob(&self.0).unwrap_or_default()
    }

    /// Makes the photo smaller and sends it; tells how far it is in percent, and then the id of the photo or why not.
    pub fn send(
        &self,
        src: String,
        progress: impl Fn(u8) + 'static,
        done: impl FnOnce(Result<String, Refusal>) + 'static,
    ) {
        let file = self.0.clone();
        spawn_local(async move {
            let photo = shrink::shrunk(&file, &src).await;
            upload(&photo, progress, done);
        });
    }
}

fn upload(photo: &Blob, progress: impl Fn(u8) + 'static, done: impl FnOnce(Result<String, Refusal>) + 'static) {
    let Ok(request) = XmlHttpRequest::new() else { return done(Err(offline())) };
    let sent = FormData::new().and_then(|form| {
        // What the phone called the photo is nobody's business.
        form.append_with_blob_and_filename("photo", photo, "photo")?;
        watch(&request, progress, done);
        request.open("POST", "/api/photos/upload")?;
        request.set_request_header("Accept", "application/json")?;
        request.set_request_header(LANGUAGE, &language())?;
        request.send_with_opt_form_data(Some(&form))
    });
    if let Err(error) = sent {
        leptos::logging::error!("upload: {error:?}");
    }
}

fn watch(
    request: &XmlHttpRequest,
    progress: impl Fn(u8) + 'static,
    done: impl FnOnce(Result<String, Refusal>) + 'static,
) {
    if let Ok(upload) = request.upload() {
        let seen = Closure::<dyn Fn(ProgressEvent)>::new(move |event: ProgressEvent| {
            progress((event.loaded() / event.total().max(1.0) * 100.0) as u8);
        });
        upload.set_onprogress(Some(seen.into_js_value().unchecked_ref()));
    }
    let answered = request.clone();
    // Called once, whether it arrived, was refused, or the connection went away.
    let ended = Closure::once_into_js(move |_: JsValue| done(outcome(&answered)));
    request.set_onloadend(Some(ended.unchecked_ref()));
}

fn outcome(request: &XmlHttpRequest) -> Result<String, Refusal> {
    let text = request.response_text().ok().flatten().unwrap_or_default();
    match request.status().unwrap_or(0) {
        200 => text
            .split("\"id\":\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next())
            .map(str::to_owned)
            .ok_or_else(unreadable),
        0 => Err(offline()),
        // Without a sentence: the composer has one.
        413 => Err(Refusal { field: "photo".to_owned(), ..Refusal::default() }),
        _ => Err(refusal(&text)),
    }
}

/// Empties a hidden field of the form.
pub fn empty(form: &HtmlFormElement, name: &str) {
    if let Ok(Some(field)) = form.query_selector(&["input[name=", name, "]"].concat()) {
        field.unchecked_into::<HtmlInputElement>().set_value("");
    }
}

/// Everything in the form, as it would be sent.
pub fn contents(form: &HtmlFormElement) -> Contents {
    FormData::new_with_form(form).expect_throw("a form")
}

/// The values of a field.
pub fn values(contents: &Contents, name: &str) -> Vec<String> {
    contents.get_all(name).iter().filter_map(|value| value.as_string()).collect()
}

/// Sends a form to an action («feed/publish») and reads what it answers, or the sentence that says why not.
pub async fn send<T: DeserializeOwned>(action: &str, contents: Contents) -> Result<T, Refusal> {
    ask(action, headers().map(|headers| post(&headers, &contents))).await
}

/// Sends a form while the page goes away, and hears nothing of it.
pub fn leave_behind(action: &str, contents: &Contents) -> bool {
    let navigator = leptos::prelude::window().navigator();
    navigator.send_beacon_with_opt_form_data(&["/api/", action].concat(), Some(contents)).unwrap_or(false)
}

/// Ends by itself; dropped before, it never does.
pub type Pause = gloo_timers::callback::Timeout;

pub fn after(milliseconds: u32, then: impl FnOnce() + 'static) -> Pause {
    Pause::new(milliseconds, then)
}

/// Whether nobody sees the page any more.
pub fn hidden() -> bool {
    leptos::prelude::document().hidden()
}

/// Sends the form as if there were no JavaScript: the answer is a page.
pub fn send_whole(form: &HtmlFormElement) {
    if let Err(error) = form.submit() {
        leptos::logging::error!("{error:?}");
    }
}

/// The input that an event is about.
pub fn input_of(event: &Event) -> Option<HtmlInputElement> {
    event.target()?.dyn_into().ok()
}

/// Goes to another page, which takes the place of this one: going back leads to what was before.
pub fn replace(path: &str) {
    let moved = web_sys::window().map(|window| window.location().replace(path));
    if let Some(Err(error)) = moved {
        leptos::logging::error!("{error:?}");
    }
}
