//! The browser of the server: there is none. The composer is drawn here, and nothing of it moves.
use leptos::web_sys::{Event, HtmlFormElement, HtmlInputElement};
use serde::de::DeserializeOwned;

use crate::base::failure::Refusal;

/// There are no files to choose here.
#[derive(Debug, Clone)]
pub enum Picked {}

/// And no form to send.
#[derive(Debug, Clone)]
pub enum Contents {}

pub fn take_files(_input: &HtmlInputElement) -> Vec<Picked> {
    Vec::new()
}

impl Picked {
    pub fn name(&self) -> String {
        match *self {}
    }

    pub fn src(&self) -> String {
        match *self {}
    }

    pub fn send(
        &self,
        _src: String,
        _progress: impl Fn(u8) + 'static,
        _done: impl FnOnce(Result<String, Refusal>) + 'static,
    ) {
        match *self {}
    }
}

pub fn empty(_form: &HtmlFormElement, _name: &str) {}

pub fn contents(_form: &HtmlFormElement) -> Contents {
    unreachable!("nothing is sent from the server")
}

pub fn values(contents: &Contents, _name: &str) -> Vec<String> {
    match *contents {}
}

pub async fn send<T: DeserializeOwned>(_action: &str, contents: Contents) -> Result<T, Refusal> {
    match contents {}
}

pub fn leave_behind(_action: &str, contents: &Contents) -> bool {
    match *contents {}
}

/// Nobody types here.
pub struct Pause;

pub fn after(_milliseconds: u32, _then: impl FnOnce() + 'static) -> Pause {
    Pause
}

pub fn hidden() -> bool {
    false
}

pub fn send_whole(_form: &HtmlFormElement) {}

pub fn input_of(_event: &Event) -> Option<HtmlInputElement> {
    None
}

pub fn replace(_path: &str) {}
