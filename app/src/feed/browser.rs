//! What the composer asks of the browser: the chosen files, and sending one of them with its progress. Runs on the phone only.
use leptos::web_sys::{Event, HtmlFormElement, HtmlInputElement};
use server_fn::codec::MultipartData;
use server_fn::error::FromServerFnError;
use wasm_bindgen::prelude::{Closure, JsValue};
use wasm_bindgen::{JsCast, UnwrapThrowExt};
use web_sys::{File, FormData, ProgressEvent, Url, XmlHttpRequest};

use crate::base::failure::Failure;

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
    /// An address under which this page can show the file.
    pub fn src(&self) -> String {
        Url::create_object_url_with_blob(&self.0).unwrap_or_default()
    }

    /// Sends the file, tells how far it is in percent, and then the id of the photo or why not.
    pub fn send(&self, progress: impl Fn(u8) + 'static, done: impl FnOnce(Result<String, Failure>) + 'static) {
        let Ok(request) = XmlHttpRequest::new() else { return done(Err(Failure::Offline)) };
        let sent = FormData::new().and_then(|form| {
            form.append_with_blob("photo", &self.0)?;
            watch(&request, progress, done);
            request.open("POST", "/api/photos/upload")?;
            request.set_request_header("Accept", "application/json")?;
            request.send_with_opt_form_data(Some(&form))
        });
        if let Err(error) = sent {
            leptos::logging::error!("upload: {error:?}");
        }
    }
}

fn watch(request: &XmlHttpRequest, progress: impl Fn(u8) + 'static, done: impl FnOnce(Result<String, Failure>) + 'static) {
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

fn outcome(request: &XmlHttpRequest) -> Result<String, Failure> {
    let text = request.response_text().ok().flatten().unwrap_or_default();
    match request.status().unwrap_or(0) {
        200 => text.split("\"id\":\"").nth(1).and_then(|rest| rest.split('"').next()).map(str::to_owned).ok_or(Failure::Busy),
        0 => Err(Failure::Offline),
        413 => Err(Failure::invalid("photo", crate::base::failure::Problem::PhotoTooLarge)),
        _ => Err(Failure::de(text.into_bytes().into())),
    }
}

/// Everything in the form, as it would be sent.
pub fn contents(form: &HtmlFormElement) -> MultipartData {
    FormData::new_with_form(form).expect_throw("a form").into()
}

/// The input that an event is about.
pub fn input_of(event: &Event) -> Option<HtmlInputElement> {
    event.target()?.dyn_into().ok()
}

/// Goes to another page.
pub fn go(path: &str) {
    let moved = web_sys::window().map(|window| window.location().assign(path));
    if let Some(Err(error)) = moved {
        leptos::logging::error!("{error:?}");
    }
}
