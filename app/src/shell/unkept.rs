//! The page for a form that failed and that the school cannot keep either: the disk is full, the database is away. What was typed
//! stands here, and the same form can be sent again.
use axum::response::{IntoResponse, Response};
use leptos::prelude::*;

use super::failures::{refused, status};
use super::page::{Page, Tab};
use super::ways::{FIELD, Sender};
use crate::access::Viewer;
use crate::base::failure::Failure;
use crate::base::kept::Form;
use crate::say;
use crate::ui::text_area::TextArea;

/// `files`: the form was sent as one that carries files; the files themselves are chosen anew.
pub fn page(viewer: &Viewer, failure: &Failure, form: Form, sender: &Sender, files: bool) -> Response {
    let language = viewer.language;
    let title = refused(language, &form.action, failure);
    let action = format!("/api/{}", form.action);
    let kind = files.then_some("multipart/form-data");
    let from = (FIELD.to_owned(), [sender.who.as_str(), &sender.from].concat());
    let back = sender.back();
    let page = Page::new(viewer, Tab::Elsewhere, title.clone(), move || {
        let words = form.words().map(str::to_owned);
        let why = if words.is_some() { say!(language, failure.unkept_text) } else { say!(language, failure.unkept) };
        let hidden = form.fields.into_iter().chain([from]).map(|(name, value)| {
            view! { <input type="hidden" name=name value=value/> }
        });
        view! {
            <div class="page">
                <header class="page__head"><h1>{title}</h1><p>{why}</p></header>
                {words.map(|words| view! {
                    <section class="section">
                        <label class="field__label" for="typed">{say!(language, accounts.you_wrote)}</label>
                        <TextArea id="typed" name="typed" typed=words rows="6" {..} readonly=true/>
                    </section>
                })}
                <form method="post" action=action enctype=kind>
                    {hidden.collect_view()}
                    <button class="button button--main button--wide" type="submit">{say!(language, failure.send_again)}</button>
                </form>
                <a class="button button--wide" href=back>{say!(language, failure.leave)}</a>
            </div>
        }
    });
    page.failed().status(status(failure)).into_response()
}
