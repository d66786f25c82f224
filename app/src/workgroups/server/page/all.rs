//! `/school/work-groups`: the work groups of the school, and making one.
use leptos::prelude::*;

use super::super::store::{self, WorkGroup};
use crate::access::{Manage, Viewer};
use crate::base::failure::Result;
use crate::base::ids;
use crate::base::language::Language;
use crate::people;
use crate::say;
use crate::shell::{Kept, Page, Tab};
use crate::ui::icon::Icon;
use crate::ui::notice::{Empty, Notice, Tone};
use crate::ui::sent::SentFrom;

pub async fn show(viewer: Viewer, kept: Kept) -> Result<Page> {
    let may = viewer.may(Manage, viewer.school.clone()).await?;
    let all = store::all(&viewer, &may).await?;
    let (language, fresh) = (viewer.language, ids::fresh(viewer.now));
    let title = say!(language, work_groups.title);
    Ok(Page::new(&viewer, Tab::School, title.clone(), move || {
        let refused = super::refused(language, &kept);
        let empty = all.is_empty().then(|| {
            view! { <Empty title=say!(language, work_groups.none) text=say!(language, work_groups.none_text)/> }
        });
        let list = (!all.is_empty()).then(|| {
            let rows = all.iter().map(|one| row(language, one)).collect_view();
            view! { <ul class="list list--two" role="list">{rows}</ul> }
        });
        view! {
            <div class="page page--wide" id="work-groups" data-form>
                {people::back(language)}
                <header class="page__head"><h1>{title}</h1><p class="soft">{say!(language, work_groups.hint)}</p></header>
                {refused.map(|why| view! { <Notice tone=Tone::Bad>{why}</Notice> })}
                {list}
                {empty}
                {begin(language, &kept, fresh)}
            </div>
        }
    }))
}

fn row(language: Language, one: &WorkGroup) -> impl IntoView + use<> {
    let about = say!(language, work_groups.people, count = one.people);
    view! {
        <li>
            <a class="list__row" href=format!("/school/work-groups/{}", one.id)>
                <span class="list__text"><b>{one.name.clone()}</b><small>{about}</small></span><Icon name="next" class="icon--turn"/>
            </a>
        </li>
    }
}

fn begin(language: Language, kept: &Kept, fresh: String) -> impl IntoView + use<> {
    let key = Some(kept.value("key")).filter(|key| !key.is_empty()).unwrap_or(fresh);
    let label = say!(language, work_groups.new_name);
    let name = super::name_field(label, kept.value("name"), super::wrong_name(language, kept));
    view! {
        <form class="card form" method="post" action="/api/workgroups/begin">
            <SentFrom/>
            <input type="hidden" name="key" value=key autocomplete="off"/>
            {name}
            <button class="button button--main" type="submit">{say!(language, work_groups.begin)}</button>
        </form>
    }
}
