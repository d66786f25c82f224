//! A comment with its answers as they stand on a page: with links, folds, and what the viewer can do with each.
use leptos::prelude::*;

use super::islands::CommentForm;
use super::page::{Back, Talk};
use super::rules::{Form, Said, folded};
use super::said::{bubble, deeds};
use crate::access::SubjectId;
use crate::base::language::Language;
use crate::say;
use crate::ui::markup::{IntoMarkup, Markup};
use crate::ui::prose::linked;

/// What all comments of one page are drawn with.
pub struct Drawing {
    pub language: Language,
    pub subject: SubjectId,
    /// The viewer may take away what others said.
    pub keeps: bool,
    pub back: Back,
}

impl Drawing {
    pub fn item(&self, talk: Talk) -> impl IntoView + use<> {
        let id = format!("comment-{}", talk.id);
        view! { <li id=id>{self.talk(talk)}</li> }
    }

    /// A comment with its answers, and the form for one more.
    pub fn talk(&self, talk: Talk) -> Markup {
        let (typed, problem) = self.back.under(&talk.id.0);
        let first = talk.answers.first().filter(|_| talk.more).map(|(id, _)| id);
        let earlier = first.map(|first| format!("/comments/under/{}?to={}&before={first}", self.subject, talk.id));
        let earlier = earlier.map(|href| {
            view! { <a class="button button--small" href=href>{say!(self.language, comments.earlier_answers)}</a> }
        });
        let answers = talk.answers.into_iter().map(|(id, said)| {
            view! { <li id=format!("comment-{id}")>{self.one(said, true)}</li> }
        });
        let answers = answers.collect_view();
        // Where the words were taken away there is nothing to answer.
        let author = talk.said.as_ref().map(|said| said.author.clone());
        let answer = author.map(|to| {
            let name = say!(self.language, comments.answer_to, name = to);
            view! { <CommentForm form=Form { parent: talk.id.0.clone(), name, typed, problem }/> }
        });
        view! {
            {self.one(talk.said, false)}
            {earlier}
            <ul class="comments__replies" role="list" id=format!("under-{}", talk.id) data-list>{answers}</ul>
            {answer}
        }
        .into_markup()
    }

    /// A comment with what one can do with it, or the place where one was.
    pub fn one(&self, said: Option<Said>, small: bool) -> Markup {
        let Some(said) = said else {
            return view! { <p class="comment__gone">{say!(self.language, comments.removed)}</p> }.into_markup();
        };
        let before = (said.edited && self.keeps).then(|| {
            let href = format!("/comments/{}/versions", said.id);
            view! { <a class="when" href=href>{say!(self.language, comments.versions)}</a> }
        });
        let deeds = deeds(&said, self.language, self.keeps, self.back.at(&said.id));
        let text = words_of(self.language, &said.body);
        bubble(said, small, text, view! { {before}{deeds} }).into_markup()
    }
}

/// The words with their links; very long ones folded.
fn words_of(language: Language, body: &str) -> Markup {
    match folded(body) {
        None => linked(body).into_markup(),
        Some((shown, rest)) => view! {
            {linked(shown)}
            <details class="comment__rest"><summary>{say!(language, comments.read_on)}</summary>{linked(rest)}</details>
        }
        .into_markup(),
    }
}
