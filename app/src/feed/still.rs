//! The browser of the server: there is none. The composer is drawn here, and nothing of it moves.
use leptos::web_sys::{Event, HtmlFormElement, HtmlInputElement};
use server_fn::codec::MultipartData;

use crate::base::failure::Failure;

/// There are no files to choose here.
#[derive(Debug, Clone)]
pub enum Picked {}

pub fn take_files(_input: &HtmlInputElement) -> Vec<Picked> {
    Vec::new()
}

impl Picked {
    pub fn src(&self) -> String {
        match *self {}
    }

    pub fn send(&self, _progress: impl Fn(u8) + 'static, _done: impl FnOnce(Result<String, Failure>) + 'static) {
        match *self {}
    }
}

pub fn contents(_form: &HtmlFormElement) -> MultipartData {
    unreachable!("nothing is sent from the server")
}

pub fn input_of(_event: &Event) -> Option<HtmlInputElement> {
    None
}

pub fn go(_path: &str) {}
