//! `/school/visits`: who of the board came into this school, when and why.
use leptos::prelude::*;

use super::super::store::{self, Visit};
use crate::access::{Manage, Viewer};
use crate::base::failure::Result;
use crate::people;
use crate::say;
use crate::shell::{Page, Tab};
use crate::ui::notice::Empty;
use crate::ui::when;

pub async fn show(viewer: Viewer) -> Result<Page> {
    let may = viewer.may(Manage, viewer.school.clone()).await?;
    let visits = store::visits(&viewer, &may).await?;
    let (language, asker) = (viewer.language, viewer.clone());
    let title = say!(language, boards.visits);
    Ok(Page::new(&viewer, Tab::School, title.clone(), move || {
        let empty = visits.is_empty().then(|| {
            view! { <Empty title=say!(language, boards.nobody_came) text=say!(language, boards.nobody_came_text)/> }
        });
        let list = (!visits.is_empty()).then(|| {
            let rows = visits.iter().map(|visit| row(&asker, visit)).collect_view();
            view! { <ul class="list" role="list">{rows}</ul> }
        });
        view! {
            <div class="page" id="visits">
                {people::back(language)}
                <header class="page__head"><h1>{title}</h1><p class="soft">{say!(language, boards.visits_hint)}</p></header>
                {empty}
                {list}
            </div>
        }
    }))
}

fn row(viewer: &Viewer, visit: &Visit) -> impl IntoView + use<> {
    let at = when::ago(viewer.language, visit.began_at, viewer.now, &viewer.zone);
    view! {
        <li class="list__row">
            <span class="list__text"><b>{visit.name.to_string()}</b><q>{visit.reason.clone()}</q><small>{at}</small></span>
        </li>
    }
}
