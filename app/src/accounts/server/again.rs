//! The page for whoever was signed out while they wrote: sign in again, and everything they typed comes along. Nothing of it is
//! stored before they have; whoever else signs in on this page does not get it.
use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Response};
use futures::future::BoxFuture;
use http::StatusCode;
use http::request::Parts;
use leptos::prelude::*;

use super::page::{Entry, sign_in_form};
use super::store::{self, Account};
use crate::access::viewer::tag;
use crate::access::{App, Viewer, Visitor};
use crate::base::failure::Failure;
use crate::base::kept;
use crate::base::language::Language;
use crate::say;
use crate::shell::ways::{local, with_kept};
use crate::shell::{Carried, Page, Tab};
use crate::ui::text_area::TextArea;

/// The page itself; `failure`: the password was wrong, or it was tried too often.
pub fn page(app: &App, parts: Parts, carried: Carried, failure: Option<Failure>) -> BoxFuture<'_, Response> {
    Box::pin(draw(app, parts, carried, failure))
}

async fn draw(app: &App, mut parts: Parts, mut carried: Carried, failure: Option<Failure>) -> Response {
    let visitor = match Visitor::from_request_parts(&mut parts, app).await {
        Ok(visitor) => visitor,
        Err(failure) => return failure.into_response(),
    };
    if carried.who.is_empty() {
        carried.who = Viewer::former(app, &parts).await.map(|person| tag(&person)).unwrap_or_default();
    }
    let language = visitor.language;
    let title = say!(language, accounts.again);
    let help = store::helper(&visitor).await.ok().flatten();
    Page::new(&visitor, Tab::None, title.clone(), move || {
        let why = if carried.form.words().is_some() {
            say!(language, accounts.again_text)
        } else {
            say!(language, accounts.again_bare)
        };
        let words = carried.form.words().map(|words| typed(language, words.to_owned()));
        let entry = Entry {
            email: String::new(),
            next: local(&carried.from),
            carried: serde_json::to_string(&carried).unwrap_or_default(),
            failure,
        };
        view! {
            <div class="page">
                <header class="page__head"><h1>{title}</h1><p>{why}</p></header>
                {sign_in_form(language, entry)}
                {words}
                {help.map(|name| super::page::help(language, name))}
            </div>
        }
    })
    .failed()
    .status(StatusCode::UNAUTHORIZED)
    .into_response()
}

fn typed(language: Language, words: String) -> impl IntoView {
    view! {
        <section class="section">
            <label class="field__label" for="typed">{say!(language, accounts.you_wrote)}</label>
            <TextArea id="typed" name="typed" typed=words rows="6" {..} readonly=true/>
        </section>
    }
}

/// Keeps what was carried for the one who signed in, and says where to go on. A form that cannot be kept keeps nobody out.
pub async fn bring_along(visitor: &Visitor, account: &Account, carried: &str, next: String) -> String {
    let Some(carried) = Carried::of(carried) else { return next };
    if !carried.who.is_empty() && carried.who != tag(&account.person_id) {
        return next;
    }
    let now = visitor.app().clock.now();
    let id = kept::keep(visitor.db(), account.person_id.as_str(), &carried.form, now).await;
    id.map_or(next, |id| with_kept(&local(&carried.from), &id))
}
