//! `/school/invitations/groups/{id}`: everybody around a group: red, orange, green.
use axum::extract::Path;
use leptos::prelude::*;

use super::super::store::{self, Guardian};
use super::{back, state};
use crate::access::{GroupId, Manage, Viewer};
use crate::base::failure::Result;
use crate::say;
use crate::shell::{Page, Tab};
use crate::ui::notice::Empty;
use crate::ui::person::Portrait;

pub async fn show(viewer: Viewer, Path(id): Path<String>) -> Result<Page> {
    let may = viewer.may(Manage, viewer.school.clone()).await?;
    let language = viewer.language;
    let title = match id.as_str() {
        "staff" => say!(language, invitations.staff),
        _ => store::group_name(&viewer, &may, &GroupId::from(id.clone())).await?,
    };
    let all = store::guardians(&viewer, &may, &id).await?;
    let drawn = viewer.clone();
    Ok(Page::new(&viewer, Tab::School, title.clone(), move || {
        let empty = all.is_empty().then(|| {
            view! { <Empty title=say!(language, invitations.nobody_there) text=say!(language, invitations.nobody_there_text)/> }
        });
        let rows = all.iter().map(|one| row(&drawn, one)).collect_view();
        let list = (!all.is_empty()).then(|| view! { <ul class="list list--two" role="list">{rows}</ul> });
        view! {
            <div class="page page--wide" id="invited-group">
                {back(language)}
                <header class="page__head"><h1>{title}</h1><p class="soft">{say!(language, invitations.group_hint)}</p></header>
                {list}
                {empty}
            </div>
        }
    }))
}

fn row(viewer: &Viewer, one: &Guardian) -> impl IntoView + use<> {
    let language = viewer.language;
    let name = one.name.to_string();
    let child = one.child.0.to_string();
    let of = (!child.is_empty()).then(|| say!(language, invitations.of_child, child = child));
    let unreached = (!one.reached && !one.registered).then(|| say!(language, invitations.no_address));
    let about: Vec<String> = of.into_iter().chain(unreached).collect();
    let about = (!about.is_empty()).then(|| view! { <small>{about.join(" · ")}</small> });
    view! {
        <li>
            <a class="list__row" href=format!("/school/invitations/people/{}", one.id)>
                <Portrait name=name.clone()/>
                <span class="list__text"><b>{name}</b>{about}</span>
                {state(viewer, one.registered, one.ends_at)}
            </a>
        </li>
    }
}
