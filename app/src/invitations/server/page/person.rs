//! `/school/invitations/people/{id}`: one person: how far they are, and inviting them.
use axum::extract::Path;
use leptos::prelude::*;

use super::super::store::{self, One};
use super::{ASK, back, how, refused, state};
use crate::access::{Manage, PersonId, Viewer, Write};
use crate::base::failure::Result;
use crate::say;
use crate::shell::{Kept, Page, Tab};
use crate::ui::markup::IntoMarkup;
use crate::ui::person::Portrait;
use crate::ui::sent::SentFrom;
use crate::ui::when;

pub async fn show(viewer: Viewer, Path(id): Path<String>, kept: Kept) -> Result<Page> {
    let may = viewer.may(Manage, PersonId::from(id)).await?;
    let one = store::one(&viewer, &may).await?;
    let writes = viewer.allows(Write, may.thing().clone()).await?;
    let (language, drawn, id) = (viewer.language, viewer.clone(), may.thing().0.clone());
    let title = one.name.to_string();
    Ok(Page::new(&viewer, Tab::School, title.clone(), move || {
        let open = say!(language, invitations.open_person);
        view! {
            <div class="page" id="invited-person" data-form>
                {back(language)}
                <header class="page__head page__head--portrait">
                    <Portrait name=title.clone() class="portrait--big"/>
                    <div><h1>{title}</h1><p>{state(&drawn, one.registered, one.ends_at)}</p></div>
                </header>
                {refused(language, &kept)}
                <p class="soft">{so_far(&drawn, &one)}</p>
                {form(&drawn, &one, (&id, writes), &kept)}
                <p><a href=format!("/school/people/{id}")>{open}</a></p>
            </div>
        }
    }))
}

/// What happened until now.
fn so_far(viewer: &Viewer, one: &One) -> String {
    let language = viewer.language;
    if one.registered {
        return say!(language, invitations.has_account);
    }
    let made = when::ago(language, one.made_at, viewer.now, &viewer.zone);
    let until = when::date(language, one.ends_at.local(&viewer.zone).date().into());
    match (one.way.as_str(), one.ends_at > viewer.now) {
        ("", _) => say!(language, invitations.never),
        ("mail", true) => say!(language, invitations.mailed, made = made, until = until),
        (_, true) => say!(language, invitations.printed, made = made, until = until),
        (_, false) => say!(language, invitations.over, made = made),
    }
}

fn form(viewer: &Viewer, one: &One, (id, writes): (&str, bool), kept: &Kept) -> impl IntoView + use<> {
    let language = viewer.language;
    if one.registered {
        return ().into_markup();
    }
    if !writes {
        return view! { <p>{say!(language, invitations.head_invites)}</p> }.into_markup();
    }
    if !one.belongs {
        return view! { <p>{say!(language, invitations.not_of_school)}</p> }.into_markup();
    }
    view! {
        <form class="card form" method="post" action=format!("/api/{ASK}")>
            <SentFrom/>
            <input type="hidden" name="form[person]" value=id.to_owned() autocomplete="off"/>
            {how(language, kept, one.reached, None)}
        </form>
    }
    .into_markup()
}
