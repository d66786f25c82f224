//! One comment, and what one can do with it. It must never make markup of what somebody typed.
use leptos::prelude::*;

use super::rules::Said;
use crate::base::language::Language;
use crate::say;
use crate::ui::sent::SentFrom;
use crate::ui::text_area::TextArea;

/// One comment, with what one can do with it at its foot. `text` are its words, with links and a fold.
pub fn bubble(said: Said, small: bool, text: impl IntoView, more: impl IntoView) -> impl IntoView {
    let portrait = if small { "portrait portrait--small" } else { "portrait" };
    let badge = (!said.badge.is_empty()).then(|| view! { " "<span class="tag" data-tone="accent">{said.badge}</span> });
    let lang = (!said.lang.is_empty()).then_some(said.lang);
    view! {
        <article class="comment">
            <span class=portrait data-tone=said.tone aria-hidden="true">{said.initials}</span>
            <div class="comment__bubble" data-own=said.own.then_some("")>
                <span class="comment__who"><bdi>{said.author}</bdi>{badge}</span>
                <div class="comment__text" dir="auto" lang=lang>{text}</div>
            </div>
            <div class="comment__foot"><span class="when">{said.when}</span>{more}</div>
        </article>
    }
}

/// To put one's own words right, and to take words away. `back`: what came back without JavaScript, and what was wrong.
pub fn deeds(said: &Said, language: Language, keeps: bool, back: Option<(String, String)>) -> impl IntoView + use<> {
    let edited = said.edited.then(|| view! { <span class="when">{say!(language, comments.edited)}</span> });
    let edit = said.own.then(|| edit_form(said, language, back));
    let remove = (keeps || said.own).then(|| remove_form(said, language));
    view! { {edited}{edit}{remove} }
}

fn edit_form(said: &Said, language: Language, back: Option<(String, String)>) -> impl IntoView + use<> {
    let open = back.is_some();
    let (typed, problem) = back.unwrap_or_else(|| (said.body.clone(), String::new()));
    let problem = (!problem.is_empty()).then(|| view! { <p class="field__problem" role="alert">{problem}</p> });
    let label = say!(language, comments.edit_of, name = said.author.clone());
    let (id, place) = (["edit-", &said.id].concat(), ["comment-", &said.id].concat());
    view! {
        <details class="comments__deed" open=open>
            <summary class="button button--quiet button--small" aria-label=label.clone()>{say!(language, comments.edit)}</summary>
            <form class="comments__edit" method="post" action="/api/comments/edit">
                <SentFrom place=place/>
                <input type="hidden" name="comment" value=said.id.clone()/>
                {problem}
                <TextArea id=id name="body" typed=typed rows="3" {..} required=true aria-label=label/>
                <button class="button button--small" type="submit">{say!(language, accounts.save)}</button>
            </form>
        </details>
    }
}

/// Two taps: nobody takes words away by brushing past a button.
fn remove_form(said: &Said, language: Language) -> impl IntoView + use<> {
    view! {
        <details class="comments__deed">
            <summary class="button button--quiet button--small" aria-label=say!(language, comments.remove_of, name = said.author.clone())>
                {say!(language, comments.remove)}
            </summary>
            <form method="post" action="/api/comments/remove">
                <SentFrom place=["comment-", &said.id].concat()/>
                <button class="button button--bad button--small" type="submit" name="comment" value=said.id.clone()>
                    {say!(language, comments.remove_sure)}
                </button>
            </form>
        </details>
    }
}
