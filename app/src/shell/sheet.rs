//! A form that is new or came back: what was typed, and what was wrong with it, at its field. Its fields are called `form[name]`.
use leptos::prelude::*;

use super::Kept;
use super::failures::{problem_sentence, refused};
use crate::base::failure::{Failure, Problem, Result};
use crate::base::language::Language;
use crate::say;
use crate::ui::icon::Icon;
use crate::ui::markup::{IntoMarkup, Markup};
use crate::ui::notice::{Notice, Tone};
use crate::ui::text_area::TextArea;

/// What was typed, and what was wrong with it.
pub struct Sheet {
    pub language: Language,
    pub kept: Kept,
    /// Everything that a look at the form shows, not only the first.
    mistakes: Vec<Mistake>,
}

/// Which field, and what.
pub type Mistake = (&'static str, Problem);

/// A mistake as an answer: the first one; the page that comes back finds the others.
pub fn refuse(mistakes: &[Mistake]) -> Result<()> {
    mistakes.first().map_or(Ok(()), |(field, problem)| Err(Failure::invalid(field, *problem)))
}

impl Sheet {
    pub fn new(language: Language, kept: Kept) -> Self {
        Sheet { language, kept, mistakes: Vec::new() }
    }

    /// For a form that came back because something in it was wrong: everything that is.
    #[must_use]
    pub fn with(mut self, mistakes: impl FnOnce(&Self) -> Vec<Mistake>) -> Self {
        if matches!(self.kept.failure, Some(Failure::Invalid { .. })) {
            self.mistakes = mistakes(&self);
        }
        self
    }

    /// What is wrong with this field.
    fn wrong(&self, field: &str) -> Option<Problem> {
        match &self.kept.failure {
            Some(Failure::Invalid { field: wrong, problem }) if wrong == field => Some(*problem),
            _ => self.mistakes.iter().find(|(wrong, _)| *wrong == field).map(|(_, problem)| *problem),
        }
    }

    /// The same as a sentence.
    pub fn problem(&self, field: &str) -> Option<String> {
        self.wrong(field).map(|problem| problem_sentence(self.language, problem))
    }

    /// The same, drawn.
    pub fn complaint(&self, field: &str) -> Option<Markup> {
        self.problem(field).map(|said| complaint(field, said))
    }

    /// The same, where this field has words of its own for one problem.
    pub fn complaint_as(&self, field: &str, own: Problem, words: String) -> Option<Markup> {
        if self.wrong(field) == Some(own) { Some(complaint(field, words)) } else { self.complaint(field) }
    }

    pub fn value(&self, name: &str, usual: &str) -> String {
        if self.kept.is_empty() { usual.to_owned() } else { self.kept.value(&format!("form[{name}]")) }
    }

    /// Of a field that can be filled in more than once.
    pub fn values(&self, name: &str) -> Vec<String> {
        self.kept.values(&format!("form[{name}][]"))
    }

    pub fn ticked(&self, name: &str) -> bool {
        !self.value(name, "").is_empty()
    }

    /// The key of the form: the same one when it comes back, so that it is sent once. One that was used for something else is not.
    pub fn key(&self, fresh: String) -> String {
        if self.wrong("key") == Some(Problem::SentBefore) {
            return fresh;
        }
        Some(self.kept.value("key")).filter(|key| !key.is_empty()).unwrap_or(fresh)
    }

    /// Above the form, when it came back from this action: what went wrong, or that something in it is.
    pub fn refused(&self, action: &str) -> Option<impl IntoView + use<>> {
        let words = match self.kept.failure_of(action)? {
            Failure::Invalid { field, .. } if field != "key" => say!(self.language, share.check),
            failure => refused(self.language, action, failure),
        };
        Some(view! { <Notice tone=Tone::Bad><p>{words}</p></Notice> })
    }

    /// Some lines with their label; `name`: `form[…]` of the field.
    pub fn lines(&self, field: &str, name: &'static str, label: String) -> impl IntoView + use<> {
        let id = format!("f-{field}");
        view! {
            <div class="field">
                <label class="field__label" for=id.clone()>{label}</label>
                {self.complaint(field)}
                <TextArea id=id name=name typed=self.value(field, "") rows="2"/>
            </div>
        }
    }

    /// An input with its label; `name` as in the form, `id` as refusals call it.
    pub fn input(
        &self,
        (id, name): (&str, &str),
        label: String,
        kind: &'static str,
        usual: &str,
    ) -> impl IntoView + use<> {
        let problem = self.problem(id);
        let (id, described) = (format!("f-{id}"), problem.as_ref().map(|_| format!("f-{id}-problem")));
        view! {
            <div class="field">
                <label class="field__label" for=id.clone()>{label}</label>
                <input
                    class="field__input"
                    id=id
                    name=format!("form[{name}]")
                    type=kind
                    value=self.value(name, usual)
                    aria-invalid=problem.as_ref().map(|_| "true")
                    aria-describedby=described.clone()
                />
                {problem.map(|problem| view! { <p class="field__problem" id=described><Icon name="warning"/>{problem}</p> })}
            </div>
        }
    }
}

fn complaint(field: &str, said: String) -> Markup {
    let id = format!("f-{field}-problem");
    view! { <p class="field__problem" id=id role="alert"><Icon name="warning"/>{said}</p> }.into_markup()
}
