//! The mark of a protected family, on the page of a child.
use leptos::prelude::*;

use crate::access::Viewer;
use crate::base::language::Language;
use crate::people::server::store::around::{Decided, PROTECTED};
use crate::say;
use crate::shell::Kept;
use crate::ui::field::described;
use crate::ui::markup::{IntoMarkup, Markup};
use crate::ui::one_button::one_button;
use crate::ui::sent::SentFrom;
use crate::ui::text_area::TextArea;
use crate::ui::when;

pub fn tag(language: Language) -> impl IntoView {
    view! { <span class="tag" data-tone="warn">{say!(language, people.is_protected)}</span> }
}

/// Below a household: what is so, or marking it.
pub fn section(viewer: &Viewer, household: &str, decided: &[Decided], kept: &Kept) -> Markup {
    match decided.iter().find(|one| one.status == PROTECTED && one.about_id == household) {
        Some(one) => so(viewer, one),
        None => form(viewer.language, household, kept),
    }
}

/// Who marked it and why, and who sees that.
fn so(viewer: &Viewer, one: &Decided) -> Markup {
    let language = viewer.language;
    let (who, at) = (one.name.to_string(), when::ago(language, one.decided_at, viewer.now, &viewer.zone));
    let reason = (!one.reason.is_empty()).then(|| view! { <q>{one.reason.clone()}</q> });
    let id = one.about_id.clone();
    let deed = match viewer.standing().head {
        true => view! {
            <details class="fold">
                <summary>{say!(language, people.unprotect)}</summary>
                <p>{say!(language, people.unprotect_hint)}</p>
                {one_button("people/unprotect", ("household", id), say!(language, people.unprotect_yes), "button button--bad")}
            </details>
        }
        .into_markup(),
        false => view! { <p class="soft">{say!(language, people.head_unprotects)}</p> }.into_markup(),
    };
    view! {
        <div class="card">
            <p>{tag(language)}</p>
            <ul class="around__history" role="list"><li><small>{say!(language, people.protected_by, who = who, at = at)}</small>{reason}</li></ul>
            <p class="soft">{say!(language, people.protected_hint)}</p>
            {deed}
        </div>
    }
    .into_markup()
}

fn form(language: Language, household: &str, kept: &Kept) -> Markup {
    let mine = kept.value("household") == household;
    let problem = if mine { kept.problem(language, "reason") } else { None };
    let typed = if mine { kept.value("reason") } else { String::new() };
    let id = format!("reason-protect-{household}");
    let (about, bad) = described(&id, true, problem.is_some());
    let (hint, wrong) = (format!("{id}-hint"), format!("{id}-problem"));
    view! {
        <details class="fold" open=mine>
            <summary>{say!(language, people.protect)}</summary>
            <form class="form" method="post" action="/api/people/protect">
                <SentFrom/>
                <input type="hidden" name="household" value=household.to_owned() autocomplete="off"/>
                <p id=hint>{say!(language, people.protected_hint)}</p>
                <div class="field">
                    <label class="field__label" for=id.clone()>{say!(language, people.reason)}</label>
                    {problem.map(|said| view! { <p class="field__problem" id=wrong role="alert">{said}</p> })}
                    <TextArea id=id name="reason" typed=typed rows="2" {..} aria-describedby=about aria-invalid=bad/>
                </div>
                <button class="button" type="submit">{say!(language, people.protect_yes)}</button>
            </form>
        </details>
    }
    .into_markup()
}
