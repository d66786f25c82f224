//! `/school/groups/{id}`: who is in a group today, and who teaches it.
use axum::extract::Path;
use leptos::prelude::*;

use super::{about_group, section};
use crate::access::{GroupId, Manage, Viewer};
use crate::base::failure::Result;
use crate::base::language::Language;
use crate::people::server::store::adult;
use crate::say;
use crate::shell::{Page, Tab};
use crate::ui::icon::Icon;
use crate::ui::markup::{IntoMarkup, Markup};
use crate::ui::notice::Empty;
use crate::ui::person::Portrait;

pub async fn show(viewer: Viewer, Path(id): Path<String>) -> Result<Page> {
    let may = viewer.may(Manage, viewer.school.clone()).await?;
    let id = GroupId::from(id);
    let (title, year) = adult::group(&viewer, &may, &id).await?;
    let children = adult::members(&viewer, &may, &id).await?;
    let teachers = adult::teachers(&viewer, &may, &id).await?;
    let language = viewer.language;
    Ok(Page::new(&viewer, Tab::School, title.clone(), move || {
        let about = about_group(language, &year, say!(language, people.children, count = children.len()));
        let empty = children.is_empty().then(|| {
            view! { <Empty title=say!(language, people.nobody_there) text=say!(language, people.nobody_there_text)/> }
        });
        let teachers =
            people(teachers.into_iter().map(|one| (one.name.to_string(), format!("/school/people/{}", one.id))));
        let rows =
            people(children.into_iter().map(|one| (one.name.to_string(), format!("/school/children/{}", one.id))));
        view! {
            <div class="page page--wide" id="group">
                {super::back(language)}
                <header class="page__head"><h1>{title}</h1><p class="soft">{about}</p></header>
                {section(say!(language, people.teachers), "list list--two", teachers)}
                {section(say!(language, people.pupils), "list list--two", rows)}
                {empty}
                {export(language, &id)}
            </div>
        }
    }))
}

fn people(all: impl Iterator<Item = (String, String)>) -> Vec<Markup> {
    let row = |(name, href): (String, String)| {
        view! {
            <li>
                <a class="list__row" href=href>
                    <Portrait name=name.clone()/><span class="list__text"><b>{name}</b></span>
                </a>
            </li>
        }
        .into_markup()
    };
    all.map(row).collect()
}

/// With birthdays, parents and numbers it is a list that leaves the school.
fn export(language: Language, group: &GroupId) -> impl IntoView + use<> {
    view! {
        <a class="button button--wide" href=format!("/school/exports?group={group}")><Icon name="print"/>{say!(language, people.as_list)}</a>
    }
}
